using System.Collections.Frozen;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>What the law of a place asks of whoever collects there, as far as a source says so (domain.md c, certainty V1 or V2; the pack that is shipped for the place cites
/// each). A posted version may be stricter and never looser: it adds words and drops none, and keeps within the numbers. What is the house's own choice (D) it may change
/// within the range of its parameter. A test holds the table to the shipped packs.</summary>
internal static class PlaceLaw
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string[]>> Lists = new (string Place, (string Name, string[] Words)[] Duties)[]
    {
        ("CN",
        [
            ("identity.firstContact", ["NAME_INSTITUTION_AT_ONCE", "NEVER_POSE_AS_AUTHORITY"]),
            ("notice.initial", ["NAME", "BALANCE", "REASON_AND_LAW", "RIGHTS", "HOW_TO_CHECK_AND_OBJECT", "CONTACTS", "SEAL"]),
            ("aiVoice", ["DISCLOSE", "NO_UNFAIR_DISCRIMINATION"]),
            ("prohibited", ["PUSHING_NEW_BORROWING"]),
            ("visit.entry", ["STAY_OUTSIDE_BY_DEFAULT"]),
            ("visit.recording", ["AUDIO_WITH_NOTICE", "VIDEO_WITH_NOTICE", "NEVER_INTERIOR_WITHOUT_CONSENT"]),
            ("visit.idDisclosure", ["AUTHORISATION"]),
            ("agent.hire", ["NO_VIOLENT_CRIME", "NO_SERIOUS_BAD_CREDIT", "TRAINED_BEFORE_WORK", "CONFIDENTIALITY_SIGNED"]),
            ("pay.kpi", ["COMPLIANCE", "COMPLAINTS", "DATA_SAFETY"]),
            ("plan.content", ["BALANCE_AND_STRUCTURE", "CYCLE_AMOUNT_AND_DATES", "FEES_AND_INTEREST", "NO_NEW_CARD", "LIABILITIES"]),
            ("dispute.effect", ["VERIFY", "ANSWER_IN_WRITING"]),
            ("capacity.effect", ["HOLD"]),
            ("sensitiveData.consent", ["FINANCE_ACCOUNT", "HEALTH", "BIOMETRICS", "LOCATION"]),
            ("automatedDecision", ["EXPLAIN", "HUMAN_ON_REQUEST"]),
        ]),
        ("US",
        [
            ("identity.firstContact", ["NEVER_POSE_AS_AUTHORITY", "MINI_MIRANDA"]),
            ("voicemail.policy", ["LIMITED_CONTENT_ONLY"]),
            ("thirdParty.conditions", ["ONCE_PER_PERSON"]),
            ("notice.initial", ["VALIDATION_INFO"]),
            ("aiVoice", ["PRIOR_CONSENT"]),
            ("visit.workplace", ["EMPLOYER_DOES_NOT_PROHIBIT"]),
            ("visit.entry", ["STAY_OUTSIDE_BY_DEFAULT"]),
            ("visit.recording", ["CONSENT_BY_STATE_LAW"]),
            ("visit.idDisclosure", ["FIRM"]),
            ("agent.hire", ["TRAINED_BEFORE_WORK", "CONFIDENTIALITY_SIGNED"]),
            ("dispute.effect", ["VERIFY"]),
            ("capacity.effect", ["HOLD"]),
            ("automatedDecision", ["EXPLAIN", "HUMAN_ON_REQUEST"]),
        ]),
        ("UK",
        [
            ("identity.firstContact", ["NAME_INSTITUTION_AT_ONCE", "NEVER_POSE_AS_AUTHORITY"]),
            ("thirdParty.conditions", ["KEEP_OTHERS_UNAWARE"]),
            ("notice.initial", ["ARREARS_INFORMATION"]),
            ("aiVoice", ["CONSUMER_DUTY"]),
            ("prohibited", ["PUSHING_NEW_BORROWING", "PUSHING_SALE_OF_HOME"]),
            ("visit.entry", ["LEAVE_WHEN_ASKED"]),
            ("visit.recording", ["DATA_PROTECTION_BASIS"]),
            ("visit.idDisclosure", ["FIRM"]),
            ("agent.hire", ["COMPETENT"]),
            ("pay.kpi", ["INCENTIVE_REVIEW"]),
            ("plan.content", ["WRITTEN", "AFFORDABLE"]),
            ("dispute.effect", ["VERIFY", "BURDEN_ON_FIRM"]),
            ("capacity.effect", ["SUSPEND_PURSUIT", "HOLD"]),
            ("sensitiveData.consent", ["HEALTH", "BIOMETRICS"]),
            ("automatedDecision", ["EXPLAIN", "HUMAN_ON_REQUEST"]),
        ]),
    }.ToFrozenDictionary(place => place.Place, place => place.Duties.ToFrozenDictionary(duty => duty.Name, duty => duty.Words, StringComparer.Ordinal), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FrozenDictionary<string, long>> Numbers = new (string Place, (string Name, long Limit)[] Limits)[]
    {
        ("CN",
        [
            ("calls.connectedPerDay", 3), ("calls.attemptsPerDayPerNumber", 6), ("thirdParty.contact", 3), ("visit.minAgents", 2), ("plan.maxMonths", 60),
            ("dispute.creditDataDays", 20), ("complaint.days", 15), ("complaint.complexDays", 30), ("complaint.specialExtraDays", 30), ("creditReport.keep", 5), ("limitation", 3),
            ("agency.reviewMonths", 12), ("agent.trainingMonths", 12), ("record.recordingYears", 2), ("pia.retention", 3),
        ]),
        ("US",
        [
            ("calls.connectedPerDay", 1), ("calls.per7Days", 7), ("calls.conversationCooldownDays", 7), ("notice.initialDays", 5), ("creditReport.preNoticeDays", 14),
            ("record.retention", 3), ("record.recordingYears", 3),
        ]),
        ("UK", [("moratorium.days", 60), ("moratorium.crisisExtraDays", 30), ("moratorium.creditorReviewDays", 20)]),
    }.ToFrozenDictionary(place => place.Place, place => place.Limits.ToFrozenDictionary(one => one.Name, one => one.Limit, StringComparer.Ordinal), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> Flags =
        new Dictionary<string, string[]>(StringComparer.Ordinal) { ["CN"] = ["agency.noPrivatePhones", "extension.request"] }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Places of which something is known.</summary>
    public static IEnumerable<string> Places => Lists.Keys;

    /// <summary>Words that a list must have, by its name.</summary>
    public static FrozenDictionary<string, string[]> Words(string place) => Lists.GetValueOrDefault(place, FrozenDictionary<string, string[]>.Empty);

    /// <summary>The loosest that a number may be, by its name.</summary>
    public static FrozenDictionary<string, long> Limits(string place) => Numbers.GetValueOrDefault(place, FrozenDictionary<string, long>.Empty);

    /// <summary>What must be true.</summary>
    public static string[] Duties(string place) => Flags.GetValueOrDefault(place, []);
}
