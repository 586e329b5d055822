namespace Doorstep.Host.Demo;

/// <summary>What people do in each state. Nothing at all is an answer too: then a deadline of the engine takes the case further.</summary>
internal static class Script
{
    /// <summary>Cases that drag on longer than this are written off, so that every demonstration ends.</summary>
    private static readonly TimeSpan AgeMax = TimeSpan.FromDays(500);

    /// <summary>States in which only the engine's clocks and its own answers go on.</summary>
    private static readonly string[] Quiet = ["Intake", "AgencyChange", "Visit/AppointmentPending", "Legal/ReferralReady"];

    private static readonly Dictionary<string, Func<Story, DateTimeOffset, IEnumerable<Act>>> Scenes = new(StringComparer.Ordinal)
    {
        ["Contact/RemoteContact"] = ContactScenes.Remote,
        ["Contact/PtpActive"] = ContactScenes.Promised,
        ["Contact/Unreachable"] = ContactScenes.Unreachable,
        ["Escalated"] = ReviewScenes.Escalated,
        ["EvasionReview"] = ReviewScenes.Evasion,
        ["ManualIntervention"] = ReviewScenes.Intervention,
        ["InterventionTaken"] = ReviewScenes.Resolved,
        ["Visit/VisitReview"] = VisitScenes.Review,
        ["Visit/AppointmentConfirmed"] = VisitScenes.Confirmed,
        ["Visit/VisitInProgress"] = VisitScenes.OnSite,
        ["Visit/VisitReporting"] = VisitScenes.Reporting,
        ["Hardship/HardshipAssessment"] = PlanScenes.Assessment,
        ["Hardship/PlanOffered"] = PlanScenes.Offered,
        ["Hardship/PlanActive"] = PlanScenes.Active,
        ["Hardship/PlanReview"] = PlanScenes.Review,
        ["Legal/LegalReview"] = ReviewScenes.LegalReview,
        ["Legal/NoticeGiven"] = ReviewScenes.Noticed,
        ["Legal/LegalReferred"] = ReviewScenes.Referred,
    };

    /// <summary>Whether people know what to do in a state, even where that is nothing.</summary>
    public static bool Knows(string state) => Scenes.ContainsKey(state) || Quiet.Contains(state) || state.StartsWith("Closed", StringComparison.Ordinal);

    public static IEnumerable<Act> Scene(Story story, DateTimeOffset now)
    {
        if (now - story.StartAt > AgeMax) return ReliefScenes.WriteOff(story, story.Dice.Later(now, 1, 5));
        return Scenes.TryGetValue(story.State, out var scene) ? scene(story, now) : [];
    }
}
