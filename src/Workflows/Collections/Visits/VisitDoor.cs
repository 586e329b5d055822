using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Acts.Guards;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Visits;

/// <summary>Asked before a visit is wished for (T14), approved (T17) or agreed (T19), and before an agency gets the case (T57): a purpose that threatens or shames is none, and nobody approves what the
/// guards would refuse at the door.
/// With the registers and the pack of this moment.</summary>
public sealed class VisitDoor(RuleShelf rules, Registers registers, TemplateShelf templates)
{
    private const string Invitation = "appointmentInvitation";

    /// <summary>Why the fact is not taken; null where it is.</summary>
    public async Task<FactRefusal?> RefusalAsync(CaseFile file, Fact fact, FactQuestion question) => fact switch
    {
        EscalationReviewed { Decision: EscalationDecision.Visit, Purpose: { } purpose } wish => Spoken("purpose", purpose, Invitation) ?? await WishAsync(file, wish, question),
        PlanProposed offer => Spoken("liabilities", offer.Liabilities, "planOffer"),
        VisitReviewed { Decision: Approval.Approved } review => await ApprovalAsync(file, review, question),
        AgencyChanged { Agency: not null } or DebtTransferred when await HeldAsync(file, fact, question) is { } held => Refused([$"G4: {held}"]),
        EscalationReviewed { Decision: EscalationDecision.Legal } or VisitReportReviewed { Decision: ReportDecision.Legal } or LegalReviewed { Decision: LegalDecision.Refer } or InterventionResolved { Target: InterventionTarget.Legal }
            when await ElsewhereAsync(question) is { } elsewhere => Refused([$"G4: Hold {FactJson.Word(elsewhere)} of another case of the same person stands in the way."]),
        AgencyChanged { Agency: not null } when NoBlockingHold.Planned(file) => Refused(["G4: A plan runs, and a plan stops collection: no agency gets the case. Report it once the plan has ended."]),
        AgencyChanged { Agency: not null } when file.Promise.IsOpenOn(LocalTime.DayOf(question.Now, file.Zone)) => Refused(["G4: A promise is open until its grace is over (T5): no agency gets the case before."]),
        AgencyChanged { Agency: not null } or DebtTransferred or LegalReviewed { Decision: LegalDecision.Refer } when await UnreadAsync(file, question) is { } unread => Refused([$"G4: {unread}"]),
        AgencyChanged { Agency: { } agency } => await AgencyAsync(file, agency, question),
        AppointmentConfirmed { Place: VisitPlace.Workplace } when file.Consents.For(ConsentScopes.Workplace, LocalTime.DayOf(question.Fact.OccurredAt, file.Zone)) is null =>
            Refused(["G9: The customer has not consented to a visit at work. ConsentGiven with the scope VISIT_WORKPLACE comes first (S6); or agree on HOME."]),
        AppointmentConfirmed { Place: var place } when VisitAt.Elsewhere(file.Visits, place) is { } unapproved => Refused([$"G9: {unapproved} Agree on the place that was approved, or have the other one approved first (T17)."]),
        AppointmentConfirmed { Slot: { } slot } agreed => await SlotAsync(file, slot, Appointment.EndOf(slot, agreed.Minutes), question),
        _ => null,
    };

    /// <summary>Why nothing is given to an agency or to another holder: a hold of this case, or of another one where it is about the person, stands in the way (b.4), or nobody can be told of it (T57). Null: nothing does.</summary>
    private static async Task<string?> HeldAsync(CaseFile file, Fact fact, FactQuestion question)
    {
        var budget = await BudgetAsync(question);
        var holds = file.Hold.Open.Select(open => open.Hold).Union(budget?.HoldsElsewhere(question.CaseId) ?? []).ToArray();
        var isUnguarded = (budget?.HasGuardian == true || file.Customer.HasGuardian == true) && (file.GuardianAt is null || BudgetBook.IsLaterGuardian(file, budget));
        if (fact is AgencyChanged && isUnguarded) return $"The customer's guardian is not known ({nameof(GuardianVerified)}), so nobody can be told of the agency. Report who it is in this case first (b.4, T57).";
        if (fact is AgencyChanged)
            return Array.FindAll(holds, hold => HoldRule.All[hold].Blocks(ActKind.AgencyAssignment, ActPurpose.Demand)) is [var first, ..] ? $"Hold {FactJson.Word(first)} stands in the way: nothing is given to an agency before that is over (b.4)." : null;
        if (Array.FindAll(holds, hold => hold is Hold.DataIncident or Hold.FraudVictim) is [var kept, ..])
            return $"Hold {FactJson.Word(kept)} stands in the way: nothing about the customer is given to anybody outside before that is over (b.4, T57).";
        if (Told(file, holds, isUnguarded) is not var (recipient, who, named)) return null;
        var isKnown = file.Latest.ContainsKey(named) && !(isUnguarded && recipient == Recipient.Guardian);
        if (isKnown && IsReached(recipient, file)) return null;
        return isKnown ? $"Nobody can be told of another holder of the debt: nobody has said where post or e-mail reaches the {who}. '{named}' says it in 'contact' (b.4, T57)."
            : $"Nobody can be told of another holder of the debt: the {who} is not known ({named}). Report who it is in this case first; the notice goes there (b.4, T57).";
    }

