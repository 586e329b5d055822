using Doorstep.Host.Security;
using Doorstep.Workflows.Collections.Attention;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage.Concerns;
using Doorstep.Workflows.Storage.Outcomes;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>How much of a kind waits for people. <c>new</c>: came within the last day. <c>late</c>: its time is over. <c>next</c>: what can be done about it.</summary>
internal sealed record DeskCard(string Kind, string Name, string Why, string Next, int Count, int New, int Late, DateTimeOffset? OldestAt);

/// <summary>Something that waits for a person. <c>subject</c>: which one of its kind within the case, such as an alert's id; empty where there can be only one.</summary>
internal sealed record DeskRow(string Kind, string Subject, string Why, string Next, DateTimeOffset SinceAt, DateTimeOffset? DueAt, CaseRow Case);

/// <summary>The supervisors' desk: what waits for people, over all cases.</summary>
internal static class DeskEndpoints
{
    public static void MapDesk(this IEndpointRouteBuilder api)
    {
        var desk = api.MapGroup("/desk").WithTags("Desk");
        desk.MapGet("", CardsAsync).WithName("getDesk").Produces<IEnumerable<DeskCard>>().WithSummary("What waits for people, by kind, the most urgent first")
            .WithDescription("In Simplified Chinese or English by Accept-Language. Kept with every step, so it is never behind.");
        desk.MapGet("/trend", async (HttpContext context, ISender sender) => (await sender.Send(new GetDeskTrend(context.Actor()))).Ok(trends => trends))
            .WithName("getDeskTrend").Produces<IEnumerable<DeskTrend>>().WithSummary($"How much waited at the end of each of the last {GetDeskTrend.Days} days, by kind; the last number is now")
            .WithDescription("UTC days. Counted since the house has a version that counts it; before that the lines are level.");
        desk.MapGet("/waiting", WaitingAsync).WithName("listWaiting").Produces<IEnumerable<DeskRow>>().ProducesProblem(400).WithSummary("What waits for people, the oldest first")
            .Query("kind", "Only this kind.", [.. ConcernWords.All.Keys]).Query("skip", "Rows before the page.", 0, 10_000, 0).Query("limit", "Rows of the page.", 1, 200, 50);
    }

    private static async Task<IResult> CardsAsync(HttpContext context, ISender sender) => (await sender.Send(new GetDesk(context.Actor()))).Ok(counts =>
    {
        var (isChinese, byKind) = (context.Request.IsChinese(), counts.ToDictionary(count => count.Kind));
        return ConcernWords.All.Select(kind => Card(kind.Key, kind.Value, byKind.GetValueOrDefault(kind.Key), isChinese));
    });

    private static DeskCard Card(string kind, ConcernWords words, ConcernCount? count, bool isChinese) => new(
        kind, words.Name.In(isChinese), words.Why.In(isChinese), words.Next.In(isChinese), count?.Count ?? 0, count?.New ?? 0, count?.Late ?? 0, count?.OldestAt);

    private static async Task<IResult> WaitingAsync(string? kind, string? skip, string? limit, HttpContext context, ISender sender)
    {
        var faults = new List<Fault>();
        var (before, rows) = (CaseQueryEndpoints.Number(skip, "skip", 0, 0, 10_000, faults), CaseQueryEndpoints.Number(limit, "limit", 50, 1, 200, faults));
        if (kind is not null && !ConcernWords.All.ContainsKey(kind)) faults.Add(new Fault("kind", $"'{kind}' is not a kind. Kinds are: {string.Join(", ", ConcernWords.All.Keys)}."));
        if (faults.Count > 0) return Problems.Invalid("The desk cannot be read like this.", faults);
        var isChinese = context.Request.IsChinese();
        return (await sender.Send(new ListConcerns(kind is null ? [] : [kind], before, rows, context.Actor()))).Ok(found => found.Select(one => Row(one, isChinese)));
    }

    private static DeskRow Row(ConcernedCase one, bool isChinese)
    {
        var words = ConcernWords.All[one.Concern.Kind];
        return new DeskRow(one.Concern.Kind, one.Concern.Subject, words.Why.In(isChinese), words.Next.In(isChinese), one.Concern.SinceAt, one.Concern.DueAt, CaseRow.Of(one.Case));
    }
}
