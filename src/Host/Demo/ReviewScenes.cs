namespace Doorstep.Host.Demo;

/// <summary>Reviewers, counsel, courts and supervisors.</summary>
internal static class ReviewScenes
{
    /// <summary>Two signs of evasion of different kinds.</summary>
    public static readonly string[] Signs = ["ASSETS_MOVED", "ABLE_TO_PAY"];

    private static readonly object Proof = new
    {
        kind = "CONTRACT", hash = "sha256:1111111111111111111111111111111111111111111111111111111111111111", by = "evasion_syn_1", source = "BRANCH",
    };

    /// <summary>A case that comes back again and again is brought to an end by people.</summary>
    public static IEnumerable<Act> Escalated(Story story, DateTimeOffset now) => [.. Freed(story, now), .. Decided(story, story.Dice.Later(now, 3, 9))];

    public static IEnumerable<Act> Evasion(Story story, DateTimeOffset now) => story.Dice.Pick<IEnumerable<Act>>(
        (80, [Act.Of(story.Dice.Later(now, 8, 20), "EvasionReviewed", new { decision = "CLEARED", by = "evasion_syn_1", secondBy = "evasion_syn_2", customerHeard = true })]),
        (10, [Act.Of(story.Dice.Later(now, 1, 3), "EvidenceUploaded", Proof), Act.Of(story.Dice.Later(now, 14, 25), "EvasionReviewed", new { decision = "SUBSTANTIATED", by = "evasion_syn_1", secondBy = "evasion_syn_2", customerHeard = true })]),
        (10, []));

    /// <summary>Most are taken up within the four hours, some only by the next tier, some by nobody at first.</summary>
    public static IEnumerable<Act> Intervention(Story story, DateTimeOffset now) =>
    [
        .. Freed(story, now),
        .. story.Dice.Percent(80) ? [Act.Of(now.AddHours(story.Dice.From(1, 6)), "InterventionAcknowledged", new { by = "supervisor_syn_1" })] : Resolved(story, now),
    ];

    public static IEnumerable<Act> Resolved(Story story, DateTimeOffset now) =>
    [
        Act.Of(story.Dice.Later(now, story.Dice.Percent(85) ? 1 : 3, 4), "InterventionResolved",
            new { target = story.Dice.Pick((45, "CONTACT"), (40, "ESCALATED"), (15, "HARDSHIP")), by = "supervisor_syn_1", reason = "synthetic" }),
    ];

    /// <summary>Nobody refers a case before help was offered once more.</summary>
    public static IEnumerable<Act> LegalReview(Story story, DateTimeOffset now)
    {
        var offered = story.Dice.Later(now, 1, 3);
        return story.Dice.Pick<IEnumerable<Act>>(
            (70,
            [
                ReliefScenes.Offer(story, offered),
                Act.Of(story.Dice.Later(offered, 3, 8), "LegalReviewed", new { decision = "REFER", by = "legal_syn_1", secondBy = "legal_syn_2" }),
            ]),
            (20, [Act.Of(story.Dice.Later(now, 4, 12), "LegalReviewed", new { decision = "RETURN", by = "legal_syn_1", gaps = "synthetic" })]),
            (10, []));
    }

    /// <summary>Some answer the letter before action, and are read first.</summary>
    public static IEnumerable<Act> Noticed(Story story, DateTimeOffset now) =>
        story.Dice.Percent(25) ? [Act.Of(story.Dice.Later(now, 1, 8), "InboundMessage", new { text = "synthetic", intent = "QUESTION" })] : [];

    public static IEnumerable<Act> Referred(Story story, DateTimeOffset now)
    {
        var at = story.Dice.Later(now, 20, 160);
        return story.Dice.Pick<IEnumerable<Act>>(
            (45, [Act.Of(at, "CourtMilestone", new { stage = "ACCEPTED" })]),
            (20, [Act.Of(at, "CourtMilestone", new { stage = "HEARING" }), Act.Of(story.Dice.Later(at, 30, 120), "CourtMilestone", new { stage = "JUDGMENT" })]),
            (20, [Act.Of(at, "CourtMilestone", new { stage = "MEDIATED" }), .. story.Capacity == 0 ? ReliefScenes.Settle(story, at) : ReliefScenes.Agree(story, story.Dice.Later(at, 2, 20))]),
            (15, ReliefScenes.Settle(story, at)));
    }

    /// <summary>Holds for hardship and for safety are let go by people before anybody decides on more.</summary>
    private static IEnumerable<Act> Freed(Story story, DateTimeOffset now)
    {
        if (story.Holds.Contains("SAFETY")) yield return Act.Of(now.AddHours(1), "SafetyReviewed", new { by = "welfare_syn_1", findings = "synthetic" });
        foreach (var (hold, index) in story.Holds.Select((hold, index) => (hold, index)))
            yield return Act.Of(now.AddHours(2 + index), "HoldReleased", new { hold, by = "compliance_syn_1", secondBy = "compliance_syn_2", reason = "synthetic" });
    }

    private static IEnumerable<Act> Decided(Story story, DateTimeOffset at) => story.Escalations > 2
        ? story.Dice.Pick<IEnumerable<Act>>((60, ReliefScenes.WriteOff(story, at)), (15, [Act.Of(at, "DebtTransferred", new { newHolder = "SYN-HOLDER", notifiedOn = ReliefScenes.DayOf(at) })]), (10, [Act.Of(at, "CaseRecalled")]), (15, [Review(at, "REMOTE")]))
        : story.Dice.Pick<IEnumerable<Act>>(
            (62, [Review(at, "VISIT")]), (3, [Review(at, "LEGAL")]), (1, [Act.Of(at, "EvasionSuspected", new { kinds = Signs, by = "reviewer_syn_1" })]), (10, [Review(at, "REMOTE")]),
            (6, [Act.Of(at, "CustomerReply", new { channel = "CALL", intent = "TALK", meant = ContactScenes.Ordinary, by = "reviewer_syn_1" })]), (6, [ContactScenes.Promise(story, at)]),
            (8, [Act.Of(at, "HardshipDeclared", new { reason = "ILLNESS", source = "CUSTOMER" })]), (4, []));

    private static Act Review(DateTimeOffset at, string decision) => Act.Of(at, "EscalationReviewed", new { decision, reason = "synthetic", purpose = "HEAR_THE_CUSTOMER", by = "reviewer_syn_1" });
}
