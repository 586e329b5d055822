namespace Doorstep.Workflows.Deadlines.Outages;

/// <summary>How what fell due while nobody was at work is made up for.</summary>
public sealed record CatchUpOptions
{
    /// <summary>Such deadlines told in a second, over all hosts, so that what they set off does not come over everybody at once. Default 500.</summary>
    public int PerSecond { get; init; } = 500;

    /// <summary>How long after the outage the marked ones wait for what was reported meanwhile: payments that their senders send again. Default 10 min.</summary>
    public TimeSpan HearAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Deadlines named at most of those that the guards hold back. Default 200.</summary>
    public int NamedMax { get; init; } = 200;
}
