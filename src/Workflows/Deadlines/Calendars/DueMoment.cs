namespace Doorstep.Workflows.Deadlines.Calendars;

/// <summary>When a deadline is due. A closed family.</summary>
public abstract record DueMoment
{
    private DueMoment()
    {
    }

    /// <summary>It is due then.</summary>
    /// <param name="At">When (UTC).</param>
    /// <param name="IsProjected">Whether a year counted whose arrangement is not yet published: the day may still move.</param>
    public sealed record Known(DateTimeOffset At, bool IsProjected) : DueMoment;

    /// <summary>The calendar does not reach far enough to tell.</summary>
    /// <param name="Reason">Why, as a sentence.</param>
    public sealed record Unknown(string Reason) : DueMoment;
}
