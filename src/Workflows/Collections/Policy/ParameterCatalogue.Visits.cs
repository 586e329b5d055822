namespace Doorstep.Workflows.Collections.Policy;

/// <summary>Visits, and the people who make them.</summary>
public static partial class ParameterCatalogue
{
    private static ParameterType[] Visits() =>
    [
        Hours("visit.window", "A person may be visited at {0} by the clock at her place."),
        Most("visits.perMonth", 0, 5, "visits", "At most {0} visits to one person in a month."),
        Least("visit.minAgents", 2, 5, "agents", "At least {0} agents go to a visit."),
        Least("visit.noticeDays", 0, 60, "days", "A visit is announced at least {0} days before."),
        Leave("visit.unannounced", "A visit may come unannounced: {0}."),
        Duties("visit.workplace", true, "A visit to a place of work needs: {0}.", "EXPRESS_CONSENT", "EMPLOYER_DOES_NOT_PROHIBIT", "NEVER"),
        Duties("visit.entry", true, "Entering a home: {0}.", "EXPRESS_CONSENT", "STAY_OUTSIDE_BY_DEFAULT", "LEAVE_WHEN_ASKED"),
        Choices("visit.recording", true, "Recording a visit: {0}.",
            "AUDIO_WITH_NOTICE", "VIDEO_WITH_NOTICE", "NEVER_INTERIOR_WITHOUT_CONSENT", "CONSENT_BY_STATE_LAW", "DATA_PROTECTION_BASIS"),
        Duties("visit.idDisclosure", true, "Agents show before they speak of anything else: {0}.", "ID", "AUTHORISATION", "FIRM"),
        Least("visit.closedAfterDeclineDays", 0, 366, "days", "After a declined visit none is asked for during {0} days."),
        Most("visit.bankReschedulesMax", 0, 5, "changes", "The bank moves an appointment at most {0} times."),
        Most("visitPack.maxAgeHours", 1, 72, "hours", "The papers of a visit are at most {0} hours old."),
        Least("agentRest.hours", 0, 336, "hours", "After a violent incident an agent makes no visit for {0} hours."),
        Least("coolingOff.days", 0, 90, "days", "After the last hold is released nobody acts for {0} days."),
        Duty("agency.whitelist", "Only agencies on the public list: {0}."),
        Most("agency.reviewMonths", 1, 12, "months", "An agency is inspected and judged every {0} months."),
        Duty("agency.noPrivatePhones", "Private telephones of agents are forbidden: {0}.", Optional),
        Duties("agent.hire", true, "Who becomes an agent: {0}.",
            "NO_VIOLENT_CRIME", "NO_SERIOUS_BAD_CREDIT", "TRAINED_BEFORE_WORK", "CONFIDENTIALITY_SIGNED", "COMPETENT"),
        Most("agent.trainingMonths", 1, 24, "months", "An agent's training is at most {0} months old."),
        Duties("pay.kpi", true, "What agents are paid by: {0}.", "NOT_AMOUNT_ALONE", "COMPLIANCE", "COMPLAINTS", "DATA_SAFETY", "INCENTIVE_REVIEW"),
    ];
}
