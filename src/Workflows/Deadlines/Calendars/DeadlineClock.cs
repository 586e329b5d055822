namespace Doorstep.Workflows.Deadlines.Calendars;

/// <summary>Works out when a deadline is due. Pure: start, zone and calendar come in.</summary>
/// <param name="calendar">Which days are worked.</param>
/// <param name="zone">By whose clock days begin and end.</param>
public sealed class DeadlineClock(BusinessCalendar calendar, TimeZoneInfo zone)
{
    /// <summary>
    /// When a deadline is due that starts then. The day of the start does not count (民法典 201); a span of days ends at the same time of day. A notice
    /// is served first, and the end is never earlier than the least notice.
    /// </summary>
    public DueMoment Due(DeadlineSpec spec, DateTimeOffset start)
    {
        DueMoment from = new DueMoment.Known(start.ToUniversalTime(), IsProjected: false);
        var served = spec.Served is { } service ? After(from, service) : from;
        var due = After(served, spec.Span);
        if (spec.Notice is { } notice) due = Later(due, After(served, notice));
        return spec.EndsWithDay && due is DueMoment.Known known ? known with { At = EndOfDay(known.At) } : due;
    }

    private DueMoment After(DueMoment start, DeadlineSpan span)
    {
        if (start is not DueMoment.Known known) return start;
        try
        {
            return span.Unit switch
            {
                SpanUnit.BusinessDays => BusinessDays(known, span.Count),
                SpanUnit.BusinessHours => BusinessHours(known, TimeSpan.FromHours(span.Count)),
                SpanUnit.Days => known with { At = Moved(known.At, local => local.AddDays(span.Count)) },
                SpanUnit.Months => known with { At = Moved(known.At, local => local.AddMonths(span.Count)) },
                SpanUnit.Hours => known with { At = known.At.AddHours(span.Count) },
                _ => known with { At = known.At.AddMinutes(span.Count) },
            };
        }
        catch (ArgumentOutOfRangeException)
        {
            return known with { At = DateTimeOffset.MaxValue };
        }
    }

    private static DueMoment Later(DueMoment left, DueMoment right) => (left, right) switch
    {
        (DueMoment.Unknown, _) => left,
        (_, DueMoment.Unknown) => right,
        (DueMoment.Known one, DueMoment.Known other) => new DueMoment.Known(one.At >= other.At ? one.At : other.At, one.IsProjected || other.IsProjected),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private DueMoment BusinessDays(DueMoment.Known start, int count)
    {
        var local = LocalClock.Local(start.At, zone);
        var (day, isProjected) = (DateOnly.FromDateTime(local), start.IsProjected);
        while (count > 0)
        {
            day = day.AddDays(1);
            var reading = calendar.On(day);
            if (reading is DayReading.Unknown unknown) return new DueMoment.Unknown(unknown.Reason);
            isProjected |= reading.IsProjected;
            if (reading is DayReading.Working) count--;
        }

        return new DueMoment.Known(LocalClock.Instant(day.ToDateTime(TimeOnly.FromDateTime(local)), zone), isProjected);
    }

    private DueMoment BusinessHours(DueMoment.Known start, TimeSpan rest)
    {
        var isProjected = start.IsProjected;
        for (var day = DateOnly.FromDateTime(LocalClock.Local(start.At, zone)); ; day = day.AddDays(1))
        {
            var reading = calendar.On(day);
            if (reading is DayReading.Unknown unknown) return new DueMoment.Unknown(unknown.Reason);
            isProjected |= reading.IsProjected;
            if (reading is not DayReading.Working) continue;
            var (opens, closes) = (LocalClock.Instant(day.ToDateTime(calendar.OfficeOpens), zone), LocalClock.Instant(day.ToDateTime(calendar.OfficeCloses), zone));
            var from = opens > start.At ? opens : start.At;
            if (closes - from >= rest) return new DueMoment.Known(from + rest, isProjected);
            if (closes > from) rest -= closes - from;
        }
    }

    private DateTimeOffset Moved(DateTimeOffset at, Func<DateTime, DateTime> move) => LocalClock.Instant(move(LocalClock.Local(at, zone)), zone);

    private DateTimeOffset EndOfDay(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(LocalClock.Local(at, zone));
        return day == DateOnly.MaxValue ? DateTimeOffset.MaxValue : LocalClock.Midnight(day.AddDays(1), zone);
    }
}
