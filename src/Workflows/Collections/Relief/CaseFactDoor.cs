using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Legal;
using Doorstep.Workflows.Collections.Payments;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Plans;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Collections.Reviews;
using Doorstep.Workflows.Collections.Rights;
using Doorstep.Workflows.Collections.Visits;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Relief;

/// <summary>Asks the rules of money, people, reviews, visits and relief with the registers and the pack of this moment.</summary>
public sealed class CaseFactDoor(PackShelf packs, ReliefShelf shelf, StaffRegister register, VisitDoor visits) : FactDoor
{
    /// <inheritdoc />
    public override async Task<FactRefusal?> RefusalAsync(FactQuestion question)
    {
        if (question.Facts is not CaseFile file || Fact.Of(question.Fact) is not { } fact) return null;
        if (question.TellingCase is { } teller && !FactCatalogue.Protecting.Contains(question.Fact.Type))
            return new FactRefusal(IsImpossible: true, [new FactFault("", $"S64: whoever saw it reports '{question.Fact.Type}' to a loan's case; the definition of case '{teller}' does not say it in that place.")]);
        var signers = Signer.Of(fact).Select(signer => signer.Name).ToArray();
        var staff = signers.Length == 0 ? [] : await register.FindAsync(signers);
        var person = question.PersonRole is { } role ? new Approver(question.Actor, role) : null;
        // The packs are read for those few facts whose rules need them.
        int? monthsMax = ReliefDoor.HasTerms(fact) ? await MonthsMaxAsync(file, question.Now) : null;
        var rules = new DoorRules(shelf.Current, monthsMax, staff, person, fact is PlanAccepted or PlanReviewed || ReviewDoor.OpensAWay(fact) ? question.Place?.Invoke() : null);
        return Refusal(file, fact, FactMoment.Of(question.Fact, file.Zone, question.Now), rules) ?? await AccusedAsync(fact, question) ?? await visits.RefusalAsync(file, fact, question);
    }

    /// <summary>Whoever is complained about by the person in one case gets none of the person's cases (S61).</summary>
    private static async Task<FactRefusal?> AccusedAsync(Fact fact, FactQuestion question)
    {
        if (fact is not CaseAssigned { Agent: { } agent } || question.Budget is not { } ask || await ask() is not { } known || ContactBudget.Read(known).Accused is not { IsDefaultOrEmpty: false } accused) return null;
        if (accused.Any(one => Accusations.Means(one, agent))) return new FactRefusal(IsImpossible: true, [new FactFault("agent", $"S61: the person has complained about '{agent}', who is off every case of that person.")]);
        return accused.FirstOrDefault(Accusations.IsWords) is { } words
            ? new FactRefusal(IsImpossible: true, [new FactFault("", $"S61: the person complains in another case about '{words}', and nobody has said yet who that is. Say so there first ({nameof(AccusedIdentified)}).")]) : null;
    }

    /// <summary>The same, pure.</summary>
    public static FactRefusal? Refusal(CaseFile file, Fact fact, FactMoment moment, DoorRules rules)
    {
        var wrong = ReliefDoor.Wrong(file, fact, moment, rules).Concat(StaffDoor.Wrong(fact, moment.Day, rules.Person, rules.Staff)).Concat(ReviewDoor.Wrong(fact)).Concat(CustomerWords.Wrong(file, fact)).Concat(ConsentScopes.Wrong(file.Consents, fact)).Concat(TransferDoor.Wrong(fact, moment.Day)).Select(fault => new FactFault(fault.Path, fault.Message)).ToImmutableArray();
        if (wrong.Length > 0) return new FactRefusal(IsImpossible: false, wrong);
        var reasons = ReliefDoor.Impossible(file, fact, moment, rules).Concat(PaymentDoor.Impossible(file, fact)).Concat(ReviewDoor.Impossible(file, fact, rules.Place, moment.HeardAt)).Concat(ReferralDoor.Impossible(file, fact, moment.Day)).Concat(file.Contact.Against(fact)).Concat(OffTheCase(file, fact)).Concat(WhileUnknown(file, fact)).Select(reason => new FactFault("", reason)).ToImmutableArray();
        return reasons.Length > 0 ? new FactRefusal(IsImpossible: true, reasons) : null;
    }

    /// <summary>Whoever the customer has complained about, or who was suspended, neither offers nor decides anything in the case (S61).</summary>
    private static IEnumerable<string> OffTheCase(CaseFile file, Fact fact) =>
        from name in Signer.Of(fact).Select(signer => signer.Name).Append(fact is EmergencyAcknowledged or EmergencyStepDone or EmergencyClosed or EmergencyDrillStarted or RiskAlertAcknowledged ? null : Signer.Teller(fact)).OfType<string>()
        where file.Assignment.IsRemoved(name)
        select $"S61: '{name}' is off this case after a complaint or a suspension; somebody else has to do it.";

    /// <summary>Who is meant by a complaint may be anybody: nobody is given the case before somebody has found out.</summary>
    private static IEnumerable<string> WhileUnknown(CaseFile file, Fact fact) => fact is CaseAssigned { Agent: not null } && file.Assignment.Unknown is { } words
        ? [$"S61: the customer complains about '{words}', and nobody has said yet who that is. Say so first ({nameof(AccusedIdentified)}); then give the case to somebody else."] : [];

    /// <summary>The pack's <c>plan.maxMonths</c> for the case at that moment; without a pack the most that any plan has.</summary>
    public async Task<int> MonthsMaxAsync(CaseFile file, DateTimeOffset now) =>
        PackInForce.For(await packs.ApprovedAsync(), file.PolicyPack, now, now) is Reading<PackInForce>.Given(var rules) && rules.Number("plan.maxMonths") is Reading<long>.Given(var months)
            ? (int)months
            : InstalmentSchedule.MonthsMax;
}
