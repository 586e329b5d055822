using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Grains;

/// <summary>What a step is about, for its journal row; and the event that a retry offers again where the step itself turns out too big to be kept. <c>Late</c> says in what an event was late.</summary>
internal sealed record StepCause(
    string? EventId, string EventType, DateTimeOffset OccurredAt, string EventData, string Actor, string? Reason = null, WorkflowEvent? Again = null, string? Late = null)
{
    /// <summary>The fact that it is; null for a deadline, a start, and what people do to a case.</summary>
    public WorkflowEvent.Raised? Fact { get; private init; }

    /// <summary>A fact as its cause.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="data">Its data as it came.</param>
    /// <param name="actor">Who reported it.</param>
    public static StepCause Of(WorkflowEvent.Raised fact, string data, string actor) => new(fact.Id, fact.Type, fact.OccurredAt, data, actor) { Fact = fact };
}

/// <summary>Turns decisions into rows. Pure, but for what it was given at the start.</summary>
internal sealed class StepRecorder(EffectRoutes routes, Bounds bounds)
{
    /// <summary>The rows of a decision; null for one that changes nothing.</summary>
    /// <param name="before">The case as stored; null for a start.</param>
    /// <param name="seed">Tenant, business key, hash and so on of the case.</param>
    /// <param name="known">The snapshot with the fact folded in, which a refusal keeps.</param>
    /// <param name="original">The snapshot without the fact, which is kept if the fact itself is too big.</param>
    /// <param name="decision">What was decided.</param>
    /// <param name="cause">What it is about.</param>
    /// <param name="now">The time (UTC).</param>
    /// <param name="also">What has to be done outside beside what the decision asks for.</param>
    /// <returns>The rows, the snapshot in them, and the decision that they are about: a step too big to be kept becomes a fault.</returns>
    public (StepRecord Step, Snapshot Next, Decision Made)? Record(
        CaseRecord? before, CaseRecord seed, Snapshot known, Snapshot original, Decision decision, StepCause cause, DateTimeOffset now, Effect[]? also = null)
    {
        if (decision is Decision.Ignored) return null;
        var next = Next(decision, known);
        var (snapshot, entries) = Written(next, decision, cause, also);
        if (TooBig(snapshot, entries, cause) is { } fault)
        {
            var incident = new Incident("bound", fault, now, cause.Again);
            next = original with { Sequence = original.Sequence + 1, Incident = incident };
            decision = new Decision.Faulted(next, incident);
            (snapshot, entries) = Written(next, decision, cause, also);
        }

        var row = Row(before, seed, next, decision, cause, entries, now);
        return (new StepRecord
        {
            Case = Case(seed, next, snapshot, row.Hash, now),
            Journal = row,
            Armed = decision is Decision.Accepted { Armed: var armed }
                ? [.. armed.Concat(Parked(original, next, now)).Select(deadline => new DeadlineRecord(seed.Id, deadline.Id, deadline.Transition, deadline.ArmedAt, deadline.DueAt) { Risk = deadline.Risk })] : [],
            Cancelled = decision is Decision.Accepted { Cancelled: var cancelled } ? cancelled : [],
            Parked = decision is Decision.Faulted { Incident.Event: WorkflowEvent.DeadlineFired fired } ? fired.DeadlineId : null,
            Outbox = routes.Route(seed.Id, seed.Tenant, next.Sequence, [.. decision is Decision.Accepted { Effects: var effects } ? effects : [], .. also ?? []], now),
        }, next, decision);
    }

    /// <summary>Deadlines that may have been parked by an incident which this step clears: whatever was due before and still waits is armed again.</summary>
    private static IEnumerable<ArmedDeadline> Parked(Snapshot before, Snapshot next, DateTimeOffset now) =>
        before.Incident is null || next.Incident is not null ? []
        : next.Deadlines.Where(deadline => deadline is { IsDue: false, Left: null } && deadline.DueAt <= now && before.Deadlines.Any(known => known.Id == deadline.Id));

    private static (byte[] Snapshot, string Entries) Written(Snapshot next, Decision decision, StepCause cause, Effect[]? also)
    {
        var snapshot = SnapshotCodec.Write(next);
        var taken = new JournalEntry(JournalKind.SnapshotTaken, Convert.ToHexStringLower(SHA256.HashData(snapshot)), "SHA-256 of the case as this step left it.");
        return (snapshot, JournalText.Write(Lines(decision, cause).Concat((also ?? []).Select(JournalEntry.Of)).Append(taken)));
    }

    private static Snapshot Next(Decision decision, Snapshot known) => decision switch
    {
        Decision.Accepted accepted => accepted.Next,
        Decision.Faulted faulted => faulted.Next,
        _ => known with { Sequence = known.Sequence + 1 },
    };

    private static IEnumerable<JournalEntry> Lines(Decision decision, StepCause cause)
    {
        if (cause.EventId is not null) yield return new JournalEntry(JournalKind.FactRecorded, cause.EventType, $"'{cause.EventType}' is in the case file.");
        if (cause.Late is not null) yield return new JournalEntry(JournalKind.FactLate, cause.EventType, cause.Late);
        if (cause.Reason is not null) yield return new JournalEntry(JournalKind.Intervention, cause.Actor, cause.Reason);
        if (decision is Decision.Faulted { Incident: var incident }) yield return new JournalEntry(JournalKind.Incident, incident.Code, incident.Message);
        if (decision is Decision.Accepted { Journal: var lines })
            foreach (var line in lines) yield return line;
    }

    private string? TooBig(byte[] snapshot, string entries, StepCause cause)
    {
        if (snapshot.Length > bounds.SnapshotBytesMax)
            return $"The case would take {snapshot.Length} bytes; {bounds.SnapshotBytesMax} are allowed (bound SnapshotBytesMax). '{cause.EventType}' is kept in the journal only.";
        var bytes = Encoding.UTF8.GetByteCount(entries);
        return bytes > bounds.JournalBytesMax
            ? $"The step would write {bytes} bytes of journal; {bounds.JournalBytesMax} are allowed (bound JournalBytesMax)."
            : null;
    }

    private static JournalRecord Row(
        CaseRecord? before, CaseRecord seed, Snapshot next, Decision decision, StepCause cause, string entries, DateTimeOffset now)
    {
        var row = new JournalRecord
        {
            CaseId = seed.Id, Sequence = next.Sequence, At = now,
            EventId = cause.EventId, EventType = cause.EventType, OccurredAt = cause.OccurredAt, EventData = cause.EventData,
            Actor = cause.Actor, Reason = cause.Reason,
            Outcome = decision switch { Decision.Accepted { IsMove: true } => "accepted", Decision.Faulted => "faulted", _ => "recorded" },
            Decision = decision.Reason, State = next.StatePath, Entries = entries,
            PreviousHash = before?.HeadHash ?? new byte[32], Hash = [],
        };
        return row with { Hash = JournalChain.Hash(row) };
    }

    private static CaseRecord Case(CaseRecord seed, Snapshot next, byte[] snapshot, byte[] headHash, DateTimeOffset now) => seed with
    {
        DefinitionVersion = next.Pins.GetValueOrDefault(seed.DefinitionId, seed.DefinitionVersion),
        Status = next.Status, State = next.StatePath, Name = next.Name, IsFaulted = next.Broken is not null, Sequence = next.Sequence,
        Snapshot = snapshot, HeadHash = headHash, UpdatedAt = now,
        CompletedAt = next.Status == CaseStatus.Completed ? seed.CompletedAt ?? now : null,
    };
}
