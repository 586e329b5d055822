using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Relief;

/// <summary>What the rules of relief are asked with.</summary>
/// <param name="Registers">Guideline and matrix.</param>
/// <param name="MonthsMax">The pack's <c>plan.maxMonths</c>; null only for a fact without terms (<see cref="ReliefDoor.HasTerms"/>).</param>
/// <param name="Staff">Those of the register of staff whom the fact names.</param>
/// <param name="Person">Who reports, where that is a person and no service.</param>
/// <param name="Place">Where the case stands and whether it waits for the fact there; null: that is not asked.</param>
public sealed record DoorRules(ReliefRegisters Registers, int? MonthsMax, ImmutableArray<StaffMember> Staff, Approver? Person = null, EventPlace? Place = null);

/// <summary>
/// The rules of statements, reports of visits, evidence, offers and plans, asked of the fresh file before a fact becomes one (G10, G11, G13, S8, S53–S56, T33). A fault whose
/// field is wrong in itself can be mended in what was sent; what breaks a rule of the house cannot be done, whoever asks.
/// </summary>
public static class ReliefDoor
{
    /// <summary>What was sent wrongly: field and message.</summary>
    public static IEnumerable<(string Path, string Message)> Wrong(CaseFile file, Fact fact, FactMoment moment, DoorRules rules)
    {
        List<(string Path, string Message)> faults = [];
        switch (fact)
        {
            case IncomeStatementSubmitted stated:
                if (stated.AsOf > moment.Day) faults.Add(("asOf", $"'{stated.AsOf:yyyy-MM-dd}' is still to come; it is {moment.Day:yyyy-MM-dd}. A statement says what was earned and spent."));
                if (rules.Registers.GuidelineFor(file.Debt) is { } guideline) faults.AddRange(StatementChecks.Faults(stated, guideline));
                break;
            case EvidenceUploaded came:
                EvidenceItem.Of(came, moment.At, faults);
                break;
            case VisitReportFiled report:
                faults.AddRange(VisitReport.Faults(report, file.Visits.Made is { IsDefaultOrEmpty: false } made ? made[^1].Agents : null));
                break;
            case PlanProposed offer:
                faults.AddRange(PlanContent.Faults(offer, file.Debt, file.IsCard, moment.Day));
                break;
            case PlanCountered counter:
                faults.AddRange(PlanTerms.Of(counter, file.Debt.Total, moment.Day).Faults());
                break;
        }

        return faults;
    }

    /// <summary>Why it cannot be done, every reason at once.</summary>
    public static IEnumerable<string> Impossible(CaseFile file, Fact fact, FactMoment moment, DoorRules rules) => fact switch
    {
        IncomeStatementSubmitted when rules.Registers.GuidelineFor(file.Debt) is null => [$"No expenditure guideline is loaded for {file.Debt.Currency}, so nothing can be assessed."],
        EvidenceUploaded { DocType: { } type, Issued: { } issued } => Document(file.Relief, new FinancialDocument(type, issued), moment),
        HardshipAssessed found => [.. Appeal(file.Relief, found), .. Assessment(file.Relief, found, moment)],
        PlanProposed offer => [.. Fits(file, PlanTerms.Of(offer), rules), .. Authority(file, fact, moment, rules)],
        PlanCountered counter => Terms(PlanTerms.Of(counter, file.Debt.Total, moment.Day), rules.MonthsMax!.Value),
        PlanRejected rejected => Rejection(file.Relief, rejected),
        PlanAccepted accepted => [.. Place(rules, "T34", "a plan is accepted"), .. Acceptance(file, accepted, moment, rules)],
        SettlementAgreed agreed => [.. Settlement(file, agreed, moment), .. Authority(file, fact, moment, rules)],
        WriteOffProposed => Authority(file, fact, moment, rules),
        ConcessionReviewed review => Review(file, review, moment, rules),
        PlanReviewed review => [.. Place(rules, "T40", "a plan is reviewed"), .. review.Decision == PlanDecision.Ended ? Ending(file, review, rules) : []],
        _ => [],
    };

    /// <summary>Whether a fact brings or takes terms of a plan, whose length the pack bounds.</summary>
    public static bool HasTerms(Fact fact) => fact is PlanProposed or PlanCountered or PlanAccepted or ConcessionReviewed;

