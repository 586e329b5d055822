using Doorstep.Workflows.Collections.Books;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections;

/// <summary>A part of a case file that folds facts by itself.</summary>
/// <typeparam name="TSelf">The part.</typeparam>
internal interface ICaseSection<out TSelf>
{
    /// <summary>The part with one more fact in it; itself where the fact says nothing about it.</summary>
    TSelf Fold(Fact fact, FactMoment moment);
}

/// <summary>When a fact happened, when the house heard of it, and where the customer's calendar stood when it happened.</summary>
/// <param name="EventId">Id of the event.</param>
/// <param name="At">When it happened (UTC).</param>
/// <param name="Zone">The customer's time zone.</param>
public sealed record FactMoment(string EventId, DateTimeOffset At, TimeZoneInfo Zone)
{
    /// <summary>When the house heard of it (UTC).</summary>
    public DateTimeOffset HeardAt { get; init; } = At;

    /// <summary>From when clocks of the house are counted: from when it heard, so that nothing is over before it began; from the event itself where that is still to come.</summary>
    public DateTimeOffset CountedFrom => HeardAt > At ? HeardAt : At;

    /// <summary>When it happened, and no later than the house heard of it: the clock of whoever reports may be ahead by minutes, and what is said within them comes after it all the same.</summary>
    public DateTimeOffset KnownAt => At < HeardAt ? At : HeardAt;

    /// <summary>What the case's rules say; null where it has none.</summary>
    public CaseClocks? Clocks { get; init; }

    /// <summary>The customer's day.</summary>
    public DateOnly Day { get; } = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(At, Zone).Date);

    /// <summary>The books of the house that count now; a section keeps what it takes from one.</summary>
    public BookSet Books { get; init; } = BookSet.None;

    /// <summary>The moment of an event, to the millisecond.</summary>
    /// <param name="fact">The event.</param>
    /// <param name="zone">The customer's time zone.</param>
    /// <param name="heardAt">When the house heard of it; null: when it happened.</param>
    public static FactMoment Of(WorkflowEvent.Raised fact, TimeZoneInfo zone, DateTimeOffset? heardAt = null)
    {
        var at = Whole(fact.OccurredAt);
        return new(fact.Id, at, zone) { HeardAt = heardAt is { } heard ? Whole(heard) : at };
    }

    /// <summary>The days that a length is by the case's policy pack, or those of the table where the pack says nothing.</summary>
    internal int Days(HoldLength length) => (int)(Clocks?.Number(length.Parameter, CountedFrom) ?? length.Days);

    /// <summary>So many days later (UTC).</summary>
    public DateTimeOffset In(int days) => At.AddDays(days);

    private static DateTimeOffset Whole(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
