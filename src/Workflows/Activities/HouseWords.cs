using System.Collections.Immutable;

namespace Doorstep.Workflows.Activities;

/// <summary>What only the house says: no definition says it in its place, to nobody. The collections domain marks these facts and stands below; a test keeps the two the same.</summary>
internal static class HouseWords
{
    /// <summary>Facts that the house alone raises, and the order to carry an act out.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "ActDecided", "EmergencyOverdue", "HoldExpired", "HoldPlaced", "HoldTakenBack", "LimitationAlarm", "MessageOverdue", "PromiseBroken", "RiskAlertOverdue", "SubjectAccessGiven", "SupervisorOverride", "SuspensionOverdue",
        "VisitCalledOff", "VisitPackMade", "ActAllowed",
    ];

    /// <summary>Why a definition may not say it; null: it may.</summary>
    public static string? Refusal(string eventName) => All.Contains(eventName)
        ? $"'{eventName}' is said by the house alone, after a decision or a clock of its own. Plan what is to be done with Doorstep.PlanAct."
        : null;
}
