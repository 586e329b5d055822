using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>How hard a text is to read. English: words per sentence and the share of long words. Chinese: characters per sentence. House limits for easy reading (S33).</summary>
/// <param name="LongestSentence">The longest sentence.</param>
/// <param name="Longest">Its length, in words or characters.</param>
/// <param name="Average">Average length.</param>
/// <param name="LongWordShare">Share of words with four or more syllables; 0 in Chinese.</param>
public sealed partial record ReadingLevel(string LongestSentence, int Longest, double Average, double LongWordShare)
{
    /// <summary>Words of an English sentence at most.</summary>
    public const int WordsMax = 18;

    /// <summary>Words of English sentences on average at most.</summary>
    public const int WordsAverageMax = 12;

    /// <summary>Share of English words with four or more syllables at most.</summary>
    public const double LongWordShareMax = 0.05;

    /// <summary>Characters of a Chinese sentence at most.</summary>
    public const int CharactersMax = 28;

    /// <summary>Characters of Chinese sentences on average at most.</summary>
    public const int CharactersAverageMax = 16;

    /// <summary>Measures a text.</summary>
    public static ReadingLevel Of(string text, string language)
    {
        var isChinese = language.StartsWith("zh", StringComparison.Ordinal);
        var sentences = Ends().Split(text).Select(sentence => sentence.Trim()).Where(sentence => sentence.Length > 0)
            .Select(sentence => (sentence, length: isChinese ? Characters().Count(sentence) : Word().Count(sentence))).Where(pair => pair.length > 0).ToArray();
        if (sentences.Length == 0) return new ReadingLevel("", 0, 0, 0);
        var longest = sentences.MaxBy(pair => pair.length);
        var words = isChinese ? [] : Word().Matches(text).Select(match => match.Value).ToArray();
        var share = words.Length == 0 ? 0 : (double)words.Count(word => Vowels().Count(word) >= 4) / words.Length;
        return new ReadingLevel(longest.sentence, longest.length, sentences.Average(pair => pair.length), share);
    }

    /// <summary>What is too hard for easy reading.</summary>
    public IEnumerable<string> TooHard(string language)
    {
        var isChinese = language.StartsWith("zh", StringComparison.Ordinal);
        var (max, averageMax, unit) = isChinese ? (CharactersMax, CharactersAverageMax, "characters") : (WordsMax, WordsAverageMax, "words");
        if (Longest > max) yield return $"The sentence '{LongestSentence}' has {Longest} {unit}; easy reading allows {max}. Make two of it.";
        if (Average > averageMax) yield return $"Sentences have {Average:0.#} {unit} on average; easy reading allows {averageMax}. Shorten them.";
        if (LongWordShare > LongWordShareMax) yield return $"{LongWordShare:P0} of the words have four or more syllables; easy reading allows {LongWordShareMax:P0}. Use shorter words.";
    }

    [GeneratedRegex(@"[.!?。！？；;\n]+(?=\s|$|[^\w])|[。！？；\n]")]
    private static partial Regex Ends();

    [GeneratedRegex(@"[\p{L}\d][\p{L}\d'’\-]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"[\p{L}\d]")]
    private static partial Regex Characters();

    [GeneratedRegex("[aeiouy]+(?!$)|[aiouy]+$|[^l]e(?=$)x", RegexOptions.IgnoreCase)]
    private static partial Regex Vowels();
}
