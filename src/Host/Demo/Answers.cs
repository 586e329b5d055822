namespace Doorstep.Host.Demo;

/// <summary>What comes of acts that the guards have allowed: somebody carries them out, and names the act in what is reported.</summary>
internal static class Answers
{
    /// <summary>Templates that are attempts to reach the customer about the debt.</summary>
    private static readonly string[] Attempts = ["REMINDER", "DEMAND", "FINAL_NOTICE"];

    /// <summary>Templates whose letters go by registered post, so that somebody hears what became of them (S3, G12).</summary>
    private static readonly string[] Registered = [.. Attempts, "PRE_ACTION"];

    public static IEnumerable<Act> To(Story story, OutboundAct act, DateTimeOffset now) => act.Kind switch
    {
        "CALL" => Call(story, act, now.AddMinutes(2)),
        "SMS" or "EMAIL" or "IM" when Attempts.Contains(act.Template) => [Attempt(now.AddMinutes(1), act, "DELIVERED")],
        "LETTER" when Registered.Contains(act.Template) => [Attempt(story.Dice.Later(now, 1, 3), act, story.Dice.Percent(90) ? "DELIVERED" : "UNDELIVERED")],
        "APPOINTMENT_INVITATION" => VisitScenes.Invited(story, now),
        _ => [],
    };

    /// <summary>35 in 100 are reached by a few calls, and 45 in 100 of those promise something (domain.md f).</summary>
    private static Act[] Call(Story story, OutboundAct act, DateTimeOffset at)
    {
        if (!story.Dice.Percent(32)) return [Attempt(at, act, story.Dice.Percent(4) ? "INVALID_NUMBER" : "NO_ANSWER")];
        Act[] reached = [Attempt(at, act, "ANSWERED"), .. Asked(at), Act.Of(at.AddMinutes(5), "ContactOutcome", new { result = "RIGHT_PARTY" })];
        return story.Dice.Percent(40) ? [.. reached, ContactScenes.Promise(story, at.AddMinutes(10))] : reached;
    }

    /// <summary>What has to be answered before a call is a talk with the customer (S38).</summary>
    private static IEnumerable<Act> Asked(DateTimeOffset at) => new[] { ("OWN_IDENTITY", "CONFIRMED"), ("INSTITUTION_NAMED", "NAMED"), ("RECORDING_NOTICE", "GIVEN") }
        .Select((said, minute) => Act.Of(at.AddMinutes(minute + 1), "ChecklistStepDone", new { kind = "CALL", step = said.Item1, answer = said.Item2 }));

    private static Act Attempt(DateTimeOffset at, OutboundAct act, string result) =>
        Act.Of(at, "ContactAttempted", new { channel = act.Kind, result, actId = act.ActId });
}
