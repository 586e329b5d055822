using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Host.Designer;

/// <summary>A case in Studio's list of instances.</summary>
internal sealed record InstanceRow(
    string Id, string DefinitionId, string DefinitionVersionId, int Version, string Status, string SubStatus, string CorrelationId, string? Name, int IncidentCount,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt)
{
    public static InstanceRow Of(CaseSummary row) => new(
        row.Id, row.DefinitionId, string.Create(CultureInfo.InvariantCulture, $"{row.DefinitionId}:{row.DefinitionVersion}"), row.DefinitionVersion, InstanceStatus.Of(row.Status), InstanceStatus.Sub(row.Status, row.IsFaulted),
        row.BusinessKey, row.Name ?? row.BusinessKey, row.IsFaulted ? 1 : 0, row.CreatedAt, row.UpdatedAt, row.CompletedAt);
}

/// <summary>Elsa's words for where a case stands. A case that faulted still listens, so it is not finished.</summary>
internal static class InstanceStatus
{
    public static string Of(CaseStatus status) => status == CaseStatus.Completed ? "Finished" : "Running";

    public static string Sub(CaseStatus status, bool isFaulted) => status == CaseStatus.Completed ? "Finished" : isFaulted ? "Faulted" : "Suspended";
}

/// <summary>One case for the instance viewer. Its definition is the one with its state marked in it.</summary>
internal sealed record InstanceView(
    string Id, string DefinitionId, string DefinitionVersionId, int Version, string Status, string SubStatus, string CorrelationId, string? Name, int IncidentCount,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt, InstanceState WorkflowState)
{
    public static InstanceView Of(CaseDetail detail, MachineParts? parts, PartId? broken)
    {
        var row = detail.Record;
        var versionId = string.Create(CultureInfo.InvariantCulture, $"{row.DefinitionId}:{row.DefinitionVersion}");
        var (status, sub) = (InstanceStatus.Of(row.Status), InstanceStatus.Sub(row.Status, row.IsFaulted));
        return new InstanceView(
            row.Id, row.DefinitionId, InstanceReads.MarkedId(versionId, row.Id), row.DefinitionVersion, status, sub, row.BusinessKey, row.Name ?? row.BusinessKey, row.IsFaulted ? 1 : 0,
            row.CreatedAt, row.UpdatedAt, row.CompletedAt, InstanceState.Of(detail, status, sub, parts, broken));
    }
}

/// <summary>What an instance holds: its incident, and beside it what people ask first, the state path and what it waits for.</summary>
internal sealed record InstanceState(
    string Id, string DefinitionId, string DefinitionVersionId, int DefinitionVersion, string CorrelationId, string? Name, string Status, string SubStatus,
    IEnumerable<object> Bookmarks, IEnumerable<object> Incidents, object? Fault, IEnumerable<object> CompletionCallbacks, IEnumerable<object> ActivityExecutionContexts,
    IReadOnlyDictionary<string, JsonElement> Input, IReadOnlyDictionary<string, JsonElement> Output, IReadOnlyDictionary<string, string> Properties,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt)
{
    private static readonly Dictionary<string, JsonElement> None = [];

    public static InstanceState Of(CaseDetail detail, string status, string sub, MachineParts? parts, PartId? broken)
    {
        var (row, snapshot) = detail;
        return new InstanceState(
            row.Id, row.DefinitionId, string.Create(CultureInfo.InvariantCulture, $"{row.DefinitionId}:{row.DefinitionVersion}"), row.DefinitionVersion, row.BusinessKey, row.Name, status, sub,
            snapshot.Frames[0].Deadlines.Select(deadline => Bookmark(deadline, parts)), snapshot.Broken is { } incident ? [Incident(incident, broken)] : [], null, [], [], None, None,
            new Dictionary<string, string>
            {
                ["State"] = snapshot.StatePath, ["State since"] = Instants.Text(snapshot.StateSince), ["Next deadline"] = snapshot.Deadlines.Where(deadline => deadline.Left is null)
                    .OrderBy(deadline => deadline.DueAt).Select(deadline => $"{deadline.Transition} {Instants.Text(deadline.DueAt)}").FirstOrDefault() ?? "none",
            },
            row.CreatedAt, row.UpdatedAt, row.CompletedAt);
    }

    private static object Incident(Incident incident, PartId? part) => new
    {
        activityId = part?.Id ?? "", activityNodeId = part?.NodeId ?? "", activityType = part?.Type ?? "", message = Said(incident), exception = new { type = incident.Code, message = Said(incident), stackTrace = (string?)null, innerException = (object?)null }, timestamp = incident.At,
    };

    /// <summary>What broke, and in which definition: a case may run several inside each other.</summary>
    private static string Said(Incident incident) => incident.Place is { } place ? $"{incident.Code} in '{place.DefinitionId}': {incident.Message}" : $"{incident.Code}: {incident.Message}";

    private static object Bookmark(ArmedDeadline deadline, MachineParts? parts) => new
    {
        id = deadline.Id, name = deadline.Transition, hash = "", payload = new { dueAt = deadline.DueAt }, activityNodeId = parts?.WaitingFor(deadline.Transition).NodeId ?? "",
        activityInstanceId = deadline.Id, autoBurn = true, callbackMethodName = (string?)null, metadata = (object?)null, createdAt = deadline.ArmedAt,
    };
}