    /// <summary>Whether somebody is reached in writing where the fact that named them says first; an estate by post alone (b.4 DECEASED).</summary>
    private static bool IsReached(Recipient recipient, CaseFile file) => Spokesperson.PointsOf(recipient, file) is [var first, ..] && !Dialled.IsNumber(first) && !(recipient == Recipient.EstateAdministrator && Dialled.IsMail(first));

    /// <summary>Who is told of another holder in the customer's place; null: the customer is.</summary>
    private static (Recipient Recipient, string Who, string Named)? Told(CaseFile file, Hold[] holds, bool isUnguarded) =>
        holds.Contains(Hold.Deceased) ? (Recipient.EstateAdministrator, "estate's administrator", nameof(EstateRepresentativeNamed))
        : isUnguarded || file.Customer.HasGuardian == true || holds.Contains(Hold.Incapacity) ? (Recipient.Guardian, "guardian", nameof(GuardianVerified))
        : file.Customer.Represented == true || holds.Contains(Hold.Represented) ? (Recipient.Adviser, "lawyer", nameof(RepresentativeAppointed)) : null;

    /// <summary>A hold of another case of the person that keeps any case from a court: nobody opens a legal review under it (T15, T30, T51, G12); null: none.</summary>
    private static async Task<Hold?> ElsewhereAsync(FactQuestion question) =>
        (await BudgetAsync(question))?.HoldsElsewhere(question.CaseId).Where(hold => HoldRule.All[hold].Blocks(ActKind.LegalReferral, ActPurpose.LegalNotice)).Select(hold => (Hold?)hold).FirstOrDefault();

    /// <summary>What the customer has written and nobody has read is read before anybody decides on an agency, a visit or a court (G4, decision 0034); null where nothing waits.</summary>
    private static async Task<string?> UnreadAsync(CaseFile file, FactQuestion question) => NoBlockingHold.Unread(question.CaseId, file, await BudgetAsync(question), question.Now) is Verdict.Refused refused ? refused.Reason : null;

    /// <summary>An agency that is not on the list gets no case, and the customer's letter never says that it is (S70, T57).</summary>
    private async Task<FactRefusal?> AgencyAsync(CaseFile file, string agency, FactQuestion question) =>
        await JudgeAsync(file, new PlannedAct(ActKind.AgencyAssignment, Agency: agency), question, question.Now, context => Said(("G16", AgencyListed.Listed(context, agency))));

    /// <summary>A time that is over, one at which nobody may come or whose end lies outside of the hours, a holiday and one before the notice is over are agreed with nobody (T19). What the guards say on the day is another question.</summary>
    private async Task<FactRefusal?> SlotAsync(CaseFile file, DateTimeOffset slot, DateTimeOffset end, FactQuestion question) =>
        slot < question.Fact.OccurredAt
            ? Refused([$"T19: the slot {Instants.Text(slot)} is over. Agree on a time that is still to come."])
            : await JudgeAsync(file, new PlannedAct(ActKind.Visit), question, slot.ToUniversalTime(),
                context => Said(("G1", Within(context, end.ToUniversalTime())), ("G9", VisitAt.Noticed(context)), ("G17", new HolidayCalendar().Judge(context))));

    /// <summary>Whether a visit that begins now is over by the end of the hours (G1).</summary>
    private static Verdict Within(GuardContext context, DateTimeOffset end) => new Hours().Judge(context) is Verdict.Refused early ? early
        : new Hours().Judge(context with { Now = end.AddMilliseconds(-1) }) is Verdict.Refused late
            ? Verdict.Refuse($"The visit ends at {LocalTime.Of(end, context.File.Zone):HH:mm} where the customer is ({(end - context.Now).TotalMinutes:0} minutes), and it has to be over by then. {late.Reason}")
        : Verdict.Pass;

    private async Task<FactRefusal?> JudgeAsync(CaseFile file, PlannedAct act, FactQuestion question, DateTimeOffset at, Func<GuardContext, IEnumerable<string>> against)
    {
        if (file.KnownZone is null) return null;
        var said = await rules.ReadAsync(isFresh: true);
        if (PackInForce.For(said.Packs, file.PolicyPack, question.Now, question.Now) is not Reading<PackInForce>.Given(var pack)) return Refused(["No policy pack is in force for this case, so nothing can be agreed."]);
        var budget = await BudgetAsync(question);
        var asPerson = BudgetBook.AsPerson(question.CaseId, file, budget);
        var context = new GuardContext(question.CaseId, asPerson, act, at, pack, budget, await registers.ForAsync(act, asPerson), said.InForce(pack.Base.HolidayCalendar)?.Calendar) { Elsewhere = Elsewhere(said, pack, budget, question) };
        var reasons = against(context).ToImmutableArray();
        return reasons.IsEmpty ? null : Refused(reasons);
    }

