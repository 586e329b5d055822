using System.Collections.Immutable;

namespace Doorstep.Workflows.Kernel;

/// <summary>What a machine makes of an event. Nothing has happened yet: whoever commits the decision makes it true.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>For a person: what was decided and why.</summary>
    public abstract string Reason { get; }

    /// <summary>The case goes on.</summary>
    /// <param name="Next">The snapshot to commit.</param>
    /// <param name="Journal">What the step did, in order.</param>
    /// <param name="Armed">Deadlines to arm.</param>
    /// <param name="Cancelled">Ids of deadlines that no longer wait: fired, cancelled or due.</param>
    /// <param name="Effects">What has to be done outside, in order.</param>
    /// <param name="Reason">What was decided and why.</param>
    /// <param name="IsMove">A transition or a deadline did something; otherwise the fact only stopped, resumed or changed clocks.</param>
    public sealed record Accepted(
        Snapshot Next,
        ImmutableArray<JournalEntry> Journal,
        ImmutableArray<ArmedDeadline> Armed,
        ImmutableArray<string> Cancelled,
        ImmutableArray<Effect> Effects,
        string Reason,
        bool IsMove = true) : Decision
    {
        /// <inheritdoc />
        public override string Reason { get; } = Reason;
    }

    /// <summary>Nothing changes, and nobody needs to know: the event is stale.</summary>
    public sealed record Ignored(string Reason) : Decision
    {
        /// <inheritdoc />
        public override string Reason { get; } = Reason;
    }

    /// <summary>No transition takes the event here. The fact is still worth keeping.</summary>
    public sealed record Rejected(string Reason) : Decision
    {
        /// <inheritdoc />
        public override string Reason { get; } = Reason;
    }

    /// <summary>The step could not be taken to its end. The case keeps its state and its deadlines (semantics 12).</summary>
    /// <param name="Next">The same snapshot with the incident in it.</param>
    /// <param name="Incident">The cause.</param>
    public sealed record Faulted(Snapshot Next, Incident Incident) : Decision
    {
        /// <inheritdoc />
        public override string Reason => Incident.Message;
    }
}
