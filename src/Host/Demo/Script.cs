namespace Doorstep.Host.Demo;

/// <summary>What people do in each state. Nothing at all is an answer too: then a deadline of the engine takes the case further.</summary>
internal static class Script
{
    /// <summary>Cases that drag on longer than this are written off, so that every demonstration ends.</summary>
    private static readonly TimeSpan AgeMax = TimeSpan.FromDays(500);

    public static IEnumerable<Act> Scene(Story story, DateTimeOffset now)
    {
        if (now - story.StartAt > AgeMax) return ReliefScenes.WriteOff(story, story.Dice.Later(now, 1, 5));
        return story.State switch
        {
            "Contact/RemoteContact" => ContactScenes.Remote(story, now),
            "Contact/PtpActive" => ContactScenes.Promised(story, now),
            "Contact/Unreachable" => ContactScenes.Unreachable(story, now),
            "Escalated" => ReviewScenes.Escalated(story, now),
            "EvasionReview" => ReviewScenes.Evasion(story, now),
            "ManualIntervention" => ReviewScenes.Intervention(story, now),
            "InterventionTaken" => ReviewScenes.Resolved(story, now),
            "Visit/VisitReview" => VisitScenes.Review(story, now),
            "Visit/AppointmentConfirmed" => VisitScenes.Confirmed(story, now),
            "Visit/VisitInProgress" => VisitScenes.OnSite(story, now),
            "Visit/VisitReporting" => VisitScenes.Reporting(story, now),
            "Hardship/HardshipAssessment" => PlanScenes.Assessment(story, now),
            "Hardship/PlanOffered" => PlanScenes.Offered(story, now),
            "Hardship/PlanActive" => PlanScenes.Active(story, now),
            "Hardship/PlanReview" => PlanScenes.Review(story, now),
            "Legal/LegalReview" => ReviewScenes.LegalReview(story, now),
            "Legal/LegalReferred" => ReviewScenes.Referred(story, now),
            _ => [],
        };
    }
}
