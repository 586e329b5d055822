using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Deadlines.Outages;
using Doorstep.Workflows.Kernel;
using Mediator;

namespace Doorstep.Host.Api;

/// <summary>Deadlines that the guards hold back after an outage.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Id">The deadline.</param>
/// <param name="Transition">The transition that it triggers.</param>
/// <param name="DueAt">When it was due.</param>
/// <param name="Since">Since when it is held back.</param>
/// <param name="Until">When the guards are asked again.</param>
/// <param name="Reason">What they say against what it would do.</param>
internal sealed record HeldDeadlineView(string CaseId, string Id, string Transition, DateTimeOffset DueAt, DateTimeOffset Since, DateTimeOffset Until, string Reason);

/// <summary>Deadlines whose turn has not come, by whose right they keep; this is the order in which their turn comes.</summary>
internal sealed record WaitingView(long Legal, long Hold, long Customer, long House);

/// <summary>How far the house is with what fell due in one outage. <c>overdue = done + waiting + heldBack + faulted</c>.</summary>
/// <param name="From">When a host was last seen at work.</param>
/// <param name="To">When one was at work again.</param>
/// <param name="IsOver">Nothing waits for its turn any more, or is held back.</param>
/// <param name="Overdue">Deadlines that had fallen due; null where that was not counted.</param>
/// <param name="Done">Those that are dealt with: applied, or no longer waited for.</param>
/// <param name="Waiting">Those whose turn has not come.</param>
/// <param name="HeldBack">Those that are put off: they wait for what was reported meanwhile, the guards hold them back, or their case could not be reached.</param>
/// <param name="Faulted">Those whose step broke; they wait for a person.</param>
/// <param name="Held">Those that the guards hold back, as far as they are named.</param>
internal sealed record OutageView(
    DateTimeOffset From, DateTimeOffset To, bool IsOver, long? Overdue, long? Done, WaitingView Waiting, long HeldBack, long Faulted, IEnumerable<HeldDeadlineView> Held)
{
    public static OutageView Of(CatchUp one) => new(
        one.Outage.From, one.Outage.To, one.IsOver, one.Overdue, one.Done,
        new WaitingView(Count(one, DeadlineRisk.Legal), Count(one, DeadlineRisk.Hold), Count(one, DeadlineRisk.Customer), Count(one, DeadlineRisk.House)),
        one.HeldBack, one.Faulted, one.Held.Select(held => new HeldDeadlineView(held.CaseId, held.Id, held.Transition, held.DueAt, held.Since, held.Until, held.Reason)));

    private static long Count(CatchUp one, DeadlineRisk risk) => one.Waiting.GetValueOrDefault(risk);
}

/// <summary>The catch-up desk.</summary>
/// <param name="IsCatchingUp">Something of an outage waits for its turn still.</param>
/// <param name="PerSecond">Deadlines told in a second.</param>
/// <param name="HearAfter">How long those marked <c>REVALIDATE</c> wait for what was reported meanwhile (ISO 8601).</param>
/// <param name="Outages">The last one first.</param>
internal sealed record CatchUpView(bool IsCatchingUp, int PerSecond, string HearAfter, IEnumerable<OutageView> Outages)
{
    public static CatchUpView Of(CatchUpSight sight) => new(
        sight.Outages.Any(one => !one.IsOver), sight.Options.PerSecond, Spans.Text(sight.Options.HearAfter), sight.Outages.Select(OutageView.Of));
}

/// <summary>How far the house is with what fell due while nobody was at work.</summary>
internal static class CatchUpEndpoints
{
    public static void MapCatchUp(this IEndpointRouteBuilder api) =>
        api.MapGet("/catch-up", ReadAsync).WithTags("Deadlines").WithName("getCatchUp").Produces<CatchUpView>().ProducesProblem(400)
            .WithSummary("How far the house is with what fell due in an outage")
            .WithDescription("Told in order of legal risk and at a pace. Those whose definition says whenLate REVALIDATE first wait for what was reported meanwhile, and are held back while the guards refuse what they would do; the journal of the case has that as 'deadlineHeld'.")
            .Query("limit", "Outages, the last one first.", 1, 50, 10);

    private static async Task<IResult> ReadAsync(string? limit, HttpContext context, ISender sender)
    {
        Rights.Demand<GetCatchUp>(context.Actor());
        var faults = new List<Fault>();
        var outages = CaseQueryEndpoints.Number(limit, "limit", 10, 1, 50, faults);
        return faults.Count > 0 ? Problems.Invalid("The desk cannot be read like this.", faults) : (await sender.Send(new GetCatchUp(outages, context.Actor()))).Ok(CatchUpView.Of);
    }
}
