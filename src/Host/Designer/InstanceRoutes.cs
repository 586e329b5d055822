using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Host.Api;
using Doorstep.Host.Security;
using Doorstep.Workflows.Collections.Access;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Host.Designer;

/// <summary>Watching cases.</summary>
internal static class InstanceRoutes
{
    /// <summary>Steps that are looked through for a filter or for what an activity did; the newest count.</summary>
    private const int StepsMax = 5000;

    private const int OverridesMax = 100;

    private const string IsGoverned = "A case is closed by what happens in it, by its deadlines, or by a governed act with a reason over /api/v1; a designer does not end one.";

    public static void MapInstances(this IEndpointRouteBuilder elsa)
    {
        elsa.MapPost("/workflow-instances", ListAsync);
        elsa.MapGet("/workflow-instances/{id}", GetAsync);
        elsa.MapGet("/workflow-instances/{id}/execution-state", ExecutionStateAsync);
        elsa.MapGet("/workflow-instances/{id}/variables", VariablesAsync);
        elsa.MapPost("/workflow-instances/{id}/journal", JournalAsync);
        elsa.MapDelete("/workflow-instances/{id}", () => ElsaAnswers.Refused("The record of a case is kept as long as the law asks for; it is not deleted from here."));
        elsa.MapPost("/cancel/workflow-instances/{id}", CancelAsync);
        elsa.MapPost("/bulk-actions/cancel/workflow-instances", () => ElsaAnswers.Refused(IsGoverned));
        elsa.MapPost("/alterations/submit", () => ElsaAnswers.Refused(IsGoverned));
        elsa.MapPost("/bulk-actions/delete/workflow-instances/by-id", () => ElsaAnswers.Refused("Records of cases are kept as long as the law asks for; they are not deleted from here."));
        elsa.MapPost("/bulk-actions/import/workflow-instances", () => ElsaAnswers.Refused("Cases are started through POST /api/v1/cases; they are not imported."));
    }

    /// <summary>Studio's button is the override CLOSE: whoever may ask for it says why in the body, which Studio itself leaves empty.</summary>
    private static async Task<IResult> CancelAsync(string id, HttpContext context, ISender sender, InstanceReads instances)
    {
        var actor = context.Actor();
        if (!Rights.May<RequestOverride>(actor)) return ElsaAnswers.Refused(IsGoverned);
        if (await instances.FindAsync(id, actor, context.RequestAborted) is not { } found) return NoCase(id);
        var said = context.Request.ContentLength > 0 ? await RequestBody.ReadAsync<RequestOverride>(context.Request) : (Body: default, Problem: null);
        if (said.Problem is not null) return said.Problem;
        var order = said.Body.ValueKind == JsonValueKind.Object ? JsonObject.Create(said.Body)! : [];
        (order["override"], order["sequence"]) = (new JsonObject { ["verb"] = "CLOSE" }, found.Record.Sequence);
        // Studio sends no key. The same wish of the same person is one; once it was decided on, it may be asked for anew.
        var known = await sender.Send(new ListOverrides(id, null, OverridesMax, actor)) is Reply<IReadOnlyList<OverrideSeen>>.Done(var rows) ? rows.Where(one => one.Row.Verb == "CLOSE" && one.Row.Sequence == found.Record.Sequence).ToArray() : [];
        if (known.FirstOrDefault(one => one is { Row.Status: OverrideStatus.Pending, IsExpired: false }) is { } waiting && waiting.Row.RequestedBy != actor.Name) return Waits(waiting.Row);
        var reply = await sender.Send(new RequestOverride(id, $"studio/{found.Record.Sequence}/{known.Count(one => one.Row.Status != OverrideStatus.Pending || one.IsExpired)}/{actor.Name}", JsonSerializer.SerializeToElement(order), actor));
        return reply.To(asked => asked.Seen.Row.Status switch
        {
            OverrideStatus.Applied => Results.Ok(),
            OverrideStatus.Pending => Waits(asked.Seen.Row),
            var ended => ElsaAnswers.Refused($"Override '{asked.Seen.Row.Id}' is {ended.ToString().ToLowerInvariant()}; the case goes on."),
        });
    }

