using Doorstep.Workflows.Deadlines.Calendars;

namespace Doorstep.Workflows.Collections;

/// <summary>Days and hours where the customer lives.</summary>
internal static class LocalTime
{
    /// <summary>When a day begins (UTC); an hour that the clocks skip counts as its end.</summary>
    public static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone) => LocalClock.Midnight(day, zone);

    /// <summary>A time of a day (UTC), as an opening hour is meant: one that the clocks skip counts as the end of the gap, one that comes twice as the first. A deadline
    /// (<see cref="LocalClock.Instant"/>) reads both in favour of whoever has the time.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        if (!zone.IsAmbiguousTime(local)) return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, zone), TimeSpan.Zero);
        return new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Max()).ToUniversalTime();
    }

    /// <summary>The customer's clock at an instant.</summary>
    public static DateTime Of(DateTimeOffset at, TimeZoneInfo zone) => LocalClock.Local(at, zone);

    /// <summary>The customer's day at an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) => DateOnly.FromDateTime(Of(at, zone));
}
