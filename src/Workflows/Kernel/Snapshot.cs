using System.Collections.Immutable;
using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>Everything a machine needs to go on with a case. One snapshot and the next event give the next snapshot; nothing else does.</summary>
public sealed record Snapshot
{
    /// <summary>The case.</summary>
    public required string CaseId { get; init; }

    /// <summary>The business key that it was started with, by which other cases and Elsa's <c>correlationId</c> know it; null in a machine that runs without a store.</summary>
    public string? BusinessKey { get; init; }

    /// <summary>What Elsa calls the correlation id: the business key.</summary>
    public string CorrelationId => BusinessKey ?? CaseId;

    /// <summary>Number of steps committed so far; the start is 1. The store refuses a step that does not follow the last one.</summary>
    public required long Sequence { get; init; }

    /// <summary>Whether the case still listens.</summary>
    public required CaseStatus Status { get; init; }

    /// <summary>The stack of machines, outermost first. Never empty.</summary>
    public required ImmutableArray<Frame> Frames { get; init; }

    /// <summary>Versions of every definition that this case may enter, fixed at the start.</summary>
    public required ImmutableSortedDictionary<string, int> Pins { get; init; }

    /// <summary>The input that the case was started with: a JSON object in the form of <see cref="Values.Canonical"/>.</summary>
    public required JsonElement Input { get; init; }

    /// <summary>The case file.</summary>
    public required CaseFacts Facts { get; init; }

    /// <summary>What the case file wants to be reminded of, as armed.</summary>
    public ImmutableArray<ArmedReminder> Reminders { get; init; } = [];

    /// <summary>A person has stopped what the case does by itself; null while it goes on.</summary>
    public Suspension? Suspension { get; init; }

    /// <summary>How fast the case goes by itself; null since the last event from outside.</summary>
    public Pace? Pace { get; init; }

    /// <summary>A display name, set by <c>Elsa.SetName</c>.</summary>
    public string? Name { get; init; }

    /// <summary>When the case started (UTC).</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the outermost or any inner state last changed (UTC).</summary>
    public required DateTimeOffset StateSince { get; init; }

    /// <summary>When the newest event from outside happened (UTC), as far as it is not still to come; null before the first. An event that happened earlier is late.</summary>
    public DateTimeOffset? LatestEventAt { get; init; }

    /// <summary>Why the last step could not be taken, while nothing has taken the case further.</summary>
    public Incident? Incident { get; init; }

    /// <summary>Messages of the case that were given up and that nobody has sent again, set aside or sent otherwise; the oldest first.</summary>
    public ImmutableArray<GivenUp> GivenUp { get; init; } = [];

    /// <summary>What is broken about the case, as people see it: the step that could not be taken, else the first message that could not be delivered; null: nothing.</summary>
    public Incident? Broken => Incident ?? (GivenUp is [var message, ..] ? new Incident(Kernel.Incident.Undelivered, message.Said, message.At, null) : null);

    /// <summary>The state as people write it: <c>Visit/AppointmentPending</c>.</summary>
    public string StatePath => Frames.Length == 1 ? Frames[0].State : string.Join('/', Frames.Select(frame => frame.State));

    /// <summary>Every deadline the case has armed, outermost frame first.</summary>
    public IEnumerable<ArmedDeadline> Deadlines => Frames.SelectMany(frame => frame.Deadlines);
}