    private static ImmutableArray<PackInForce> Elsewhere(ClockRules said, PackInForce pack, ContactBudget? budget, FactQuestion question) =>
        PackInForce.Elsewhere(said.Packs, pack, budget?.PacksElsewhere(question.CaseId) ?? [], question.Now, question.Now);

    private static async Task<ContactBudget?> BudgetAsync(FactQuestion question) => question.Budget is { } ask && await ask() is { } known ? ContactBudget.Read(known) : null;

    /// <summary>What is read to the customer, the purpose of a visit, the liabilities of an offer, is held against the same book as every template (S4, S21).</summary>
    private FactRefusal? Spoken(string field, string text, string @class)
    {
        if (templates.Catalogue?.Phrases is not { } book) return null;
        var faults = book.Wrong(text, @class).Select(wrong => new FactFault(field, wrong)).ToImmutableArray();
        return faults.IsEmpty ? null : new FactRefusal(IsImpossible: false, faults);
    }

    private Task<FactRefusal?> WishAsync(CaseFile file, EscalationReviewed wish, FactQuestion question) =>
        AllAsync(file, wish, new PlannedAct(ActKind.Visit), question, AgainstWish);

    private Task<FactRefusal?> ApprovalAsync(CaseFile file, VisitReviewed review, FactQuestion question) =>
        AllAsync(file, review, new PlannedAct(ActKind.Visit, Place: review.Place, Team: review.Agents, AuthorisationId: review.AuthorisationId), question, Against);

    /// <summary>What is against a visit as the fact would have it, with what other cases of the person know (G2, G4, S61).</summary>
    private async Task<FactRefusal?> AllAsync(CaseFile file, Fact fact, PlannedAct act, FactQuestion question, Func<GuardContext, IEnumerable<string>> against)
    {
        var said = await rules.ReadAsync(isFresh: true);
        if (PackInForce.For(said.Packs, file.PolicyPack, question.Now, question.Now) is not Reading<PackInForce>.Given(var pack))
            return Refused(["No policy pack is in force for this case, so nothing can be approved."]);
        var budget = await BudgetAsync(question);
        var changed = file with { Visits = file.Visits.Fold(fact, FactMoment.Of(question.Fact, file.Zone)) };
        var asPerson = BudgetBook.AsPerson(question.CaseId, changed, budget);
        var reasons = against(new GuardContext(question.CaseId, asPerson, act, question.Now, pack, budget, await registers.ForAsync(act, asPerson), null) { Elsewhere = Elsewhere(said, pack, budget, question) }).ToImmutableArray();
        return reasons.IsEmpty ? null : Refused(reasons);
    }

    /// <summary>What the guards say to an approval: G4 for holds, G7 for the way to it and the two persons, G2 for the visits of the month, G8 for the team, G9 for the place. Pure.</summary>
    /// <param name="context">The file with the approval in it, the visit as approved.</param>
    internal static IEnumerable<string> Against(GuardContext context) => Held(context).Concat(Said(
        ("G7", new VisitEligible().Judge(context)), ("G2", Paced(context)), ("G8", VisitTeam.JudgeApproval(context)), ("G9", VisitAt.JudgeApproval(context))));

    /// <summary>What they say to a wish (T14): the same without what only an approval brings.</summary>
    /// <param name="context">The file with the wish in it.</param>
    internal static IEnumerable<string> AgainstWish(GuardContext context) => Held(context).Concat(Said(("G7", VisitEligible.JudgeWish(context)), ("G2", Paced(context))));

    private static IEnumerable<string> Held(GuardContext context)
    {
        if (NoBlockingHold.Unread(context.CaseId, context.File, context.Budget, context.Now) is Verdict.Refused unread) yield return $"G4: {unread.Reason}";
        var holds = context.File.Hold.Blocking(ActKind.Visit, ActPurpose.Demand).Select(FactJson.Word).ToArray();
        if (holds.Length > 0) yield return $"G4: Hold {string.Join(", ", holds)} stands in the way.";
        var elsewhere = (context.Budget?.HoldsElsewhere(context.CaseId) ?? []).Where(hold => HoldRule.All[hold].Blocks(ActKind.Visit, ActPurpose.Demand)).Select(FactJson.Word).Except(holds).ToArray();
        if (elsewhere.Length > 0) yield return $"G4: Hold {string.Join(", ", elsewhere)} of another case of the same person stands in the way.";
    }

    /// <summary>The month may be full by visits of other cases. Where nobody has counted the person, the guards at the door refuse.</summary>
    private static Verdict Paced(GuardContext context) => context.Budget is null ? Verdict.Pass : new Frequency().Judge(context);

    private static IEnumerable<string> Said(params (string Number, Verdict Verdict)[] said) => from one in said where one.Verdict is Verdict.Refused select $"{one.Number}: {((Verdict.Refused)one.Verdict).Reason}";

    private static FactRefusal Refused(ImmutableArray<string> reasons) => new(IsImpossible: true, [.. reasons.Select(reason => new FactFault("", reason))]);
}