    private static IEnumerable<string> Document(ReliefFile relief, FinancialDocument document, FactMoment moment)
    {
        if (relief.Statement is not { } statement) yield return $"'{document.Type}' is not needed yet: which documents are, follows from the statement of income and expenditure. Send that first.";
        else if (EvidenceChecklist.For(statement).Refusal(document, relief.Documents, moment.Day) is { } refusal) yield return refusal;
    }

    /// <summary>T58: who found no hardship does not decide on the appeal.</summary>
    private static IEnumerable<string> Appeal(ReliefFile relief, HardshipAssessed found)
    {
        if (relief.NotFoundBy is { } first && (found.By is null || Person.IsSame(found.By, first))) yield return $"T58: '{first}' found no hardship before; a second person decides on the appeal, and says who that is (by).";
    }

    private static IEnumerable<string> Assessment(ReliefFile relief, HardshipAssessed found, FactMoment moment)
    {
        if (found.Surplus is { } said && said != relief.Affordability?.Surplus)
            yield return relief.Affordability is { } computed
                ? $"A surplus of {Fen.Text(said)} was said; computed are {Fen.Text(computed.Surplus)}. Only a statement can change it."
                : $"A surplus of {Fen.Text(said)} was said, and no statement of income and expenditure is there to compute one from.";
        if (found.Decision == HardshipDecision.NoHardship && relief.Statement is null)
            yield return "T58, S54: nothing was stated, so nobody can say that there is no hardship. Ask for the statement of income and expenditure; where none comes, people look at the case once its days are over (T32).";
        if (found.Decision != HardshipDecision.Affordable) yield break;
        if (relief.Statement is not { } statement) yield return "G10: nothing was stated, so nothing can be affordable. Ask for the statement of income and expenditure.";
        else if (EvidenceChecklist.For(statement).Missing(relief.Documents, moment.Day).ToArray() is { Length: > 0 } missing)
            yield return $"The evidence is not complete: {string.Join("; ", missing.Select(need => $"{need.Proves} needs {string.Join(" or ", need.AnyOf)}"))}.";
        if (relief.Affordability is { Capacity: <= 0 }) yield return "G10: the assessment leaves nothing to pay with. Decide on RELIEF (T33).";
    }

    /// <summary>G10 and T33 for terms of the bank: within the capacity, or relief.</summary>
    private static IEnumerable<string> Fits(CaseFile file, PlanTerms terms, DoorRules rules)
    {
        foreach (var wrong in Terms(terms, rules.MonthsMax!.Value)) yield return wrong;
        if (terms.Relief is null && Schedule(terms) is { } schedule && Affordable.Check(schedule, file.Relief.Affordability) is Ruling.Refused refused)
            yield return refused.Reason;
    }

    private static IEnumerable<string> Terms(PlanTerms terms, int monthsMax)
    {
        if (terms.Relief is null && terms.Months > monthsMax) yield return $"{terms.Months} months are more than a plan may have; the most is {monthsMax}. Offer relief instead of a longer plan.";
    }

    private static InstalmentSchedule? Schedule(PlanTerms terms) => terms.Faults().Any() ? null : InstalmentSchedule.Of(Plan.Of(terms, 1));

    private static IEnumerable<string> Authority(CaseFile file, Fact fact, FactMoment moment, DoorRules rules) =>
        Concessions.Ask(file, fact, moment, rules.Registers.MatrixFor(file.Debt)) is Ruling.Refused refused ? [refused.Reason] : [];

    private static IEnumerable<string> Rejection(ReliefFile relief, PlanRejected rejected)
    {
        if (rejected.Version is { } version && version != relief.OpenVersion)
            yield return relief.OpenVersion == 0 ? "There is no open offer to answer." : $"Version {version} is not open; version {relief.OpenVersion} is.";
    }

    /// <summary>S8: the version that stands, as it stands; G10 once more on the fresh file; G13 and S56: agreed and understood, on record, since that version was offered.</summary>
    private static IEnumerable<string> Acceptance(CaseFile file, PlanAccepted accepted, FactMoment moment, DoorRules rules)
    {
        if (file.Relief.Negotiation.Take(ReliefFold.Acceptance(accepted, moment)) is NegotiationAnswer.Refused refused) return [$"S8: {refused.Reason}"];
        var since = file.Relief.Negotiation.Open!.Move.At;
        return [.. Fits(file, PlanTerms.Of(accepted), rules), .. Proved(file, accepted, since, moment), .. EvidenceFile.Faults(EvidencePurpose.PlanAcceptance, [.. file.Relief.Evidence.Where(item => item.TakenAt >= since)], false, moment.At)];
    }

