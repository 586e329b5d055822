using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Doorstep.Host.Tests.Documentation;

/// <summary>Compares what a page prints with what came. Times, hashes and traces may differ; <c>…</c> stands for more of the same; a null need not be printed.</summary>
internal static partial class Printed
{
    private const string More = "…";

    /// <summary>What is different, or null.</summary>
    public static string? Difference(Block printed, string came) => printed.Language == "json" ? Json(printed.Text, came) : Text(printed.Text, came);

    private static string? Json(string printed, string came)
    {
        try
        {
            return Compare(JsonNode.Parse(printed), JsonNode.Parse(came), "$");
        }
        catch (JsonException exception)
        {
            return $"{exception.Message} In: {came}";
        }
    }

    private static string? Compare(JsonNode? printed, JsonNode? came, string path) => (printed, came) switch
    {
        (JsonObject wanted, JsonObject there) => Members(wanted, there, path),
        (JsonArray wanted, JsonArray there) => Items(wanted, there, path),
        _ => Masked(printed?.ToJsonString() ?? "null") == Masked(came?.ToJsonString() ?? "null") ? null : $"{path} is {came?.ToJsonString() ?? "null"}, not {printed?.ToJsonString() ?? "null"}.",
    };

    private static string? Members(JsonObject wanted, JsonObject there, string path)
    {
        var extra = wanted.ContainsKey(More) ? null : there.Where(member => member.Value is not null).Select(member => member.Key).FirstOrDefault(name => !wanted.ContainsKey(name));
        if (extra is not null) return $"{path}.{extra} is there and not printed.";
        return wanted.Where(member => member.Key != More)
            .Select(member => there.ContainsKey(member.Key) ? Compare(member.Value, there[member.Key], $"{path}.{member.Key}") : $"{path}.{member.Key} is printed and not there.")
            .FirstOrDefault(difference => difference is not null);
    }

    private static string? Items(JsonArray wanted, JsonArray there, string path)
    {
        var isOpen = wanted.Count > 0 && wanted[^1] is JsonValue last && last.TryGetValue<string>(out var text) && text == More;
        var count = isOpen ? wanted.Count - 1 : wanted.Count;
        if (isOpen ? there.Count < count : there.Count != count) return $"{path} has {there.Count} items, not {count}.";
        return Enumerable.Range(0, count).Select(index => Compare(wanted[index], there[index], $"{path}[{index}]")).FirstOrDefault(difference => difference is not null);
    }

    private static string? Text(string printed, string came)
    {
        var there = new Queue<string>(Lines(came));
        var isOpen = false;
        foreach (var wanted in Lines(printed))
        {
            if (wanted == More)
            {
                isOpen = true;
                continue;
            }

            while (isOpen && there.TryPeek(out var passed) && passed != wanted) there.Dequeue();
            if (!there.TryDequeue(out var line)) return $"'{wanted}' did not come.";
            if (line != wanted) return $"'{line}' came, not '{wanted}'.";
            isOpen = false;
        }

        return isOpen || there.Count == 0 ? null : $"'{there.Peek()}' came and is not printed.";
    }

    private static IEnumerable<string> Lines(string text) =>
        text.ReplaceLineEndings("\n").Split('\n').Select(line => Number().Replace(Space().Replace(Masked(line).Trim(), " "), "#")).Where(line => line.Length > 0);

    private static string Masked(string text) =>
        Key().Replace(Folder().Replace(Trace().Replace(Hash().Replace(Time().Replace(text, "<time>"), "<hash>"), "<trace>"), "Data <folder>"), "<key>");

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|\+00:00|\\u002B00:00)")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b[0-9a-f]{64}\b")]
    private static partial Regex Hash();

    [GeneratedRegex(@"\b00-[0-9a-f]{32}-[0-9a-f]{16}-\d\d\b")]
    private static partial Regex Trace();

    [GeneratedRegex(@"Data +/\S+")]
    private static partial Regex Folder();

    [GeneratedRegex(@"dsk_[\w-]+")]
    private static partial Regex Key();

    [GeneratedRegex(@"\d+(?:[.,:]\d+)*")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
