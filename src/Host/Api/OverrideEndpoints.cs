using Doorstep.Host.Security;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>Overrides: governed acts of supervisors on one case.</summary>
internal static class OverrideEndpoints
{
    private const string VerbExample = """{"verb":"EXTEND_DEADLINE","transition":"T55-escalated","by":"P5D"}""";

    private const string RequestExample =
        """
        {"override":{"verb":"EXTEND_DEADLINE","transition":"T55-escalated","by":"P5D"},"sequence":12,
         "reason":{"code":"CUSTOMER_REQUEST","text":"She asked for time until her wages come."},"evidence":["recording:SYN-1"],"ticket":"SYN-T-1"}
        """;

    public static void MapOverrides(this IEndpointRouteBuilder api)
    {
        var all = api.MapGroup("/overrides").WithTags("Overrides");
        all.MapGet("", OfAllAsync).WithName("listAllOverrides").Produces<IEnumerable<OverrideView>>().ProducesProblem(400).WithSummary("Overrides of all cases, newest first").Listed();
        all.MapGet("/approvals", ApprovalsAsync).WithName("listApprovals").Produces<IEnumerable<OverrideView>>().ProducesProblem(400).WithSummary("Overrides that you may approve, the most urgent first")
            .Query("limit", "Overrides.", 1, 500, 100);
        all.MapGet("/policy", async (HttpContext context, ISender sender) => (await sender.Send(new GetOverridePolicy(context.Actor()))).Ok(policy => policy))
            .WithName("getOverridePolicy").Produces<OverridePolicy>().WithSummary("Who may do what by hand, and for which reasons");
        api.MapBulkOverrides();
        api.MapGroup("/cases/{id}/overrides").WithTags("Overrides").MapOfCase();
    }

