using System.Globalization;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Host.Designer;

/// <summary>That an activity ran, or waits, in a case. There are no such rows: they are read from the journal and from the deadlines that are armed.</summary>
internal sealed partial record ExecutionRecord(
    string Id, string WorkflowInstanceId, string ActivityId, string ActivityNodeId, string ActivityType, int ActivityTypeVersion, string? ActivityName,
    IReadOnlyDictionary<string, string> ActivityState, object? Payload, object? Outputs, IReadOnlyDictionary<string, string> Properties, IReadOnlyDictionary<string, string> Metadata, object? Exception,
    DateTimeOffset StartedAt, bool HasBookmarks, string Status, int AggregateFaultCount, DateTimeOffset? CompletedAt,
    string? SchedulingActivityExecutionId, string? SchedulingActivityId, string? SchedulingWorkflowInstanceId, int? CallStackDepth)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>Everything that ran in these steps, the machine itself first, what broke, and what waits now. What waits is 'Pending': a 'Running' one makes Studio ask every second.</summary>
    public static IEnumerable<ExecutionRecord> Of(CaseDetail detail, IEnumerable<WatchedStep> steps, MachineParts parts, PartId? broken)
    {
        var row = detail.Record;
        var machine = row.Status == CaseStatus.Completed ? "Completed" : row.IsFaulted ? "Faulted" : "Pending";
        yield return One(row.Id, $"{row.Id}~machine", parts.Root, row.CreatedAt, machine, row.CompletedAt, new() { ["State"] = row.State, ["Steps"] = row.Sequence.ToString(CultureInfo.InvariantCulture) });
        foreach (var step in steps)
        {
            var number = 0;
            foreach (var part in parts.Ran(step))
                yield return One(
                    row.Id, string.Create(CultureInfo.InvariantCulture, $"{row.Id}~{step.Sequence}~{number++}"), part, step.At, "Completed", step.At,
                    new() { ["Event"] = step.EventType, ["Decision"] = step.Decision, ["State"] = step.State });
            // What broke once stays in the list when the case has gone on.
            if (step.Outcome == "faulted" && step.At != detail.Snapshot.Broken?.At)
                yield return One(
                    row.Id, string.Create(CultureInfo.InvariantCulture, $"{row.Id}~{step.Sequence}~fault"), parts.At(PlaceIn(step.Decision, row.DefinitionId)), step.At, "Faulted", step.At, new() { ["Message"] = step.Decision, ["State"] = step.State });
        }

        if (broken is not null && broken != parts.Root && detail.Snapshot.Broken is { } incident)
            yield return One(row.Id, $"{row.Id}~incident", broken, incident.At, "Faulted", null, new() { ["Message"] = incident.Message, ["State"] = row.State });
        foreach (var deadline in detail.Snapshot.Frames[0].Deadlines)
            yield return One(row.Id, $"{row.Id}~deadline~{deadline.Id}", parts.WaitingFor(deadline.Transition), deadline.ArmedAt, "Pending", null, new() { ["Due"] = Instants.Text(deadline.DueAt) });
    }

    /// <summary>A fault names the activity that broke by its path; null where it names none.</summary>
    private static FaultPlace? PlaceIn(string decision, string definitionId) => Path().Match(decision) is { Success: true } path ? new FaultPlace(definitionId, path.Value) : null;

    [GeneratedRegex(@"(?:states|transitions)\[\d+\](?:\.\w+|\[\d+\])*")]
    private static partial Regex Path();

    /// <summary>What the list of executions shows before one is opened.</summary>
    public object Summary() => new { Id, WorkflowInstanceId, ActivityId, ActivityNodeId, ActivityType, ActivityTypeVersion, ActivityName, StartedAt, HasBookmarks, Metadata, Status, AggregateFaultCount, CompletedAt };

    private static ExecutionRecord One(string caseId, string id, PartId part, DateTimeOffset from, string status, DateTimeOffset? until, Dictionary<string, string> state) => new(
        id, caseId, part.Id, part.NodeId, part.Type, part.Version, part.Name, state, null, null, None, None, null, from, status == "Pending", status, status == "Faulted" ? 1 : 0, until, null, null, null, null);
}
