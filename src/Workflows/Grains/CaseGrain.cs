using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Grains;

/// <summary>One case: load, decide, commit. Its memory is a copy that may be lost at any moment; the sequence in the store is the fence.</summary>
internal sealed partial class CaseGrain(ICaseStore store, MachineCatalogue machines, FactFolder folder, StepRecorder recorder, TimeProvider clock) : Grain, ICaseGrain
{
    private const int AttemptsMax = 3;
    private const int RecentEventsMax = 256;

    private Loaded? _case;

    private string Id => this.GetPrimaryKeyString();

    public async Task<CaseAnswer> Raise(EventMessage message)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            if (await Load() is not { } current) return NotFound();
            if (current.RecentEvents.Contains(message.EventId) && await store.FindEventAsync(Id, message.EventId) is { } first) return Again(message, first, current);
            if (!message.IsCatalogued && !current.Machine.EventNames.Contains(message.Type, StringComparer.Ordinal)) return Unknown(message, current);

            var now = Now();
            var fact = new WorkflowEvent.Raised(message.EventId, message.Type, message.OccurredAt, Values.Parse(message.Data));
            var known = current.Snapshot with { Facts = folder.Fold(current.Snapshot.Facts, fact, now) };
            var decision = current.Machine.Transition(known, fact, now);
            var cause = new StepCause(message.EventId, message.Type, message.OccurredAt, message.Data, message.Actor);
            switch (await Commit(current, known, decision, cause, now))
            {
                case CommitOutcome.Committed: return Answer(decision);
                case CommitOutcome.DuplicateEvent { First: var row }: return Again(message, row, current);
            }
        }

        return Busy();
    }

    public async Task<CaseAnswer> DeadlineDue(string deadlineId)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            if (await Load() is not { } current)
            {
                await store.RemoveDeadlineAsync(Id, deadlineId);
                return NotFound();
            }

            var now = Now();
            var decision = current.Machine.Transition(current.Snapshot, new WorkflowEvent.DeadlineFired(deadlineId), now);
            if (decision is Decision.Ignored)
            {
                if (!current.Snapshot.Deadlines.Any(armed => armed.Id == deadlineId && !armed.IsDue)) await store.RemoveDeadlineAsync(Id, deadlineId);
                return Answer(decision);
            }

            if (await Commit(current, current.Snapshot, decision, Fired(current.Snapshot, deadlineId, now), now) is CommitOutcome.Committed) return Answer(decision);
        }

        return Busy();
    }

    public async Task<CaseAnswer> Retry(string actor, string reason)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            if (await Load() is not { } current) return NotFound();
            if (current.Snapshot.Incident is not { Event: { } faulted })
                return new CaseAnswer(CaseOutcome.Conflict, "The case is not faulted, so there is nothing to retry.", current.Snapshot.StatePath, current.Snapshot.Sequence, current.IsCompleted);

            var now = Now();
            var decision = current.Machine.Transition(current.Snapshot, faulted, now);
            if (decision is Decision.Ignored or Decision.Rejected)
                decision = new Decision.Accepted(current.Snapshot with { Sequence = current.Snapshot.Sequence + 1, Incident = null }, [], [], [], [], decision.Reason);
            var cause = new StepCause(null, "retry", now, "{}", actor, reason);
            if (await Commit(current, current.Snapshot, decision, cause, now) is CommitOutcome.Committed) return Answer(decision);
        }

        return Busy();
    }

    private static StepCause Fired(Snapshot snapshot, string deadlineId, DateTimeOffset now)
    {
        var deadline = snapshot.Deadlines.FirstOrDefault(armed => armed.Id == deadlineId);
        var data = JsonSerializer.Serialize(new DeadlineData(deadlineId, deadline?.Transition, deadline?.DueAt.UtcDateTime), GrainJson.Default.DeadlineData);
        return new StepCause(null, "deadline", deadline?.DueAt ?? now, data, "clock");
    }

    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }

    private CaseAnswer Answer(Decision decision) => new(
        decision switch
        {
            Decision.Accepted => CaseOutcome.Accepted,
            Decision.Faulted => CaseOutcome.Faulted,
            Decision.Rejected => CaseOutcome.Recorded,
            _ => CaseOutcome.Ignored,
        },
        decision.Reason, _case!.Snapshot.StatePath, _case.Snapshot.Sequence, _case.IsCompleted);

    private CaseAnswer NotFound() => new(CaseOutcome.NotFound, $"There is no case '{Id}'.", "", 0, false);

    private CaseAnswer Busy() => new(CaseOutcome.Busy, $"Case '{Id}' was changed by others {AttemptsMax} times meanwhile. Nothing was kept; send it again.", "", 0, false);
}
