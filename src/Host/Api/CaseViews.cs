using System.Text.Json;
using Doorstep.Workflows.Collections.Access;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Host.Api;

/// <summary>The answer to a start.</summary>
internal sealed record StartedView(string CaseId, string State);

/// <summary>The answer to an event.</summary>
/// <param name="Outcome"><c>accepted</c>: a transition was taken; <c>recorded</c>: the fact is kept, no transition takes it here; <c>faulted</c>: the fact is kept, the step broke.</param>
/// <param name="Reason">What was decided and why.</param>
/// <param name="State">State path after it.</param>
/// <param name="Sequence">The row of the journal that it is.</param>
/// <param name="Completed">Whether the case is closed after it.</param>
internal sealed record EventView(EventOutcome Outcome, string Reason, string State, long Sequence, bool Completed)
{
    public static EventView Of(CaseAnswer answer) => new(Enum.Parse<EventOutcome>(answer.Outcome.ToString()), answer.Reason, answer.State, answer.Sequence, answer.IsCompleted);
}

/// <summary>What a case made of an event that it took.</summary>
internal enum EventOutcome
{
    Accepted,
    Recorded,
    Faulted,
}

/// <summary>A definition in a version.</summary>
internal sealed record DefinitionRef(string Key, int Version);

/// <summary>A case in a list.</summary>
internal sealed record CaseRow(
    string CaseId, string Tenant, string BusinessKey, string? Name, DefinitionRef Definition, CaseStatus Status, string State, bool Faulted, long Sequence,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? CompletedAt)
{
    public static CaseRow Of(CaseSummary row) => new(
        row.Id, row.Tenant, row.BusinessKey, row.Name, new DefinitionRef(row.DefinitionId, row.DefinitionVersion), row.Status, row.State, row.IsFaulted, row.Sequence,
        row.CreatedAt, row.UpdatedAt, row.CompletedAt);
}

/// <summary>A page of a list, and the cursor of the next one where there is one.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Why a case is faulted.</summary>
internal sealed record IncidentView(string Code, string Message, DateTimeOffset At);

/// <summary>One case.</summary>
internal sealed record CaseView(
    string CaseId, string Tenant, string BusinessKey, string? Name, DefinitionRef Definition, IReadOnlyDictionary<string, int> Pins,
    CaseStatus Status, string State, DateTimeOffset StateSince, bool Faulted, IncidentView? Incident, long Sequence,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset? CompletedAt, JsonElement Case)
{
    public static CaseView Of(CaseDetail detail)
    {
        var (record, snapshot) = detail;
        var incident = snapshot.Broken is { } fault ? new IncidentView(fault.Code, fault.Message, fault.At) : null;
        return new CaseView(
            record.Id, record.Tenant, record.BusinessKey, record.Name, new DefinitionRef(record.DefinitionId, record.DefinitionVersion), snapshot.Pins,
            record.Status, record.State, snapshot.StateSince, record.IsFaulted, incident, record.Sequence,
            record.CreatedAt, record.UpdatedAt, record.CompletedAt, PersonalData.Masked(snapshot.Facts.ToJson()));
    }
}

/// <summary>One row of a journal.</summary>
internal sealed record JournalView(
    long Sequence, DateTimeOffset At, string? EventId, string EventType, DateTimeOffset OccurredAt, JsonElement Data, string Actor, string? Reason,
    string Outcome, string Decision, string State, JsonElement Entries, string PreviousHash, string Hash)
{
    public static JournalView Of(JournalRecord row) => new(
        row.Sequence, row.At, row.EventId, row.EventType, row.OccurredAt, PersonalData.Masked(JsonElement.Parse(row.EventData)), row.Actor, row.Reason,
        row.Outcome, row.Decision, row.State, PersonalData.MaskedLines(JsonElement.Parse(row.Entries)), Convert.ToHexStringLower(row.PreviousHash), Convert.ToHexStringLower(row.Hash));
}

/// <summary>What the proof of a chain found.</summary>
internal sealed record ChainView(bool Intact, long? Rows, string? HeadHash, long? FirstBroken, ChainBreak? Break, string? Explanation)
{
    public static ChainView Of(ChainVerdict verdict) => verdict switch
    {
        ChainVerdict.Intact intact => new ChainView(true, intact.Rows, intact.HeadHash, null, null, null),
        ChainVerdict.Broken broken => new ChainView(false, null, null, broken.Sequence, broken.Break, broken.Explanation),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>A clock that stands still: since when, what it has left (ISO 8601), the holds that stop it, and whether a person has suspended the case.</summary>
internal sealed record StoppedView(DateTimeOffset Since, string Left, IReadOnlyList<string> Holds, bool Suspended)
{
    public static StoppedView? Of(StoppedClock? stopped) => stopped is null ? null : new(stopped.Since, new Duration(0, stopped.Left).ToString(), stopped.Holds, stopped.IsSuspended);
}

/// <summary>A deadline of a case. <c>status</c>: <c>armed</c>, <c>stopped</c> (a hold stops its clock: it has no <c>dueAt</c> then), <c>due</c> (its condition did not hold, every later fact
/// asks again) or <c>parked</c> (it faulted). <c>countedBy</c>: its length, whose rule that is, the calendar's version and the zone.</summary>
internal sealed record DeadlineView(string Id, string Transition, DateTimeOffset ArmedAt, DateTimeOffset? DueAt, string Status, string? CountedBy, StoppedView? Stopped)
{
    public static IEnumerable<DeadlineView> Of(CaseDeadlines deadlines) =>
        from armed in deadlines.Case.Snapshot.Deadlines
        let isParked = deadlines.Rows.Any(row => row.Id == armed.Id && row.IsParked)
        let stopped = deadlines.Stopped.GetValueOrDefault(armed.Id)
        orderby stopped is not null, armed.DueAt
        select new DeadlineView(
            armed.Id, armed.Transition, armed.ArmedAt, stopped is null ? armed.DueAt : null, isParked ? "parked" : stopped is not null ? "stopped" : armed.IsDue ? "due" : "armed", armed.By?.By,
            StoppedView.Of(stopped));
}
