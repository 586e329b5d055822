namespace Doorstep.Workflows.Collections.Policy;

/// <summary>Contact from afar: hours, caps, third parties, first notices.</summary>
public static partial class ParameterCatalogue
{
    private static ParameterType[] Contacts() =>
    [
        Hours("contact.window", "A person may be contacted at {0} by the clock at her place."),
        Choices("contact.windowEdge", true, "Edges of the window of contact: {0}.", "HALF_OPEN"),
        Most("calls.connectedPerDay", 0, 10, "calls", "At most {0} answered calls to one person a day, all callers together."),
        Most("calls.attemptsPerDayPerNumber", 0, 20, "calls", "At most {0} attempts a day on one number that does not answer."),
        Most("calls.per7Days", 0, 50, "calls", "At most {0} attempts to call one person in seven days."),
        Least("calls.conversationCooldownDays", 0, 30, "days", "After a conversation no call for {0} days; the day of the talk is the first."),
        Most("digital.perWeek", 0, 20, "messages", "At most {0} digital messages to one person in seven days."),
        Most("letters.perWeek", 0, 20, "letters", "No letter that asks for something once {0} letters went to one person in seven days."),
        Least("remote.minAttempts", 1, 30, "attempts", "A case is remotely exhausted after {0} attempts at least."),
        Least("remote.minChannels", 1, 6, "channels", "A case is remotely exhausted after attempts on {0} channels at least."),
        Least("remote.minDays", 1, 30, "days", "A case is remotely exhausted after attempts on {0} different days at least."),
        Most("promise.maxDays", 1, 60, "days", "A promise to pay is for a day at most {0} days away."),
        Least("promise.graceDays", 0, 30, "days", "A promise is broken {0} days after the promised day, not before."),
        Most("promise.brokenMax", 1, 5, "promises", "After {0} broken promises hardship is reviewed."),
    ];

    private static ParameterType[] Disclosure() =>
    [
        Duties("identity.firstContact", true, "Who makes contact says first: {0}.", "NAME_INSTITUTION_AT_ONCE", "NEVER_POSE_AS_AUTHORITY", "MINI_MIRANDA"),
        Duties("voicemail.policy", true, "A message left behind: {0}.", "NO_DEBT_FACT", "LIMITED_CONTENT_ONLY"),
        Least("thirdParty.contact", 1, 20, "failures", "A third party may be asked only after {0} failures in a row or an invalid number."),
        Duties("thirdParty.conditions", true, "What a third party may be asked: {0}.", "LOCATE_ONLY", "NO_DEBT_FACT", "STOP_ON_REFUSAL", "ONCE_PER_PERSON", "KEEP_OTHERS_UNAWARE"),
        Duties("notice.initial", true, "The first notice holds: {0}.",
            "NAME", "BALANCE", "REASON_AND_LAW", "RIGHTS", "HOW_TO_CHECK_AND_OBJECT", "CONTACTS", "SEAL", "VALIDATION_INFO", "ARREARS_INFORMATION"),
        Note("notice.lawBasis.en", "A demand in English names as its law: {0}."),
        Note("notice.lawBasis.zh", "A demand in Chinese names as its law: {0}."),
        Note("notice.complaints.en", "A notice in English says where to complain: {0}."),
        Note("notice.complaints.zh", "A notice in Chinese says where to complain: {0}."),
        Note("notice.legalAid.en", "A letter before action in English says where legal help is free: {0}."),
        Note("notice.legalAid.zh", "A letter before action in Chinese says where legal help is free: {0}."),
        Most("notice.initialDays", 0, 60, "days", "The first notice comes at most {0} days after the first communication.", Optional),
        Duties("aiVoice", Optional, "A voice that is a machine: {0}.", "DISCLOSE", "NO_UNFAIR_DISCRIMINATION", "PRIOR_CONSENT", "CONSUMER_DUTY"),
        Duties("prohibited", true, "Never: {0}.",
            "VIOLENCE", "THREATS", "INSULT", "FALSE_AUTHORITY", "PUBLIC_POSTERS", "EXTRA_FEES", "PUSHING_NEW_BORROWING", "PUSHING_SALE_OF_HOME", "DISCLOSURE"),
    ];
}
