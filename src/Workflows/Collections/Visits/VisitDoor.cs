using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Acts.Guards;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Grains;

namespace Doorstep.Workflows.Collections.Visits;

/// <summary>Asked before a visit is wished for (T14) and before it is approved (T17): a purpose that threatens or shames is none, and nobody approves what the guards would refuse at the door.
/// With the registers and the pack of this moment.</summary>
public sealed class VisitDoor(RuleShelf rules, Registers registers, TemplateShelf templates)
{
    private const string Invitation = "appointmentInvitation";

    /// <summary>Why the fact is not taken; null where it is.</summary>
    public async Task<FactRefusal?> RefusalAsync(CaseFile file, Fact fact, FactQuestion question) => fact switch
    {
        EscalationReviewed { Decision: EscalationDecision.Visit } asked => Spoken(asked),
        VisitReviewed { Decision: Approval.Approved } review => await ApprovalAsync(file, review, question),
        _ => null,
    };

    /// <summary>The purpose is read to the customer, so it is held against the same book as every template (S4, S21).</summary>
    private FactRefusal? Spoken(EscalationReviewed asked)
    {
        var (field, text) = asked.Purpose is null ? ("reason", asked.Reason) : ("purpose", asked.Purpose);
        if (text is null || templates.Catalogue?.Phrases is not { } book) return null;
        var faults = book.Wrong(text, Invitation).Select(wrong => new FactFault(field, wrong)).ToImmutableArray();
        return faults.IsEmpty ? null : new FactRefusal(IsImpossible: false, faults);
    }

    private async Task<FactRefusal?> ApprovalAsync(CaseFile file, VisitReviewed review, FactQuestion question)
    {
        var said = await rules.ReadAsync(isFresh: true);
        if (PackInForce.For(said.Packs, file.PolicyPack, question.Now, question.Now) is not Reading<PackInForce>.Given(var pack))
            return Refused(["No policy pack is in force for this case, so nothing can be approved."]);
        var act = new PlannedAct(ActKind.Visit, Place: review.Place, Team: review.Agents, AuthorisationId: review.AuthorisationId);
        var approved = file with { Visits = file.Visits.Fold(review, FactMoment.Of(question.Fact, file.Zone)) };
        var reasons = Against(new GuardContext(question.CaseId, approved, act, question.Now, pack, null, await registers.ForAsync(act, approved), null)).ToImmutableArray();
        return reasons.IsEmpty ? null : Refused(reasons);
    }

    /// <summary>What the guards say to an approval: G4 for holds, G7 for the way to it and the two persons, G8 for the team, G9 for the place. Pure.</summary>
    /// <param name="context">The file with the approval in it, the visit as approved.</param>
    internal static IEnumerable<string> Against(GuardContext context)
    {
        var holds = context.File.Hold.Blocking(ActKind.Visit, ActPurpose.Demand).Select(FactJson.Word).ToArray();
        if (holds.Length > 0) yield return $"G4: Hold {string.Join(", ", holds)} stands in the way.";
        foreach (var (number, verdict) in new[] { ("G7", new VisitEligible().Judge(context)), ("G8", VisitTeam.JudgeApproval(context)), ("G9", VisitAt.JudgeApproval(context)) })
            if (verdict is Verdict.Refused refused) yield return $"{number}: {refused.Reason}";
    }

    private static FactRefusal Refused(ImmutableArray<string> reasons) => new(IsImpossible: true, [.. reasons.Select(reason => new FactFault("", reason))]);
}
