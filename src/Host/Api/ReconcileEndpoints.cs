using System.Text.Json;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Deadlines.Restores;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>A message that was sent after the copy was made that the database was restored from.</summary>
/// <param name="Key">Its key.</param>
/// <param name="CaseId">Its case.</param>
/// <param name="Sequence">The step that asked for it.</param>
/// <param name="Type">The event's name.</param>
/// <param name="Destination">Who got it.</param>
/// <param name="SentAt">When it left.</param>
/// <param name="IsCertain">The receiver took it; otherwise it was on its way, or the ledger is lost.</param>
/// <param name="Stands">Where it stands in the restored database; null: the database does not have it, and its case may ask for it again.</param>
/// <param name="As">What it counts as; null: nobody has decided.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="Reason">Why.</param>
internal sealed record SentMessageView(
    string Key, string CaseId, long Sequence, string Type, string Destination, DateTimeOffset SentAt, bool IsCertain, OutboxStatus? Stands, SentAs? As, string? DecidedBy, DateTimeOffset? DecidedAt, string? Reason)
{
    public static SentMessageView Of(SentLine line) => new(
        line.Message.Key, line.CaseId, line.Message.Sequence, line.Message.Type, line.Message.Destination, line.Message.SentAt, line.Message.IsCertain, line.Stands,
        line.Message.Ruling?.As, line.Message.Ruling?.By, line.Message.Ruling?.At, line.Message.Ruling?.Reason);
}

/// <summary>How the house stands after a restore.</summary>
/// <param name="Status"><c>serving</c>, or <c>reconciling</c>: nothing leaves and no deadline fires.</param>
/// <param name="Since">Since when it is reconciling.</param>
/// <param name="Why">What was noticed.</param>
/// <param name="DatabaseAsOf">When the restored database was last marked; what was reported after it is not in it.</param>
/// <param name="ServedUntil">Until when the house is known to have served from the database that is gone.</param>
/// <param name="Sent">Messages that left in between.</param>
/// <param name="Undecided">Of these, those that nobody has decided on.</param>
/// <param name="Waiting">Of these, those that wait in the outbox and would leave again.</param>
/// <param name="Behind">Cases that sent something in a step that the database does not have.</param>
/// <param name="Messages">The messages: the undecided first, then as they were sent.</param>
/// <param name="Cases">The cases that are behind.</param>
/// <param name="Past">Restores that were dealt with, the last one first.</param>
internal sealed record ReconcileView(
    string Status, DateTimeOffset? Since, string? Why, DateTimeOffset? DatabaseAsOf, DateTimeOffset? ServedUntil, int Sent, int Undecided, int Waiting, int Behind,
    IEnumerable<SentMessageView> Messages, IEnumerable<BehindCase> Cases, IEnumerable<Reconciled> Past)
{
    public static ReconcileView Of(ReconcileReport report) => new(
        report.Open is null ? "serving" : "reconciling", report.Open?.Since, report.Open?.Why, report.Open?.DatabaseAsOf, report.Open?.ServedUntil, report.Sent, report.Undecided, report.Waiting, report.Behind,
        report.Messages.Select(SentMessageView.Of), report.Cases, report.Past);
}

/// <summary>After a restore: what was sent that the database does not know of, and what becomes of it.</summary>
internal static class ReconcileEndpoints
{
    public static void MapReconcile(this IEndpointRouteBuilder api)
    {
        var reconcile = api.MapGroup("/reconcile").WithTags("Outbox");
        reconcile.MapGet("", ReadAsync).WithName("getReconcile").Produces<ReconcileView>().ProducesProblem(400).WithSummary("What was sent before the database was restored, and what would leave again")
            .Query("limit", "Messages and cases that are named.", 1, 500, 100);
        reconcile.MapPost("/resolve", ResolveAsync).WithName("resolveReconcile").Produces<ReconcileView>().ProducesProblem(409)
            .Takes("""{"keys":["rtbf5mp6ndfmh05qa0qnsfvqfm/1/0"],"as":"sent","reason":"The CRM has it."}""", BodySchemas.ReconcileRuling).WithSummary("Decide what messages count as that were sent before the database was restored");
        reconcile.MapPost("/release", ReleaseAsync).WithName("releaseReconcile").Produces<ReconcileView>().ProducesProblem(409)
            .Takes("""{"reason":"Compared with every receiver; senders have repeated the last ten minutes."}""", BodySchemas.Reason).WithSummary("Let messages leave and deadlines fire again")
            .WithDescription("Refused while a message waits for a decision. What fell due since the copy was made is caught up with like after an outage.");
    }

    private static async Task<IResult> ReadAsync(string? limit, HttpContext context, ISender sender)
    {
        Rights.Demand<GetReconcile>(context.Actor());
        var faults = new List<Fault>();
        var named = CaseQueryEndpoints.Number(limit, "limit", 100, 1, 500, faults);
        return faults.Count > 0 ? Problems.Invalid("The report cannot be read like this.", faults) : (await sender.Send(new GetReconcile(named, context.Actor()))).Ok(ReconcileView.Of);
    }

    private static async Task<IResult> ResolveAsync(HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<ResolveReconcile>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "keys", "all", "as", "reason"));
        var (keys, word, reason) = (RequestBody.Words(body, "keys", faults), RequestBody.Text(body, "as", faults), RequestBody.Text(body, "reason", faults));
        var isAll = body.TryGetProperty("all", out var all) && all.ValueKind == JsonValueKind.True;
        if (!isAll && all.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False)) faults.Add(new Fault("all", $"must be true or false, not {Values.Quote(all)}."));
        SentAs? counts = word is "sent" ? SentAs.Sent : word is "again" ? SentAs.Again : null;
        if (counts is null) faults.Add(new Fault("as", word is null ? "is missing: sent, or again." : $"'{word}' is neither 'sent' nor 'again'."));
        return faults.Count > 0 ? Problems.Invalid("Nothing was decided.", faults) : (await sender.Send(new ResolveReconcile(keys, isAll, counts!.Value, reason, context.Actor()))).Ok(ReconcileView.Of);
    }

    private static async Task<IResult> ReleaseAsync(HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<ReleaseReconcile>(context.Request);
        if (problem is not null) return problem;
        var faults = new List<Fault>(RequestBody.Unknown(body, "reason"));
        var reason = RequestBody.Text(body, "reason", faults);
        return faults.Count > 0 ? Problems.Invalid("The house was not released.", faults) : (await sender.Send(new ReleaseReconcile(reason, context.Actor()))).Ok(ReconcileView.Of);
    }
}
