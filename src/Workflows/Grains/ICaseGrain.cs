namespace Doorstep.Workflows.Grains;

/// <summary>The only door to a case: everything that changes it goes through here, one thing at a time.</summary>
[Alias("doorstep.case")]
public interface ICaseGrain : IGrainWithStringKey
{
    /// <summary>Starts the case, or answers what it answered before if it is already there.</summary>
    [Alias("start")]
    Task<StartAnswer> Start(StartMessage start);

    /// <summary>Applies an event once. Answers after the commit.</summary>
    [Alias("raise")]
    Task<CaseAnswer> Raise(EventMessage message);

    /// <summary>Applies a deadline once; one that is stale is ignored.</summary>
    [Alias("due")]
    Task<CaseAnswer> DeadlineDue(string deadlineId);

    /// <summary>Applies a deadline that fell due while nobody was at work. One whose definition marks it so is first looked at like new: not before what was reported meanwhile
    /// can have been heard, and not while the guards refuse what it would do.</summary>
    /// <param name="deadlineId">The deadline.</param>
    /// <param name="heardAt">When what was reported meanwhile has been heard (UTC).</param>
    [Alias("overdue")]
    Task<OverdueAnswer> Overdue(string deadlineId, DateTimeOffset heardAt);

    /// <summary>Notes in the journal that a deadline is held back.</summary>
    [Alias("held")]
    Task<CaseAnswer> Held(string deadlineId, string reason);

    /// <summary>Decides on an act that was planned. Answers after the commit; an act that was decided on for good is answered the same again.</summary>
    [Alias("decide")]
    Task<ActAnswer> Decide(ActMessage message);

    /// <summary>Notes that a message of the case was given up, so that the case shows it. The case itself goes on.</summary>
    [Alias("parked")]
    Task<CaseAnswer> MessageParked(string key, string destination, string error);

    /// <summary>Notes that a message that was given up is sent again.</summary>
    /// <param name="key">The message.</param>
    /// <param name="actor">Who lets it.</param>
    /// <param name="reason">Why.</param>
    [Alias("resent")]
    Task<CaseAnswer> MessageResent(string key, string actor, string reason);

    /// <summary>Notes that a message was sent before the database was restored, and is not sent again.</summary>
    /// <param name="key">The message.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="reason">Why.</param>
    [Alias("known")]
    Task<CaseAnswer> MessageKnown(string key, string actor, string reason);

    /// <summary>Notes that a person holds a message of the case back, or has decided that it is not sent.</summary>
    /// <param name="key">The message.</param>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why.</param>
    /// <param name="isDiscarded">It is not sent at all.</param>
    [Alias("setAside")]
    Task<CaseAnswer> MessageSetAside(string key, string actor, string reason, bool isDiscarded);

    /// <summary>Counts the case's deadlines again, after rules or a calendar changed. Answers after the commit; what does not move is ignored.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="why">What changed, <c>calendar cn version 2</c>.</param>
    [Alias("recount")]
    Task<CaseAnswer> Recount(string actor, string why);

    /// <summary>Puts the case's rows in the due-table right where they are not what the case waits for, in a step of its own; ignored where they are.</summary>
    [Alias("audit")]
    Task<CaseAnswer> Audit();

    /// <summary>Does what a person asked for, on the case as it was previewed or not at all. Answers after the commit; one that was done is answered the same again.</summary>
    [Alias("override")]
    Task<OverrideAnswer> Override(OverrideMessage message);
}
