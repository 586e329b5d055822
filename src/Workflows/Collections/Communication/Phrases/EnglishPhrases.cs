using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Collections.People;

namespace Doorstep.Workflows.Collections.Communication.Phrases;

/// <summary>English: words in small letters with one space behind each, contractions written out, <c>.</c> between sentences and <c>,</c> between clauses.</summary>
internal sealed partial class EnglishPhrases : PhraseLanguage
{
    private static readonly (Regex Short, string Long)[] Contractions =
    [
        .. new (string Short, string Long)[]
        {
            ("cannot", "can not"), ("can't", "can not"), ("won't", "will not"), ("shan't", "shall not"), ("n't", " not"), ("'ll", " will"), ("'re", " are"), ("'m", " am"), ("'ve", " have"), ("'d", " would"), ("'s", ""),
        }.Select(pair => (new Regex($@"{pair.Short}\b", RegexOptions.CultureInvariant), pair.Long)),
    ];

    /// <summary>Figures and signs that pass for letters: <c>j4il</c>. A 1 is read as an i and once more as an l.</summary>
    private const string Figures = "0o3e4a5s7t8b9g2z@a$s";

    /// <summary>What a 1 inside a word is read as.</summary>
    private static readonly char[] Ones = ['i', 'l'];

    /// <summary>What a sign inside a word is read as.</summary>
    private static readonly string[] Instead = [" ", ""];

    private readonly string _gap;
    private readonly Regex _denies;

    public EnglishPhrases(PhraseLists lists) : base(lists)
    {
        _gap = $"(?:(?!(?:{OneOf(lists.Negations)}) )[^ .,]+ )";
        _denies = new Regex($"(?<! why)(?<! not) (?:{OneOf(lists.Negations)}) (?:(?:{OneOf(lists.Fillers)}) ){{0,6}}$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft);
    }

    public override string SentenceEnd => " . ";

    public override bool IsLastDense => false;

    public override string Start => "(?<= )";

    public override string Gap(bool isWide) => $"{_gap}{{0,{(isWide ? 4 : 1)}}}";

    public override int WordAt(string phrase, int at) => phrase[at..].TakeWhile(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter)).Count();

    public override string Word(string word, bool isPrefix) => $"{word}{(isPrefix ? "[^ .,]*" : "")} ";

    public override bool Denies(string before) => _denies.IsMatch(before);

    /// <summary>A sign inside a word parts it in two or hides that it is one, so both are read.</summary>
    public override IReadOnlyList<string> Readings(string text)
    {
        var plain = string.Concat(Bare(Plain(text)).EnumerateRunes().Select(LookAlikes.Of)).Replace('’', '\'').Replace('‘', '\'');
        foreach (var (shortened, whole) in Contractions) plain = shortened.Replace(plain, whole);
        var read = Ones.Select(one => Mixed().Replace(Spelled().Replace(plain, word => string.Concat(word.Value.Where(IsOfWord))), word => Letters(word.Value, one)));
        return [.. read.SelectMany(text => Instead.Select(sign => Spaced(Inside().Replace(text, sign)))).Distinct(StringComparer.Ordinal)];
    }

    private static string Bare(string text) => string.Concat(text.Normalize(NormalizationForm.FormD).Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark));

    private static bool IsOfWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '@' or '$';

    private static string Letters(string word, char one) => string.Concat(word.Select(letter => letter == '1' ? one : Figures.IndexOf(letter, StringComparison.Ordinal) is var at and >= 0 && at % 2 == 0 ? Figures[at + 1] : letter));

    private static string Spaced(string text) => $" {string.Join(' ', Other().Replace(Pauses().Replace(Ends().Replace(text, " . "), " , "), " ").Split(' ', StringSplitOptions.RemoveEmptyEntries))} ";

    [GeneratedRegex(@"(?<![a-z0-9@$])(?=[a-z0-9@$]*[a-z])(?=[a-z0-9@$]*[0-9@$])[a-z0-9@$]+")]
    private static partial Regex Mixed();

    [GeneratedRegex(@"(?<![a-z0-9])[a-z](?:[\s.*_\-·~|/\\]+[a-z0-9@$](?![a-z0-9@$])){2,}")]
    private static partial Regex Spelled();

    [GeneratedRegex("""(?<=[a-z])[.*_\-·~|/\\+^"'](?=[a-z])""")]
    private static partial Regex Inside();

    [GeneratedRegex(@"[.!?;:\n。！？；：]+")]
    private static partial Regex Ends();

    [GeneratedRegex(@"[,，、()\[\]–—]+| - ")]
    private static partial Regex Pauses();

    [GeneratedRegex("[^a-z0-9.,]+")]
    private static partial Regex Other();
}
