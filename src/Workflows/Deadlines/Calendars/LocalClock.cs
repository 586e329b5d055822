namespace Doorstep.Workflows.Deadlines.Calendars;

/// <summary>Goes between points in time and what a clock on the wall shows, also where the clock is changed.</summary>
internal static class LocalClock
{
    public static DateTime Local(DateTimeOffset at, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

    /// <summary>
    /// The point in time at which the clock shows this. A time that comes twice means the second, so that nobody gets less time than was said; a time
    /// that is left out means as long after the change as it would have been.
    /// </summary>
    public static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
    {
        var offset = zone.IsInvalidTime(local) ? BeforeChange(local, zone)
            : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Min()
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset).ToUniversalTime();
    }

    /// <summary>The first moment of a day; where midnight comes twice it is the first of them.</summary>
    public static DateTimeOffset Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return zone.IsAmbiguousTime(local) ? new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Max()).ToUniversalTime() : Instant(local, zone);
    }

    private static TimeSpan BeforeChange(DateTime local, TimeZoneInfo zone)
    {
        var before = local;
        while (zone.IsInvalidTime(before)) before = before.AddMinutes(-15);
        return zone.GetUtcOffset(before);
    }
}
