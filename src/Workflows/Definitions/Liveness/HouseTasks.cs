using System.Collections.Frozen;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>Tasks for people and systems of the house. A loan's definition may publish these and nothing else (b.1 rule 2, b.5): whatever reaches the customer, a third
/// party, an agency, a court or a bureau is an act, and only the guards let it go.</summary>
public static class HouseTasks
{
    /// <summary>The tasks: name, and who hears it.</summary>
    public static FrozenDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["InterventionRequested"] = "the duty desk: a case is stuck (T55)",
        ["HardshipAssessmentRequested"] = "the hardship team: assess a case (T6)",
        ["VisitAuthorisationRequested"] = "the desk that issues authorisations (T17, S17)",
        ["VisitCancelled"] = "the agents of a visit: it is called off (T24)",
        ["VisitNotStarted"] = "the team at the door: the guards have said no, and why (T23)",
        ["ReferralRefused"] = "the legal reviewers: the guards have said no, and why (T51)",
        ["LawfulTracingRequested"] = "the tracing desk: registers only; a question to a third party is an act (T7)",
        ["CollectionStopRequested"] = "diallers and queues of the house: a plan runs (T34)",
        ["PlanCheckRequested"] = "the hardship team: does the plan still fit (T37)",
        ["CounselStayRequested"] = "the legal desk, which instructs counsel: stay (T53)",
        ["CourtProgressRequested"] = "the legal desk: ask counsel for progress (T54)",
        ["CaseClosed"] = "the ledger and the queues of the house: a case has ended",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
