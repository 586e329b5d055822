using System.Globalization;

namespace Doorstep.Host.Supervision;

/// <summary>Moments as people read them: day and minute of a zone, the same in both languages.</summary>
internal static class LocalText
{
    public static string Of(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
