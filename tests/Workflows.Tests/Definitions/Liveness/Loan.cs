using System.Collections.Immutable;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Definitions.Liveness;

/// <summary>A small loan machine that breaks no rule, for tests to break one rule at a time.</summary>
internal static class Loan
{
    public static readonly State[] States =
    [
        .. Named("Intake", "RemoteContact", "VisitReview", "AppointmentPending", "AppointmentConfirmed", "VisitInProgress", "HardshipAssessment", "LegalReview", "LegalReferred"),
        State("ManualIntervention", new Says("InterventionRequested")), .. Named("ClosedPaid", "ClosedHandedOver"),
    ];

    public static readonly Transition[] Ways =
    [
        Way("Intake", "RemoteContact", On("IntakeChecked")),
        Way("RemoteContact", "VisitReview", On("EscalationReviewed")), Way("RemoteContact", "HardshipAssessment", Within("P28D"), key: "silent"),
        Way("VisitReview", "AppointmentPending", On("VisitReviewed"), Asks("event.data.decision == 'APPROVED'")),
        Way("AppointmentPending", "AppointmentConfirmed", On("AppointmentConfirmed")),
        Way("AppointmentConfirmed", "AppointmentConfirmed", On("VisitCheckedIn"), then: new PlansAct("VISIT"), key: "door"),
        Way("AppointmentConfirmed", "VisitInProgress", On("ActDecided"), Asks("event.data.kind == 'VISIT' && event.data.allowed"), key: "AppointmentConfirmed-VisitInProgress"), Way("AppointmentConfirmed", "AppointmentPending", On("AppointmentRescheduled")),
        Way("VisitInProgress", "HardshipAssessment", On("VisitCheckedOut")),
        Way("HardshipAssessment", "LegalReview", On("HardshipAssessed")),
        Way("LegalReview", "LegalReview", On("LegalReviewed"), Asks("event.data.decision == 'REFER' && !!event.data.by && !!event.data.secondBy && event.data.by != event.data.secondBy"), new PlansAct("LEGAL_REFERRAL"), key: "refer"),
        Way("LegalReview", "LegalReferred", On("ActDecided"), Asks("event.data.kind == 'LEGAL_REFERRAL' && event.data.allowed")), Way("LegalReview", "RemoteContact", On("LegalReturned")),
        Way("LegalReferred", "ClosedHandedOver", On("CourtMilestone"), key: "judged"),
        Way("ManualIntervention", "RemoteContact", On("InterventionResolved")), Way("ManualIntervention", "ManualIntervention", Within("P2D"), key: "remind"),
        Way("*", "ClosedPaid", On("PaymentReceived"), Asks("case.debt.total == 0"), key: "paid"), Way("*", "ClosedHandedOver", On("CustomerDeceased"), key: "died"),
        Way("*", "ClosedHandedOver", On("InsolvencyOpened"), key: "insolvent"), Way("*", "ClosedPaid", On("DisputeResolved"), key: "upheld"),
        Way("*", "ManualIntervention", Within("P60D"), key: "stalled"),
    ];

    public static State[] Named(params string[] names) => [.. names.Select(name => State(name))];

    public static Trigger Within(string span) => new Clock(span);

    public static StateMachine Without(params string[] keys) => Machine(States, [.. Ways.Where(way => !keys.Contains(way.Key))], id: "loan");

    public static StateMachine With(params Transition[] more) => Machine(States, [.. more, .. Ways], id: "loan");

    public static StateMachine With(State[] states, params Transition[] more) => Machine([.. States, .. states], [.. more, .. Ways], id: "loan");

    public static string[] Faults(StateMachine machine, params StateMachine[] inner) => Faults(machine, LivenessRules.Default, inner);

    public static string[] Faults(StateMachine machine, LivenessRules rules, params StateMachine[] inner) =>
        [.. LivenessLint.Check(machine, id => inner.FirstOrDefault(candidate => candidate.Id == id), rules).Select(fault => fault.ToString())];

    /// <summary>A condition that a designer wrote.</summary>
    public static Expression Asks(string script) => If(script, _ => true);

    /// <summary>The same, compiled as in a definition.</summary>
    public static Expression Script(string script) => Definition.Machine(Definition.Of(
        "A", [Definition.State("A"), Definition.State("B")], [Definition.Way("A", "B", Definition.OnEvent("E"), Definition.Script(script))],
        [new System.Text.Json.Nodes.JsonObject { ["id"] = "Done", ["name"] = "Done", ["typeName"] = "Boolean", ["value"] = "false" }])).States["A"].Own.Single().Condition!;

    /// <summary>Publishes an event and sets variables, as far as the lint can see.</summary>
    public sealed class Says : Activity
    {
        private readonly string _name;
        private readonly string[] _sets;

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public Says(string name, params string[] sets) => (_name, _sets, Path) = (name, sets, "test");

        /// <summary>What it sets its variables to, as it is written; null: the lint cannot see it.</summary>
        public string? Value { get; init; }

        public override ImmutableArray<string> Publishes => [_name];

        public override ImmutableArray<(string Name, string Text)> Writes => Value is { } text ? [.. _sets.Select(set => (set, text))] : [];

        public override ImmutableArray<string> Sets => [.. _sets.Select(set => set.Split(" = ")[0])];

        public override ImmutableArray<(string Name, string Text)> Fixes => [.. _sets.Select(set => set.Split(" = ")).Where(set => set.Length == 2).Select(set => (set[0], set[1]))];

        public override void Execute(Step step) => step.Note("test", _name);
    }

    /// <summary>Plans an act of a kind, as far as the lint can see; null: of one that depends on the case.</summary>
    public sealed class PlansAct : Activity
    {
        private readonly string? _kind;

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public PlansAct(string? kind) => (_kind, Path) = (kind, "test");

        public override ImmutableArray<PlannedWords> MayPlan => [new PlannedWords(_kind, "DEMAND")];

        public override void Execute(Step step) => step.Note("test", _kind ?? "?");
    }

    /// <summary>Tells a case of an event, as far as the lint can see; null: under a name that depends on the case.</summary>
    public sealed class Tells : Activity
    {
        private readonly string? _name;

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public Tells(string? name) => (_name, Path) = (name, "test");

        public override ImmutableArray<string?> MayRaise => [_name];

        public override void Execute(Step step) => step.Note("test", _name ?? "?");
    }

    /// <summary>Plans an act with a template, as far as the lint can see.</summary>
    public sealed class Offers : Activity
    {
        private readonly string _template;

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public Offers(string template) => (_template, Path) = (template, "test");

        public override ImmutableArray<string> Plans => [_template];

        public override void Execute(Step step) => step.Note("test", _template);
    }

    /// <summary>Sends an event out of the house, as far as the lint can see; null: under a name that depends on the case.</summary>
    public sealed class Sends : Activity
    {
        private readonly string? _name;

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public Sends(string? name) => (_name, Path) = (name, "test");

        public override ImmutableArray<string?> SendsOut => [_name];

        public override void Execute(Step step) => step.Note("test", _name ?? "?");
    }

    /// <summary>A clock of a constant length, as <c>Doorstep.Deadline</c> compiles to; any other text is a computed one.</summary>
    private sealed class Clock(string span) : Trigger.Timed
    {
        public override string Text => $"after {span}";

        public override Duration? Span => Duration.TryParse(span, out var constant) ? constant : null;

        public override DateTimeOffset DueAt(Scope scope) => (Span ?? default).After(scope.Now);
    }
}
