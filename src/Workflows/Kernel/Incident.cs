namespace Doorstep.Workflows.Kernel;

/// <summary>A step that could not be taken. It changed nothing but this record: the fact is kept and the case keeps its state.</summary>
/// <param name="Code">What kind of fault: <c>expression</c>, <c>bound</c>, <c>activity</c>, <c>definition</c>.</param>
/// <param name="Message">The cause, in words, with the path of the faulty part.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Event">The event that could not be applied; a retry offers it again.</param>
/// <param name="Place">The part of a definition that broke; null where it is none.</param>
public sealed record Incident(string Code, string Message, DateTimeOffset At, WorkflowEvent? Event, FaultPlace? Place = null)
{
    /// <summary>The code of a message that was given up: no step broke.</summary>
    public const string Undelivered = "outbox";
}

/// <summary>A part of a definition.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Path">An activity of it: <c>states[2].entry</c>; null: the condition of <paramref name="Transition"/>.</param>
/// <param name="Transition">The transition whose condition it is; null: an activity.</param>
public sealed record FaultPlace(string DefinitionId, string? Path, string? Transition = null);
