using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Storage.Concerns;
using Doorstep.Workflows.Storage.Marks;
using Doorstep.Workflows.Storage.Overrides;

namespace Doorstep.Workflows.Storage;

/// <summary>One step of one case, ready to be committed in one transaction: all of it or nothing.</summary>
public sealed record StepRecord
{
    /// <summary>The case as it will stand. Its <see cref="CaseRecord.Sequence"/> is the expected sequence plus one; 1 inserts the case.</summary>
    public required CaseRecord Case { get; init; }

    /// <summary>What the step did.</summary>
    public required JournalRecord Journal { get; init; }

    /// <summary>Deadlines to arm.</summary>
    public ImmutableArray<DeadlineRecord> Armed { get; init; } = [];

    /// <summary>Ids of this case's deadlines that no longer wait.</summary>
    public ImmutableArray<string> Cancelled { get; init; } = [];

    /// <summary>A deadline that faulted: it stays armed, but the sweep leaves it alone until a retry or an override.</summary>
    public string? Parked { get; init; }

    /// <summary>Messages that leave the house after the commit.</summary>
    public ImmutableArray<OutboxRecord> Outbox { get; init; } = [];

    /// <summary>A decision on an outbound act that the step is.</summary>
    public ActRecord? Act { get; init; }

    /// <summary>What was done to the person, and at the number that was called, with the step counted in. A version is the expected one plus one; 1 inserts the row. Where
    /// another case of the person, or another call to the number, came first, the whole step is refused.</summary>
    public ImmutableArray<DebtorRecord> Debtors { get; init; } = [];

    /// <summary>The override that the step is, or that it undoes. Where somebody wrote it first, the whole step is refused.</summary>
    public OverrideRecord? Override { get; init; }

    /// <summary>What the step adds to the figures of the house, on its day (UTC).</summary>
    public ImmutableArray<Tally> Tallies { get; init; } = [];

    /// <summary>What waits for a person since this step, or waits with another time.</summary>
    public ImmutableArray<ConcernRecord> Concerned { get; init; } = [];

    /// <summary>What no longer waits for a person.</summary>
    public ImmutableArray<ConcernRecord> Settled { get; init; } = [];

    /// <summary>By what the case is found since this step.</summary>
    public ImmutableArray<MarkRecord> Marked { get; init; } = [];

    /// <summary>By what it is no longer found.</summary>
    public ImmutableArray<MarkRecord> Unmarked { get; init; } = [];

    /// <summary>Acts of the case that wait for a later hour are to be decided at once: something new may stand in their way.</summary>
    public bool WakesActs { get; init; }
}

/// <summary>A case as stored: the snapshot and what lists and searches need beside it.</summary>
public sealed record CaseRecord
{
    /// <summary>The case.</summary>
    public required string Id { get; init; }

    /// <summary>Whose case it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>The outside's name for what the case is about; unique among a tenant's running cases.</summary>
    public required string BusinessKey { get; init; }

    /// <summary>SHA-256 of the canonical start body: the same start is answered again, another one is refused.</summary>
    public required byte[] StartHash { get; init; }

    /// <summary>The definition it runs.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Its pinned version.</summary>
    public required int DefinitionVersion { get; init; }

    /// <summary>Whether it still listens.</summary>
    public required CaseStatus Status { get; init; }

    /// <summary>State path.</summary>
    public required string State { get; init; }

    /// <summary>Display name.</summary>
    public string? Name { get; init; }

    /// <summary>Whether its last step faulted.</summary>
    public required bool IsFaulted { get; init; }

    /// <summary>Steps committed so far.</summary>
    public required long Sequence { get; init; }

    /// <summary>The snapshot's bytes.</summary>
    public required byte[] Snapshot { get; init; }

    /// <summary>Hash of the last journal row: the head of the case's chain.</summary>
    public required byte[] HeadHash { get; init; }

    /// <summary>When it started (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed (UTC).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it closed (UTC).</summary>
    public DateTimeOffset? CompletedAt { get; init; }
}

