using System.Text;

namespace Doorstep.Workflows.Collections.Communication.Phrases;

/// <summary>
/// Reads a phrase of the book and makes a pattern of it. A phrase is made of words (in Chinese of characters), and of: <c>(a|b)</c> one of several, <c>{family}</c> one of a list of
/// the file, <c>word*</c> every word that begins so, <c>x?</c> may be missing, <c>..</c> and <c>...</c> a gap within a clause that denies nothing (one and four words, two and
/// eight characters).
/// </summary>
/// <param name="language">How its text is written.</param>
/// <param name="words">The lists that phrases name.</param>
internal sealed class PhrasePattern(PhraseLanguage language, IReadOnlyDictionary<string, string> words)
{
    private const int DepthMax = 6;

    private string _text = "";
    private int _at;
    private int _depth;
    private string? _wrong;

    /// <summary>The pattern; null with what is wrong where the phrase cannot be read.</summary>
    public string? Read(string phrase, out string? wrong)
    {
        (_text, _at, _depth, _wrong) = (phrase, 0, 0, phrase.Trim().Length == 0 ? "is empty" : null);
        var pattern = Sequence("");
        wrong = _wrong;
        return wrong is null ? pattern : null;
    }

    /// <summary>Whether a phrase has a gap.</summary>
    public static bool HasGap(string phrase) => phrase.Contains("..", StringComparison.Ordinal);

    private string Sequence(string ends)
    {
        var pattern = new StringBuilder();
        while (_at < _text.Length && !ends.Contains(_text[_at], StringComparison.Ordinal))
        {
            if (_text[_at] == ' ') _at++;
            else pattern.Append(Item());
        }

        return pattern.ToString();
    }

    private string Item()
    {
        if (Take("...")) return language.Gap(isWide: true);
        if (Take("..")) return language.Gap(isWide: false);
        if (Take("(")) return Maybe(Group());
        if (Take("{")) return Maybe(Named());
        var length = language.WordAt(_text, _at);
        if (length == 0) return Fail($"cannot be read at '{_text[_at..]}'");
        var word = _text.Substring(_at, length);
        _at += length;
        return Maybe(language.Word(word, Take("*")));
    }

    private string Group()
    {
        var alternatives = new List<string>();
        while (true)
        {
            alternatives.Add(Sequence("|)"));
            if (Take(")")) return $"(?:{string.Join('|', alternatives)})";
            if (!Take("|")) return Fail("has a bracket that nothing closes");
        }
    }

    private string Named()
    {
        var end = _text.IndexOf('}', _at);
        if (end < 0) return Fail("has a bracket that nothing closes");
        var name = _text[_at..end];
        if (!words.TryGetValue(name, out var list)) return Fail($"names '{name}', which is not in 'words'");
        if (_depth == DepthMax) return Fail($"names '{name}' inside itself");
        var rest = (_text, end + 1, _depth);
        (_text, _at, _depth) = ($"({list})", 1, _depth + 1);
        var group = Group();
        if (_at < _text.Length) return Fail($"names '{name}', which has a bracket too many");
        (_text, _at, _depth) = rest;
        return group;
    }

    /// <summary>The first thing wrong is told; what stands behind it is not read.</summary>
    private string Fail(string wrong)
    {
        _wrong ??= wrong;
        _at = _text.Length;
        return "";
    }

    private string Maybe(string pattern) => Take("?") ? $"(?:{pattern})?" : pattern;

    private bool Take(string sign)
    {
        if (string.CompareOrdinal(_text, _at, sign, 0, sign.Length) != 0) return false;
        _at += sign.Length;
        return true;
    }
}