    private static IResult Waits(OverrideRecord row) =>
        ElsaAnswers.Refused($"'{row.RequestedBy}' asked for it as override '{row.Id}'. A second person has to approve it until {Instants.Text(row.ExpiresAt.GetValueOrDefault())}; until then the case goes on.");

    private static async Task<IResult> ListAsync(HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<FindCases>(context.Request);
        if (problem is not null) return problem;
        var asked = JsonObject.Create(body)!;
        if (InstanceFilter.Faults(asked).ToArray() is { Length: > 0 } faults) return Problems.Invalid("This cannot be looked for.", faults);
        if (InstanceFilter.MatchesNothing(asked)) return Results.Ok(new { items = Array.Empty<InstanceRow>(), totalCount = 0 });
        return (await sender.Send(new FindCases(InstanceFilter.Read(asked), context.Actor()), context.RequestAborted))
            .Ok(page => new { items = page.Items.Select(InstanceRow.Of), totalCount = page.Total });
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, InstanceReads instances)
    {
        var actor = context.Actor();
        if (await instances.FindAsync(id, actor, context.RequestAborted) is not { } found) return NoCase(id);
        var parts = await instances.PartsAsync(found, actor, context.RequestAborted);
        return Results.Ok(InstanceView.Of(found, parts, InstanceReads.Broken(found, parts)));
    }

    private static async Task<IResult> ExecutionStateAsync(string id, HttpContext context, InstanceReads instances) =>
        await instances.FindAsync(id, context.Actor(), context.RequestAborted) is not { Record: var row } ? NoCase(id) : Results.Ok(new
        {
            status = InstanceStatus.Of(row.Status), subStatus = InstanceStatus.Sub(row.Status, row.IsFaulted), workflowSubStatus = InstanceStatus.Sub(row.Status, row.IsFaulted), updatedAt = row.UpdatedAt,
        });

    private static async Task<IResult> VariablesAsync(string id, HttpContext context, InstanceReads instances) =>
        await instances.FindAsync(id, context.Actor(), context.RequestAborted) is not { } found ? NoCase(id)
            : ElsaAnswers.Items([.. found.Snapshot.Frames.SelectMany((frame, depth) => frame.Variables.Select(variable => new
            {
                id = depth == 0 ? variable.Key : $"{frame.DefinitionId}.{variable.Key}", name = depth == 0 ? variable.Key : $"{frame.DefinitionId}.{variable.Key}", value = PersonalData.Masked(variable.Value),
            }))]);

    private static async Task<IResult> JournalAsync(string id, HttpContext context, InstanceReads instances)
    {
        var (body, problem) = await RequestBody.ReadAsync<WatchSteps>(context.Request);
        if (problem is not null) return problem;
        var actor = context.Actor();
        if (await instances.FindAsync(id, actor, context.RequestAborted) is not { } found) return NoCase(id);
        if (context.Request.Unknown("skip", "take").Concat(context.Request.Counts("skip", "take")).Concat(LogFilter.Faults(body)).ToArray() is { Length: > 0 } faults) return Problems.Invalid("This cannot be looked for.", faults);
        if (await instances.PartsAsync(found, actor, context.RequestAborted) is not { } parts) return ElsaAnswers.NotFound($"The version that case '{id}' runs on cannot be read.");
        var (skip, take) = (Math.Max(0, ElsaQuery.Number(context.Request.Text("skip")) ?? 0), Math.Clamp(ElsaQuery.Number(context.Request.Text("take")) ?? 100, 1, 500));
        var filter = LogFilter.Read(body);
        if (filter.IsEmpty)
        {
            var page = await instances.StepsAsync(id, skip, take, actor, context.RequestAborted);
            return Results.Ok(new { items = page.Select(step => LogRecord.Of(id, step, parts)), totalCount = found.Record.Sequence });
        }

        var steps = await instances.StepsAsync(id, Math.Max(0, found.Record.Sequence - StepsMax), StepsMax, actor, context.RequestAborted);
        var fitting = steps.Where(step => filter.Fits(step, parts)).Select(step => LogRecord.Of(id, step, parts)).Where(filter.Fits).ToArray();
        return Results.Ok(new { items = fitting.Skip(skip).Take(take), totalCount = fitting.Length });
    }

    private static IResult NoCase(string id) => ElsaAnswers.NotFound($"There is no case '{id}'.");
}
