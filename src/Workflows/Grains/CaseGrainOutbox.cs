using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Grains;

/// <summary>What the case shows of its messages: one that was given up is an incident, which stops nothing.</summary>
internal sealed partial class CaseGrain
{
    internal const string OutboxCode = "outbox";

    public Task<CaseAnswer> MessageParked(string key, string destination, string error) => Note("messageParked", key, "outbox", (current, now) =>
    {
        var incident = new Incident(OutboxCode, $"Message '{key}' to '{destination}' was given up: {error} It can be sent again under /outbox/retry.", now, null);
        return (current.Incident ?? incident, new JournalEntry(JournalKind.Incident, OutboxCode, incident.Message));
    });

    public Task<CaseAnswer> MessageResent(string key, string actor, string reason) => Note("messageResent", key, actor, (current, _) =>
        (IsAbout(current.Incident, key) ? null : current.Incident, new JournalEntry(JournalKind.Intervention, actor, $"Message '{key}' is sent again: {reason}")));

    public Task<CaseAnswer> MessageKnown(string key, string actor, string reason) => Note("messageKnown", key, actor, (current, _) =>
        (IsAbout(current.Incident, key) ? null : current.Incident, new JournalEntry(JournalKind.Intervention, actor, $"Message '{key}' was sent before the database was restored: {reason}")));

    public Task<CaseAnswer> MessageSetAside(string key, string actor, string reason, bool isDiscarded) => Note(isDiscarded ? "messageDiscarded" : "messageHeldBack", key, actor, (current, _) =>
        (isDiscarded && IsAbout(current.Incident, key) ? null : current.Incident,
            new JournalEntry(JournalKind.Intervention, actor, isDiscarded ? $"Message '{key}' is not sent: {reason}" : $"Message '{key}' is held back: {reason}")));

    private static bool IsAbout(Incident? incident, string key) => incident is { Code: OutboxCode } && incident.Message.StartsWith($"Message '{key}' ", StringComparison.Ordinal);

    /// <summary>A step that changes nothing but the incident.</summary>
    private async Task<CaseAnswer> Note(string what, string key, string actor, Func<Snapshot, DateTimeOffset, (Incident? Incident, JournalEntry Line)> note)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            if (await Load() is not { } current) return NotFound();
            var now = Now();
            var (incident, line) = note(current.Snapshot, now);
            var next = current.Snapshot with { Sequence = current.Snapshot.Sequence + 1, Incident = incident };
            var decision = new Decision.Accepted(next, [line], [], [], [], line.Text, IsMove: false);
            var cause = new StepCause(null, what, now, JsonSerializer.Serialize(new MessageData(key), GrainJson.Default.MessageData), actor);
            var (outcome, made) = await Commit(current, current.Snapshot, decision, cause, now);
            if (outcome is CommitOutcome.Committed) return Answer(made);
            if (outcome is CommitOutcome.Unavailable { Reason: var reason }) return Busy(reason);
        }

        return Busy();
    }
}
