using System.Security.Cryptography;
using System.Text;

namespace Doorstep.Workflows.Collections.Acts;

/// <summary>Whether two writings are one number (G2, G6).</summary>
internal static class Dialled
{
    /// <summary>So many last digits tell numbers apart: the way into the country or the network stands before them, written or not.</summary>
    private const int Telling = 9;

    /// <summary>What stands for a number where it is counted over all persons (G2): the number itself is written nowhere in the clear.</summary>
    public static string Token(string to) => $"number:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key(to))))}";

    /// <summary>Whether both are the same number; what has too few digits to be one is compared as it is written, but for spaces and case.</summary>
    public static bool IsSame(string? left, string? right) => left is not null && right is not null && Key(left) == Key(right);

    private static string Key(string written)
    {
        // Full-width letters and digits are the same ones.
        var to = written.Normalize(NormalizationForm.FormKC);
        var digits = string.Concat(to.Where(char.IsAsciiDigit));
        var isNumber = digits.Length >= Telling && to.All(sign => char.IsAsciiDigit(sign) || char.IsWhiteSpace(sign) || sign is '+' or '-' or '(' or ')' or '.' or '/');
        return isNumber ? digits[^Telling..] : string.Concat(to.Where(sign => !char.IsWhiteSpace(sign))).ToUpperInvariant();
    }
}
