using System.Globalization;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Host.Designer;

/// <summary>One step of a case as a row of Studio's journal: one row of our journal is one of Studio's, so that pages are found without reading what is before them.</summary>
internal sealed record LogRecord(
    string Id, string ActivityInstanceId, string? ParentActivityInstanceId, string ActivityId, string ActivityType, int ActivityTypeVersion, string? ActivityName, string NodeId,
    DateTimeOffset Timestamp, long Sequence, string EventName, string Message, string? Source, object? ActivityState, object Payload)
{
    public static LogRecord Of(string caseId, WatchedStep step, MachineParts parts)
    {
        var part = parts.Ran(step).FirstOrDefault() ?? parts.Root;
        var id = string.Create(CultureInfo.InvariantCulture, $"{caseId}~{step.Sequence}");
        return new LogRecord(
            id, id, null, part.Id, part.Type, part.Version, step.EventType, part.NodeId, step.At, step.Sequence, NameOf(step), step.Decision, step.Actor, null,
            new
            {
                state = step.State, by = step.Actor, outcome = step.Outcome,
                lines = step.Lines.Select(line => line.DueAt is { } due ? $"{line.Text} ({line.Kind}, {Instants.Text(due)})" : $"{line.Text} ({line.Kind})"),
            });
    }

    /// <summary>Elsa's word where it has a colour of its own for it, else what the engine calls the outcome.</summary>
    private static string NameOf(WatchedStep step) =>
        step.Outcome == "faulted" ? "Faulted"
        : step.Lines.Any(line => line.Kind == JournalKind.Completed) ? "Completed"
        : step.Sequence == 1 ? "Started"
        : step.Lines.Any(line => line.Kind == JournalKind.TransitionTaken) ? "Resumed" : $"{step.EventType} recorded";
}
