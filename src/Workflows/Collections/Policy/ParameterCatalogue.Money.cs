namespace Doorstep.Workflows.Collections.Policy;

/// <summary>Plans, hardship, disputes, complaints, statutory pauses and limitation.</summary>
public static partial class ParameterCatalogue
{
    private static ParameterType[] Money() =>
    [
        Most("plan.maxMonths", 1, 60, "months", "A plan lasts at most {0} months."),
        Least("plan.graceDays", 0, 60, "days", "A plan is reviewed {0} days after a missed instalment, not before."),
        Most("plan.reviewMonths", 1, 12, "months", "A running plan is looked at every {0} months."),
        Duty("plan.stopsCollection", "Collection stops while a plan is kept: {0}."),
        Duties("plan.content", Optional, "A plan says: {0}.", "BALANCE_AND_STRUCTURE", "CYCLE_AMOUNT_AND_DATES", "FEES_AND_INTEREST", "NO_NEW_CARD", "LIABILITIES", "WRITTEN", "AFFORDABLE"),
        Duty("extension.request", "A borrower may ask for more time before the due day: {0}.", Optional),
        Most("hardship.docsDays", 1, 60, "days", "Papers for hardship are waited for during {0} days, then help is offered again."),
        Most("hardship.decisionDays", 1, 60, "business days", "Hardship is decided at most {0} business days after the papers are complete."),
        Least("hardship.afterDecisionDays", 0, 90, "days", "The hold for hardship ends {0} days after the decision."),
        Note("dispute.window", "A debt may be disputed: {0}."),
        Least("dispute.windowDays", 1, 366, "days", "The first notice names the end of {0} days to dispute the debt, from when it counts as received.", Optional),
        Duties("dispute.effect", true, "A dispute means: {0}.", "SUSPEND_DEMAND", "VERIFY", "ANSWER_IN_WRITING", "BURDEN_ON_FIRM"),
        Most("dispute.creditDataDays", 1, 60, "days", "A dispute about credit data is answered within {0} days."),
        Most("dispute.otherDays", 1, 90, "days", "Any other dispute is answered within {0} days."),
        Least("dispute.afterAnswerDays", 0, 60, "days", "The hold for a dispute ends {0} days after the written answer."),
        Most("complaint.days", 1, 90, "days", "A complaint is answered within {0} days."),
        Most("complaint.complexDays", 1, 120, "days", "A complex complaint is answered within {0} days."),
        Most("complaint.specialExtraDays", 0, 60, "days", "With approval a complaint may take {0} days more."),
        Least("moratorium.days", 0, 366, "days", "A statutory pause lasts {0} days."),
        Least("moratorium.crisisExtraDays", 0, 366, "days", "A pause for treatment in a crisis lasts {0} days beyond it.", Optional),
        Fact("moratorium.midReviewFromDay", 1, 366, "days", "The review in the middle of a pause begins on day {0}.", Optional),
        Fact("moratorium.midReviewToDay", 1, 366, "days", "The review in the middle of a pause ends on day {0}.", Optional),
        Fact("moratorium.oncePerMonths", 1, 120, "months", "A pause can be had once in {0} months.", Optional),
        Most("moratorium.creditorReviewDays", 0, 60, "days", "A creditor may ask for a review of a pause during {0} days.", Optional),
        Least("adviser.holdDays", 0, 366, "days", "While an adviser helps, demands rest for {0} days."),
        Duties("capacity.effect", true, "Where somebody cannot decide for herself: {0}.", "HOLD", "SUSPEND_PURSUIT"),
        Least("vulnerable.reviewDays", 1, 366, "days", "The hold for a vulnerable customer is looked at after {0} days."),
        Least("disaster.holdDays", 1, 366, "days", "After illness, bereavement or disaster demands rest for {0} days."),
        Duty("creditReport.preNotice", "The person is told before negative data is reported: {0}."),
        Least("creditReport.preNoticeDays", 0, 90, "days", "Between telling and reporting lie {0} days.", Optional),
        Most("creditReport.keep", 1, 10, "years", "Negative data is kept for {0} years."),
        Most("limitation", 1, 20, "years", "A claim is out of time after {0} years."),
        Most("limitation.firstAlarmMonths", 1, 239, "months", "The first alarm before that rings after {0} months."),
        Most("limitation.secondAlarmMonths", 1, 239, "months", "The second alarm before that rings after {0} months."),
    ];
}
