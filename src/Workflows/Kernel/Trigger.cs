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
        /// <summary>When it is due if it is armed at <c>scope.Now</c>.</summary>
        public abstract DateTimeOffset DueAt(Scope scope);

        /// <summary>A condition that does not hold leaves it due, to be asked again at every later fact; otherwise it starts again (semantics 3).</summary>
        public virtual bool StaysDue => false;

        /// <summary>Means a date, so an interruption does not push it back; otherwise it gets what was left (semantics 7).</summary>
        public virtual bool IsAbsolute => false;
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
