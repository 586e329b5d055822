using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Collections.Communication.Phrases;

/// <summary>How a language is written, as far as finding a phrase goes: what hides one is taken away before it is looked for.</summary>
internal abstract class PhraseLanguage
{
    private readonly FrozenDictionary<char, char> _variants;

    /// <param name="lists">The language's file.</param>
    protected PhraseLanguage(PhraseLists lists) =>
        _variants = lists.Variants.Chunk(2).Where(pair => pair.Length == 2).DistinctBy(pair => pair[0]).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The ways to read a text; a phrase that is found in one of them is there.</summary>
    public abstract IReadOnlyList<string> Readings(string text);

    /// <summary>What stands between sentences in a reading.</summary>
    public abstract string SentenceEnd { get; }

    /// <summary>Whether the last reading has no commas any more, so that a gap in it would cross them.</summary>
    public abstract bool IsLastDense { get; }

    /// <summary>What every pattern begins with.</summary>
    public abstract string Start { get; }

    /// <summary>Some words that deny nothing, within a clause.</summary>
    public abstract string Gap(bool isWide);

    /// <summary>Length of the word that begins at a place of a phrase; 0 where none does.</summary>
    public abstract int WordAt(string phrase, int at);

    /// <summary>The pattern of a word.</summary>
    public abstract string Word(string word, bool isPrefix);

    /// <summary>Whether what stands before a phrase denies it.</summary>
    public abstract bool Denies(string before);

    /// <summary>A text with letters of one width, one case and one alphabet, and without characters that nobody sees.</summary>
    protected string Plain(string text) => string.Concat(text.Normalize(NormalizationForm.FormKC).Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.Format)
        .Select(char.ToLowerInvariant).Select(letter => _variants.GetValueOrDefault(letter, letter)));

    /// <summary>One of several texts, the longer ones first.</summary>
    protected static string OneOf(IEnumerable<string> texts) => string.Join('|', texts.OrderByDescending(text => text.Length).Select(Regex.Escape));
}
