using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>Steps as a case would hand them to the store, without a machine behind them.</summary>
internal static class Steps
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 2, 8, 30, 0, TimeSpan.Zero);

    /// <summary>How a case begins.</summary>
    public static StepRecord Start(string id, string? key = null, string tenant = "bank", DateTimeOffset? at = null, string state = "New")
    {
        var now = at ?? Monday;
        return Step(
            new CaseRecord
            {
                Id = id, Tenant = tenant, BusinessKey = key ?? $"LN-{id}", StartHash = [1, 2, 3], DefinitionId = "overdue", DefinitionVersion = 1,
                Status = CaseStatus.Running, State = state, IsFaulted = false, Sequence = 1, Snapshot = "{}"u8.ToArray(), HeadHash = new byte[32],
                CreatedAt = now, UpdatedAt = now,
            },
            "start", now);
    }

    /// <summary>The step after one that was committed.</summary>
    public static StepRecord Then(this StepRecord before, string? eventId = null, Func<CaseRecord, CaseRecord>? change = null) =>
        before.Case.Then(eventId, change);

    /// <summary>The step after the one that a case row was stored by.</summary>
    public static StepRecord Then(this CaseRecord before, string? eventId = null, Func<CaseRecord, CaseRecord>? change = null)
    {
        var now = before.UpdatedAt.AddMinutes(1);
        var next = before with { Sequence = before.Sequence + 1, UpdatedAt = now, Snapshot = Encoding.UTF8.GetBytes($"{{\"step\":{before.Sequence + 1}}}") };
        return Step(change?.Invoke(next) ?? next, eventId ?? string.Create(CultureInfo.InvariantCulture, $"e{next.Sequence}"), now);
    }

    /// <summary>The step that closes the case.</summary>
    public static StepRecord Close(this StepRecord before) =>
        before.Then(change: row => row with { Status = CaseStatus.Completed, State = "Closed", CompletedAt = row.UpdatedAt });

    public static StepRecord Arming(this StepRecord step, params ImmutableArray<DeadlineRecord> deadlines) => step with { Armed = deadlines };

    public static StepRecord Sending(this StepRecord step, params ImmutableArray<OutboxRecord> messages) => step with { Outbox = messages };

    /// <summary>A deadline that is due some minutes after Monday morning.</summary>
    public static DeadlineRecord Due(string caseId, string id, int minutes) => new(caseId, id, $"T{id}", Monday, Monday.AddMinutes(minutes));

    public static OutboxRecord Message(string caseId, string key, int minutes = 0) =>
        new($"{caseId}/{key}", caseId, "webhook:ledger", "NoticeRequested", """{"amount":5}""", Monday.AddMinutes(minutes));

    /// <summary>A step whose journal row says something else about the same case row.</summary>
    public static StepRecord WithJournal(this StepRecord step, Func<JournalRecord, JournalRecord> change)
    {
        var row = change(step.Journal);
        row = row with { Hash = JournalChain.Hash(row) };
        return step with { Journal = row, Case = step.Case with { HeadHash = row.Hash } };
    }

    private static StepRecord Step(CaseRecord row, string eventId, DateTimeOffset now)
    {
        var journal = new JournalRecord
        {
            CaseId = row.Id, Sequence = row.Sequence, At = now, EventId = eventId, EventType = "PaymentReceived", OccurredAt = now.AddMinutes(-5),
            EventData = """{"amount":"100.00"}""", Actor = "ledger", Reason = "told by phone", Outcome = "accepted", Decision = "The payment is in.",
            State = row.State, Entries = """[{"kind":"noted","subject":"付款","text":"收到 100 元"}]""", PreviousHash = row.HeadHash, Hash = [],
        };
        journal = journal with { Hash = JournalChain.Hash(journal) };
        return new StepRecord { Case = row with { HeadHash = journal.Hash }, Journal = journal };
    }
}
