using System.Collections.Frozen;
using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>A fact that a loan's case must take in every state.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Events">Events that carry it; one of them is enough.</param>
/// <param name="Basis">Where the rule comes from.</param>
/// <param name="EndsCase">It ends the case: the way that takes it leads to an end.</param>
public sealed record RequiredFact(string Name, ImmutableArray<string> Events, string Basis, bool EndsCase = false);

/// <summary>An act that the guards must have allowed on every way into a stage.</summary>
/// <param name="Target">The stage that is protected.</param>
/// <param name="Kind">Kind of the act: <c>VISIT</c>.</param>
/// <param name="Basis">Where the rule comes from.</param>
public sealed record RequiredRuling(string Target, string Kind, string Basis);

/// <summary>Decisions of people that every way into a stage must have passed.</summary>
/// <param name="Target">The stage that is protected.</param>
/// <param name="CountMin">How many.</param>
/// <param name="Kind">Kind of the act whose allowing decision counts as one: the guards want the approval of two different people for it.</param>
/// <param name="Basis">Where the rule comes from.</param>
public sealed record RequiredDecisions(string Target, int CountMin, string Kind, string Basis);

/// <summary>The longest timers that a policy pack allows.</summary>
/// <param name="Pack">The pack, <c>CN-2026.1</c>.</param>
/// <param name="States">The longest timer of a stage, and how the pack comes to it; by <see cref="StateMark"/>.</param>
/// <param name="Length">How long so many times a parameter is by a plain calendar; null where the pack sets no such length.</param>
public sealed record PackMaxima(string Pack, FrozenDictionary<string, (Duration Span, string Text)> States, Func<string, int, Duration?> Length);

/// <summary>Whether a transition can be taken by its event: whether its condition can hold when what the event says has come true.</summary>
/// <param name="machine">The machine.</param>
/// <param name="state">The state that it leaves.</param>
/// <param name="way">The transition.</param>
/// <param name="eventType">The event.</param>
public delegate bool TakesFact(StateMachine machine, string state, Transition way, string eventType);

/// <summary>Whether a clock can ever come true: whether its condition holds for some case.</summary>
/// <param name="machine">The machine.</param>
/// <param name="state">The state that it is armed in.</param>
/// <param name="way">The transition that it takes.</param>
public delegate bool TicksClock(StateMachine machine, string state, Transition way);

/// <summary>How long a timer whose length is computed runs for some case; null where it can be told for none.</summary>
/// <param name="machine">The machine.</param>
/// <param name="state">The state that it is armed in.</param>
/// <param name="timer">The timer.</param>
public delegate TimeSpan? ReachOfTimer(StateMachine machine, string state, Trigger.Timed timer);

/// <summary>What the publish-time lint asks of a loan's definitions (domain.md b.5). Stages are those of b.2; what a state is, is told by what it does (<see cref="Stages"/>).</summary>
public sealed record LivenessRules
{
    /// <summary>The rules of domain.md, with the house's maxima for timers.</summary>
    public static LivenessRules Default { get; } = new();

    /// <summary>Facts that are taken in every state (T42–T47). A dispute opens a hold and is recorded everywhere without the definition's help (T44);
    /// what the definition must take is its end, so either event will do.</summary>
    public ImmutableArray<RequiredFact> Facts { get; init; } =
    [
        new("payment", ["PaymentReceived"], "T42", EndsCase: true),
        new("death", ["CustomerDeceased"], "T45", EndsCase: true),
        new("insolvency", ["InsolvencyOpened"], "T46", EndsCase: true),
        new("dispute", ["DisputeResolved", "DisputeRaised"], "T47"),
    ];

    /// <summary>Whether what waits for such a fact takes it. Without knowing what a loan is, whatever waits does.</summary>
    public TakesFact Takes { get; init; } = (_, _, _, _) => true;

    /// <summary>Whether <see cref="Takes"/> knows what a loan is, and so whether a condition holds when a fact has come true.</summary>
    public bool KnowsLoans { get; init; }

    /// <summary>Whether a clock's condition can come true at all. Without knowing what a loan is, whatever is armed ticks.</summary>
    public TicksClock Ticks { get; init; } = (_, _, _) => true;

    /// <summary>How far a computed timer reaches. Without knowing what a loan is, nobody can tell.</summary>
    public ReachOfTimer Reach { get; init; } = (_, _, _) => null;

    /// <summary>Templates that offer help in hardship, by <see cref="StateMark"/> (S41).</summary>
    public FrozenSet<string> OfferTemplates { get; init; } = FrozenSet.Create(StringComparer.Ordinal, "HARDSHIPINVITATION", "PLANOFFER");

    /// <summary>Templates that ask for money, by <see cref="StateMark"/>; without knowing what a loan is, none.</summary>
    public FrozenSet<string> DemandTemplates { get; init; } = [];

    /// <summary>What only the guards may let begin: a visit, at the door, and a referral (T23, T51).</summary>
    public ImmutableArray<RequiredRuling> Rulings { get; init; } = [new(Stages.Visit, "VISIT", "T23, G1 G2 G4 G8 G9 G17"), new(Stages.Court, "LEGAL_REFERRAL", "T51, G12")];

    /// <summary>How many people decide before a court is asked (T51).</summary>
    public ImmutableArray<RequiredDecisions> DecisionCounts { get; init; } = [new(Stages.Court, 2, "LEGAL_REFERRAL", "T51, G12")];

