using System.Text.Json;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Watching;

namespace Doorstep.Workflows.Grains;

/// <summary>What the grain keeps in memory, how it gets it and when it forgets it.</summary>
internal sealed partial class CaseGrain
{
    /// <param name="Record">Its row, without the bytes of the snapshot.</param>
    /// <param name="Snapshot">The snapshot.</param>
    /// <param name="Machine">What it runs.</param>
    /// <param name="RecentEvents">Ids of events that may come again.</param>
    private sealed record Loaded(CaseRecord Record, Snapshot Snapshot, StateMachine Machine, HashSet<string> RecentEvents)
    {
        public bool IsCompleted => Snapshot.Status == CaseStatus.Completed;
    }

    /// <summary>The case, with the clocks that its facts are counted by at this moment.</summary>
    private async Task<Loaded?> Load(bool isFresh = false)
    {
        if (_seat is not null) _seat.WasAsked = true;
        if ((_case ?? await Read()) is not { } loaded) return null;
        var facts = loaded.Snapshot.Facts;
        var counted = facts.WithClocks(await clocks.ForAsync(facts, Now(), isFresh));
        return _case = loaded with { Snapshot = loaded.Snapshot with { Facts = counted } };
    }

    private async Task<Loaded?> Read()
    {
        if (await store.LoadAsync(Id) is not { Case: var record } stored) return null;
        var snapshot = SnapshotCodec.Read(record.Snapshot, folder);
        var machine = await machines.FamilyAsync(record.DefinitionId, snapshot.Pins);
        await Rearm(stored, snapshot);
        return new Loaded(record with { Snapshot = [] }, snapshot, machine, [.. stored.RecentEventIds]);
    }

    /// <summary>A deadline that the case waits for and that the due-table lacks would never come: it is put back.</summary>
    private async Task Rearm(StoredCase stored, Snapshot snapshot)
    {
        var waiting = Waits.Of(snapshot).ToArray();
        if (waiting.Length == 0) return;
        var parked = (snapshot.Incident?.Event as WorkflowEvent.DeadlineFired)?.DeadlineId;
        foreach (var lost in waiting.Where(armed => !stored.DeadlineIds.Contains(armed.Id, StringComparer.Ordinal)))
            await store.RearmAsync(new DeadlineRecord(Id, lost.Id, lost.Transition, lost.ArmedAt, lost.DueAt, lost.Id == parked) { Risk = lost.Risk }, stored.Case.Sequence);
    }

    /// <summary>Commits a decision and remembers what it made. Whatever else happens, the memory is dropped and read again.</summary>
    private async Task<(CommitOutcome Outcome, Decision Made)> Commit(Loaded current, Snapshot known, Decision decision, StepCause cause, DateTimeOffset now, Beside? beside = null)
    {
        var (step, next, made) = recorder.Record(current.Record, current.Record, known, current.Snapshot, decision, cause, now, beside?.Effects)
            ?? throw new InvalidOperationException("An ignored decision has nothing to commit.");
        step = step with { Act = beside?.Act, Debtors = [.. beside?.Debtors ?? []], Override = beside?.Override, WakesActs = WakesActs(current.Snapshot, next), Tallies = [.. Tallies(current.Snapshot, next, cause)] };
        step = step.WithConcerns(Concern.Of(current.Snapshot, current.Machine), Concern.Of(next, beside?.Machine ?? current.Machine)).WithMarks(current.Snapshot.Facts.Marks, next.Facts.Marks);
        _case = null;
        var outcome = await Commit(step);
        if (outcome is not CommitOutcome.Committed) return (outcome, made);
        hints.After(step);
        if (cause.EventId is not null)
        {
            if (current.RecentEvents.Count >= 2 * StoredCase.EventsMax) current.RecentEvents.Clear();
            current.RecentEvents.Add(cause.EventId);
        }

        _case = current with { Record = step.Case with { Snapshot = [] }, Snapshot = next };
        return (outcome, made);
    }

