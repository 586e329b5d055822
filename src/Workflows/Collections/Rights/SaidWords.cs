using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Rights;

/// <summary>What a fact hands on of what the customer has said beside messages: a ground, a reason, a note of a wish. Somebody of the house reads it in the work that the fact opens; the words in it are heard at once all the same (S24, S34, S39, b.4 CEASE_CONTACT).</summary>
internal static class SaidWords
{
    /// <summary>The words; null where there are none.</summary>
    public static string? Of(Fact fact) => fact switch
    {
        DisputeRaised raised => raised.Ground,
        HardshipDeclared declared => declared.Reason,
        ReliefRequested asked => asked.Note,
        AppointmentDeclined declined => declined.Reason,
        PlanRejected rejected => rejected.Reason,
        PlanCountered countered => countered.Note,
        FraudReported reported => reported.Ground,
        VisitRefused refused => refused.Reason,
        _ => null,
    };
}
