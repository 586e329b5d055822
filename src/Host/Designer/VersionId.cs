using System.Globalization;

namespace Doorstep.Host.Designer;

/// <summary>Ids of versions: <c>overdue-visit:3</c>.</summary>
internal static class VersionId
{
    public static (string DefinitionId, int Version)? Read(string id) =>
        id.LastIndexOf(':') is > 0 and var colon && int.TryParse(id.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? (id[..colon], version) : null;
}
