using System.Collections.Immutable;

namespace Doorstep.Workflows.Definitions.Expressions;

/// <summary>The numbers that policy packs set and a script may ask for. The catalogue of parameters stands below; a test keeps the two the same.</summary>
internal static class RuleWords
{
    public static ImmutableArray<string> Numbers { get; } =
    [
        "adviser.holdDays", "agency.reviewMonths", "agent.trainingMonths", "agentRest.hours", "calls.attemptsPerDayPerNumber", "calls.connectedPerDay",
        "calls.conversationCooldownDays", "calls.per7Days", "clock.appointmentReplyDays", "clock.escalatedDays", "clock.evasionReviewDays", "clock.intakeDays",
        "clock.interventionAckHours", "clock.interventionDays", "clock.legalReviewDays", "clock.planOfferedDays", "clock.planReviewDays", "clock.remoteContactDays",
        "clock.restoredContactDays", "clock.unreachableDays", "clock.visitCheckInMinutes", "clock.visitMinutes", "clock.visitReportHours", "clock.visitReportReviewDays",
        "clock.visitReviewDays", "complaint.complexDays", "complaint.days", "complaint.specialExtraDays", "coolingOff.days", "creditReport.keep",
        "creditReport.preNoticeDays", "digital.perWeek", "disaster.holdDays", "dispute.afterAnswerDays", "dispute.creditDataDays", "dispute.otherDays", "dispute.windowDays",
        "evasion.indicatorsMin", "evasion.replyDays", "hardship.afterDecisionDays", "hardship.decisionDays", "hardship.docsDays", "letters.perWeek", "limitation", "limitation.firstAlarmMonths",
        "limitation.secondAlarmMonths", "moratorium.creditorReviewDays", "moratorium.crisisExtraDays", "moratorium.days", "moratorium.midReviewFromDay",
        "moratorium.midReviewToDay", "moratorium.oncePerMonths", "notice.initialDays", "pia.retention", "plan.graceDays", "plan.maxMonths", "plan.reviewMonths",
        "preAction.replyDays", "promise.brokenMax", "promise.graceDays", "promise.maxDays", "record.afterSettledYears", "record.recordingYears", "record.retention",
        "remote.minAttempts", "remote.minChannels", "remote.minDays", "thirdParty.contact", "visit.bankReschedulesMax", "visit.closedAfterDeclineDays", "visit.minAgents",
        "visit.noticeDays", "visitPack.maxAgeHours", "visits.perMonth", "vulnerable.reviewDays",
    ];
}
