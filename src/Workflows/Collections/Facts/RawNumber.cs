using System.Globalization;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Collections.Facts;

/// <summary>Notices a number of a person where a token has to stand (domain.md e: never raw identity numbers or full card numbers; PIPL art. 6, 28).</summary>
internal static partial class RawNumber
{
    private const int IdentityLength = 18;
    private const int CardMin = 12;
    private const int CardMax = 19;

    /// <summary>Below this a group of digits in a longer token may be anything: the last group of a UUID has twelve.</summary>
    private const int CardGroupMin = 13;

    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>What a text is that must be a token, as the end of a sentence; null where it may be one.</summary>
    public static string? In(string text)
    {
        var plain = text.Normalize(System.Text.NormalizationForm.FormKC).Trim();
        var bare = Prefix().Replace(plain, "");
        var whole = Separators().Replace(bare, "").ToUpperInvariant();
        if (Identity().Matches(plain).Any(match => IsIdentity(match.Value.ToUpperInvariant())) || IsIdentity(whole)) return "a resident identity number (居民身份证号码)";
        var isDigits = whole.Length > 0 && whole.All(char.IsAsciiDigit);
        if (isDigits && whole.Length is >= CardMin and <= CardMax && HasLuhn(whole)) return "the number of a bank card";
        if (isDigits && Phone().IsMatch(bare)) return "a telephone number";
        foreach (var group in Groups().Matches(plain).Select(match => match.Value))
        {
            if (group.Length is >= CardGroupMin and <= CardMax && HasLuhn(group)) return "the number of a bank card";
            if (Mobile().IsMatch(group)) return "a telephone number";
        }

        return null;
    }

    /// <summary>A text without the digits of such a number; the same where it has none.</summary>
    public static string Masked(string text) => In(text) is null ? text : string.Concat(text.Select(letter => char.IsDigit(letter) ? '•' : letter));

    /// <summary>Region, day of birth and check digit as GB 11643 has them.</summary>
    private static bool IsIdentity(string text) =>
        text.Length == IdentityLength && text[0] is >= '1' and <= '8' && text[..17].All(char.IsAsciiDigit)
        && DateOnly.TryParseExact(text[6..14], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) && born.Year is >= 1850 and < 2200
        && "10X98765432"[Weights.Select((weight, index) => weight * (text[index] - '0')).Sum() % 11] == text[17];

    private static bool HasLuhn(string digits) => !digits.All(digit => digit == digits[0])
        && digits.Reverse().Select((digit, index) => index % 2 == 0 ? digit - '0' : Doubled(digit - '0')).Sum() % 10 == 0;

    private static int Doubled(int digit) => digit > 4 ? (2 * digit) - 9 : 2 * digit;

    /// <summary>What names where a number is kept: <c>vault:</c>, <c>tel:</c>, <c>id/</c>.</summary>
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.-]*[:/]+")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"[\s().+\-]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"[1-8][0-9]{16}[0-9Xx]")]
    private static partial Regex Identity();

    /// <summary>Digits that stand alone in a token: no letter or digit beside them.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{Nd}])[0-9]+(?![\p{L}\p{Nd}])")]
    private static partial Regex Groups();

    /// <summary>A mobile number of China, with or without its country.</summary>
    [GeneratedRegex(@"\A(?:00?86)?1[3-9][0-9]{9}\z")]
    private static partial Regex Mobile();

    /// <summary>A whole text that is dialled: with a plus or 00 before it, a mobile number, or an area code and a number.</summary>
    [GeneratedRegex(@"\A(?:(?:\+|00)[0-9][0-9\s().\-]{6,18}|(?:(?:\+|00)?86[\s\-]?)?1[3-9][0-9][\s\-]?[0-9]{4}[\s\-]?[0-9]{4}|\(?0[1-9][0-9]{1,2}\)?[\s\-]?[0-9]{3,4}[\s\-]?[0-9]{4})\z")]
    private static partial Regex Phone();
}
