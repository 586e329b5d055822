using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Receiver;

/// <summary>What a receiver of Doorstep's webhooks does before it believes a message.</summary>
public static class DoorstepSignature
{
    /// <param name="header">The header <c>Doorstep-Signature</c>: <c>t=1791187200,v1=…</c>.</param>
    /// <param name="body">The body as it came, byte by byte.</param>
    /// <param name="secret">The secret that both sides know.</param>
    /// <param name="now">The time.</param>
    public static bool IsValid(string header, byte[] body, string secret, DateTimeOffset now)
    {
        var parts = header.Split(',').Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToLookup(part => part[0], part => part[1]);
        if (!long.TryParse(parts["t"].FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var sentAt)) return false;
        if (Math.Abs(now.ToUnixTimeSeconds() - sentAt) > 300) return false;
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sentAt}.")), .. body];
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
        return parts["v1"].Any(given => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected)));
    }
}
