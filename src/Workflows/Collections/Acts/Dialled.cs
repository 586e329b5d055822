using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Collections.Acts;

/// <summary>Whether two writings are one number (G2, G6): a scheme or a word in front of it, an extension, parameters and letters behind it make no other one.</summary>
internal static partial class Dialled
{
    /// <summary>So many last digits tell numbers apart: the way into the country or the network stands before them, written or not.</summary>
    private const int Telling = 9;

    /// <summary>What stands for a number where it is counted over all persons (G2): the number itself is written nowhere in the clear.</summary>
    public static string Token(string to) => $"number:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key(to))))}";

    /// <summary>Whether both are the same number; what has too few digits to be one is compared as it is written, but for spaces and case.</summary>
    public static bool IsSame(string? left, string? right) => left is not null && right is not null && Key(left) == Key(right);

    /// <summary>Whether all of a text is a telephone number. Digits alone may be a token of somebody; they are one where they begin as one that is dialled.</summary>
    public static bool IsNumber(string written)
    {
        var to = written.Normalize(NormalizationForm.FormKC).Trim();
        return Whole().IsMatch(to) && (!to.All(char.IsDigit) || to[0] == '0' || Facts.RawNumber.In(to) is not null);
    }

    /// <summary>Whether a text is an e-mail address and none for the post.</summary>
    public static bool IsMail(string? to) => to is not null && to.AsSpan().ContainsAny('@', '＠');

    private static string Key(string written)
    {
        // Full-width letters and digits are the same ones.
        var to = written.Normalize(NormalizationForm.FormKC);
        var digits = Mail().IsMatch(to) ? "" : string.Concat(Number().Match(to).Groups[1].Value.Where(char.IsDigit).Select(CharUnicodeInfo.GetDecimalDigitValue));
        return digits.Length >= Telling ? digits[^Telling..] : string.Concat(to.Where(sign => !char.IsWhiteSpace(sign))).ToUpperInvariant();
    }

    /// <summary>A word for a telephone at most, seven digits or more with what stands between them, and an extension.</summary>
    [GeneratedRegex(@"\A(?>[^\p{L}\p{Nd}]*)(?>(?:tel|telephone|phone|mobile|call|fax|电话|手机|固话|传真)[^\p{L}\p{Nd}]*)?\p{Nd}(?:[\s\p{Cf}\p{Pd}+()./_]*\p{Nd}){6,}[^\p{L}\p{Nd}]*(?:(?:x|ext|extension|转|分机)[^\p{L}\p{Nd}]*\p{Nd}+)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();

    /// <summary>At most one word in front (<c>tel:</c>), then digits with what stands between them; whatever follows is no part of the number.</summary>
    [GeneratedRegex(@"\A(?>[^\p{L}\p{Nd}]*)(?>\p{L}+[^\p{L}\p{Nd}]*)?(\p{Nd}(?:[\s\p{Cf}\p{Pd}+()./_]*\p{Nd})*)")]
    private static partial Regex Number();

    /// <summary>An address of mail may begin with digits too, and is no number.</summary>
    [GeneratedRegex(@"\A[^\s@+:][^\s@:]*@[^\s@]+\.[^\s@]+\z")]
    private static partial Regex Mail();
}
