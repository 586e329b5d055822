using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Outcomes;

/// <summary>What a fact adds to the figures of the house (S63). What each figure means stands in docs/outcomes.md.</summary>
internal static class OutcomeTallies
{
    /// <summary>Instalments that have to be covered before a plan counts as one that lasts.</summary>
    public const int SustainedInstalments = 3;

    public static IEnumerable<Tally> Of(CaseFile before, CaseFile after, Fact fact)
    {
        // What is heard too late, or answers nothing, has changed nothing.
        if (ReferenceEquals(before, after)) yield break;
        if (Figure(fact) is { } figure) yield return new Tally(figure);
        if (before.Plan.Covered < SustainedInstalments && after.Plan.Covered >= SustainedInstalments) yield return new Tally("PLAN_SUSTAINED");
        if (after.Payments.Paid > before.Payments.Paid) yield return new Tally("RECOVERED", after.Payments.Paid - before.Payments.Paid, after.Debt.Currency);
        if (after.Payments.Reversed > before.Payments.Reversed) yield return new Tally("REVERSED", after.Payments.Reversed - before.Payments.Reversed, after.Debt.Currency);
        switch (fact)
        {
            case ActDecided { Allowed: true }:
                yield return new Tally("ACT_ALLOWED");
                break;
            case ActDecided refused:
                yield return new Tally("ACT_REFUSED");
                foreach (var guard in (refused.Against ?? []).Distinct(StringComparer.Ordinal)) yield return new Tally($"REFUSED_BY:{guard}");
                break;
        }
    }

    private static string? Figure(Fact fact) => fact switch
    {
        AccountCured => "CURED",
        PlanAccepted => "PLAN_AGREED",
        InstalmentMissed => "INSTALMENT_MISSED",
        ComplaintFiled => "COMPLAINT",
        DisputeRaised => "DISPUTE",
        DisputeResolved { Result: DisputeResult.Upheld or DisputeResult.Corrected } => "DISPUTE_UPHELD",
        HardshipDeclared or ReliefRequested or AssessmentOpened => "HARDSHIP",
        VisitRefused => "VISIT_REFUSED",
        VisitAborted => "VISIT_ABORTED",
        SafetyAlert or CheckInMissed => "SAFETY_INCIDENT",
        DataIncident => "DATA_INCIDENT",
        FakeAgentReported => "FAKE_AGENT",
        _ => null,
    };
}
