using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Commands;

namespace Doorstep.Host.Api;

/// <summary>What an offer says. Minor units.</summary>
internal sealed record TermsView(int Months, long Instalment, DateOnly FirstDue, long Total, long Waived, bool Accrues, string? Relief)
{
    public static TermsView Of(PlanTerms terms) => new(terms.Months, terms.Instalment, terms.FirstDue, terms.Total, terms.Waived, terms.Accrues, terms.Relief);
}

/// <summary>A version: who offered what, when and why.</summary>
internal sealed record OfferView(int Version, Side By, string Who, DateTimeOffset At, TermsView Terms, string Reason, bool Open, bool Accepted);

/// <summary>A step of the negotiation.</summary>
internal sealed record MoveView(string Move, Side By, string Who, DateTimeOffset At, int? Version, TermsView? Terms, string? Reason, string? Consent)
{
    public static MoveView Of(NegotiationMove move) => move switch
    {
        NegotiationMove.Offered offered => new("OFFERED", move.By, move.Who, move.At, null, TermsView.Of(offered.Terms), offered.Reason, null),
        NegotiationMove.Accepted accepted => new("ACCEPTED", move.By, move.Who, move.At, accepted.Version, TermsView.Of(accepted.Terms), null, accepted.Consent),
        NegotiationMove.Rejected rejected => new("REJECTED", move.By, move.Who, move.At, null, null, rejected.Reason, null),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>An approval task (S18).</summary>
internal sealed record RequestView(
    int Request, ConcessionKind Kind, DateTimeOffset At, string By, string Role, RequestStatus Status, int People, IReadOnlyList<string> Roles, string Reason, IReadOnlyList<string> Checkers, TermsView? Terms, long? Sum)
{
    public static RequestView Of(ConcessionRequest task) => new(
        task.Number, task.Kind, task.At, task.Maker.Id, task.Maker.Role, task.Status, task.People, task.Roles, task.Reason, [.. task.Checkers.Select(checker => checker.Id)],
        task.Offer is { } offer ? TermsView.Of(offer.Terms) : null, task.Settlement?.Sum);
}

/// <summary>A settlement: what was owed, what settles it until when, what came of it, and what is still owed if no more comes.</summary>
internal sealed record SettlementView(long Owed, long Sum, DateOnly PayBy, long Paid, bool Met, long Remaining);

/// <summary>An instalment of the plan.</summary>
internal sealed record InstalmentView(int Number, DateOnly Due, long Amount);

/// <summary>The plan in force, its schedule, and how it goes today. Minor units.</summary>
internal sealed record PlanView(
    int Version, TermsView Terms, long Paid, DateOnly? NextDue, PlanStanding? Standing, int? MetInRow, long? Arrears, DateOnly? MissedSince, DateOnly? CuredOn, IReadOnlyList<InstalmentView> Schedule)
{
    public static PlanView? Of(Plan plan, DateOnly today)
    {
        if (plan.Months == 0) return null;
        var (now, schedule) = (plan.PerformanceOn(today), InstalmentSchedule.Of(plan));
        return new(
            plan.Version, new TermsView(plan.Months, plan.Instalment, plan.FirstDue!.Value, plan.Total, 0, false, plan.Relief), plan.Paid, plan.NextDue,
            now?.Standing, now?.MetInRow, now?.Arrears, now?.MissedSince, plan.CuredOn, [.. (schedule?.Instalments ?? []).Select(due => new InstalmentView(due.Number, due.Due, due.Amount))]);
    }
}

/// <summary>Everything that was offered, asked for and agreed.</summary>
internal sealed record OffersView(
    IReadOnlyList<OfferView> Versions, DateTimeOffset? OpenUntil, IReadOnlyList<MoveView> Moves, IReadOnlyList<RequestView> Requests, SettlementView? Settlement, PlanView? Plan)
{
    public static OffersView Of(CaseRelief relief)
    {
        var (file, negotiation) = (relief.File.Relief, relief.File.Relief.Negotiation);
        var accepted = negotiation.Moves.OfType<NegotiationMove.Accepted>().Select(move => move.Version).ToHashSet();
        return new(
            [.. negotiation.Offers.Select(offer => new OfferView(
                offer.Version, offer.Move.By, offer.Move.Who, offer.Move.At, TermsView.Of(offer.Move.Terms), offer.Move.Reason, IsOpen(negotiation, offer, relief.Now), accepted.Contains(offer.Version)))],
            relief.OpenUntil, [.. negotiation.Moves.Select(MoveView.Of)], [.. file.Requests.Select(RequestView.Of)],
            file.Settlement is { } agreed
                ? new SettlementView(agreed.Owed, agreed.Sum, agreed.PayBy, file.SettlementPaid, file.Settled, relief.File.Due)
                : null,
            PlanView.Of(relief.File.Plan, relief.Today));
    }

    private static bool IsOpen(Negotiation negotiation, PlanOffer offer, DateTimeOffset now) => negotiation.Open?.Version == offer.Version && now < negotiation.OpenUntil;
}
