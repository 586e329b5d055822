using System.Collections.Immutable;
using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>Where one machine of a case stands. The outermost frame is the case's own definition, inner frames are submachines.</summary>
public sealed record Frame
{
    /// <summary>The definition that this frame runs.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Its version, pinned when the case started.</summary>
    public required int Version { get; init; }

    /// <summary>The state it waits in.</summary>
    public required string State { get; init; }

    /// <summary>Values of the variables that its definition declares.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Variables { get; init; } = Values.NoVariables;

    /// <summary>Deadlines armed in this state.</summary>
    public ImmutableArray<ArmedDeadline> Deadlines { get; init; } = [];

    /// <summary>States left through <c>*</c>, oldest first; <c>^</c> goes back to the last.</summary>
    public ImmutableArray<Interruption> Interruptions { get; init; } = [];
}

/// <summary>A state that was left through <c>*</c>, as it stood: the frame itself and the submachines inside it.</summary>
/// <param name="LeftAt">When it was left (UTC). What a deadline had left at this moment is what it gets back.</param>
/// <param name="Frames">The interrupted frame first, then the frames inside it. Their own interruptions are kept.</param>
/// <param name="IsWaiting">It waited there; otherwise it was left at once after its entry, and going back goes on from that point.</param>
public sealed record Interruption(DateTimeOffset LeftAt, ImmutableArray<Frame> Frames, bool IsWaiting = true)
{
    /// <summary>Name of the state that was left, in the interrupted frame.</summary>
    public string State => Frames[0].State;
}
