using Doorstep.Workflows.Deadlines.Auditing;
using Doorstep.Workflows.Deadlines.Outages;

namespace Doorstep.Workflows.Deadlines;

/// <summary>How often and how much the due-table is swept.</summary>
public sealed record SweepOptions
{
    /// <summary>Time between two sweeps. Default 1 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Deadlines read at once. Default 1000.</summary>
    public int BatchMax { get; init; } = 1000;

    /// <summary>Cases told at the same time. Default 128.</summary>
    public int InFlightMax { get; init; } = 128;

    /// <summary>How the due-table is held against the cases.</summary>
    public AuditOptions Audit { get; init; } = new();

    /// <summary>How what fell due while nobody was at work is made up for.</summary>
    public CatchUpOptions CatchUp { get; init; } = new();

    /// <summary>A deadline that fires later than this after it was due counts as late. Default 1 min.</summary>
    public TimeSpan LateAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Rest between two sweeps that hints of new deadlines ask for. Default 50 ms, so that a deadline which starts again at once does so slowly.</summary>
    public TimeSpan HintRest { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a sweep attends to one case. One that takes longer goes on by itself, and the sweep goes on without it. Default 1 s.</summary>
    public TimeSpan CasePatience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Cases that may take longer at the same time; beyond that the sweep waits, so that nothing piles up without end. Default 1000.</summary>
    public int SlowCasesMax { get; init; } = 1000;

    /// <summary>How long a deadline is put off when its case cannot be reached. Default 30 s.</summary>
    public TimeSpan PutOff { get; init; } = TimeSpan.FromSeconds(30);
}
