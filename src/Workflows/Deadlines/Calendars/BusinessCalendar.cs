using System.Collections.Immutable;

namespace Doorstep.Workflows.Deadlines.Calendars;

/// <summary>Which days of a jurisdiction are worked. It knows the years that it was given and says so of all others.</summary>
public sealed record BusinessCalendar
{
    /// <summary>Its id, <c>cn</c>; a policy pack names it.</summary>
    public required string Id { get; init; }

    /// <summary>Whose calendar, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Days of the week on which no business is done.</summary>
    public required ImmutableHashSet<DayOfWeek> Weekend { get; init; }

    /// <summary>When an office opens on a working day.</summary>
    public required TimeOnly OfficeOpens { get; init; }

    /// <summary>When it closes, on the same day.</summary>
    public required TimeOnly OfficeCloses { get; init; }

    /// <summary>The years that it knows.</summary>
    public required ImmutableSortedDictionary<int, CalendarYear> Years { get; init; }

    /// <summary>What the calendar says of a day.</summary>
    public DayReading On(DateOnly day)
    {
        if (!Years.TryGetValue(day.Year, out var year)) return new DayReading.Unknown($"Calendar '{Id}' does not know {day.Year}; it knows {string.Join(", ", Years.Keys)}.");
        if (year.Holidays.TryGetValue(day, out var name)) return new DayReading.Holiday(name) { IsProjected = year.IsProjected };
        if (year.WorkingDays.ContainsKey(day) || !Weekend.Contains(day.DayOfWeek)) return new DayReading.Working { IsProjected = year.IsProjected };
        return new DayReading.Weekend { IsProjected = year.IsProjected };
    }
}
