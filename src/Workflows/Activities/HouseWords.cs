using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Doorstep.Workflows.Activities;

/// <summary>What only the house says: no definition says it in its place, to nobody. The collections domain marks these facts and stands below; a test keeps the two the same.</summary>
internal static class HouseWords
{
    /// <summary>Facts that the house alone raises, and the order to carry an act out.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "ActDecided", "AddressLost", "AgentTakenOff", "EmergencyOverdue", "HoldExpired", "HoldPlaced", "HoldTakenBack", "LimitationAlarm", "MessageOverdue", "PromiseBroken", "RiskAlertOverdue", "SubjectAccessGiven", "SupervisorOverride", "SuspensionOverdue",
        "VisitCalledOff", "VisitPackMade", "ActAllowed",
    ];

    private static readonly FrozenSet<string> Keys = All.Select(Key).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Why a definition may not say it; null: it may. Other letters, blanks and signs that nobody sees make no other word: whoever receives it may read it without them.</summary>
    public static string? Refusal(string eventName) => Keys.Contains(Key(eventName))
        ? $"'{eventName}' is said by the house alone, after a decision or a clock of its own. Plan what is to be done with Doorstep.PlanAct."
        : null;

    private static string Key(string name) => string.Concat(name.Normalize(NormalizationForm.FormKC).Where(letter => char.IsLetterOrDigit(letter))).ToUpperInvariant();
}
