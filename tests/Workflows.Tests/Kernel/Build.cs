using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Kernel;

/// <summary>Builds machines from kernel types alone, so that a kernel test fails for the kernel's reasons only.</summary>
internal static class Build
{
    public static readonly DateTimeOffset Monday = new(2031, 3, 3, 9, 0, 0, TimeSpan.Zero);

    public static StateMachine Machine(State[] states, Transition[] ways, Bounds? bounds = null, string id = "test", StateMachine[]? inner = null, string[]? variables = null, bool isPart = false) =>
        new StateMachine(
            id, 1, id, states[0].Name,
            [.. states.Select(state => new State(
                state.Name, state.Entry, state.Exit,
                [.. ways.Where(way => way.From == state.Name)],
                [.. ways.Where(way => way.From == Transition.Anywhere && way.To != state.Name)]) { Stage = state.Stage, IsMeantFinal = state.IsMeantFinal })],
            [.. (variables ?? []).Select(name => new VariableDeclaration(name, name, Number(0)))], bounds ?? new Bounds()) { IsPart = isPart }
        .WithSubmachines(inner ?? []);

    public static State State(string name, Activity? entry = null, Activity? exit = null) => new(name, entry, exit, [], []);

    /// <summary>A state that says when it is entered and left.</summary>
    public static State Loud(string name) => State(name, Note($"+{name}"), Note($"-{name}"));

    public static Transition Way(string from, string to, Trigger? when = null, Expression? onlyIf = null, Activity? then = null, string? key = null) =>
        new() { Key = key ?? $"{from}→{to}", From = from, To = to, Trigger = when, Condition = onlyIf, Action = then };

    /// <summary>The same, and a supervisor may skip what triggers it.</summary>
    public static Transition Optional(this Transition way) => way with { IsOptional = true };

    public static Trigger On(string name, string? into = null) => new Trigger.OnEvent(new Constant(Values.Of(name)), into);

    /// <summary>Like <c>Elsa.Delay</c>: starts again while its condition does not hold.</summary>
    public static Trigger After(TimeSpan span) => new Clock(scope => scope.Now + span, staysDue: false, isAbsolute: false);

    /// <summary>Like <c>Doorstep.Deadline</c>: stays due while its condition does not hold.</summary>
    public static Trigger Within(TimeSpan span) => new Clock(scope => scope.Now + span, staysDue: true, isAbsolute: false);

    /// <summary>Like <c>Elsa.StartAt</c>: a date, which no interruption pushes back.</summary>
    public static Trigger At(DateTimeOffset date) => new Clock(_ => date, staysDue: true, isAbsolute: true);

    public static Trigger Runs(string definitionId) => new Trigger.Submachine(definitionId);

    public static Activity Note(string text) => new Does(step => step.Note("test", text));

    public static Activity Do(Action<Step> body) => new Does(body);

    public static Expression If(string text, Func<Scope, bool> holds) => new Reads(text, scope => Values.Of(holds(scope)));

    public static Expression Breaks(string message) => new Reads("breaks", _ => throw new StepFaultException("expression", message));

    public static Expression Never => If("never", _ => false);

    public static JsonElement Number(int value) => JsonSerializer.SerializeToElement(value);

    public static WorkflowEvent.Raised Event(string type, object? data = null) => new($"e-{type}", type, Monday, JsonSerializer.SerializeToElement(data ?? new { }));

    public static WorkflowEvent.DeadlineFired Fired(this Snapshot snapshot, string transition) =>
        new(snapshot.Deadlines.Single(deadline => deadline.Transition == transition).Id);

    public static Decision StartOf(StateMachine machine, object? facts = null) =>
        machine.Start("case-1", Values.EmptyObject, new JsonFacts(JsonSerializer.SerializeToElement(facts ?? new { })), Monday);

    public static Decision.Accepted Start(this StateMachine machine, object? facts = null) => StartOf(machine, facts).ShouldBeOfType<Decision.Accepted>();

    /// <summary>Applies an event that must be accepted; facts are folded first, as the grain does it.</summary>
    public static Decision.Accepted Take(this StateMachine machine, Snapshot snapshot, WorkflowEvent happened, DateTimeOffset? now = null) =>
        machine.Transition(Known(snapshot, happened), happened, now ?? Monday).ShouldBeOfType<Decision.Accepted>();

    public static Snapshot Known(Snapshot snapshot, WorkflowEvent happened) =>
        happened is WorkflowEvent.Raised fact ? snapshot with { Facts = new JsonFactFolder().Fold(snapshot.Facts, fact, Monday) } : snapshot;

    public static string[] Notes(this Decision.Accepted accepted) => [.. accepted.Journal.Where(entry => entry.Kind == JournalKind.Note).Select(entry => entry.Text)];

    public static bool Fact(Scope scope, string type) => scope.Before.Facts.ToJson().TryGetProperty(type, out _);

    private sealed class Does : Activity
    {
        private readonly Action<Step> _body;

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public Does(Action<Step> body) => (_body, Path) = (body, "test");

        public override void Execute(Step step) => _body(step);
    }

    private sealed class Reads(string text, Func<Scope, JsonElement> value) : Expression
    {
        public override string Text => text;

        public override JsonElement Evaluate(Scope scope) => value(scope);
    }

    private sealed class Clock(Func<Scope, DateTimeOffset> due, bool staysDue, bool isAbsolute) : Trigger.Timed
    {
        public override string Text => "a clock";

        public override bool StaysDue => staysDue;

        public override bool IsAbsolute => isAbsolute;

        public override DateTimeOffset DueAt(Scope scope) => due(scope);
    }
}