    /// <summary>Only where the definition waits for it, if it does so anywhere: a state that would not take it must not make it true in the file (T34, T39, T40, T53).</summary>
    private static IEnumerable<string> Place(DoorRules rules, string number, string what)
    {
        if (rules.Place is { IsAwaited: false, AwaitedIn.IsEmpty: false } place) yield return $"{number}: the case stands in '{place.State}', and nothing waits for it there. Where {what}: {string.Join(", ", place.AwaitedIn)}.";
    }

    /// <summary>G10: instalments are agreed on an income that is proved, when the offer was made or now; and nobody agrees to pay more than is owed.</summary>
    private static IEnumerable<string> Proved(CaseFile file, PlanAccepted accepted, DateTimeOffset offeredAt, FactMoment moment)
    {
        if ((Int128)accepted.Total + (accepted.Waived ?? 0) > file.Debt.Total) yield return $"G10: {Fen.Text(file.Debt.Total)} is owed now, less than the offer says. It has to be made again.";
        if (accepted.Relief is not null || file.Relief.Statement is not { } statement) yield break;
        EvidenceNeed[] MissingOn(DateOnly day) => [.. EvidenceChecklist.For(statement).Missing(file.Relief.Documents, day)];
        if (MissingOn(moment.Day) is { Length: > 0 } missing && MissingOn(LocalTime.DayOf(offeredAt, file.Zone)).Length > 0)
            yield return $"G10: the income is not proved: {string.Join("; ", missing.Select(need => $"{need.Proves} needs {string.Join(" or ", need.AnyOf)}"))}.";
    }

    /// <summary>T40, G11: a plan is ended by somebody who could have granted it or with the agreement of such a person, in writing and open to objection.</summary>
    private static IEnumerable<string> Ending(CaseFile file, PlanReviewed ended, DoorRules rules)
    {
        if (file.Plan.Months == 0) yield return "There is no plan that could be ended.";
        if (ended.By is null || ended.Reason is null) yield return "T40: whoever ends a plan says who (by) and why (reason): the customer gets it in writing and may object.";
        else if (rules.Registers.MatrixFor(file.Debt) is not { } matrix) yield return $"G11: no authority matrix is loaded for {file.Debt.Currency}, so nobody may end a plan.";
        else if (!Signer.Of(ended).SelectMany(signer => RolesOf(signer, rules)).Any(role => AuthorityCheck.Covers(matrix, role, new Concession(file.Debt.Total, 0, file.Plan.Months))))
            yield return $"G11: to end a plan of {file.Plan.Months} months takes somebody who could have granted it: {string.Join(" or ", matrix.Authorities.Where(one => one.MonthsMax >= file.Plan.Months).Select(one => one.Role))}. Name such a person as by or secondBy.";
    }

    private static ImmutableArray<string> RolesOf(Signer signer, DoorRules rules) =>
        rules.Person is { } person ? [person.Role] : rules.Staff.FirstOrDefault(member => member.Name == signer.Name)?.Roles ?? [];

    private static IEnumerable<string> Settlement(CaseFile file, SettlementAgreed agreed, FactMoment moment)
    {
        SettlementOffer.Create(file.Debt, agreed.Amount, agreed.Until, moment.Day, out var refusal);
        if (refusal is not null) yield return refusal;
    }

    private static List<string> Review(CaseFile file, ConcessionReviewed review, FactMoment moment, DoorRules rules)
    {
        if (Concessions.Find(file.Relief, review.Request) is not { } open) return [$"There is no open approval task {review.Request} in this case."];
        List<string> reasons = [.. Authority(file, review, moment, rules)];
        if (!open.Roles.Contains(review.Role)) reasons.Add($"G11: '{review.Role}' cannot decide on this; {string.Join(" or ", open.Roles)} can.");
        // What two people agreed to give up is not more by the time that the second one does (b.1 rule 2, T60).
        if (review.Decision == Approval.Approved && open.Kind == ConcessionKind.WriteOff && file.Debt.Total > open.Concession.Owed)
            reasons.Add($"G11: {Fen.Text(file.Debt.Total)} is owed now, more than the {Fen.Text(open.Concession.Owed)} that was to be given up. Ask for it anew.");
        if (review.Decision == Approval.Approved && open.Offer is { } offer) reasons.AddRange(Fits(file, offer.Terms, rules));
        return reasons;
    }
}
