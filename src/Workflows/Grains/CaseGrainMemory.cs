using System.Text.Json;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Grains;

/// <summary>What the grain keeps in memory, how it gets it and when it forgets it.</summary>
internal sealed partial class CaseGrain
{
    private sealed record Loaded(CaseRecord Record, Snapshot Snapshot, StateMachine Machine, HashSet<string> RecentEvents)
    {
        public bool IsCompleted => Snapshot.Status == CaseStatus.Completed;
    }

    private async Task<Loaded?> Load()
    {
        if (_case is not null) return _case;
        if (await store.FindCaseAsync(Id) is not { } record) return null;
        var snapshot = SnapshotCodec.Read(record.Snapshot, folder);
        var machine = await machines.FamilyAsync(record.DefinitionId, snapshot.Pins);
        var recent = await store.RecentEventIdsAsync(Id, RecentEventsMax);
        return _case = new Loaded(record, snapshot, machine, [.. recent]);
    }

    /// <summary>Commits a decision and remembers what it made. Whatever else happens, the memory is dropped and read again.</summary>
    private async Task<CommitOutcome> Commit(Loaded current, Snapshot known, Decision decision, StepCause cause, DateTimeOffset now)
    {
        var (step, next) = recorder.Record(current.Record, current.Record, known, current.Snapshot, decision, cause, now)
            ?? throw new InvalidOperationException("An ignored decision has nothing to commit.");
        _case = null;
        var outcome = await store.CommitAsync(step);
        if (outcome is not CommitOutcome.Committed) return outcome;
        if (cause.EventId is not null)
        {
            if (current.RecentEvents.Count >= 2 * RecentEventsMax) current.RecentEvents.Clear();
            current.RecentEvents.Add(cause.EventId);
        }

        _case = current with { Record = step.Case, Snapshot = next };
        return outcome;
    }

    private CaseAnswer Again(EventMessage message, JournalRecord first, Loaded current)
    {
        if (first.EventType != message.Type || first.EventData != message.Data)
            return new CaseAnswer(
                CaseOutcome.Conflict, $"Event id '{message.EventId}' was used before for another event ('{first.EventType}', step {first.Sequence}). Give every event its own id.",
                first.State, first.Sequence, false);
        var outcome = first.Outcome switch { "accepted" => CaseOutcome.Accepted, "faulted" => CaseOutcome.Faulted, _ => CaseOutcome.Recorded };
        return new CaseAnswer(outcome, first.Decision, first.State, first.Sequence, current.IsCompleted && current.Snapshot.Sequence == first.Sequence);
    }

    private static CaseAnswer Unknown(EventMessage message, Loaded current)
    {
        var known = current.Machine.EventNames.ToArray();
        return new CaseAnswer(
            CaseOutcome.UnknownEvent, $"'{message.Type}' is not an event that '{current.Machine.Id}' version {current.Machine.Version} ever waits for{Nearest.Hint(message.Type, known)}",
            current.Snapshot.StatePath, current.Snapshot.Sequence, current.IsCompleted);
    }
}

internal sealed record DeadlineData(string Deadline, string? Transition, DateTime? DueAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DeadlineData))]
internal sealed partial class GrainJson : JsonSerializerContext;
