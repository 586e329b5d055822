using System.Globalization;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>Every deadline's life, by day and by case, and those that are late.</summary>
internal static class DeadlineEndpoints
{
    public static void MapDeadlines(this IEndpointRouteBuilder api)
    {
        var deadlines = api.MapGroup("/deadlines").WithTags("Deadlines");
        deadlines.MapGet("/ledger", LedgerAsync).WithName("getDeadlineLedger").Produces<LedgerView>().ProducesProblem(400).ProducesProblem(503).WithSummary("What happened to deadlines on some days, in counts that balance")
            .WithDescription("Counted from the journals, whose rows are chained. carriedOver + armed = applied + cancelled + restarted + open, and fired = applied - appliedAfterwards + restarted + keptDue.")
            .Query("from", "First day (UTC), such as 2026-11-01.").Query("to", "Last day, included; at most 366 days in all.");
        deadlines.MapGet("/late", LateAsync).WithName("listLateDeadlines").Produces<LateView>().ProducesProblem(400).WithSummary("Deadlines that did not fire in time, the latest first")
            .WithDescription("Those that wait still; with days also those that fired late on them.")
            .Query("from", "First day (UTC) of those that fired late.").Query("to", "Last day, included; at most 31 days in all.").Query("limit", "Deadlines of either kind.", 1, 500, 100);
        api.MapGet("/auditor", AuditAsync).WithTags("Deadlines").WithName("getAuditor").Produces<AuditView>().ProducesProblem(400).WithSummary("How far the auditor of deadlines is, and what it found")
            .WithDescription("It derives from state and definition which deadlines must be armed, holds the due-table against it and has each case put right what is wrong. The journal of the case has it as 'deadlineHealed'.")
            .Query("limit", "Findings, the last one first.", 1, 500, 100);
        api.MapGet("/cases/{id}/deadlines/ledger", async (string id, HttpContext context, ISender sender) => (await sender.Send(new GetCaseLedger(id, context.Actor()))).Ok(lives => lives.Select(DeadlineLifeView.Of)))
            .WithTags("Deadlines").WithName("getCaseLedger").Produces<IEnumerable<DeadlineLifeView>>().ProducesProblem(404).WithSummary("The life of every deadline that a case ever armed");
    }

    private static async Task<IResult> LedgerAsync(string? from, string? to, HttpContext context, ISender sender)
    {
        Rights.Demand<GetDeadlineLedger>(context.Actor());
        var faults = new List<Fault>();
        var (first, last) = (Day(from, "from", faults), Day(to, "to", faults));
        if (from is null) faults.Add(new Fault("from", "is missing: a day such as '2026-11-01'."));
        if (to is null) faults.Add(new Fault("to", "is missing: a day such as '2026-11-30'."));
        return faults.Count > 0
            ? Problems.Invalid("The ledger cannot be read like this.", faults)
            : (await sender.Send(new GetDeadlineLedger(first!.Value, last!.Value, context.Actor()))).Ok(LedgerView.Of);
    }

    private static async Task<IResult> LateAsync(string? from, string? to, string? limit, HttpContext context, ISender sender)
    {
        Rights.Demand<GetLateDeadlines>(context.Actor());
        var faults = new List<Fault>();
        var (first, last, rows) = (Day(from, "from", faults), Day(to, "to", faults), CaseQueryEndpoints.Number(limit, "limit", 100, 1, 500, faults));
        return faults.Count > 0 ? Problems.Invalid("The list cannot be read like this.", faults) : (await sender.Send(new GetLateDeadlines(first, last, rows, context.Actor()))).Ok(LateView.Of);
    }

    private static async Task<IResult> AuditAsync(string? limit, HttpContext context, ISender sender)
    {
        Rights.Demand<GetAudit>(context.Actor());
        var faults = new List<Fault>();
        var rows = CaseQueryEndpoints.Number(limit, "limit", 100, 1, 500, faults);
        return faults.Count > 0 ? Problems.Invalid("The findings cannot be read like this.", faults) : (await sender.Send(new GetAudit(rows, context.Actor()))).Ok(AuditView.Of);
    }

    private static DateOnly? Day(string? text, string name, List<Fault> faults)
    {
        if (text is null) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 2200) return day;
        faults.Add(new Fault(name, $"'{text}' is not a day such as '2026-11-01'."));
        return null;
    }
}
