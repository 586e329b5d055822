using System.Text.Json;
using Doorstep.Workflows.Commands;

namespace Doorstep.Host.Api;

/// <summary>Finds text that is JSON and yet no text: halves of surrogate pairs, and U+0000, at which databases end a text.</summary>
internal static class JsonText
{
    public static IEnumerable<Fault> Faults(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.String => Fault(value.GetString, path),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, index) => Faults(item, $"{path}[{index}]")),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Member(member, path)),
        _ => [],
    };

    private static IEnumerable<Fault> Member(JsonProperty member, string path)
    {
        var faults = Fault(() => member.Name, path).ToArray();
        return faults.Length > 0 ? faults : Faults(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}");
    }

    private static IEnumerable<Fault> Fault(Func<string?> read, string path)
    {
        string? wrong = null;
        try
        {
            if (read()!.Contains('\0', StringComparison.Ordinal)) wrong = "has the character U+0000 in it, which cannot be kept.";
        }
        catch (InvalidOperationException)
        {
            wrong = @"has half of a surrogate pair in it (\uD800 to \uDFFF), which is no character.";
        }

        if (wrong is not null) yield return new Fault(path, wrong);
    }
}
