namespace Doorstep.Workflows.Kernel;

/// <summary>One line of what a step did.</summary>
/// <param name="Kind">What kind of line.</param>
/// <param name="Subject">The state, transition, deadline, variable, event or effect it is about.</param>
/// <param name="Text">What happened, for a person.</param>
/// <param name="DueAt">For a line about a deadline, when it is or was due (UTC).</param>
public sealed record JournalEntry(JournalKind Kind, string Subject, string Text, DateTimeOffset? DueAt = null);

/// <summary>Kinds of journal lines.</summary>
public enum JournalKind
{
    /// <summary>The case started.</summary>
    Started,

    /// <summary>An event was recorded in the case file.</summary>
    FactRecorded,

    /// <summary>A transition was taken.</summary>
    TransitionTaken,

    /// <summary>A transition stood ready but its condition did not hold.</summary>
    ConditionNotMet,

    /// <summary>A state was left.</summary>
    StateLeft,

    /// <summary>A state was entered.</summary>
    StateEntered,

    /// <summary>A state left through <c>*</c> was resumed.</summary>
    StateResumed,

    /// <summary>A deadline was armed.</summary>
    DeadlineArmed,

    /// <summary>A deadline was cancelled before it fired.</summary>
    DeadlineCancelled,

    /// <summary>A deadline fired.</summary>
    DeadlineFired,

    /// <summary>A hold stopped a deadline.</summary>
    ClockStopped,

    /// <summary>The last hold that stopped a deadline is gone; it got what it had left.</summary>
    ClockResumed,

    /// <summary>The case file asked to be reminded.</summary>
    ReminderArmed,

    /// <summary>A variable was given a value.</summary>
    VariableSet,

    /// <summary>A note that the definition writes.</summary>
    Note,

    /// <summary>An effect was put into the outbox.</summary>
    EffectQueued,

    /// <summary>A submachine reached a final state.</summary>
    SubmachineEnded,

    /// <summary>The case reached a final state.</summary>
    Completed,

    /// <summary>A step faulted.</summary>
    Incident,

    /// <summary>A person acted on the case.</summary>
    Intervention,

    /// <summary>A deadline was counted again, by other rules or another calendar.</summary>
    ClockMoved,

    /// <summary>The case as the step left it, by its hash: so the journal proves the case, too.</summary>
    SnapshotTaken,

    /// <summary>A person stopped what the case does by itself.</summary>
    Suspended,

    /// <summary>A suspension is over.</summary>
    Resumed,

    /// <summary>The case runs another version of a definition.</summary>
    Repinned,

    /// <summary>The event happened before the case began, or before the newest one that was known: it was heard of late, and everything was looked at again with it in the file.</summary>
    FactLate,
}