    /// <summary>Events that stay in the house; whatever else a loan's definition sends out is a fault.</summary>
    public FrozenSet<string> Tasks { get; init; } = HouseTasks.All.Keys.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Events by which a reviewer or a supervisor decides.</summary>
    public FrozenSet<string> Decisions { get; init; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "EscalationReviewed", "VisitReviewed", "VisitReportReviewed", "HardshipAssessed", "PlanReviewed", "EvasionReviewed", "LegalReviewed", "ConcessionReviewed", "InterventionResolved");

    /// <summary>Events that may close a case beside a person's decision: what domain.md b.2 names as an end, and what intake finds (T3).</summary>
    public FrozenSet<string> Closing { get; init; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "IntakeChecked", "PaymentReceived", "BalanceUpdated", "AccountCured", "SettlementPaid", "DisputeResolved", "FraudConfirmed", "CustomerDeceased", "EstateRepresentativeNamed", "InsolvencyOpened",
        "CourtMilestone", "DebtTransferred", "CaseRecalled", "SupervisorOverride");

    /// <summary>Words of decisions that take a case further against the customer: no clock leads where only they lead (T18).</summary>
    public ImmutableArray<string> ApprovingWords { get; init; } = ["APPROVED", "REFER", "SUBSTANTIATED", "VISIT", "LEGAL", "EVASION"];

    /// <summary>The time that a person has at least before a clock ends the waiting for a decision. Default: a day.</summary>
    public Duration ReviewTimeMin { get; init; } = new(0, TimeSpan.FromDays(1));

    /// <summary>Lengths of policy packs that are a review's own time, however short a pack makes them.</summary>
    public FrozenSet<string> ReviewClocks { get; init; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "clock.escalatedDays", "clock.planOfferedDays", "clock.planReviewDays", "clock.visitReviewDays", "clock.visitReportHours", "clock.visitReportReviewDays", "clock.evasionReviewDays",
        "clock.legalReviewDays", "clock.interventionDays", "hardship.docsDays", "hardship.decisionDays");

    /// <summary>Facts that a definition may tell another case, for they protect its customer.</summary>
    public FrozenSet<string> Protecting { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Events that somebody reports because they happened; no definition raises one on a case. Default: the decisions of people, and what the customer and the team on site say.</summary>
    public FrozenSet<string> Reported { get; init; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "EscalationReviewed", "VisitReviewed", "VisitReportReviewed", "HardshipAssessed", "PlanReviewed", "EvasionReviewed", "LegalReviewed", "ConcessionReviewed", "InterventionResolved",
        "AppointmentConfirmed", "PlanAccepted", "VisitCheckedIn", "EvasionSuspected", "CourtMilestone", "PaymentReceived");

    /// <summary>Events that ask a person to do something. A loop that publishes one each time round has a person in it.</summary>
    public FrozenSet<string> PersonAsked { get; init; } = FrozenSet.Create(StringComparer.Ordinal, "InterventionRequested", "PlanCheckRequested", "CourtProgressRequested");

    /// <summary>What the approved policy packs allow. A timer must be right under every one of them, for a case of any of them may run it.</summary>
    public ImmutableArray<PackMaxima> Packs { get; init; } = [];

    /// <summary>The longest timer of a stage that no pack speaks of. Default: twice its clock in domain.md b.2 (T55), or the law's own end.</summary>
    public FrozenDictionary<string, Duration> TimerMax { get; init; } = Maxima(
        ("INTAKE", "P3D"), ("REMOTE_CONTACT", "P60D"), ("UNREACHABLE", "P60D"), ("ESCALATED", "P28D"), ("HARDSHIP_ASSESSMENT", "P40D"), ("PLAN_OFFERED", "P28D"),
        ("PLAN_ACTIVE", "P60M"), ("PLAN_REVIEW", "P28D"), ("PTP_ACTIVE", "P17D"), ("VISIT_REVIEW", "P10D"), ("APPOINTMENT_PENDING", "P14D"), ("APPOINTMENT_CONFIRMED", "P30D"),
        ("VISIT_IN_PROGRESS", "PT1H"), ("VISIT_REPORTING", "P8D"), ("EVASION_REVIEW", "P56D"), ("LEGAL_REVIEW", "P28D"), ("LEGAL_REFERRED", "P180D"), ("MANUAL_INTERVENTION", "P6D"));

    /// <summary>The longest timer of a state of which nothing tells what it is. Default: twice the clock of remote contact.</summary>
    public Duration TimerMaxElse { get; init; } = new(0, TimeSpan.FromDays(60));

    /// <summary>Places that one definition with everything inside it may have. Default 2,000.</summary>
    public int PlacesMax { get; init; } = 2_000;

    /// <summary>Maxima as <see cref="TimerMax"/> wants them: names of stages with ISO 8601 spans.</summary>
    public static FrozenDictionary<string, Duration> Maxima(params (string State, string Span)[] maxima) => maxima.ToFrozenDictionary(
        pair => StateMark.Of(pair.State),
        pair => Duration.TryParse(pair.Span, out var span) ? span : throw new ArgumentException($"'{pair.Span}' of '{pair.State}' is not a span of time. Write 'P30D'.", nameof(maxima)),
        StringComparer.Ordinal);
}
