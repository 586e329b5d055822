namespace Doorstep.Workflows.Kernel;

/// <summary>A step that could not be taken. It changed nothing but this record: the fact is kept and the case keeps its state.</summary>
/// <param name="Code">What kind of fault: <c>expression</c>, <c>bound</c>, <c>activity</c>, <c>definition</c>.</param>
/// <param name="Message">The cause, in words, with the path of the faulty part.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Event">The event that could not be applied; a retry offers it again.</param>
public sealed record Incident(string Code, string Message, DateTimeOffset At, WorkflowEvent? Event);
