namespace Doorstep.Workflows.Deadlines;

/// <summary>How often and how much the due-table is swept.</summary>
public sealed record SweepOptions
{
    /// <summary>Time between two sweeps. Default 1 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Deadlines read at once. Default 500.</summary>
    public int BatchMax { get; init; } = 500;

    /// <summary>Cases told at the same time. Default 64.</summary>
    public int InFlightMax { get; init; } = 64;

    /// <summary>How long a deadline is put off when its case cannot be reached. Default 30 s.</summary>
    public TimeSpan PutOff { get; init; } = TimeSpan.FromSeconds(30);
}
