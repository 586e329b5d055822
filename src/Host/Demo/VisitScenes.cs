namespace Doorstep.Host.Demo;

/// <summary>A visit: approved, agreed with the customer, made, reported.</summary>
internal static class VisitScenes
{
    /// <summary>What the team does in the first nine minutes of a visit that takes place, in the order of the checklist (S38).</summary>
    private static readonly string[] Steps = ["SHOW_ID", "AUTHORISATION", "RECORDING_NOTICE", "IDENTITY", "LEAVE_TO_TALK", "PURPOSE", "LISTEN", "CAPACITY", "SUMMARY"];

    /// <summary>Longest silence on site, in minutes; the machine waits for twenty.</summary>
    private const int SafeMinutes = 15;

    public static IEnumerable<Act> Review(Story story, DateTimeOffset now) => !story.IsTriedRemotely
        ? [Act.Of(story.Dice.Later(now, 1, 3), "VisitReviewed", new { decision = "REFUSED", by = "approver_syn_1", reason = "Remote contact first." })]
        : story.Dice.Pick<IEnumerable<Act>>(
        (88, [Act.Of(story.Dice.Later(now, 1, 3), "VisitReviewed", new { decision = "APPROVED", by = "approver_syn_1", agents = Team, authorisationId = story.AuthorisationId })]),
        (8, [Act.Of(story.Dice.Later(now, 1, 3), "VisitReviewed", new { decision = "REFUSED", by = "approver_syn_1", reason = "synthetic" })]),
        (4, []));

    /// <summary>Whoever is invited picks a time, declines or says nothing. An invitation that never left the house is answered by nobody.</summary>
    public static IEnumerable<Act> Invited(Story story, DateTimeOffset now)
    {
        var at = story.Dice.Later(now, 1, 5);
        return story.Dice.Pick<IEnumerable<Act>>(
            (78, [Act.Of(at, "AppointmentConfirmed", new { place = "HOME", slot = story.Dice.Later(at, 6, 12, firstHour: 10, lastHour: 17) })]), (12, [Act.Of(at, "AppointmentDeclined")]), (10, []));
    }

    public static IEnumerable<Act> Confirmed(Story story, DateTimeOffset now)
    {
        var soon = story.Dice.Later(now, 1, 4);
        // The guards sent the team away, or nobody came: another time.
        if (story.Slot <= now) return [Act.Of(soon, "AppointmentRescheduled", new { by = "CUSTOMER" })];
        return story.Dice.Pick<IEnumerable<Act>>(
            (84, [Act.Of(story.Slot, "VisitCheckedIn", new { agents = Team, authorisationId = story.AuthorisationId })]),
            (6, [Act.Of(soon, "AppointmentRescheduled", new { by = "CUSTOMER" })]),
            (3, [Act.Of(soon, "AppointmentRescheduled", new { by = "BANK" })]),
            (5, [Act.Of(soon, "AppointmentDeclined")]),
            (2, []));
    }

    /// <summary>The team says every quarter of an hour that it is well.</summary>
    public static IEnumerable<Act> OnSite(Story story, DateTimeOffset now)
    {
        var minutes = story.Dice.From(10, 50);
        var at = now.AddMinutes(minutes);
        var end = story.Dice.Pick<Act?>(
            (72, Act.Of(at, "VisitCheckedOut")), (9, Act.Of(at, "VisitRefused")), (10, Act.Of(at, "NoOneHome")),
            (3, Act.Of(at, "VisitAborted")), (3, Act.Of(at, "SafetyAlert", new { agent = "agent_syn_1" })), (3, null));
        if (end is null) return [];
        var talk = end.Type == "VisitCheckedOut" ? Steps.Select((step, minute) => Act.Of(now.AddMinutes(minute + 1), "ChecklistStepDone", step == "IDENTITY" ? (object)new { kind = "VISIT", step, answer = "CONFIRMED" } : new { kind = "VISIT", step })) : [];
        var safe = Enumerable.Range(1, (minutes - 1) / SafeMinutes).Select(round => Act.Of(now.AddMinutes(round * SafeMinutes), "SafeCheckIn", new { agent = "agent_syn_1" }));
        return [.. talk, .. safe, end];
    }

    public static IEnumerable<Act> Reporting(Story story, DateTimeOffset now)
    {
        if (story.Dice.Percent(4)) yield break;
        var filed = now.AddHours(story.Dice.From(1, 20));
        yield return Act.Then(filed, "VisitReportFiled", () => new
        {
            startedAt = now.AddMinutes(-40), endedAt = now, place = "HOME", conversation = "synthetic", capacity = new { summary = "synthetic" },
            participants = Team.Select(agent => new { name = agent, role = "AGENT" }).Concat(story.HasMet ? [new { name = "cust_syn", role = "CUSTOMER" }] : []),
        });
        if (story.Dice.Percent(95))
            yield return Act.Of(story.Dice.Later(filed, 1, 3), "VisitReportReviewed", new { decision = story.Dice.Pick((50, "CAPACITY"), (30, "HARDSHIP"), (17, "REMOTE"), (3, "LEGAL")), by = "reviewer_syn_2" });
    }

    /// <summary>Agents of the register (<see cref="DemoRegisters"/>).</summary>
    public static string[] Team => ["agent_syn_1", "agent_syn_2"];
}