    private static void MapOfCase(this RouteGroupBuilder overrides)
    {
        overrides.MapGet("", OfCaseAsync).WithName("listOverrides").Produces<IEnumerable<OverrideView>>().ProducesProblem(400).ProducesProblem(404).WithSummary("Overrides of a case, newest first").Listed();
        overrides.MapGet("/options", async (string id, HttpContext context, ISender sender) => (await sender.Send(new GetOverrideOptions(id, context.Actor()))).Ok(options => options))
            .WithName("getOverrideOptions").Produces<OverrideOptions>().ProducesProblem(404).WithSummary("What can be done to a case now, and what nobody can");
        overrides.MapPost("/preview", PreviewAsync).WithName("previewOverride").Produces<OverridePreviewView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).Takes(VerbExample, OverrideBodies.Verb)
            .WithSummary("Preview an override").WithDescription("Nothing is done. The answer says everything that would come of it, who would have to approve it, and the step to name when you ask for it.");
        overrides.MapPost("", RequestAsync).WithName("requestOverride").Produces<OverrideView>().Produces<OverrideView>(StatusCodes.Status202Accepted).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(503)
            .Takes(RequestExample, OverrideBodies.Request).Header("Idempotency-Key", "Your own key of this override, at most 200 characters.")
            .WithSummary("Ask for an override").WithDescription("200: it is done. 202: a second person has to approve it. 409: the case has moved since the preview; `case` says where it stands now. What nobody may do is refused (422) with its explanation.");
        overrides.MapGet("/{overrideId}", async (string id, string overrideId, HttpContext context, ISender sender) => (await sender.Send(new GetOverride(id, overrideId, context.Actor()))).Ok(OverrideView.Of))
            .WithName("getOverride").Produces<OverrideView>().ProducesProblem(404).WithSummary("One override");
        overrides.Decides("approve", "Approve an override that somebody else asked for, and do it", (id, one, reason, actor) => new ApproveOverride(id, one, reason, actor));
        overrides.Decides("decline", "Say no to an override that waits", (id, one, reason, actor) => new DeclineOverride(id, one, reason, actor));
        overrides.Decides("withdraw", "Take back an override that you asked for", (id, one, reason, actor) => new WithdrawOverride(id, one, reason, actor));
        overrides.Decides("undo", "Undo an override, while nothing has happened since", (id, one, reason, actor) => new UndoOverride(id, one, reason, actor));
    }

    private static void Decides<TCommand>(this RouteGroupBuilder overrides, string verb, string summary, Func<string, string, string?, Actor, TCommand> command)
        where TCommand : ICommand<Reply<OverrideReply>>, IActed =>
        overrides.MapPost($"/{{overrideId}}/{verb}", async (string id, string overrideId, HttpContext context, ISender sender) =>
            {
                var (body, problem) = await RequestBody.ReadAsync<TCommand>(context.Request);
                if (problem is not null) return problem;
                var faults = new List<Fault>(RequestBody.Unknown(body, "reason"));
                var reason = RequestBody.Text(body, "reason", faults);
                return faults.Count > 0 ? Problems.Invalid("This cannot be taken as it is.", faults) : (await sender.Send(command(id, overrideId, reason, context.Actor()))).Ok(OverrideView.Of);
            })
            .WithName($"{verb}Override").Produces<OverrideView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).Takes("""{"reason":"I have read the file."}""", BodySchemas.Retry).WithSummary(summary);

    private static async Task<IResult> PreviewAsync(string id, HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<PreviewOverride>(context.Request);
        return problem ?? (await sender.Send(new PreviewOverride(id, body, context.Actor()))).Ok(OverridePreviewView.Of);
    }

    private static async Task<IResult> RequestAsync(string id, HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<RequestOverride>(context.Request);
        if (problem is not null) return problem;
        var keys = context.Request.Headers["Idempotency-Key"];
        if (keys.Count > 1) return Problems.Invalid("The override cannot be taken as it is.", [new Fault("Idempotency-Key", $"is there {keys.Count} times; send it once.")]);
        return (await sender.Send(new RequestOverride(id, keys.Count == 0 ? null : keys[0], body, context.Actor()))).To(reply => reply.Seen.Row.Status == OverrideStatus.Pending
            ? Results.Accepted($"/api/v1/cases/{reply.Seen.Row.CaseId}/overrides/{reply.Seen.Row.Id}", OverrideView.Of(reply)) : Results.Ok(OverrideView.Of(reply)));
    }

    private static Task<IResult> OfCaseAsync(string id, string? status, string? limit, HttpContext context, ISender sender) => ListAsync(status, limit, (wanted, rows) => new ListOverrides(id, wanted, rows, context.Actor()), sender);

    private static Task<IResult> OfAllAsync(string? status, string? limit, HttpContext context, ISender sender) => ListAsync(status, limit, (wanted, rows) => new ListOverrides(null, wanted, rows, context.Actor()), sender);

    private static async Task<IResult> ListAsync(string? status, string? limit, Func<OverrideStatus?, int, ListOverrides> query, ISender sender)
    {
        var faults = new List<Fault>();
        var rows = CaseQueryEndpoints.Number(limit, "limit", 100, 1, 500, faults);
        var wanted = BulkOverrideEndpoints.Status<OverrideStatus>(status, faults);
        return faults.Count > 0 ? Problems.Invalid("The list cannot be read like this.", faults) : (await sender.Send(query(wanted, rows))).Ok(found => found.Select(OverrideView.Of));
    }

    private static async Task<IResult> ApprovalsAsync(string? limit, HttpContext context, ISender sender)
    {
        var faults = new List<Fault>();
        var rows = CaseQueryEndpoints.Number(limit, "limit", 100, 1, 500, faults);
        return faults.Count > 0 ? Problems.Invalid("The list cannot be read like this.", faults) : (await sender.Send(new ListApprovals(rows, context.Actor()))).Ok(found => found.Select(OverrideView.Of));
    }

    private static RouteHandlerBuilder Listed(this RouteHandlerBuilder endpoint) => endpoint
        .Query("status", "Where they stand; one that nobody approved in time is still pending here, and shown as expired.", BulkOverrideEndpoints.Names<OverrideStatus>())
        .Query("limit", "Overrides.", 1, 500, 100);
}
