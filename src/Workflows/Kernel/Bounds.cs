namespace Doorstep.Workflows.Kernel;

/// <summary>Every limit of one step (semantics 9). Exceeding one faults the step with a message that names the limit and its value.</summary>
public sealed record Bounds
{
    /// <summary>Transitions taken in one step, the triggered one included. Default 32.</summary>
    public int MicroStepsMax { get; init; } = 32;

    /// <summary>Activities run in one step, loop rounds included. Default 256.</summary>
    public int ActivitiesMax { get; init; } = 256;

    /// <summary>Frames on the stack: the case's own machine and the submachines inside it. Default 4.</summary>
    public int FramesMax { get; init; } = 4;

    /// <summary>States left through <c>*</c> that one frame remembers; the oldest is forgotten. Default 4.</summary>
    public int InterruptionsMax { get; init; } = 4;

    /// <summary>Deadlines that a case may have armed at once. Default 64.</summary>
    public int DeadlinesMax { get; init; } = 64;

    /// <summary>Effects of one step. Default 64.</summary>
    public int EffectsMax { get; init; } = 64;

    /// <summary>How deep a value may be nested that a case keeps or sends: a variable, an event's data, the input, the case file. Default 32.</summary>
    public int ValueDepthMax { get; init; } = 32;

    /// <summary>Steps that a case may take by itself within a minute: by its own clocks, and by events that cases raise. What comes from outside begins the count anew. Default 200.</summary>
    public int HouseStepsMax { get; init; } = 200;

    /// <summary>Time that one expression may take. Default 10 s. Measured on the wall, so it is a brake and never a rule: a busy machine must not fault a case.</summary>
    public TimeSpan ExpressionTimeMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Statements that one expression may run. Default 20,000.</summary>
    public int ExpressionStatementsMax { get; init; } = 20_000;

    /// <summary>Bytes that one expression may allocate. Default 16 MiB.</summary>
    public long ExpressionBytesMax { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes of a snapshot as it is stored. Default 256 KiB.</summary>
    public int SnapshotBytesMax { get; init; } = 256 * 1024;

    /// <summary>Bytes of one step's journal row. Default 64 KiB.</summary>
    public int JournalBytesMax { get; init; } = 64 * 1024;
}
