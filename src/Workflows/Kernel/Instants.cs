using System.Globalization;
using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>The one way in which Doorstep writes and reads points in time: ISO 8601, written in UTC and to the millisecond.</summary>
public static class Instants
{
    private static readonly string[] Offsets = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmzzz"];
    private static readonly string[] Utc = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm'Z'"];

    /// <summary><c>2031-03-01T09:00:00.000Z</c>.</summary>
    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads ISO 8601 with an offset or <c>Z</c>, and nothing else: a time without an offset means another instant wherever it is read.</summary>
    public static bool TryRead(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParseExact(text, Utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at)
        || DateTimeOffset.TryParseExact(text, Offsets, CultureInfo.InvariantCulture, DateTimeStyles.None, out at);

    internal static void WriteInstant(this Utf8JsonWriter json, string name, DateTimeOffset at) => json.WriteString(name, Text(at));
}
