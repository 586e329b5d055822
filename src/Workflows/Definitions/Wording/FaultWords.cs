using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Definitions.Wording;

/// <summary>What the compiler and the lint say, in Chinese. They say it in English, each sentence where its rule is; here stands how it reads in Chinese, and nothing else.
/// A sentence that is not here is told as it is.</summary>
public static partial class FaultWords
{
    private static readonly Lazy<ImmutableArray<(Regex Pattern, string[] Names, string Zh)>> Sentences = new(() =>
        [.. FaultSentences.All.Concat(LintSentences.All).Select(pair => (Pattern(pair.En), Places().Matches(pair.En).Select(match => match.Groups[1].Value).ToArray(), pair.Zh))]);

    /// <summary>A sentence in the language that is asked for.</summary>
    public static string In(bool isChinese, string sentence) => isChinese ? Chinese(sentence) ?? sentence : sentence;

    /// <summary>A sentence in Chinese; null where nobody has put it into Chinese yet.</summary>
    public static string? Chinese(string sentence)
    {
        foreach (var (pattern, names, zh) in Sentences.Value)
        {
            var match = pattern.Match(sentence);
            if (!match.Success) continue;
            return names.Aggregate(zh, (text, name) => text.Replace($"{{{name}}}", Said(name, match.Groups[name].Value), StringComparison.Ordinal));
        }

        return null;
    }

    /// <summary>What stands in a place is quoted as it is, but for the few words that the compiler puts there itself.</summary>
    private static string Said(string name, string text) => name switch
    {
        "hint" => Hint(text),
        "kind" => Kind(text),
        "rest" => Chinese(text) ?? text,
        _ => text,
    };

    private static string Hint(string text) =>
        Near().Match(text) is { Success: true } near ? $"；是否想写“{near.Groups[1].Value}”？"
        : Known().Match(text) is { Success: true } known ? $"。可用：{known.Groups[1].Value.Replace(", ", "、", StringComparison.Ordinal)}。" : "。";

    private static string Kind(string text) => text switch
    {
        "an array" => "数组",
        "an object" => "对象",
        _ when text.StartsWith("the string '", StringComparison.Ordinal) => $"字符串“{text[12..^1]}”",
        _ => text,
    };

    private static Regex Pattern(string en)
    {
        var pattern = new StringBuilder("^");
        var at = 0;
        foreach (Match place in Places().Matches(en))
        {
            pattern.Append(Regex.Escape(en[at..place.Index])).Append(place.Groups[1].Value switch
            {
                "hint" => @"(?<hint>; did you mean '.+?'\?|\. Known are: .+|\. Use one of: .+|\.)",
                var name => $"(?<{name}>.+?)",
            });
            at = place.Index + place.Length;
        }

        return new Regex(pattern.Append(Regex.Escape(en[at..])).Append('$').ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Places();

    [GeneratedRegex("did you mean '(.+?)'")]
    private static partial Regex Near();

    [GeneratedRegex(@"^\. (?:Known are|Use one of): (.+)\.$", RegexOptions.Singleline)]
    private static partial Regex Known();
}
