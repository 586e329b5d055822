namespace Doorstep.Workflows.Deadlines.Ledger;

/// <summary>Where a deadline stands in its life.</summary>
public enum DeadlineStand
{
    /// <summary>It waits for its time.</summary>
    Waiting,

    /// <summary>Its time has come; it waits for a fact that makes its condition hold.</summary>
    Due,

    /// <summary>Its clock stands still.</summary>
    Stopped,

    /// <summary>It did what it was armed for.</summary>
    Applied,

    /// <summary>It was no longer wanted.</summary>
    Cancelled,

    /// <summary>It fired in vain; another one stands in its place.</summary>
    Restarted,

    /// <summary>Its clock was stopped and goes on; another one stands in its place.</summary>
    Resumed,

    /// <summary>It was counted again; another one stands in its place.</summary>
    Moved,
}

/// <summary>The life of one deadline, as the journal tells it.</summary>
/// <param name="Id">Its id, unique within the case.</param>
/// <param name="Transition">The transition that it triggers, or what it reminds of.</param>
/// <param name="ArmedAt">When it was armed (UTC).</param>
/// <param name="ArmedBy">The step that armed it.</param>
/// <param name="DueAt">When it is or was due (UTC).</param>
/// <param name="Stand">Where it stands.</param>
public sealed record DeadlineLife(string Id, string Transition, DateTimeOffset ArmedAt, long ArmedBy, DateTimeOffset DueAt, DeadlineStand Stand)
{
    /// <summary>The deadline in whose place it stands.</summary>
    public string? Before { get; init; }

    /// <summary>When it fired (UTC); null: not yet, or never.</summary>
    public DateTimeOffset? FiredAt { get; init; }

    /// <summary>How long after it was due it fired.</summary>
    public TimeSpan? Lateness { get; init; }

    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The step that ended it.</summary>
    public long? EndedBy { get; init; }

    /// <summary>What ended it: <c>deadline</c> for the clock, else the type of the event.</summary>
    public string? Cause { get; init; }

    /// <summary>The auditor put its row in the due-table right.</summary>
    public bool WasHealed { get; init; }

    /// <summary>Whether it waits for anything still.</summary>
    public bool IsOpen => Stand <= DeadlineStand.Stopped;
}
