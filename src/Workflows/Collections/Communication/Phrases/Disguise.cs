using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Collections.Communication.Phrases;

/// <summary>Ways of writing by which words are read by people and found by nobody: letters of two scripts in one word, signs that turn the order round, letters in boxes, codes and tags. No message needs them.</summary>
internal static partial class Disguise
{
    private static readonly PhraseKind Kind = new(
        "disguise", "Words that are written so that they can be read and not be found are refused whatever they say (S4).", "Write it in plain letters of one script.", [], [], Always: true);

    /// <summary>Every such place in a text.</summary>
    public static IEnumerable<PhraseFound> In(string text) =>
        Words().Matches(text).Select(word => word.Value).Where(IsMixed).Concat(Signs().Matches(text).Select(sign => Named(sign.Value))).Select(found => new PhraseFound(found, Kind));

    private static bool IsMixed(string word) => word.EnumerateRunes().Any(IsPlainLatin) && word.EnumerateRunes().Any(letter => Rune.IsLetter(letter) && !IsPlainLatin(letter) && !IsWide(letter));

    /// <summary>As languages are written with it; not the small capitals and other letters of phonetic writing.</summary>
    private static bool IsPlainLatin(Rune letter) => Rune.IsLetter(letter) && letter.Value is < 0x250 or (>= 0x1E00 and <= 0x1EFF);

    /// <summary>Chinese, Japanese and Korean letters stand beside Latin ones without a space; letters of double width are the same letters.</summary>
    private static bool IsWide(Rune letter) => letter.Value is (>= 0x2E80 and <= 0x9FFF) or (>= 0xAC00 and <= 0xD7AF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFFEF) or (>= 0x20000 and <= 0x3FFFF);

    private static string Named(string sign) => sign.EnumerateRunes().First() is var first && (Rune.GetUnicodeCategory(first) == UnicodeCategory.Format || first.Value > 0xFFFF) ? $"U+{first.Value:X4}" : sign;

    [GeneratedRegex(@"[\p{L}\p{M}]{2,}")]
    private static partial Regex Words();

    /// <summary>Marks of direction, letters in boxes and flags, tags, character codes.</summary>
    [GeneratedRegex(@"[\u202A-\u202E\u2066-\u2069]|\uD83C[\uDD30-\uDD89\uDDE6-\uDDFF]|</?[a-zA-Z][a-zA-Z0-9]*\s*/?>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")]
    private static partial Regex Signs();
}
