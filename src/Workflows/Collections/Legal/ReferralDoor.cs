using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Legal;

/// <summary>What of G12 can be said before anybody looks into a referral (T15, T30): no review is opened for what no review could mend. Proof, notices and approvals are what the review itself gathers (T52).</summary>
internal static class ReferralDoor
{
    /// <summary>Why nobody sends the case to legal review as it is, every reason at once.</summary>
    /// <param name="file">The case's file.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="day">The customer's day.</param>
    public static IEnumerable<string> Impossible(CaseFile file, Fact fact, DateOnly day)
    {
        if (fact is not (EscalationReviewed { Decision: EscalationDecision.Legal } or VisitReportReviewed { Decision: ReportDecision.Legal })) yield break;
        var holds = file.Hold.Blocking(Acts.ActKind.LegalReferral, Acts.ActPurpose.LegalNotice).Select(FactJson.Word).ToArray();
        if (holds.Length > 0) yield return $"G4: Hold {string.Join(", ", holds)} stands in the way.";
        if (file.Relief.OfferedAt is null) yield return "G12: No help in hardship was offered.";
        if (file.Debt.Total <= 0 || file.Relief.Settled) yield return "G12: Nothing is owed.";
        if (file.Legal.Limitation is { } limitation && limitation.Expires < day) yield return $"G12: The limitation period ended on {limitation.Expires:yyyy-MM-dd}.";
    }
}
