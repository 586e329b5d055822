using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Doorstep.Host.Api;

/// <summary>Where a page of cases ended, as one word for the address: when its last case began, its id, and its business key where the list goes by that.</summary>
internal static class Cursor
{
    private const char BeforeKey = '\n';

    public static string Write(DateTimeOffset createdAt, string id, string? key = null) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{createdAt.ToUnixTimeMilliseconds()}.{id}{(key is null ? "" : $"{BeforeKey}{key}")}")));

    public static ((DateTimeOffset CreatedAt, string Id) Place, string? Key)? Read(string text)
    {
        if (!Base64Url.IsValid(text)) return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('.', 2);
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds > 253402300799999) return null;
        var place = parts[1].Split(BeforeKey, 2);
        return ((DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), place[0]), place.Length == 2 ? place[1] : null);
    }
}
