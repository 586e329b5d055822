namespace Doorstep.Workflows.Deadlines.Auditing;

/// <summary>How often and how much the auditor looks at.</summary>
public sealed record AuditOptions
{
    /// <summary>Time between two rounds. Default 10 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time from the begin of a pass over all cases to the begin of the next, if the pass does not take longer. Default 40 s, so that what is wrong is found within a minute.</summary>
    public TimeSpan PassEvery { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>Cases looked at in one round. Default 20 000; a pass over more takes several rounds.</summary>
    public int CasesMax { get; init; } = 20_000;

    /// <summary>Cases read at once. Default 500.</summary>
    public int BatchMax { get; init; } = 500;

    /// <summary>Cases put right at the same time. Default 16.</summary>
    public int InFlightMax { get; init; } = 16;

    /// <summary>Findings of one pass that are written down one by one; the others are counted, and stand in the journals of their cases. Default 1000.</summary>
    public int FindingsMax { get; init; } = 1000;
}
