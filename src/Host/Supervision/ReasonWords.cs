using System.Globalization;
using System.Text.RegularExpressions;

namespace Doorstep.Host.Supervision;

/// <summary>Says in Chinese what a guard has said in English. A sentence that is in no list stays as it is: it is what the record has.</summary>
internal static class ReasonWords
{
    /// <summary>Words that guards fill into their sentences.</summary>
    private static readonly Dictionary<string, string> Filled = new(StringComparer.Ordinal)
    {
        ["lawyer"] = "律师", ["adviser"] = "顾问", ["guardian"] = "监护人", ["representative"] = "代理人", ["estate's administrator"] = "遗产管理人",
    };

    private static readonly (Regex En, string Zh)[] Sentences = [.. GuardReasons.Sentences
        .OrderByDescending(sentence => sentence.En.Replace("{}", "", StringComparison.Ordinal).Length)
        .Select(sentence => (Pattern(sentence.En), Numbered(sentence.Zh)))];

    /// <summary>The reason in the reader's language; one or more sentences.</summary>
    public static string Of(string reason, bool isChinese)
    {
        if (!isChinese) return reason;
        var (said, rest) = ("", reason);
        while (rest.Length > 0)
        {
            if (Sentences.Select(sentence => (Found: sentence.En.Match(rest), sentence.Zh)).FirstOrDefault(one => one.Found.Success) is not { Found: { } found, Zh: var zh }) return said + rest;
            said += string.Format(CultureInfo.InvariantCulture, zh, [.. found.Groups.Values.Skip(1).Select(group => (object)Filled.GetValueOrDefault(group.Value, group.Value))]);
            rest = rest[found.Length..].TrimStart();
        }

        return said;
    }

    /// <summary>What is filled in ends no sentence by itself, so a sentence is found whole and the next one begins behind it.</summary>
    private static Regex Pattern(string sentence) => new(
        $@"\A{string.Join("(.+?)", sentence.Split("{}").Select(Regex.Escape))}(?=\s|\z)", RegexOptions.CultureInvariant | RegexOptions.Singleline, TimeSpan.FromSeconds(1));

    /// <summary><c>{}</c> by its place; a text that numbers them itself counts from one.</summary>
    private static string Numbered(string text)
    {
        var at = 0;
        return Regex.Replace(text, @"\{(\d*)\}", place => $"{{{(place.Groups[1].Value is { Length: > 0 } number ? int.Parse(number, CultureInfo.InvariantCulture) - 1 : at++)}}}", RegexOptions.None, TimeSpan.FromSeconds(1));
    }
}