    /// <summary>Commits a step, and says so to whoever watches.</summary>
    private async Task<CommitOutcome> Commit(StepRecord step)
    {
        using var span = TraceSpan.Begin("case.commit", TraceSpan.Current);
        if (TraceSpan.Current is { } trace) step = step with { Outbox = [.. step.Outbox.Select(message => message with { Trace = trace })] };
        var outcome = await store.CommitAsync(step);
        if (outcome is CommitOutcome.Committed)
            Watch.Transitions.Add(1, Watch.Tag("definition", step.Case.DefinitionId), Watch.Tag("cause", step.Journal.EventId is null ? step.Journal.EventType : "event"), Watch.Tag("outcome", step.Journal.Outcome));
        return outcome;
    }

    /// <summary>What the step adds to the figures of the house (S63).</summary>
    private IEnumerable<Tally> Tallies(Snapshot before, Snapshot next, StepCause cause)
    {
        if (cause.Fact is { } fact)
            foreach (var tally in folder.Tallies(before.Facts, next.Facts, fact)) yield return tally;
        if (next.Status == CaseStatus.Completed && before.Status != CaseStatus.Completed) yield return new Tally($"CLOSED:{next.StatePath}");
    }

    /// <summary>Acts that wait for a better hour do not wait to hear of what stops them (S23), nor that a suspension is over.</summary>
    private static bool WakesActs(Snapshot before, Snapshot next) =>
        (before.Suspension is not null && next.Suspension is null) || (next.Status == CaseStatus.Completed && before.Status != CaseStatus.Completed) || !next.Facts.Holds.IsSubsetOf(before.Facts.Holds);

    private static CaseAnswer Again(EventMessage message, JournalRecord first, Loaded current)
    {
        if (first.EventType != message.Type || !IsSame(first.EventData, message.Data))
            return new CaseAnswer(
                CaseOutcome.Conflict, $"Event id '{message.EventId}' was used before for another event ('{first.EventType}', step {first.Sequence}). Give every event its own id.",
                first.State, first.Sequence, false);
        var outcome = first.Outcome switch { "accepted" => CaseOutcome.Accepted, "faulted" => CaseOutcome.Faulted, _ => CaseOutcome.Recorded };
        return new CaseAnswer(outcome, first.Decision, first.State, first.Sequence, current.IsCompleted && current.Snapshot.StatePath == first.State);
    }

    /// <summary>A repetition may be written anew, with its members in another order.</summary>
    private static bool IsSame(string first, string second) =>
        first == second || CanonicalJson.Write(Values.Parse(first)).AsSpan().SequenceEqual(CanonicalJson.Write(Values.Parse(second)));

    private CaseAnswer Unknown(EventMessage message, Loaded current)
    {
        var waited = current.Machine.EventNames.ToArray();
        var near = Nearest.To(message.Type, waited.Union(folder.EventNames, StringComparer.Ordinal));
        var hint = near is not null && !waited.Contains(near, StringComparer.Ordinal) ? $". Every case hears '{near}'; did you mean that?" : Nearest.Hint(message.Type, near is null ? waited : [near]);
        return new CaseAnswer(
            CaseOutcome.UnknownEvent, $"'{message.Type}' is not an event that '{current.Machine.Id}' version {current.Machine.Version} ever waits for{hint}",
            current.Snapshot.StatePath, current.Snapshot.Sequence, current.IsCompleted);
    }
}

internal sealed record DeadlineData(string Deadline, string? Transition, string? DueAt);

internal sealed record ReminderData(string Key);

internal sealed record MessageData(string Message);

internal sealed record RecountData(string Change);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DeadlineData))]
[JsonSerializable(typeof(ReminderData))]
[JsonSerializable(typeof(MessageData))]
[JsonSerializable(typeof(RecountData))]
internal sealed partial class GrainJson : JsonSerializerContext;
