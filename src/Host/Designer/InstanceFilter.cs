using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Host.Designer;

/// <summary>Studio's question for a page of instances in our words.</summary>
internal static class InstanceFilter
{
    public static CasePageQuery Read(JsonObject asked)
    {
        var (skip, take) = ElsaQuery.Page(Number(asked, "page") ?? 0, Number(asked, "pageSize") ?? 25);
        var (statuses, subs) = (Both(asked, "status", "statuses"), Both(asked, "subStatus", "subStatuses"));
        return new CasePageQuery
        {
            Text = Text(asked, "searchTerm"), DefinitionIds = Both(asked, "definitionId", "definitionIds"), Ids = Both(asked, "id", "ids"), Version = Number(asked, "version"), BusinessKey = Text(asked, "correlationId"),
            Status = Status(statuses, subs), IsFaulted = Flag(asked, "hasIncidents") ?? (subs.Count == 0 || subs.Contains("Suspended") == subs.Contains("Faulted") ? null : subs.Contains("Faulted")),
            Times = [.. (asked["timestampFilters"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(Times)],
            OrderBy = Text(asked, "orderBy") switch { "LastExecuted" => CaseOrder.Updated, "Finished" => CaseOrder.Completed, "Name" => CaseOrder.Name, _ => CaseOrder.Created },
            IsDescending = Text(asked, "orderDirection") != "Ascending", Skip = skip, Take = take,
        };
    }

    private static readonly string[] StatusWords = ["Running", "Finished"];
    private static readonly string[] SubWords = ["Pending", "Executing", "Suspended", "Finished", "Cancelled", "Faulted", "Interrupted"];
    private static readonly string[] Orders = ["Created", "LastExecuted", "Finished", "Name"];
    private static readonly string[] Directions = ["Ascending", "Descending"];
    private static readonly string[] ListNames = ["definitionIds", "ids", "statuses", "subStatuses", "timestampFilters"];
    private static readonly string[] TextNames = ["searchTerm", "definitionId", "id", "correlationId", "status", "subStatus", "orderBy", "orderDirection"];
    private static readonly string[] TimeNames = ["column", "operator", "timestamp"];
    private static readonly string[] Numbers = ["page", "pageSize", "version"];
    private static readonly string[] Names = [.. TextNames, .. ListNames, .. Numbers, "hasIncidents", "isSystem", "parentWorkflowInstanceIds", "name"];
    private static readonly string[] Columns = ["CreatedAt", "UpdatedAt", "FinishedAt"];
    private static readonly string[] Operators = ["Is", "IsNot", "GreaterThan", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual"];

    /// <summary>Everything in a question that would be left out in silence and show more than was asked for.</summary>
    public static IEnumerable<Fault> Faults(JsonObject asked) =>
    [
        .. asked.Select(member => member.Key).Where(name => !Names.Contains(name, StringComparer.Ordinal)).Select(name => new Fault(name, $"is no filter here{Nearest.Hint(name, Names)}")),
        .. Unknown("statuses", Both(asked, "status", "statuses"), StatusWords), .. Unknown("subStatuses", Both(asked, "subStatus", "subStatuses"), SubWords),
        .. Unknown("orderBy", Text(asked, "orderBy") is { } order ? [order] : [], Orders), .. Unknown("orderDirection", Text(asked, "orderDirection") is { } way ? [way] : [], Directions),
        .. Numbers.Where(name => asked[name] is not null && Number(asked, name) is null).Select(name => new Fault(name, $"{asked[name]!.ToJsonString()} is not a whole number.")),
        .. ListNames.Where(name => asked[name] is not (null or JsonArray)).Select(name => new Fault(name, $"{asked[name]!.ToJsonString()} is not a list.")),
        .. TextNames.Where(name => asked[name] is not null && !(asked[name] is JsonValue value && value.TryGetValue<string>(out _))).Select(name => new Fault(name, $"{asked[name]!.ToJsonString()} is not a text.")),
        .. asked["hasIncidents"] is not null && Flag(asked, "hasIncidents") is null ? [new Fault("hasIncidents", $"{asked["hasIncidents"]!.ToJsonString()} is neither true nor false.")] : Array.Empty<Fault>(),
        .. Number(asked, "pageSize") is < 1 or > 200 || Number(asked, "page") is < 0 ? [new Fault("pageSize", "A page is counted from 0 and has 1 to 200 rows.")] : Array.Empty<Fault>(),
        .. (asked["timestampFilters"] as JsonArray ?? []).Index().SelectMany(one => TimeFaults($"timestampFilters[{one.Index}]", one.Item as JsonObject)),
    ];

    private static IEnumerable<Fault> TimeFaults(string path, JsonObject? filter)
    {
        if (filter is null) return [new Fault(path, "is no filter: write {\"column\":\"CreatedAt\",\"operator\":\"GreaterThan\",\"timestamp\":\"2026-11-02T08:00:00Z\"}.")];
        return
        [
            .. filter.Select(member => member.Key).Where(name => !TimeNames.Contains(name, StringComparer.Ordinal)).Select(name => new Fault($"{path}.{name}", $"is not known here{Nearest.Hint(name, TimeNames)}")),
            .. Unknown($"{path}.column", [Text(filter, "column") ?? "CreatedAt"], Columns), .. Unknown($"{path}.operator", [Text(filter, "operator") ?? "Is"], Operators),
            .. Text(filter, "timestamp") is { } at && !Instants.TryRead(at, out _) ? [new Fault($"{path}.timestamp", $"'{at}' is not an instant in ISO 8601, such as '2026-11-02T08:00:00Z'.")] : Array.Empty<Fault>(),
        ];
    }

    private static IEnumerable<Fault> Unknown(string path, IEnumerable<string> said, string[] known) =>
        said.Where(word => !known.Contains(word, StringComparer.Ordinal)).Select(word => new Fault(path, $"'{word}' is not known here{Nearest.Hint(word, known)}"));

    /// <summary>Whether only states are asked for that no case of ours is ever in, such as 'Cancelled', or a status that contradicts itself.</summary>
    public static bool MatchesNothing(JsonObject asked)
    {
        var (statuses, subs) = (Both(asked, "status", "statuses"), Both(asked, "subStatus", "subStatuses"));
        if (subs.Count > 0 && !subs.Any(sub => sub is "Suspended" or "Faulted" or "Finished")) return true;
        if (statuses.Count == 0 || subs.Count == 0) return false;
        return !(statuses.Contains("Finished") && subs.Contains("Finished")) && !(statuses.Contains("Running") && subs.Any(sub => sub is "Suspended" or "Faulted"));
    }

    private static CaseStatus? Status(IReadOnlyList<string> statuses, IReadOnlyList<string> subs)
    {
        var (finished, running) = (statuses.Contains("Finished"), statuses.Contains("Running"));
        if (finished != running) return finished ? CaseStatus.Completed : CaseStatus.Running;
        if (subs.Count == 0) return null;
        (finished, running) = (subs.Contains("Finished"), subs.Any(sub => sub is "Suspended" or "Faulted"));
        return finished == running ? null : finished ? CaseStatus.Completed : CaseStatus.Running;
    }

    private static IEnumerable<TimeBound> Times(JsonObject filter)
    {
        if (!Instants.TryRead(Text(filter, "timestamp") ?? "", out var at)) yield break;
        var column = Text(filter, "column") switch { "UpdatedAt" => CaseTime.Updated, "FinishedAt" => CaseTime.Completed, _ => CaseTime.Created };
        var wanted = Text(filter, "operator");
        if (wanted is "Is" or "GreaterThan" or "GreaterThanOrEqual") yield return new TimeBound(column, true, at);
        if (wanted is "Is" or "LessThan" or "LessThanOrEqual") yield return new TimeBound(column, false, at);
    }

    private static IReadOnlyList<string> Both(JsonObject asked, string one, string many) =>
        [.. (asked[many] as JsonArray ?? []).Select(item => item?.ToString()).Append(Text(asked, one)).OfType<string>().Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)];

    private static string? Text(JsonObject asked, string name) => asked[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static int? Number(JsonObject asked, string name) => asked[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static bool? Flag(JsonObject asked, string name) => asked[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;
}
