using System.Collections.Immutable;

namespace Doorstep.Workflows.Activities;

/// <summary>The lengths of time that policy packs set and a deadline may name. The catalogue of parameters stands below; a test keeps the two the same.</summary>
internal static class ClockWords
{
    public static ImmutableArray<string> Parameters { get; } =
    [
        "adviser.holdDays", "agency.reviewMonths", "agent.trainingMonths", "agentRest.hours", "calls.conversationCooldownDays", "clock.appointmentReplyDays",
        "clock.escalatedDays", "clock.evasionReviewDays", "clock.intakeDays", "clock.interventionAckHours", "clock.interventionDays", "clock.legalReviewDays",
        "clock.planOfferedDays", "clock.planReviewDays", "clock.remoteContactDays", "clock.restoredContactDays", "clock.unreachableDays", "clock.visitCheckInMinutes",
        "clock.visitMinutes", "clock.visitReportHours", "clock.visitReportReviewDays", "clock.visitReviewDays", "complaint.complexDays", "complaint.days",
        "complaint.specialExtraDays", "coolingOff.days", "creditReport.keep", "creditReport.preNoticeDays", "disaster.holdDays", "dispute.afterAnswerDays",
        "dispute.creditDataDays", "dispute.otherDays", "dispute.windowDays", "evasion.replyDays", "hardship.afterDecisionDays", "hardship.decisionDays", "hardship.docsDays", "limitation",
        "limitation.firstAlarmMonths", "limitation.secondAlarmMonths", "moratorium.creditorReviewDays", "moratorium.crisisExtraDays", "moratorium.days",
        "moratorium.midReviewFromDay", "moratorium.midReviewToDay", "moratorium.oncePerMonths", "notice.initialDays", "pia.retention", "plan.graceDays",
        "plan.maxMonths", "plan.reviewMonths", "preAction.replyDays", "promise.graceDays", "promise.maxDays", "record.afterSettledYears", "record.recordingYears", "record.retention",
        "remote.minDays", "visit.closedAfterDeclineDays", "visit.noticeDays", "visitPack.maxAgeHours", "vulnerable.reviewDays",
    ];
}
