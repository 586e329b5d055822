using System.Text.Json;
using Doorstep.Host.Api;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;

namespace Doorstep.Host.Designer;

/// <summary>What the activities of a case did.</summary>
internal static class ExecutionRoutes
{
    /// <summary>Newest steps that are looked through.</summary>
    private const int StepsMax = 2000;

    public static void MapExecutions(this IEndpointRouteBuilder elsa)
    {
        elsa.MapGet("/activity-executions/list", async (HttpContext context, InstanceReads instances) => ElsaAnswers.Items(await ListAsync(context, instances)));
        elsa.MapGet("/activity-execution-summaries/list", async (HttpContext context, InstanceReads instances) =>
            ElsaAnswers.Items([.. (await ListAsync(context, instances)).Select(record => record.Summary())]));
        elsa.MapGet("/activity-executions/by-id", async (HttpContext context, InstanceReads instances) => await OneAsync(context.Request.Text("id") ?? "", context, instances));
        elsa.MapGet("/activity-executions/{id}", OneAsync);
        elsa.MapGet("/activity-executions/{id}/call-stack", CallStackAsync);
        elsa.MapPost("/activity-executions/report", ReportAsync);
    }

    private static async Task<IReadOnlyList<ExecutionRecord>> ListAsync(HttpContext context, InstanceReads instances)
    {
        var nodeId = context.Request.Text("activityNodeId");
        return [.. (await AllAsync(context.Request.Text("workflowInstanceId") ?? "", context, instances)).Where(record => nodeId is null || record.ActivityNodeId == nodeId)];
    }

    private static async Task<IReadOnlyList<ExecutionRecord>> AllAsync(string caseId, HttpContext context, InstanceReads instances)
    {
        var actor = context.Actor();
        if (await instances.FindAsync(caseId, actor, context.RequestAborted) is not { } found || await instances.PartsAsync(found, actor, context.RequestAborted) is not { } parts) return [];
        var steps = await instances.StepsAsync(caseId, Math.Max(0, found.Record.Sequence - StepsMax), StepsMax, actor, context.RequestAborted);
        return [.. ExecutionRecord.Of(found, steps, parts, InstanceReads.Broken(found, parts))];
    }

    private static async Task<IResult> OneAsync(string id, HttpContext context, InstanceReads instances) =>
        (await AllAsync(id.Split('~')[0], context, instances)).FirstOrDefault(record => record.Id == id) is { } found
            ? Results.Ok(found) : ElsaAnswers.NotFound($"There is no record '{id}' of an activity.");

    private static async Task<IResult> CallStackAsync(string id, HttpContext context, InstanceReads instances)
    {
        var found = (await AllAsync(id.Split('~')[0], context, instances)).Where(record => record.Id == id).ToArray();
        return found.Length == 0 ? ElsaAnswers.NotFound($"There is no record '{id}' of an activity.") : Results.Ok(new { activityExecutionId = id, items = found, totalCount = found.Length });
    }

    private static async Task<IResult> ReportAsync(HttpContext context, InstanceReads instances)
    {
        var (body, problem) = await RequestBody.ReadAsync<WatchSteps>(context.Request);
        if (problem is not null) return problem;
        var caseId = body.TryGetProperty("workflowInstanceId", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : "";
        string[] wanted = body.TryGetProperty("activityNodeIds", out var nodes) && nodes.ValueKind == JsonValueKind.Array ? [.. nodes.EnumerateArray().Select(node => node.ToString())] : [];
        var records = await AllAsync(caseId, context, instances);
        return Results.Ok(new { stats = records.Where(record => wanted.Contains(record.ActivityNodeId)).GroupBy(record => record.ActivityNodeId, StringComparer.Ordinal).Select(same => Stats([.. same])) });
    }

    private static object Stats(ExecutionRecord[] same)
    {
        var completed = same.Count(record => record.Status == "Completed");
        return new
        {
            activityId = same[0].ActivityId, activityNodeId = same[0].ActivityNodeId, startedCount = same.Length, completedCount = completed, uncompletedCount = same.Length - completed,
            isBlocked = same.Any(record => record.Status == "Pending"), isFaulted = same.Any(record => record.Status == "Faulted"), aggregateFaultCount = same.Sum(record => record.AggregateFaultCount), metadata = new Dictionary<string, string>(),
        };
    }
}
