using System.Collections.Immutable;
using System.Globalization;
using Doorstep.Host.Security;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Risk;
using Doorstep.Workflows.Commands;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>What the house answers for beside its cases: risks, figures, pay, and who gets which case.</summary>
internal static class HouseEndpoints
{
    public static void MapHouse(this IEndpointRouteBuilder api)
    {
        var house = api.MapGroup("").WithTags("House");
        house.MapGet("/risk-register", async (HttpContext context, ISender sender) => (await sender.Send(new GetRiskRegister(context.Actor()))).Ok(register => register))
            .WithName("getRiskRegister").Produces<RiskRegister>().ProducesProblem(404).WithSummary("Risks, what stands against each, and which department answers for it")
            .WithDescription("Every guard and every hold has an owner and tests here; a register that leaves one out is refused at the start (S36).");
        house.MapGet("/outcomes", OutcomesAsync).WithName("getOutcomes").Produces<OutcomeReport>().ProducesProblem(400).WithSummary("Harm beside money: what was counted on some days")
            .WithDescription("Counted with every step, by the UTC day on which it was recorded (S63).").Query("from", "First day, such as 2026-11-01.").Query("to", "Last day, included; at most ten years after the first.");
        house.MapGet("/outcomes/days", DaysAsync).WithName("getPortfolio").Produces<Portfolio>().ProducesProblem(400).WithSummary("The same day by day, with where running cases stood and how they moved")
            .WithDescription("States come from the journals, by their paths whatever the definition; a day that is over is counted once and kept. Every line has a number for each of `days`.")
            .Query("from", $"First day; at most {GetPortfolio.DaysMax} days ago.").Query("to", "Last day, included; today at the latest.");
        house.MapGet("/assignments/proposal", ProposeAsync).WithName("proposeAssignments").Produces<IEnumerable<ProposedAgent>>().ProducesProblem(400).WithSummary("Propose agents for cases, with the load spread evenly")
            .WithDescription("Nothing is assigned by it; CaseAssigned does that, and checks again (S14).")
            .Query("cases", "Ids of 1 to 100 cases, with commas between them.").Query("region", "Where they are; agents of other regions are left out.").Query("skills", "What they need, with commas between.");
        var pay = house.MapGroup("/pay-kpi");
        pay.MapGet("", async (HttpContext context, ISender sender) => (await sender.Send(new ListPayKpis(context.Actor()))).Ok(versions => versions))
            .WithName("listPayKpis").Produces<IEnumerable<PayKpiVersion>>().WithSummary("Every version of what agents are paid by");
        pay.MapPut("", PostKpiAsync).WithName("postPayKpi").Produces<PayKpiVersion>().ProducesProblem(400).ProducesProblem(409)
            .Takes("""{"pack":"CN-2026.1","reason":"Yearly review.","weights":[{"name":"RECOVERY","percent":40},{"name":"COMPLIANCE","percent":25},{"name":"COMPLAINTS","percent":20},{"name":"DATA_SAFETY","percent":15}]}""")
            .WithSummary("Post what agents are paid by").WithDescription("The weights add up to 100. Nobody is paid by the recovered amount alone (S65). A version counts nowhere before somebody else approves it.");
        pay.MapPost("/{version}/approve", ApproveKpiAsync).WithName("approvePayKpi").Produces<PayKpiVersion>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).WithSummary("Approve a version that somebody else posted");
    }

    private static async Task<IResult> OutcomesAsync(string? from, string? to, HttpContext context, ISender sender)
    {
        Rights.Demand<GetOutcomes>(context.Actor());
        var faults = new List<Fault>();
        var (first, last) = (Day(from, "from", faults), Day(to, "to", faults));
        return faults.Count > 0 ? Problems.Invalid("The figures cannot be read like this.", faults) : (await sender.Send(new GetOutcomes(first, last, context.Actor()))).Ok(report => report);
    }

    private static async Task<IResult> DaysAsync(string? from, string? to, HttpContext context, ISender sender)
    {
        Rights.Demand<GetPortfolio>(context.Actor());
        var faults = new List<Fault>();
        var (first, last) = (Day(from, "from", faults), Day(to, "to", faults));
        return faults.Count > 0 ? Problems.Invalid("The portfolio cannot be read like this.", faults) : (await sender.Send(new GetPortfolio(first, last, context.Actor()))).Ok(portfolio => portfolio);
    }

    private static async Task<IResult> ProposeAsync(string? cases, string? region, string? skills, HttpContext context, ISender sender) =>
        (await sender.Send(new ProposeAssignments(Items(cases), region, Items(skills), context.Actor()))).Ok(proposed => proposed);

    private static async Task<IResult> PostKpiAsync(HttpContext context, ISender sender)
    {
        var (body, problem) = await RequestBody.ReadAsync<PostPayKpi>(context.Request);
        return problem ?? (await sender.Send(new PostPayKpi(body.GetRawText(), context.Actor()))).Ok(version => version);
    }

    private static async Task<IResult> ApproveKpiAsync(string version, HttpContext context, ISender sender)
    {
        Rights.Demand<ApprovePayKpi>(context.Actor());
        return int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (await sender.Send(new ApprovePayKpi(number, context.Actor()))).Ok(approved => approved)
            : Problems.Invalid("There is no such version.", [new Fault("version", $"'{version}' is not a number.")]);
    }

    private static ImmutableArray<string> Items(string? text) => [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static DateOnly Day(string? text, string name, List<Fault> faults)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 2200) return day;
        faults.Add(new Fault(name, text is null ? "is missing: a day such as '2026-11-01'." : $"'{text}' is not a day such as '2026-11-01'."));
        return default;
    }
}
