using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Doorstep.Host.Api;

/// <summary>Where a page of cases ended, as one word for the address.</summary>
internal static class Cursor
{
    public static string Write(DateTimeOffset createdAt, string id) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{createdAt.ToUnixTimeMilliseconds()}.{id}")));

    public static (DateTimeOffset, string)? Read(string text)
    {
        if (!Base64Url.IsValid(text)) return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('.', 2);
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds <= 253402300799999
            ? (DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), parts[1])
            : null;
    }
}
