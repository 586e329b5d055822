namespace Doorstep.Workflows.Kernel;

/// <summary>Something about a case that waits for a person. A case has each of them once per subject, as long as its ground is there.</summary>
/// <param name="Kind">What it is, in capitals: <c>FAULTED</c>, <c>ALERT</c>.</param>
/// <param name="Subject">Which one of its kind, within the case; empty where there can be only one.</param>
/// <param name="Since">Since when (UTC).</param>
/// <param name="DueAt">When it is late (UTC); null: nothing says when.</param>
public sealed record Concern(string Kind, string Subject, DateTimeOffset Since, DateTimeOffset? DueAt = null)
{
    /// <summary>The last step could not be taken.</summary>
    public const string Faulted = "FAULTED";

    /// <summary>A message of the case was given up.</summary>
    public const string Undelivered = "UNDELIVERED";

    /// <summary>No deadline runs and no event is awaited: the case would stand still for ever.</summary>
    public const string Stuck = "STUCK";

    /// <summary>A person has suspended the case: nothing of it goes on by itself.</summary>
    public const string Suspended = "SUSPENDED";

    /// <summary>What waits for a person where a case stands: what its machine says and what its file says; once it is closed only what its file says, and what was never delivered.</summary>
    public static IEnumerable<Concern> Of(Snapshot snapshot, StateMachine machine)
    {
        var isClosed = snapshot.Status == CaseStatus.Completed;
        if (!isClosed && snapshot.Incident is { } incident) yield return new Concern(Faulted, "", incident.At);
        if (!isClosed && snapshot.Suspension is { } suspension) yield return new Concern(Suspended, "", suspension.Since, suspension.Until);
        if (!isClosed && !machine.Awaits(snapshot)) yield return new Concern(Stuck, "", snapshot.StateSince);
        foreach (var message in snapshot.GivenUp) yield return new Concern(Undelivered, message.Key, message.At);
        foreach (var concern in snapshot.Facts.ConcernsAt(snapshot)) yield return concern;
    }
}
