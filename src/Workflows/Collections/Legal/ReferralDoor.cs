using Doorstep.Workflows.Collections.Acts.Guards;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Legal;

/// <summary>What of G12 can be said before anybody looks into a referral (T15, T30, T56): no review is opened for what no review could mend. Proof and the period are what the review gathers (T52), so that they are asked when somebody approves (T51).</summary>
internal static class ReferralDoor
{
    /// <summary>The one ground on which a period that is over begins anew.</summary>
    private const string Acknowledged = "ACKNOWLEDGEMENT";

    /// <summary>Why nobody sends the case to legal review as it is, every reason at once.</summary>
    /// <param name="file">The case's file.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="day">The customer's day.</param>
    public static IEnumerable<string> Impossible(CaseFile file, Fact fact, DateOnly day)
    {
        if (fact is CourtMilestone { Date: { } date } && (file.Acts.LastAllowed(Acts.ActKind.LegalReferral) ?? file.Legal.Referral?.At) is { } referred && date < LocalTime.DayOf(referred, file.Zone))
            yield return $"T53: {date:yyyy-MM-dd} lies before the day of the referral, {LocalTime.DayOf(referred, file.Zone):yyyy-MM-dd}: that is a stage of another procedure.";
        if (fact is LimitationRestarted restarted && file.Legal.Limitation is { } over && restarted.On > over.Expires && !string.Equals(restarted.Ground?.Trim(), Acknowledged, StringComparison.OrdinalIgnoreCase))
            yield return $"G12: The limitation period ended on {over.Expires:yyyy-MM-dd}: a demand of {restarted.On:yyyy-MM-dd} begins no new one. Only the debtor's own word that the debt will be paid does (Civil Code art. 192): ground {Acknowledged}.";
        var isApproval = fact is LegalReviewed { Decision: LegalDecision.Refer };
        if (!isApproval && fact is not (EscalationReviewed { Decision: EscalationDecision.Legal } or VisitReportReviewed { Decision: ReportDecision.Legal } or InterventionResolved { Target: InterventionTarget.Legal })) yield break;
        var holds = file.Hold.Blocking(Acts.ActKind.LegalReferral, Acts.ActPurpose.LegalNotice).Select(FactJson.Word).ToArray();
        if (holds.Length > 0) yield return $"G4: Hold {string.Join(", ", holds)} stands in the way.";
        if (file.Relief.OfferedAt is null) yield return "G12: No help in hardship was offered.";
        if (file.Debt.Total <= 0 || file.Relief.Settled) yield return "G12: Nothing is owed.";
        if (isApproval && file.Legal.Limitation is null) yield return "G12: The limitation period is not known. LimitationRestarted tells it.";
        if (isApproval && !EvidenceComplete.HasProof(file)) yield return "G13: There is no hashed document that proves the debt. EvidenceUploaded puts one on file.";
        if (file.Legal.Limitation is { } limitation && limitation.Expires < day) yield return $"G12: The limitation period ended on {limitation.Expires:yyyy-MM-dd}.";
    }
}
