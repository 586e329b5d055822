using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>What agents bring back from the field, and what customers may have of their record.</summary>
internal static class FieldEndpoints
{
    private const string BatchExample = """{"events":[{"eventId":"SYN-TABLET-1","type":"VisitCheckedIn","occurredAt":"2026-11-02T02:00:00Z","data":{"agents":["agent_syn_1","agent_syn_2"]}}]}""";

    public static void MapFieldWork(this IEndpointRouteBuilder cases)
    {
        cases.MapPost("/{id}/events/batch", BatchAsync).WithName("raiseEvents").Produces<BatchAnswer>().ProducesProblem(404).Takes(BatchExample, BodySchemas.Batch)
            .WithSummary("Report what a device kept while it was offline")
            .WithDescription("In order, each answered on its own: accepted, recorded, duplicate, refused or notTried. The whole batch may be sent again; nothing counts twice. `conflicts` says what the case has heard since an event happened (S15).");
        cases.MapPost("/{id}/reveal", RevealAsync).WithName("revealField").Produces<RevealedField>().ProducesProblem(404)
            .Takes("""{"field":"customer.contactPoints[0].value","purpose":"CONTACT","reason":"The customer asked to be called back."}""", BodySchemas.Reveal)
            .WithSummary("Show one masked value of a case, for a purpose").WithDescription("The audit log has who, what and what for before the value is given. Marketing and the like are refused (S27). Fields of a step are `journal[4].data.text`.");
        cases.MapPost("/{id}/subject-access", AccessAsync).WithName("giveSubjectAccess").Produces<SubjectAccess>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(503)
            .Takes("""{"purpose":"ACCESS","reason":"The customer wrote on 1 March.","requester":"cust_syn_1"}""", BodySchemas.SubjectAccess)
            .Header("Idempotency-Key", "Your own key of this request, at most 200 characters.")
            .WithSummary("Hand out the record about the customer").WithDescription("What concerns others is left out, and so is every field that nobody has said to be the customer's. The journal keeps who, what for and the hash (S31).");
    }

    private static async Task<IResult> BatchAsync(string id, HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<RaiseBatch>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "events"));
        if (!body.TryGetProperty("events", out var list) || list.ValueKind != JsonValueKind.Array) faults.Add(new Fault("events", "is missing: the events, oldest first."));
        var events = faults.Count > 0 ? [] : list.EnumerateArray().Select((one, index) => Event(one, index, faults)).ToImmutableArray();
        return faults.Count > 0 ? Problems.Invalid("The batch cannot be taken as it is.", faults) : (await sender.Send(new RaiseBatch(id, events, context.Actor()))).Ok(answer => answer);
    }

    private static BatchedEvent Event(JsonElement json, int index, List<Fault> faults)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault($"events[{index}]", "must be an object."));
            return new BatchedEvent(null, null, null, default);
        }

        var wrong = new List<Fault>(RequestBody.Unknown(json, "eventId", "type", "occurredAt", "data"));
        json.TryGetProperty("data", out var data);
        var one = new BatchedEvent(RequestBody.Text(json, "eventId", wrong), RequestBody.Text(json, "type", wrong), RequestBody.Instant(json, "occurredAt", wrong), data);
        faults.AddRange(wrong.Select(fault => fault with { Path = $"events[{index}].{fault.Path}" }));
        return one;
    }

    private static async Task<IResult> RevealAsync(string id, HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<RevealField>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "field", "purpose", "reason"));
        var command = new RevealField(id, RequestBody.Text(body, "field", faults), RequestBody.Text(body, "purpose", faults), RequestBody.Text(body, "reason", faults), context.Actor());
        return faults.Count > 0 ? Problems.Invalid("Nothing is shown like this.", faults) : (await sender.Send(command)).Ok(revealed => revealed);
    }

    private static async Task<IResult> AccessAsync(string id, HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<GiveSubjectAccess>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "purpose", "reason", "requester"));
        var keys = context.Request.Headers["Idempotency-Key"];
        if (keys.Count > 1) faults.Add(new Fault("Idempotency-Key", $"is there {keys.Count} times; send it once."));
        var command = new GiveSubjectAccess(
            id, keys.Count == 0 ? null : keys[0], RequestBody.Text(body, "purpose", faults), RequestBody.Text(body, "reason", faults), RequestBody.Text(body, "requester", faults), context.Actor());
        return faults.Count > 0 ? Problems.Invalid("The record cannot be handed out like this.", faults) : (await sender.Send(command)).Ok(given => given);
    }
}
