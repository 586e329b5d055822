using System.Text;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Definitions.Expressions;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>What a condition asks for, part by part, where every part must hold. A condition that has another way to be true asks for nothing that can be told.</summary>
internal static partial class Conjunction
{
    /// <summary>The parts of a condition; none where it is no plain row of parts between <c>&amp;&amp;</c>, or does more than look up, compare and compute.</summary>
    public static IReadOnlyList<string> Of(string? source)
    {
        if (source is null || !PlainScript.Is(source)) return [];
        var (parts, part, depth) = (new List<string>(), new StringBuilder(), 0);
        for (var at = 0; at < source.Length; at++)
        {
            var letter = source[at];
            if (letter is '\'' or '"')
            {
                var end = source.IndexOf(letter, at + 1);
                if (end < 0 || source.AsSpan(at, end - at).Contains('\\')) return [];
                part.Append(source, at, end - at + 1);
                at = end;
                continue;
            }

            if (Hides(source, at) || (depth == 0 && IsAnotherLine(source, at))) return [];
            depth += letter is '(' or '[' or '{' ? 1 : letter is ')' or ']' or '}' ? -1 : 0;
            if (depth == 0 && IsOtherWay(source, at)) return [];
            if (depth == 0 && letter == '&' && Next(source, at) == '&')
            {
                parts.Add(part.ToString().Trim());
                part.Clear();
                at++;
            }
            else part.Append(letter);
        }

        parts.Add(part.ToString().Trim());
        return parts.Contains("") ? [] : [.. parts.Where(said => said != "true").SelectMany(Inner)];
    }

    /// <summary>What stands in brackets is asked like the rest, where it is a row of parts itself.</summary>
    private static IEnumerable<string> Inner(string part) => IsWrapped(part) && Of(part[1..^1]) is { Count: > 0 } inner ? inner : [part];

    /// <summary>Whether the bracket that opens it closes it.</summary>
    private static bool IsWrapped(string part)
    {
        if (part is not ['(', _, .., ')']) return false;
        var depth = 0;
        for (var at = 0; at < part.Length - 1; at++)
        {
            if (part[at] is '\'' or '"') at = part.IndexOf(part[at], at + 1);
            depth += part[at] is '(' ? 1 : part[at] is ')' ? -1 : 0;
            if (depth == 0) return false;
        }

        return true;
    }

    /// <summary>Whether a condition holds only where a member of the event's data is a text.</summary>
    public static bool Pins(string? source, string member, string value) => Of(source).Any(part => Equality().Match(part) is { Success: true } said && said.Groups[1].Value == member && said.Groups[3].Value == value);

    /// <summary>The text that a member of the event's data has to be; null where it may be any.</summary>
    public static string? Pinned(string? source, string member) => Of(source).Select(part => Equality().Match(part)).FirstOrDefault(said => said.Success && said.Groups[1].Value == member)?.Groups[3].Value;

    /// <summary>The outcome of a submachine that a condition holds for only; null where it may hold for any.</summary>
    public static string? Outcome(string? source) => Of(source).Select(part => ForOutcome().Match(part)).FirstOrDefault(said => said.Success)?.Groups[2].Value;

    /// <summary>Whether a condition holds only where two members of the event's data are not the same.</summary>
    public static bool Parts(string? source, string one, string other) => Of(source).Any(part =>
        Inequality().Match(part) is { Success: true } said && ((said.Groups[1].Value == one && said.Groups[2].Value == other) || (said.Groups[1].Value == other && said.Groups[2].Value == one)));

    /// <summary>Whether a condition holds only where something that it names is true.</summary>
    public static bool Has(string? source, string named) => Of(source).Contains(named, StringComparer.Ordinal);

    /// <summary>Whether a condition holds only where a member of the event's data is true.</summary>
    public static bool IsTrue(string? source, string member) => Of(source).Any(part => Truth().Match(part) is { Success: true } said && said.Groups[1].Value == member);

    /// <summary>Comments and templates can hide what a condition says.</summary>
    private static bool Hides(string source, int at) => source[at] is '`' or ';' || (source[at] == '/' && Next(source, at) is '/' or '*')
        || source.AsSpan(at).StartsWith("<!--") || source.AsSpan(at).StartsWith("-->");

    /// <summary>A line that ends outside of brackets ends what is asked, and the next one says what the condition is; only where <c>&amp;&amp;</c> joins them they are one.</summary>
    private static bool IsAnotherLine(string source, int at) => source[at] is '\n' or '\r' or '\u2028' or '\u2029'
        && !source.AsSpan(0, at).TrimEnd().EndsWith("&&") && !source.AsSpan(at).TrimStart().StartsWith("&&") && !source.AsSpan(at).TrimStart().IsEmpty && !source.AsSpan(0, at).TrimStart().IsEmpty;

    private static bool IsOtherWay(string source, int at) => source[at] switch
    {
        '|' or ',' => true,
        '?' => Next(source, at) != '.',
        '=' => Next(source, at) is not '=' && (at == 0 || source[at - 1] is not ('=' or '!' or '<' or '>')),
        _ => false,
    };

    private static char Next(string source, int at) => at + 1 < source.Length ? source[at + 1] : '\0';

    [GeneratedRegex("""^event\.data\.(\w+)\s*={2,3}\s*(['"])(\w+)\2$""")]
    private static partial Regex Equality();

    [GeneratedRegex("""^event\.outcome\s*={2,3}\s*(['"])([^'"]+)\1$""")]
    private static partial Regex ForOutcome();

    [GeneratedRegex(@"^event\.data\.(\w+)\s*!={1,2}\s*event\.data\.(\w+)$")]
    private static partial Regex Inequality();

    [GeneratedRegex(@"^event\.data\.(\w+)(?:\s*={2,3}\s*true)?$")]
    private static partial Regex Truth();
}
