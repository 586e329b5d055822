using System.Collections.Immutable;

namespace Doorstep.Workflows.Deadlines.Calendars;

/// <summary>One year of a calendar.</summary>
public sealed record CalendarYear
{
    /// <summary>Which year.</summary>
    public required int Year { get; init; }

    /// <summary>Whether the arrangement is worked out from what is certain, because it is not yet published.</summary>
    public bool IsProjected { get; init; }

    /// <summary>Who published it, and how the house came to know.</summary>
    public required string Source { get; init; }

    /// <summary>What a reader should know of it; a projected year has one.</summary>
    public string? Note { get; init; }

    /// <summary>Public holidays with their names.</summary>
    public required ImmutableSortedDictionary<DateOnly, string> Holidays { get; init; }

    /// <summary>Days of a weekend that are worked to make up for a holiday, with the reason.</summary>
    public required ImmutableSortedDictionary<DateOnly, string> WorkingDays { get; init; }
}
