namespace Doorstep.Workflows.Deadlines.Calendars;

/// <summary>What a calendar says of a day. A closed family.</summary>
public abstract record DayReading
{
    private DayReading()
    {
    }

    /// <summary>Whether the year's arrangement is projected: worked out, not yet published.</summary>
    public bool IsProjected { get; init; }

    /// <summary>A day on which business is done; also a day of a weekend that is worked to make up for a holiday.</summary>
    public sealed record Working : DayReading;

    /// <summary>A day of the weekend.</summary>
    public sealed record Weekend : DayReading;

    /// <summary>A public holiday, whatever day of the week it is.</summary>
    /// <param name="Name">Its name.</param>
    public sealed record Holiday(string Name) : DayReading;

    /// <summary>The calendar does not reach that far. Who needs to know must deny or warn, never guess.</summary>
    /// <param name="Reason">Why, as a sentence.</param>
    public sealed record Unknown(string Reason) : DayReading;
}
