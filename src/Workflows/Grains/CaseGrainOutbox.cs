using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Grains;

/// <summary>What the case shows of its messages: one that was given up stays on it, whatever the case does meanwhile, until somebody has dealt with it.</summary>
internal sealed partial class CaseGrain
{
    private const int GivenUpMax = 50;

    public Task<CaseAnswer> MessageParked(string key, string destination, string error) => Note("messageParked", key, "outbox", current =>
    {
        var (message, rest) = (new GivenUp(key, destination, error, Now()), Without(current, key));
        // The list of messages has all of them; a case shows that many.
        return (rest.GivenUp.Length < GivenUpMax ? rest with { GivenUp = rest.GivenUp.Add(message) } : rest, new JournalEntry(JournalKind.Incident, Incident.Undelivered, message.Said));
    });

    public Task<CaseAnswer> MessageResent(string key, string actor, string reason) => Note("messageResent", key, actor, current =>
        (Without(current, key), new JournalEntry(JournalKind.Intervention, actor, $"Message '{key}' is sent again: {reason}")));

    public Task<CaseAnswer> MessageKnown(string key, string actor, string reason) => Note("messageKnown", key, actor, current =>
        (Without(current, key), new JournalEntry(JournalKind.Intervention, actor, $"Message '{key}' was sent before the database was restored: {reason}")));

    public Task<CaseAnswer> MessageSetAside(string key, string actor, string reason, bool isDiscarded) => Note(isDiscarded ? "messageDiscarded" : "messageHeldBack", key, actor, current =>
        (isDiscarded ? Without(current, key) : current,
            new JournalEntry(JournalKind.Intervention, actor, isDiscarded ? $"Message '{key}' is not sent: {reason}" : $"Message '{key}' is held back: {reason}")));

    private static Snapshot Without(Snapshot snapshot, string key) => snapshot with { GivenUp = snapshot.GivenUp.RemoveAll(message => message.Key == key) };

    /// <summary>A step that changes nothing but what was given up.</summary>
    private async Task<CaseAnswer> Note(string what, string key, string actor, Func<Snapshot, (Snapshot Snapshot, JournalEntry Line)> note)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            if (await Load() is not { } current) return NotFound();
            var now = Now();
            var (noted, line) = note(current.Snapshot);
            var next = noted with { Sequence = current.Snapshot.Sequence + 1 };
            var decision = new Decision.Accepted(next, [line], [], [], [], line.Text, IsMove: false);
            var cause = new StepCause(null, what, now, JsonSerializer.Serialize(new MessageData(key), GrainJson.Default.MessageData), actor);
            var (outcome, made) = await Commit(current, current.Snapshot, decision, cause, now);
            if (outcome is CommitOutcome.Committed) return Answer(made);
            if (outcome is CommitOutcome.Unavailable { Reason: var reason }) return Busy(reason);
        }

        return Busy();
    }
}
