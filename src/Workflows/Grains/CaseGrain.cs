using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Storage.DueTables;
using Doorstep.Workflows.Watching;

namespace Doorstep.Workflows.Grains;

/// <summary>One case: load, decide, commit. Its memory is a copy that may be lost at any moment; the sequence in the store is the fence.</summary>
internal sealed partial class CaseGrain(
    ICaseStore store, DueTableStore dueTable, ActStore acts, ActDesk desk, ClockDesk clocks, FactDoor door, MachineCatalogue machines, OverrideDecider overrides, FactFolder folder, StepRecorder recorder, CommitHints hints,
    ActiveCases active, TimeProvider clock)
    : Grain, ICaseGrain
{
    private const int AttemptsMax = 3;

    private Loaded? _case;

    private string Id => this.GetPrimaryKeyString();

    public async Task<CaseAnswer> Raise(EventMessage message)
    {
        using var span = TraceSpan.Begin("case.event", message.Trace);
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            if (await Load() is not { } current) return NotFound();
            if (current.RecentEvents.Contains(message.EventId) && await store.FindEventAsync(Id, message.EventId) is { } first) return Again(message, first, current);
            if (!message.IsCatalogued && !current.Machine.MayWaitFor(message.Type)) return Unknown(message, current);

            var now = Now();
            var fact = new WorkflowEvent.Raised(message.EventId, message.Type, message.OccurredAt, Values.Parse(message.Data));
            if (Unfit(current, fact, now) is { } unfit) return unfit;
            if (await Refused(current, message, fact, now) is { } refused) return refused;
            var known = Known(current.Snapshot, message, fact, now);
            var decision = folder.Repeats(current.Snapshot.Facts, fact) is { } repeated ? new Decision.Rejected(repeated) : current.Machine.Transition(known, fact, now);
            var cause = StepCause.Of(fact, message.Data, message.Actor) with { Late = message.IsOfHouse ? null : Lateness.Of(current.Snapshot, fact) };
            var (rows, told) = await Count(current, known.Facts, fact);
            var beside = new Beside(null, rows, [.. folder.Follow(current.Snapshot, known.Facts, fact), .. told]);
            var (outcome, made) = await Commit(current, known, decision, cause, now, beside);
            switch (outcome)
            {
                case CommitOutcome.Committed: return Answer(made);
                case CommitOutcome.DuplicateEvent { First: var row }: return Again(message, row, await Load() ?? current);
                case CommitOutcome.Unavailable { Reason: var reason }: return Busy(reason);
            }
        }

        return Busy();
    }

    public async Task<CaseAnswer> DeadlineDue(string deadlineId)
    {
        var wasThere = _case is not null;
        var answer = await ApplyDue(deadlineId);
        // Nobody works on a case that its deadline woke up: thousands are woken together, and none of them needs to stay.
        if (!wasThere) DeactivateOnIdle();
        return answer;
    }

    private async Task<CaseAnswer> ApplyDue(string deadlineId)
    {
        using var span = TraceSpan.Begin("case.deadline", null);
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var isMemory = _case is not null;
            if (await Load() is not { } current)
            {
                await store.RemoveDeadlineAsync(Id, deadlineId);
                return NotFound();
            }

            var now = Now();
            if (current.Snapshot.Reminders.FirstOrDefault(armed => armed.Id == deadlineId) is { } reminder && reminder.Reminder.DueAt <= now)
            {
                if (await Remind(current, reminder, now) is { } reminded) return reminded;
                continue;
            }

            var due = current.Snapshot.Deadlines.FirstOrDefault(armed => armed.Id == deadlineId)?.DueAt ?? now;
            var paced = current.Snapshot with { Pace = Pace.After(current.Snapshot.Pace, now), LatestEventAt = Lateness.Newest(current.Snapshot, due, now) };
            var decision = current.Machine.Transition(paced, new WorkflowEvent.DeadlineFired(deadlineId), now);
            if (decision is Decision.Ignored)
            {
                // Nothing is committed here, so no fence says whether the memory is stale; and a row that is removed on stale memory is a deadline lost.
                if (isMemory)
                {
                    _case = null;
                    continue;
                }

                if (!IsArmed(current.Snapshot, deadlineId)) await store.RemoveDeadlineAsync(Id, deadlineId);
                return Answer(decision);
            }

            var (outcome, made) = await Commit(current, paced, decision, Fired(current.Snapshot, deadlineId, now), now);
            if (outcome is CommitOutcome.Committed) return Answer(made);
            if (outcome is CommitOutcome.Unavailable { Reason: var reason }) return Busy(reason);
        }

        return Busy();
    }

    /// <summary>The case with the fact in its file.</summary>
    private Snapshot Known(Snapshot before, EventMessage message, WorkflowEvent.Raised fact, DateTimeOffset now)
    {
        var known = before with { Facts = folder.Fold(before.Facts, fact, now) };
        return message.IsOfHouse ? known with { Pace = Pace.After(before.Pace, now) } : known with { Pace = null, LatestEventAt = Lateness.Newest(before, fact.OccurredAt, now) };
    }

    private CaseAnswer? Unfit(Loaded current, WorkflowEvent.Raised fact, DateTimeOffset now)
    {
        var depth = current.Machine.Bounds.ValueDepthMax;
        string[] faults = Values.IsWithin(fact.Data, depth)
            ? [.. folder.Faults(current.Snapshot.Facts, fact, now)]
            : [$"data has more than {depth} arrays and objects inside each other (bound {nameof(Bounds.ValueDepthMax)})"];
        return faults.Length == 0 ? null : new CaseAnswer(
            CaseOutcome.Unfit, $"'{fact.Type}' does not fit: {string.Join("; ", faults)}", current.Snapshot.StatePath, current.Snapshot.Sequence, current.IsCompleted);
    }

    /// <summary>What the domain's rules say to a fact on the fresh file. What a case raises on itself was decided before.</summary>
    private async Task<CaseAnswer?> Refused(Loaded current, EventMessage message, WorkflowEvent.Raised fact, DateTimeOffset now)
    {
        var teller = message.FromCase == Id ? null : message.FromCase;
        var question = new FactQuestion(Id, current.Snapshot.Facts, fact, message.Actor, message.PersonRole, now, () => current.Machine.PlaceOf(current.Snapshot, fact.Type, now), teller,
            async () => (await FindDebtor(current.Record.Tenant, current.Snapshot.Facts))?.Budget);
        if ((message.IsOfHouse && teller is null) || await door.RefusalAsync(question) is not { } refusal) return null;
        return new CaseAnswer(
            refusal.IsImpossible ? CaseOutcome.Forbidden : CaseOutcome.Unfit, $"'{fact.Type}' is not taken: {string.Join(" ", refusal.Faults.Select(fault => fault.Message))}",
            current.Snapshot.StatePath, current.Snapshot.Sequence, current.IsCompleted, refusal.Faults);
    }

    private static StepCause Fired(Snapshot snapshot, string deadlineId, DateTimeOffset now)
    {
        var deadline = snapshot.Deadlines.FirstOrDefault(armed => armed.Id == deadlineId);
        var data = JsonSerializer.Serialize(new DeadlineData(deadlineId, deadline?.Transition, deadline is null ? null : Instants.Text(deadline.DueAt)), GrainJson.Default.DeadlineData);
        return new StepCause(null, "deadline", deadline?.DueAt ?? now, data, "clock", Again: new WorkflowEvent.DeadlineFired(deadlineId));
    }

    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow().ToUniversalTime();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }

    private CaseAnswer Answer(Decision decision) => new(
        decision switch
        {
            Decision.Accepted { IsMove: true } => CaseOutcome.Accepted,
            Decision.Accepted => CaseOutcome.Recorded,
            Decision.Faulted => CaseOutcome.Faulted,
            Decision.Rejected => CaseOutcome.Recorded,
            _ => CaseOutcome.Ignored,
        },
        decision.Reason, _case!.Snapshot.StatePath, _case.Snapshot.Sequence, _case.IsCompleted);

    private CaseAnswer NotFound()
    {
        DeactivateOnIdle();
        return new CaseAnswer(CaseOutcome.NotFound, $"There is no case '{Id}'.", "", 0, false);
    }

    private CaseAnswer Busy(string? reason = null) => new(
        CaseOutcome.Busy, $"{reason ?? $"Others were in the way of case '{Id}' {AttemptsMax} times in the same moment."} Nothing was kept; look again, and send it again where it is still wanted.", "", 0, false);
}
