using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Overrides.Bulk;
using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>The same override on many cases.</summary>
internal static class BulkOverrideEndpoints
{
    private const string PreviewExample = """{"override":{"verb":"EXTEND_DEADLINE","transition":"T55-escalated","by":"P5D"},"filter":{"definition":"overdue-visit","state":"Escalated"}}""";

    private const string RequestExample =
        """
        {"override":{"verb":"EXTEND_DEADLINE","transition":"T55-escalated","by":"P5D"},"filter":{"definition":"overdue-visit","state":"Escalated"},
         "reason":{"code":"OUTAGE","text":"The post did not run for five days."},"ticket":"SYN-T-2","perMinute":120,"lookAfter":5}
        """;

    public static void MapBulkOverrides(this IEndpointRouteBuilder api)
    {
        var bulk = api.MapGroup("/overrides/bulk").WithTags("Overrides");
        bulk.MapGet("", ListAsync).WithName("listBulkOverrides").Produces<IEnumerable<BulkView>>().ProducesProblem(400).WithSummary("Bulk overrides, newest first")
            .Query("status", "Where they stand.", Names<BulkStatus>()).Query("limit", "Bulk overrides.", 1, 500, 100);
        bulk.MapPost("/preview", PreviewAsync).WithName("previewBulkOverride").Produces<BulkPreviewView>().ProducesProblem(422).Takes(PreviewExample, OverrideBodies.BulkPreview)
            .WithSummary("Preview a bulk override").WithDescription("Nothing is done. The answer counts the cases that it would be done to, says why not for the others, and shows a few whole.");
        bulk.MapPost("", RequestAsync).WithName("requestBulkOverride").Produces<BulkView>(StatusCodes.Status202Accepted).ProducesProblem(409).ProducesProblem(422).ProducesProblem(503)
            .Takes(RequestExample, OverrideBodies.BulkRequest).Header("Idempotency-Key", "Your own key of this bulk override, at most 200 characters.")
            .WithSummary("Ask for a bulk override").WithDescription("The cases are picked now, each with the step it is at. It waits for a second person or begins; it stops after the first cases until somebody has looked.");
        bulk.MapGet("/{bulkId}", async (string bulkId, HttpContext context, ISender sender) => (await sender.Send(new GetBulkOverride(bulkId, context.Actor()))).Ok(BulkView.Of))
            .WithName("getBulkOverride").Produces<BulkView>().ProducesProblem(404).WithSummary("One bulk override, with how far it is");
        bulk.MapGet("/{bulkId}/cases", ItemsAsync).WithName("listBulkOverrideCases").Produces<IEnumerable<BulkItemView>>().ProducesProblem(400).ProducesProblem(404).WithSummary("What became of each case, in turn")
            .Query("status", "Only these.", Names<BulkItemStatus>()).Query("after", "The last number that you have.", 0, int.MaxValue, 0).Query("limit", "Cases.", 1, 500, 100);
        bulk.Steers("approve", "Approve a bulk override that somebody else asked for; it begins", (id, reason, actor) => new ApproveBulkOverride(id, reason, actor));
        bulk.Steers("decline", "Say no to a bulk override", (id, reason, actor) => new DeclineBulkOverride(id, reason, actor));
        bulk.Steers("pause", "Stop a bulk override for now", (id, reason, actor) => new PauseBulkOverride(id, reason, actor));
        bulk.Steers("continue", "Let a bulk override go on: after a look, a pause or a stop", (id, reason, actor) => new ContinueBulkOverride(id, reason, actor));
        bulk.Steers("undo", "Undo a bulk override in every case in which nothing has happened since", (id, reason, actor) => new UndoBulkOverride(id, reason, actor));
        bulk.Steers("cancel", "End a bulk override; what is done stays done", (id, reason, actor) => new CancelBulkOverride(id, reason, actor));
    }

    private static void Steers<TCommand>(this RouteGroupBuilder bulk, string verb, string summary, Func<string, string?, Actor, TCommand> command)
        where TCommand : ICommand<Reply<BulkSeen>>, IActed =>
        bulk.MapPost($"/{{bulkId}}/{verb}", async (string bulkId, HttpContext context, ISender sender) =>
            {
                var (body, problem) = await RequestBody.ReadAsync<TCommand>(context.Request);
                if (problem is not null) return problem;
                var faults = new List<Fault>(RequestBody.Unknown(body, "reason"));
                var reason = RequestBody.Text(body, "reason", faults);
                return faults.Count > 0 ? Problems.Invalid("This cannot be taken as it is.", faults) : (await sender.Send(command(bulkId, reason, context.Actor()))).Ok(BulkView.Of);
            })
            .WithName($"{verb}BulkOverride").Produces<BulkView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).Takes("""{"reason":"I have looked at the first five."}""", BodySchemas.Retry).WithSummary(summary);

    private static async Task<IResult> PreviewAsync(HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<PreviewBulkOverride>(context.Request);
        return problem ?? (await sender.Send(new PreviewBulkOverride(body, context.Actor()))).Ok(BulkPreviewView.Of);
    }

    private static async Task<IResult> RequestAsync(HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<RequestBulkOverride>(context.Request);
        if (problem is not null) return problem;
        var keys = context.Request.Headers["Idempotency-Key"];
        if (keys.Count > 1) return Problems.Invalid("The bulk override cannot be taken as it is.", [new Fault("Idempotency-Key", $"is there {keys.Count} times; send it once.")]);
        return (await sender.Send(new RequestBulkOverride(keys.Count == 0 ? null : keys[0], body, context.Actor()))).To(seen => Results.Accepted($"/api/v1/overrides/bulk/{seen.Row.Id}", BulkView.Of(seen)));
    }

    private static async Task<IResult> ListAsync(string? status, string? limit, HttpContext context, ISender sender)
    {
        var faults = new List<Fault>();
        var (rows, wanted) = (CaseQueryEndpoints.Number(limit, "limit", 100, 1, 500, faults), Status<BulkStatus>(status, faults));
        return faults.Count > 0 ? Problems.Invalid("The list cannot be read like this.", faults) : (await sender.Send(new ListBulkOverrides(wanted, rows, context.Actor()))).Ok(found => found.Select(BulkView.Of));
    }

    private static async Task<IResult> ItemsAsync(string bulkId, string? status, string? after, string? limit, HttpContext context, ISender sender)
    {
        var faults = new List<Fault>();
        var (wanted, from, rows) = (Status<BulkItemStatus>(status, faults), CaseQueryEndpoints.Number(after, "after", 0, 0, int.MaxValue, faults), CaseQueryEndpoints.Number(limit, "limit", 100, 1, 500, faults));
        return faults.Count > 0 ? Problems.Invalid("The list cannot be read like this.", faults)
            : (await sender.Send(new ListBulkItems(bulkId, wanted, from, rows, context.Actor()))).Ok(found => found.Select(BulkItemView.Of));
    }

    /// <summary>A status by its name in a query; null where none is asked for, and a fault where there is no such.</summary>
    internal static TStatus? Status<TStatus>(string? name, List<Fault> faults)
        where TStatus : struct, Enum
    {
        if (name is null) return null;
        if (Names<TStatus>().Contains(name) && Enum.TryParse<TStatus>(name, ignoreCase: true, out var known)) return known;
        faults.Add(new Fault("status", $"'{name}' is not a status. Statuses are: {string.Join(", ", Names<TStatus>())}."));
        return null;
    }

    /// <summary>Names of statuses as queries have them.</summary>
    internal static string[] Names<TStatus>()
        where TStatus : struct, Enum => [.. Enum.GetNames<TStatus>().Select(name => name.ToLowerInvariant())];
}
