using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Grains;

/// <summary>What the case file asked to be told when its time comes: the house raises it as a fact.</summary>
internal sealed partial class CaseGrain
{
    /// <summary>Raises the fact of a reminder; null when another step came first and the case has to be looked at again.</summary>
    private async Task<CaseAnswer?> Remind(Loaded current, ArmedReminder armed, DateTimeOffset now)
    {
        var (type, data) = (armed.Reminder.EventType, JsonSerializer.SerializeToElement(new ReminderData(armed.Reminder.Key), GrainJson.Default.ReminderData));
        var fact = new WorkflowEvent.Raised(ArmedReminder.EventIdOf(armed.Id), type, armed.Reminder.DueAt, data);
        var known = current.Snapshot with { Facts = folder.Fold(current.Snapshot.Facts, fact, now), Pace = Pace.After(current.Snapshot.Pace, now) };
        var decision = current.Machine.Transition(known, fact, now);
        var cause = StepCause.Of(fact, data.GetRawText(), "clock");
        var (outcome, made) = await Commit(current, known, decision, cause, now);
        if (outcome is CommitOutcome.Committed) return Answer(made);
        if (outcome is CommitOutcome.Unavailable { Reason: var reason }) return Busy(reason);
        if (outcome is CommitOutcome.DuplicateEvent) await store.RemoveDeadlineAsync(Id, armed.Id);
        return null;
    }

    private static bool IsArmed(Snapshot snapshot, string deadlineId) =>
        snapshot.Deadlines.Any(armed => armed.Id == deadlineId && armed is { IsDue: false, Left: null }) || snapshot.Reminders.Any(armed => armed.Id == deadlineId);
}
