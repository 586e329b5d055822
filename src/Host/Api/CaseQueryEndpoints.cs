using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>Reading cases.</summary>
internal static class CaseQueryEndpoints
{
    public static void MapCaseQueries(this IEndpointRouteBuilder cases)
    {
        cases.MapGet("", ListAsync).WithName("listCases").Produces<Page<CaseRow>>().ProducesProblem(400).WithSummary("List cases, newest first")
            .WithDescription("Key, person, hold, team, state and status are each found by an index, so a page is as quick among a million cases; where several are given the later ones are looked at on the way. With `key` the list comes in the order of the keys. `q` has no index.")
            .Filters().Query("q", "Start of a case id, a business key or a name.").Query("cursor", "nextCursor of the page before.").Query("limit", "Cases per page.", 1, 200, 50);
        cases.MapGet("/{id}", async (string id, HttpContext context, ISender sender) => (await sender.Send(new GetCase(id, context.Actor()))).Ok(CaseView.Of))
            .WithName("getCase").Produces<CaseView>().ProducesProblem(404).WithSummary("One case with its file");
        cases.MapGet("/{id}/journal", JournalAsync).WithName("getJournal").Produces<Page<JournalView>>().ProducesProblem(400).ProducesProblem(404).WithSummary("What happened, oldest first")
            .Query("after", "The last sequence already read; nextCursor of the page before.", 0, int.MaxValue, 0).Query("limit", "Rows per page.", 1, 500, 200);
        cases.MapGet("/{id}/journal/verify", async (string id, HttpContext context, ISender sender) => (await sender.Send(new VerifyJournal(id, context.Actor()))).Ok(ChainView.Of))
            .WithName("verifyJournal").Produces<ChainView>().ProducesProblem(404).WithSummary("Prove the journal's hash chain, or name the first broken row");
        cases.MapGet("/{id}/deadlines", async (string id, HttpContext context, ISender sender) => (await sender.Send(new GetDeadlines(id, context.Actor()))).Ok(DeadlineView.Of))
            .WithName("getDeadlines").Produces<IEnumerable<DeadlineView>>().ProducesProblem(404).WithSummary("What the case waits for in time, earliest first; clocks that stand still last");
        cases.MapGet("/{id}/why", async (string id, HttpContext context, ISender sender) => (await sender.Send(new ExplainCase(id, context.Actor()))).Ok(WhyView.Of))
            .WithName("explainCase").Produces<WhyView>().ProducesProblem(404).WithSummary("What the state accepts, which guards stand in the way, what fires next");
    }

    private static async Task<IResult> ListAsync(string? q, string? cursor, string? limit, TimeProvider clock, HttpContext context, ISender sender)
    {
        var faults = new List<Fault>();
        var rows = Number(limit, "limit", 50, 1, 200, faults);
        var after = cursor is null ? null : Cursor.Read(cursor);
        if (cursor is not null && after is null) faults.Add(new Fault("cursor", $"'{cursor}' is not a cursor. Take it from nextCursor of the page before."));
        var filter = CaseFilters.Read(context.Request, faults);
        if (faults.Count > 0) return Problems.Invalid("The list cannot be read like this.", faults);
        var query = filter.ToQuery(clock.GetUtcNow()) with { Text = q, After = after?.Place, AfterKey = after?.Key, Limit = rows + 1 };
        return (await sender.Send(new ListCases(query, context.Actor()))).Ok(found =>
        {
            var page = found.Take(rows).Select(CaseRow.Of).ToArray();
            return new Page<CaseRow>(page, found.Count > rows ? Cursor.Write(page[^1].CreatedAt, page[^1].CaseId, filter.Key is null ? null : page[^1].BusinessKey) : null);
        });
    }

    private static async Task<IResult> JournalAsync(string id, string? after, string? limit, HttpContext context, ISender sender)
    {
        var faults = new List<Fault>();
        var (from, rows) = (Number(after, "after", 0, 0, int.MaxValue, faults), Number(limit, "limit", 200, 1, 500, faults));
        if (faults.Count > 0) return Problems.Invalid("The journal cannot be read like this.", faults);
        return (await sender.Send(new GetJournal(id, from, rows + 1, context.Actor()))).Ok(found =>
        {
            var page = found.Take(rows).Select(JournalView.Of).ToArray();
            return new Page<JournalView>(page, found.Count > rows ? page[^1].Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
        });
    }

    internal static int Number(string? text, string name, int otherwise, int from, int to, List<Fault> faults)
    {
        if (text is null) return otherwise;
        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= from && number <= to) return number;
        faults.Add(new Fault(name, $"'{text}' is not a number from {from} to {to}."));
        return otherwise;
    }
}
