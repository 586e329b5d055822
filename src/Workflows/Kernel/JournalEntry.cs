namespace Doorstep.Workflows.Kernel;

/// <summary>One line of what a step did.</summary>
/// <param name="Kind">What kind of line.</param>
/// <param name="Subject">The state, transition, deadline, variable, event or effect it is about.</param>
/// <param name="Text">What happened, for a person.</param>
/// <param name="DueAt">For a line about a deadline, when it is or was due (UTC).</param>
/// <param name="Deadline">For a line about a deadline that the case has armed, which one.</param>
public sealed record JournalEntry(JournalKind Kind, string Subject, string Text, DateTimeOffset? DueAt = null, DeadlineMark? Deadline = null)
{
    /// <summary>The line of an effect that the house adds by itself, named as its kind of effect is.</summary>
    public static JournalEntry Of(Effect effect) => Of(effect, effect switch
    {
        Effect.PublishEvent said => said.EventName,
        Effect.RaiseEvent raised => raised.EventName,
        Effect.PlanAct planned => planned.Act.TryGetProperty("kind", out var kind) ? Values.ToText(kind) : "",
        _ => "",
    });

    /// <summary>The line of an effect.</summary>
    public static JournalEntry Of(Effect effect, string subject) => new(JournalKind.EffectQueued, subject, effect switch
    {
        Effect.PublishEvent => $"Event '{subject}' goes out.",
        Effect.PlanAct => $"Act '{subject}' is planned; it is decided on before it leaves.",
        Effect.RaiseEvent { BusinessKey: { } key } => $"Event '{subject}' goes to case '{key}'.",
        Effect.RaiseEvent { CaseId: { } id } => $"Event '{subject}' goes to case '{id}'.",
        _ => $"Event '{subject}' goes to this case.",
    });
}

/// <summary>Which deadline a journal line is about, so that the life of each can be told from the journal alone.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Wait">What it waits for, or waited for until this line, where that is not its time: <see cref="Due"/> or <see cref="Stopped"/>.</param>
/// <param name="Before">Id of the deadline in whose place it stands now, after its clock was stopped or moved.</param>
public sealed record DeadlineMark(string Id, string? Wait = null, string? Before = null)
{
    /// <summary>Its time has come; it waits for a fact that makes its condition hold.</summary>
    public const string Due = "due";

    /// <summary>Its clock stands still; it waits for that to end.</summary>
    public const string Stopped = "stopped";

    /// <summary>The mark of a deadline as it stands.</summary>
    public static DeadlineMark Of(ArmedDeadline deadline, string? before = null) => new(deadline.Id, deadline.IsDue ? Due : deadline.Left is null ? null : Stopped, before);
}

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

    /// <summary>A deadline, or a reminder, did what it was armed for.</summary>
    DeadlineApplied,

    /// <summary>A deadline's condition did not hold when it fired, and it starts again as another one.</summary>
    DeadlineRestarted,

    /// <summary>The row of a deadline in the due-table was not what the case waits for, and was made so again.</summary>
    DeadlineHealed,

    /// <summary>A deadline that fell due while nobody was at work is not applied yet: what it would do is not lawful now.</summary>
    DeadlineHeld,

    /// <summary>A person stopped what the case does by itself.</summary>
    Suspended,

    /// <summary>A suspension is over.</summary>
    Resumed,

    /// <summary>The case runs another version of a definition.</summary>
    Repinned,

    /// <summary>The event happened before the case began, or before the newest one that was known: it was heard of late, and everything was looked at again with it in the file.</summary>
    FactLate,
}