/// <summary>What one step did: one row of a case's journal, chained to the row before it.</summary>
public sealed record JournalRecord
{
    /// <summary>The case.</summary>
    public required string CaseId { get; init; }

    /// <summary>The step.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was decided (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The reporter's id of the event, unique within the case; null for a deadline.</summary>
    public string? EventId { get; init; }

    /// <summary>The event's type: <c>start</c>, an event name, <c>deadline</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>When it happened (UTC).</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The event's data as it came, JSON.</summary>
    public required string EventData { get; init; }

    /// <summary>Who reported it or acted.</summary>
    public required string Actor { get; init; }

    /// <summary>Why a person acted; null for a service.</summary>
    public string? Reason { get; init; }

    /// <summary><c>accepted</c>, <c>recorded</c> or <c>faulted</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>What was decided and why, in a sentence.</summary>
    public required string Decision { get; init; }

    /// <summary>State path after the step.</summary>
    public required string State { get; init; }

    /// <summary>The step's lines, JSON array of <c>{kind, subject, text, dueAt?, deadline?, wait?, before?}</c>.</summary>
    public required string Entries { get; init; }

    /// <summary>Hash of the row before; 32 zero bytes for the first.</summary>
    public required byte[] PreviousHash { get; init; }

    /// <summary>SHA-256 over this row's canonical form and the hash before; see <c>JournalChain</c>.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>A deadline in the due-table.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Id">Unique within the case.</param>
/// <param name="Transition">The transition it triggers, for people.</param>
/// <param name="ArmedAt">When it was armed (UTC).</param>
/// <param name="DueAt">When it is due (UTC).</param>
/// <param name="IsParked">It faulted; the sweep leaves it alone.</param>
public sealed record DeadlineRecord(string CaseId, string Id, string Transition, DateTimeOffset ArmedAt, DateTimeOffset DueAt, bool IsParked = false)
{
    /// <summary>Whose right it keeps: those due come in this order first.</summary>
    public DeadlineRisk Risk { get; init; } = DeadlineRisk.House;
}

/// <summary>A message on its way out.</summary>
/// <param name="Key">Idempotency key: <c>case/sequence/index</c>, and <c>/destination</c> where one effect goes to several.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Destination">Who gets it: <c>webhook:NAME</c>, <c>case:ID</c>, <c>key:TENANT/BUSINESS-KEY</c>, <c>act:ID</c>.</param>
/// <param name="Type">The event's name.</param>
/// <param name="Payload">Its data, JSON.</param>
/// <param name="CreatedAt">When it was committed (UTC).</param>
public sealed record OutboxRecord(string Key, string CaseId, string Destination, string Type, string Payload, DateTimeOffset CreatedAt)
{
    /// <summary>The step that asked for it. Messages of one case to one destination leave in the order of step and number.</summary>
    public long Sequence { get; init; }

    /// <summary>Its number among the effects of that step.</summary>
    public int Number { get; init; }

    /// <summary>Attempts made so far.</summary>
    public int Attempts { get; init; }

    /// <summary>When it may be tried next (UTC).</summary>
    public DateTimeOffset NextTryAt { get; init; } = CreatedAt;

    /// <summary>Where it stands.</summary>
    public OutboxStatus Status { get; init; }

    /// <summary>What went wrong last.</summary>
    public string? LastError { get; init; }

    /// <summary>When it was delivered (UTC).</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>The trace that asked for it, as W3C's <c>traceparent</c>; null where nobody records one.</summary>
    public string? Trace { get; init; }
}

/// <summary>Where a message stands.</summary>
public enum OutboxStatus
{
    /// <summary>Waiting to be tried.</summary>
    Pending,

    /// <summary>Taken by its receiver.</summary>
    Delivered,

    /// <summary>Given up after the last attempt, or held back by a person, until somebody retries it.</summary>
    Parked,

    /// <summary>A person has decided that it is not sent. It is kept, and never sent by itself.</summary>
    Discarded,
}
