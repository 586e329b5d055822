using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>Starting cases and telling them what happened.</summary>
internal static class CaseEndpoints
{
    private const string StartExample =
        """
        {"schema":"case.start/1","idempotencyKey":"SYN-START-1","tenant":"synthetic-bank","policyPack":"CN-2026.1","definition":{"key":"overdue-visit"},"timezone":"Asia/Shanghai",
         "case":{"externalRef":"SYN-LN-1"},"debt":{"currency":"CNY","principal":1842050,"interest":61230,"penalty":4100,"fees":0,"total":1907380,"dpd":45},"customer":{"token":"cust_syn_1"}}
        """;

    public static void MapCases(this IEndpointRouteBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("Cases");
        cases.MapPost("", StartAsync).WithName("startCase").Produces<StartedView>(StatusCodes.Status202Accepted).ProducesProblem(409).ProducesProblem(422)
            .Takes(StartExample, BodySchemas.Start).Header("Idempotency-Key", "Your own key of this start, at most 200 characters. The body's idempotencyKey is as good.")
            .WithSummary("Start a case")
            .WithDescription("The same key with the same body gives the same answer, with another body 409. The body is a loan's case (`case.start/1`) or any other (`workflow.start/1`: businessKey, input).");
        cases.MapPost("/{id}/events", RaiseAsync).WithName("raiseEvent").Produces<EventView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(503)
            .Takes("""{"eventId":"SYN-EVENT-1","type":"PaymentReceived","occurredAt":"2026-11-01T09:00:00Z","data":{"amount":120000}}""", BodySchemas.Event)
            .WithSummary("Report an event")
            .WithDescription("Safe to repeat with the same eventId. The fact is kept even where no transition takes it. Without occurredAt it happened now. A statement, an offer or an acceptance that breaks a rule is refused (422) with every reason, before it is a fact.");
        cases.MapPost("/{id}/retry", RetryAsync).WithName("retryCase").Produces<EventView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(503)
            .Takes("""{"reason":"The definition is corrected."}""", BodySchemas.Retry).WithSummary("Offer a faulted case its event again");
        cases.MapFieldWork();
        cases.MapActs();
        cases.MapRelief();
        cases.MapVisitPacks();
        cases.MapCaseQueries();
    }

    private static async Task<IResult> StartAsync(HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<StartCase>(context.Request);
        if (problem is not null) return problem;
        var keys = context.Request.Headers["Idempotency-Key"];
        if (keys.Count > 1) return Problems.Invalid("The case cannot be started as it is.", [new Fault("Idempotency-Key", $"is there {keys.Count} times; send it once.")]);
        var reply = await sender.Send(new StartCase(keys.Count == 0 ? null : keys[0], body, context.Actor()));
        return reply.To(started => Results.Accepted($"/api/v1/cases/{started.CaseId}", new StartedView(started.CaseId, started.State)));
    }

    private static async Task<IResult> RaiseAsync(string id, HttpContext context, ISender sender, TimeProvider clock)
    {
        var (body, problem) = await RequestBody.ReadAsync<RaiseEvent>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "eventId", "type", "occurredAt", "data"));
        var (eventId, type) = (RequestBody.Text(body, "eventId", faults), RequestBody.Text(body, "type", faults));
        var occurredAt = RequestBody.Instant(body, "occurredAt", faults);
        body.TryGetProperty("data", out var data);
        var command = new RaiseEvent(id, eventId, type, occurredAt, data, context.Actor());
        if (faults.Count > 0)
            return Problems.Invalid("The event cannot be taken as it is.", faults.Concat(EventChecks.Check(command, clock.GetUtcNow())).DistinctBy(fault => fault.Path));
        return (await sender.Send(command)).Ok(EventView.Of);
    }

    private static async Task<IResult> RetryAsync(string id, HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<RetryCase>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "reason"));
        var reason = RequestBody.Text(body, "reason", faults);
        return faults.Count > 0 ? Problems.Invalid("The case cannot be retried.", faults) : (await sender.Send(new RetryCase(id, reason, context.Actor()))).Ok(EventView.Of);
    }
}
