using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Host.Designer;

/// <summary>One version among its sisters.</summary>
/// <param name="Row">The version; with its JSON only where one was asked for.</param>
/// <param name="IsLatest">No version has a higher number.</param>
internal sealed record Shelved(DefinitionRecord Row, bool IsLatest)
{
    public bool IsPublished => Row.Status == DefinitionStatus.Published;
}

/// <summary>Definitions as Studio asks for them: by <c>versionOptions</c> and by the ids of versions.</summary>
internal sealed class DefinitionShelf(ISender sender)
{
    /// <summary>Every version, or those of one definition, without JSON.</summary>
    public async Task<IReadOnlyList<Shelved>> AllAsync(string? definitionId, Actor actor, CancellationToken cancellation)
    {
        var rows = ((Reply<IReadOnlyList<DefinitionRecord>>.Done)await sender.Send(new ListDefinitions(definitionId, actor), cancellation)).Value;
        var latest = rows.GroupBy(row => row.DefinitionId, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Max(row => row.Version), StringComparer.Ordinal);
        return [.. rows.Select(row => new Shelved(row, row.Version == latest[row.DefinitionId]))];
    }

    /// <summary>One version with its JSON, or null.</summary>
    public async Task<Shelved?> FindAsync(string definitionId, string? versionOptions, Actor actor, CancellationToken cancellation) =>
        Select(await AllAsync(definitionId, actor, cancellation), versionOptions).FirstOrDefault() is { } found ? await WithJsonAsync(found, actor, cancellation) : null;

    /// <summary>The version with an id, or null.</summary>
    public async Task<Shelved?> FindByIdAsync(string versionId, Actor actor, CancellationToken cancellation)
    {
        if (versionId.LastIndexOf(':') is not (> 0 and var colon)) return null;
        return (await AllAsync(versionId[..colon], actor, cancellation)).FirstOrDefault(version => version.Row.Id == versionId) is { } found
            ? await WithJsonAsync(found, actor, cancellation) : null;
    }

    public async Task<Shelved?> WithJsonAsync(Shelved version, Actor actor, CancellationToken cancellation) =>
        await sender.Send(new GetDefinition(version.Row.DefinitionId, version.Row.Version, actor), cancellation) is Reply<DefinitionRecord>.Done(var row) ? version with { Row = row } : null;

    private static readonly string[] OptionNames = ["Latest", "Published", "LatestOrPublished", "LatestAndPublished", "Draft", "AllVersions"];

    /// <summary>Why an option means no versions; null where it does. None is every version.</summary>
    public static string? Against(string? versionOptions) => versionOptions is null || OptionNames.Contains(versionOptions, StringComparer.Ordinal) || int.TryParse(versionOptions, out _) ? null
        : $"versionOptions: '{versionOptions}' is neither the number of a version nor one of {string.Join(", ", OptionNames)}{Nearest.Hint(versionOptions, OptionNames)}";

    /// <summary>The versions that an option means; a definition is named once, but for <c>AllVersions</c> and <c>LatestAndPublished</c>.</summary>
    public static IEnumerable<Shelved> Select(IEnumerable<Shelved> versions, string? versionOptions) => versionOptions switch
    {
        "Latest" => versions.Where(version => version.IsLatest),
        "Published" => versions.Where(version => version.IsPublished),
        "LatestOrPublished" => versions.GroupBy(version => version.Row.DefinitionId, StringComparer.Ordinal).Select(same => same.FirstOrDefault(version => version.IsPublished) ?? same.First(version => version.IsLatest)),
        "LatestAndPublished" => versions.Where(version => version.IsLatest || version.IsPublished),
        "Draft" => versions.Where(version => version.Row.Status == DefinitionStatus.Draft),
        _ when int.TryParse(versionOptions, out var number) => versions.Where(version => version.Row.Version == number),
        _ => versions.OrderByDescending(version => version.Row.Version),
    };
}
