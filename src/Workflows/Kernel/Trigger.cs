namespace Doorstep.Workflows.Kernel;

/// <summary>What a transition waits for. No trigger means: at once after Entry.</summary>
public abstract class Trigger
{
    private Trigger()
    {
    }

    /// <summary>For a person: <c>event 'PaymentReceived'</c>, <c>5 days</c>.</summary>
    public abstract string Text { get; }

    /// <summary>Waits for an event by name.</summary>
    /// <param name="name">The event's name; an expression, though nearly always a constant.</param>
    /// <param name="resultVariable">Variable that gets the event's data, or null.</param>
    public sealed class OnEvent(Expression name, string? resultVariable) : Trigger
    {
        private readonly string? _constant = name is Constant ? name.Text : null;

        /// <summary>Variable that gets the event's data, or null.</summary>
        public string? ResultVariable => resultVariable;

        /// <inheritdoc />
        public override string Text => $"event '{name.Text}'";

        /// <summary>The name it waits for, where the case stands.</summary>
        public string NameIn(Scope scope) => _constant ?? Values.ToText(name.Evaluate(scope));

        /// <summary>The name if it does not depend on the case.</summary>
        public string? ConstantName => _constant;
    }

    /// <summary>Waits for a point in time.</summary>
    public abstract class Timed : Trigger
    {
        /// <summary>For a person, with what its expressions give where the case stands: <c>after P30D</c>.</summary>
        public virtual string TextIn(Scope scope) => Text;

        /// <summary>When it is due if it is armed at <c>scope.Now</c>.</summary>
        public abstract DateTimeOffset DueAt(Scope scope);

        /// <summary>What it is counted from if it is armed at <c>scope.Now</c>; null for one that rules and calendars say nothing about.</summary>
        public virtual Reckoning? Reckon(Scope scope) => null;

        /// <summary>How long it runs, where that does not depend on the case; else null.</summary>
        public virtual Duration? Span => null;

        /// <summary>How long it runs at least, whatever the rules say; null: what they say, or what <see cref="Span"/> says.</summary>
        public virtual Duration? Least => null;

        /// <summary>The parameter of the rules that says how long it runs, and how many times its length; null where none does or that depends on the case.</summary>
        public virtual (string Name, int Times)? Parameter => null;

        /// <summary>Whether how long it runs cannot be told before it is armed.</summary>
        public virtual bool IsComputed => Span is null;

        /// <summary>Whether it waits for one and the same day in every case.</summary>
        public virtual bool IsOneDay => false;

        /// <summary>A condition that does not hold leaves it due, to be asked again at every later fact; otherwise it starts again (semantics 3).</summary>
        public virtual bool StaysDue => false;

        /// <summary>Means a date, so an interruption does not push it back; otherwise it gets what was left (semantics 7).</summary>
        public virtual bool IsAbsolute => false;

        /// <summary>Whose right it keeps.</summary>
        public virtual DeadlineRisk Risk => DeadlineRisk.House;

        /// <summary>Whether it goes through the guards again before it is applied, where it fell due while nobody was at work.</summary>
        public virtual bool IsRevalidated => false;

        /// <summary>Whether it stands still while a hold is open.</summary>
        public virtual bool StopsFor(string hold) => false;
    }

    /// <summary>Runs another definition inside the case and waits for its end (semantics 11).</summary>
    /// <param name="definitionId">The definition.</param>
    public sealed class Submachine(string definitionId) : Trigger
    {
        /// <summary>The definition.</summary>
        public string DefinitionId => definitionId;

        /// <inheritdoc />
        public override string Text => $"end of '{definitionId}'";
    }
}
