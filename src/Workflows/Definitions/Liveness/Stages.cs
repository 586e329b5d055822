using System.Collections.Frozen;
using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>
/// What a state of a loan is (domain.md b.2): what it says it is, by its <c>stage</c> or its name, and what it is by what it does, whatever it is called: which events it waits for and
/// which acts it plans. Both count, and what it says never takes away what it does.
/// </summary>
public static class Stages
{
    /// <summary>On site.</summary>
    public const string Visit = "VISIT_IN_PROGRESS";

    /// <summary>Handed to a court, an arbitrator or a mediator.</summary>
    public const string Court = "LEGAL_REFERRED";

    /// <summary>Hardship is assessed.</summary>
    public const string Hardship = "HARDSHIP_ASSESSMENT";

    /// <summary>An offer is open.</summary>
    public const string Offer = "PLAN_OFFERED";

    /// <summary>A state that waits for one of these events itself is of this stage.</summary>
    private static readonly (string Stage, ImmutableArray<string> Events)[] Signs =
    [
        ("INTAKE", ["IntakeChecked"]), ("UNREACHABLE", ["ContactRestored", "TracingExhausted"]), ("ESCALATED", ["EscalationReviewed"]), (Hardship, ["HardshipAssessed"]),
        (Offer, ["PlanCountered", "PlanRejected"]), ("PLAN_REVIEW", ["PlanReviewed"]), ("VISIT_REVIEW", ["VisitReviewed"]), ("APPOINTMENT_PENDING", ["AppointmentConfirmed"]),
        ("APPOINTMENT_CONFIRMED", ["VisitCheckedIn"]), (Visit, ["VisitCheckedOut", "VisitRefused", "VisitAborted", "NoOneHome", "SafeCheckIn", "CheckInMissed"]),
        ("VISIT_REPORTING", ["VisitReportFiled", "VisitReportReviewed"]), ("EVASION_REVIEW", ["EvasionReviewed"]), ("LEGAL_REVIEW", ["LegalReviewed"]), (Court, ["CourtMilestone"]),
        ("MANUAL_INTERVENTION", ["InterventionResolved"]),
    ];

    /// <summary>Every stage, as it is written.</summary>
    public static ImmutableArray<string> Names { get; } = [.. Signs.Select(sign => sign.Stage).Concat(["REMOTE_CONTACT", "PTP_ACTIVE", "PLAN_ACTIVE"]).Order(StringComparer.Ordinal)];

    /// <summary>Every stage, by <see cref="StateMark"/>.</summary>
    public static FrozenSet<string> All { get; } = Names.Select(StateMark.Of).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Events that only a loan's definition waits for.</summary>
    internal static FrozenSet<string> OfLoans { get; } = Signs.SelectMany(sign => sign.Events).Except(["IntakeChecked"]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The stages of a state, by <see cref="StateMark"/>: its name as it is written, its declared stage, and what it does.</summary>
    internal static ImmutableArray<string> Of(State state) =>
        [.. Done(state).Append(state.Name).Append(state.Stage).OfType<string>().Select(StateMark.Of).Distinct(StringComparer.Ordinal)];

    /// <summary>The stages of a state that waits for these events itself.</summary>
    internal static IEnumerable<string> ThatWaitFor(IEnumerable<string> events) => events.ToHashSet(StringComparer.Ordinal) is var waits ? Signs.Where(sign => sign.Events.Any(waits.Contains)).Select(sign => sign.Stage) : [];

    private static IEnumerable<string> Done(State state)
    {
        foreach (var stage in ThatWaitFor(state.Own.Select(way => (way.Trigger as Trigger.OnEvent)?.ConstantName).OfType<string>())) yield return stage;
        if (!state.IsFinal && state.Entry?.MayPlan.Any(IsContact) == true) yield return "REMOTE_CONTACT";
        if (state.Own.Any(way => way.Action?.Publishes.Contains("PlanCheckRequested") == true)) yield return "PLAN_ACTIVE";
    }

    /// <summary>Asks the customer to pay, from afar.</summary>
    private static bool IsContact(PlannedWords act) => act.Purpose == "DEMAND" && act.Kind is "CALL" or "SMS" or "EMAIL" or "IM" or "LETTER" or "MESSAGE";
}
