using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.Payments;
using Doorstep.Workflows.Collections.Plans;

namespace Doorstep.Workflows.Collections.Relief;

/// <summary>How facts change the part of the file that is about relief. What <see cref="ReliefDoor"/> would refuse changes nothing here either.</summary>
internal static class ReliefFold
{
    /// <summary>The part with one more fact in it.</summary>
    /// <param name="file">The case as it was before the fact.</param>
    /// <param name="fact">What happened.</param>
    /// <param name="moment">When.</param>
    /// <param name="registers">Guideline and matrix.</param>
    public static ReliefFile Fold(CaseFile file, Fact fact, FactMoment moment, ReliefRegisters registers) => fact switch
    {
        HardshipDeclared or AssessmentOpened => Declared(file.Relief, moment),
        ReliefRequested asked => Declared(file.Relief, moment) with { Request = new ReliefRequest(file.Reference, FactJson.Word(asked.Kind), asked.Note, moment.At) },
        ActDecided { Allowed: true, Kind: not ActKind.Call, Template: ReliefFile.InvitationTemplate or ReliefFile.PlanOfferTemplate } => file.Relief with { OfferedAt = moment.At },
        IncomeStatementSubmitted stated => Assessed(file.Relief with { Statement = IncomeStatement.Of(stated) }, file.Debt, moment, registers),
        EvidenceUploaded came when EvidenceItem.Of(came, moment.At, []) is { } item => Proved(file.Relief with { Evidence = file.Relief.Evidence.Add(item) }, moment),
        HardshipAssessed found => Answered(Assessed(file.Relief, file.Debt, moment, registers), moment) with
        {
            Decision = found.Decision, OfferedAt = moment.At, NotFoundBy = found.Decision == HardshipDecision.NoHardship ? found.By : null,
        },
        PlanReviewed { Decision: PlanDecision.Hardship } => Declared(file.Relief, moment),
        PlanProposed or SettlementAgreed or WriteOffProposed or ConcessionReviewed => Concessions.Fold(file, fact, moment, registers.MatrixFor(file.Debt)),
        PlanCountered counter => Moved(file.Relief, new NegotiationMove.Offered(
            Side.Customer, "customer", moment.At, PlanTerms.Of(counter, file.Debt.Total, moment.Day), counter.Note ?? "A counter-offer of the customer.")),
        PlanRejected rejected => Moved(file.Relief, new NegotiationMove.Rejected(Side.Customer, "customer", moment.At, rejected.Reason ?? "")),
        PlanAccepted accepted => Moved(file.Relief, Acceptance(accepted, moment)),
        _ => file.Relief,
    };

    /// <summary>The same where the letter with the offer came back: it has offered nothing to anybody (S3, S41, G12). One that reached the customer before it counts.</summary>
    public static ReliefFile Reached(ReliefFile relief, ActLog acts)
    {
        if (relief.OfferedAt is not { } at || acts.Latest.LastOrDefault(act => IsOffer(act) && act.At == at) is not { CameBack: true }) return relief;
        return relief with { OfferedAt = acts.Latest.Where(act => IsOffer(act) && !act.CameBack).Select(act => (DateTimeOffset?)act.At).Max() };
    }

    private static bool IsOffer(ActDecidedOn act) => act is { Allowed: true, Kind: not ActKind.Call, Template: ReliefFile.InvitationTemplate or ReliefFile.PlanOfferTemplate };

    /// <summary>The part with what came in time since its settlement was asked for, whatever the ledger called it (T59).</summary>
    /// <param name="relief">The part.</param>
    /// <param name="payments">Every payment.</param>
    /// <param name="zone">Of the customer, whose day counts.</param>
    public static ReliefFile Paid(ReliefFile relief, PaymentBook payments, TimeZoneInfo zone) => relief.Settlement is not { } agreed ? relief : relief with
    {
        SettlementPaid = payments.Received.Where(payment => payment.Settlement >= agreed.Number && LocalTime.DayOf(payment.At, zone) <= agreed.PayBy).Sum(payment => payment.Left),
    };

    /// <summary>The move that an acceptance is.</summary>
    public static NegotiationMove.Accepted Acceptance(PlanAccepted accepted, FactMoment moment) =>
        new(Side.Customer, "customer", moment.At, accepted.Version, PlanTerms.Of(accepted), accepted.Consent);

    /// <summary>The part with an answered request.</summary>
    public static ReliefFile Answered(ReliefFile relief, FactMoment moment) => relief.Request is { AnsweredAt: null } open ? relief with { Request = open with { AnsweredAt = moment.At } } : relief;

    /// <summary>The part with one more move, or as it was where the move is not possible.</summary>
    public static ReliefFile Moved(ReliefFile relief, NegotiationMove move) => relief.Negotiation.Take(move) is NegotiationAnswer.Taken taken ? relief with { Negotiation = taken.Next } : relief;

    private static ReliefFile Declared(ReliefFile relief, FactMoment moment) => relief with { DeclaredAt = moment.At, Decision = null };

    /// <summary>What the household can pay, computed from the statement, the debt and the guideline alone (S55, S60).</summary>
    private static ReliefFile Assessed(ReliefFile relief, Debt debt, FactMoment moment, ReliefRegisters registers) => Proved(
        relief.Statement is { } statement && registers.GuidelineFor(debt) is { } guideline && statement.Expenditure.All(line => guideline.Categories.ContainsKey(line.Category))
            ? relief with { Affordability = Affordability.Of(statement, debt.Total, guideline) }
            : relief,
        moment);

    private static ReliefFile Proved(ReliefFile relief, FactMoment moment) =>
        relief.Statement is { } statement ? relief with { Missing = [.. EvidenceChecklist.For(statement).Missing(relief.Documents, moment.Day)] } : relief;
}
