using System.Globalization;
using System.Text.RegularExpressions;

namespace Doorstep.Host.Supervision;

/// <summary>Moments as people read them: day and minute of a zone, the same in both languages.</summary>
internal static partial class LocalText
{
    public static string Of(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A sentence of the record with its moments as people read them.</summary>
    public static string In(string text, TimeZoneInfo zone) => Moment().Replace(Length().Replace(text, Short), moment => DateTimeOffset.TryParse(moment.Value, CultureInfo.InvariantCulture, out var at) ? Of(at, zone) : moment.Value);

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z")]
    private static partial Regex Moment();

    /// <summary>A length to the fraction of a second is one to the minute for people: <c>29 d 23 h 48 min</c>.</summary>
    private static string Short(Match length) => string.Join(' ', new[] { ("d", length.Groups["d"]), ("h", length.Groups["h"]), ("min", length.Groups["m"]) }.Where(part => part.Item2.Success).Select(part => $"{part.Item2.Value} {part.Item1}").DefaultIfEmpty("0 min"));

    [GeneratedRegex(@"\bP(?:(?<d>\d+)D)?T(?:(?<h>\d+)H)?(?:(?<m>\d+)M)?\d+(?:\.\d+)?S\b")]
    private static partial Regex Length();

    /// <summary>When a day begins in a zone; where midnight is left out, an hour later.</summary>
    public static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        if (zone.IsInvalidTime(midnight)) midnight = midnight.AddHours(1);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
