using System.Globalization;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Collections.Overrides;

namespace Doorstep.Host.Supervision;

/// <summary>Says in Chinese what guards, the record and the rules of overrides say in English. A sentence that is in no list stays as it is: it is what the record has.</summary>
internal static partial class ReasonWords
{
    /// <summary>Words that guards fill into their sentences.</summary>
    private static readonly Dictionary<string, string> Filled = new(StringComparer.Ordinal)
    {
        ["lawyer"] = "律师", ["adviser"] = "顾问", ["guardian"] = "监护人", ["representative"] = "代理人", ["estate's administrator"] = "遗产管理人", ["the decision on hardship"] = "困难帮助决定", ["the end of the plan"] = "分期终止",
    };

    private static readonly Sentence[] Sentences = [.. GuardReasons.Sentences.Concat(RecordReasons.Sentences).Concat(FieldReasons.Sentences).Concat(Never.Rules.Select(rule => (rule.En, rule.Zh)))
        .OrderByDescending(sentence => sentence.En.Replace("{}", "", StringComparison.Ordinal).Length)
        .Select(sentence => new Sentence(sentence.En.Split("{}").MaxBy(part => part.Length)!, Pattern(sentence.En), Numbered(sentence.Zh)))];

    /// <summary>The same for a table or a page: what states are called as well.</summary>
    public static string Shown(string text, bool isChinese) => isChinese ? StateWords.InSentence(Of(text, isChinese: true)) : text;

    /// <summary>A text in the reader's language: every sentence that is known, wherever in it; the others as they are.</summary>
    public static string Of(string text, bool isChinese)
    {
        if (!isChinese) return text;
        var (said, rest) = ("", text);
        while (rest.Length > 0)
        {
            if (Find(rest) is var (found, zh))
            {
                said += string.Format(CultureInfo.InvariantCulture, zh, [.. found.Groups.Values.Skip(1).Select(group => (object)InChinese(group.Value))]);
                rest = rest[found.Length..].TrimStart();
                continue;
            }

            // What is not known is left, up to where another sentence may begin.
            var next = Boundary().Match(rest) is { Success: true } boundary ? boundary.Index + boundary.Length : rest.Length;
            (said, rest) = (said + rest[..next], rest[next..]);
        }

        return said;
    }

    private static (Match Found, string Zh)? Find(string text)
    {
        foreach (var sentence in Sentences)
            if (text.Contains(sentence.Key, StringComparison.Ordinal) && sentence.En.Match(text) is { Success: true } found) return (found, sentence.Zh);
        return null;
    }

    /// <summary>A length of days as readers of Chinese say it; anything else as it is.</summary>
    public static string Span(string text, bool isChinese) =>
        isChinese && Days().Match(text) is { Success: true } days ? $"{days.Groups["days"].Value} {(days.Groups["unit"].Value == "B" ? "个工作日" : "天")}" : text;

    /// <summary>What is filled in may be a sentence itself.</summary>
    private static string InChinese(string filled) => Filled.GetValueOrDefault(filled) ?? (Days().IsMatch(filled) ? Span(filled, isChinese: true) : filled.Contains(' ', StringComparison.Ordinal) ? Of(filled, isChinese: true) : filled);

    /// <summary>What is filled in ends no sentence by itself, so a sentence is found whole and the next one begins behind it; what ends a sentence goes on to the end.</summary>
    private static Regex Pattern(string sentence)
    {
        var parts = sentence.Split("{}");
        var last = parts.Length > 1 && parts[^1].Length == 0;
        return new Regex($@"\A{string.Join("(.+?)", (last ? parts[..^1] : parts).Select(Regex.Escape))}{(last ? @"(.+)\z" : @"(?=\s|\z|[。，；：·])")}", RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));
    }

    /// <summary><c>{}</c> by its place; a text that numbers them itself counts from one.</summary>
    private static string Numbered(string text)
    {
        var at = 0;
        return Regex.Replace(text, @"\{(\d*)\}", place => $"{{{(place.Groups[1].Value is { Length: > 0 } number ? int.Parse(number, CultureInfo.InvariantCulture) - 1 : at++)}}}", RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    private sealed record Sentence(string Key, Regex En, string Zh);

    /// <summary>So many days, or business days, as ISO 8601 and the packs write them.</summary>
    [GeneratedRegex(@"\AP(?<days>\d+)(?<unit>[DB])\z")]
    private static partial Regex Days();

    [GeneratedRegex(@"[.:;] |[：；，。·“] ?")]
    private static partial Regex Boundary();
}
