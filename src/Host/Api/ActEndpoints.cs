using System.Text.Json;
using Doorstep.Host.Security;
using Doorstep.Workflows.Collections.Access;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage.Acts;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>A decision on an act.</summary>
/// <param name="ActId">The act.</param>
/// <param name="Try">The how-manieth decision on it, from 1.</param>
/// <param name="Allowed">It may be carried out at the moment of the decision, and only then.</param>
/// <param name="Reason">Why not.</param>
/// <param name="NextTryAt">When it is worth asking again; null where waiting does not help.</param>
/// <param name="DecidedAt">The moment of the decision.</param>
/// <param name="Replayed">The key was used before and this is the answer of then, nothing new: what was said since, such as a wish not to be contacted, is not in it. Whoever has not carried the act out yet asks anew under a new key.</param>
/// <param name="Decision">The decision as it is stored: pack, the values that counted, what every guard said.</param>
internal sealed record ActView(string ActId, int Try, bool Allowed, string? Reason, DateTimeOffset? NextTryAt, DateTimeOffset? DecidedAt, bool Replayed, JsonElement Decision)
{
    public static ActView Of(ActAnswer answer) => new(
        answer.ActId, answer.Try, answer.Outcome == ActOutcome.Allowed, answer.Outcome == ActOutcome.Allowed ? null : answer.Reason, answer.NextTryAt, answer.At, answer.IsReplayed, JsonElement.Parse(answer.Decision));
}

/// <summary>A decision in the list of a case.</summary>
internal sealed record ActRow(
    string ActId, int Try, long Sequence, DateTimeOffset At, string Kind, bool Allowed, string? Pack, DateTimeOffset? NextTryAt, string Actor, JsonElement Act, JsonElement Decision)
{
    public static ActRow Of(ActRecord row) => new(
        row.ActId, row.Try, row.Sequence, row.At, row.Kind, row.Allowed, row.Pack, row.NextTryAt, row.Actor, PersonalData.Masked(JsonElement.Parse(row.Act)), PersonalData.Masked(JsonElement.Parse(row.Decision)));
}

/// <summary>Acts: whether they may be, and what was decided.</summary>
internal static class ActEndpoints
{
    public static void MapActs(this IEndpointRouteBuilder cases)
    {
        cases.MapPost("/{id}/acts", DecideAsync).WithName("decideAct").Produces<ActView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(503)
            .Takes("""{"kind":"MESSAGE","purpose":"DEMAND","template":"REMINDER"}""").Header("Idempotency-Key", "Your own key of this act, at most 200 characters.")
            .WithSummary("Ask whether an act may be carried out now")
            .WithDescription("Decided with the rules, holds, registers and counters of this moment. Allowed: it counts at once, and ActAllowed goes to the webhooks. The words of the act, where it has any, stand in decision.messages. Refused is an answer too: 200 with every guard's reason.");
        cases.MapGet("/{id}/acts", ListAsync).WithName("listActs").Produces<IEnumerable<ActRow>>().ProducesProblem(400).ProducesProblem(404)
            .WithSummary("Decisions on the acts of a case, newest first").Query("limit", "Decisions.", 1, 500, 100);
    }

    private static async Task<IResult> DecideAsync(string id, HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<DecideAct>(context.Request);
        if (problem is not null) return problem;
        var keys = context.Request.Headers["Idempotency-Key"];
        if (keys.Count > 1) return Problems.Invalid("The act cannot be decided on as it is.", [new Fault("Idempotency-Key", $"is there {keys.Count} times; send it once.")]);
        return (await sender.Send(new DecideAct(id, keys.Count == 0 ? null : keys[0], body, context.Actor()))).Ok(ActView.Of);
    }

    private static async Task<IResult> ListAsync(string id, string? limit, HttpContext context, ISender sender)
    {
        var faults = new List<Fault>();
        var rows = CaseQueryEndpoints.Number(limit, "limit", 100, 1, 500, faults);
        return faults.Count > 0
            ? Problems.Invalid("The list cannot be read like this.", faults)
            : (await sender.Send(new ListActs(id, rows, context.Actor()))).Ok(found => found.Select(ActRow.Of));
    }
}
