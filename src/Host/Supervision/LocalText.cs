using System.Globalization;
using System.Text.RegularExpressions;

namespace Doorstep.Host.Supervision;

/// <summary>Moments as people read them: day and minute of a zone, the same in both languages.</summary>
internal static partial class LocalText
{
    public static string Of(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A sentence of the record with its moments as people read them.</summary>
    public static string In(string text, TimeZoneInfo zone) => Moment().Replace(text, moment => DateTimeOffset.TryParse(moment.Value, CultureInfo.InvariantCulture, out var at) ? Of(at, zone) : moment.Value);

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z")]
    private static partial Regex Moment();

    /// <summary>When a day begins in a zone; where midnight is left out, an hour later.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        if (zone.IsInvalidTime(midnight)) midnight = midnight.AddHours(1);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
