namespace Doorstep.Workflows.Collections.Policy;

/// <summary>Records, personal data and decisions by machines.</summary>
public static partial class ParameterCatalogue
{
    private static ParameterType[] Records() =>
    [
        Least("record.retention", 1, 30, "years", "Records are kept for {0} years at least."),
        Least("record.afterSettledYears", 0, 30, "years", "Records are kept until {0} years after the debt is settled, if that is later."),
        Least("record.recordingYears", 1, 30, "years", "Recordings are kept for {0} years at least."),
        Least("pia.retention", 1, 30, "years", "Assessments of effects on privacy are kept for {0} years.", Optional),
        Duties("sensitiveData.consent", Optional, "Consent of its own is needed for: {0}.", "FINANCE_ACCOUNT", "HEALTH", "BIOMETRICS", "LOCATION"),
        Duties("automatedDecision", true, "A decision by a machine: {0}.", "EXPLAIN", "HUMAN_ON_REQUEST"),
    ];

    /// <summary>The longest time that a state may wait (domain.md b.2, b.5): no timer of a definition is longer.</summary>
    private static ParameterType[] Clocks() =>
    [
        Most("clock.intakeDays", 1, 20, "business days", "Intake takes at most {0} business days."),
        Most("clock.remoteContactDays", 1, 120, "days", "Remote contact lasts at most {0} days."),
        Most("clock.restoredContactDays", 1, 120, "days", "After contact is found again remote contact lasts at most {0} days."),
        Most("clock.unreachableDays", 1, 120, "days", "A lost customer is looked for during at most {0} days."),
        Most("clock.escalatedDays", 1, 60, "business days", "An escalated case is decided within {0} business days."),
        Most("clock.planOfferedDays", 1, 60, "days", "An offer is open for {0} days."),
        Most("clock.planReviewDays", 1, 60, "business days", "A plan's review takes at most {0} business days."),
        Most("clock.visitReviewDays", 1, 30, "business days", "The review of a visit takes at most {0} business days."),
        Most("clock.appointmentReplyDays", 1, 60, "days", "An invitation waits {0} days for a reply."),
        Most("clock.visitMinutes", 10, 180, "minutes", "A visit lasts at most {0} minutes."),
        Most("clock.visitCheckInMinutes", 5, 60, "minutes", "During a visit agents report every {0} minutes."),
        Most("clock.visitReportHours", 1, 72, "hours", "The report of a visit is filed within {0} hours."),
        Most("clock.visitReportReviewDays", 1, 20, "business days", "A visit's report is reviewed within {0} business days."),
        Most("clock.evasionReviewDays", 1, 60, "business days", "A suspicion of evasion is decided within {0} business days."),
        Least("evasion.replyDays", 1, 60, "days", "Who is suspected of evasion has {0} days to reply."),
        Least("evasion.indicatorsMin", 2, 10, "indicators", "Evasion is looked into from {0} independent indicators on."),
        Least("preAction.replyDays", 1, 90, "days", "Who may be taken to court has {0} days to answer the letter that says so."),
        Most("clock.legalReviewDays", 1, 60, "business days", "The legal review takes at most {0} business days."),
        Most("clock.interventionAckHours", 1, 40, "business hours", "A stuck case is taken up within {0} business hours."),
        Most("clock.interventionDays", 1, 30, "business days", "A stuck case is resolved within {0} business days."),
    ];
}
