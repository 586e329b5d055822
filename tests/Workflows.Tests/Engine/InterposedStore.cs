using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Tests.Engine;

/// <summary>Stands between the engine and its store and lets a test act at the seams. Whatever a hook throws is a process that died there.</summary>
internal sealed class InterposedStore(ICaseStore inner) : ICaseStore
{
    public Func<StepRecord, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    public Func<StepRecord, CommitOutcome, Task> AfterCommit { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Answers in place of the store, if it answers at all.</summary>
    public Func<StepRecord, CommitOutcome?> InsteadOfCommit { get; set; } = _ => null;

    public Func<OutboxRecord, Task> BeforeSave { get; set; } = _ => Task.CompletedTask;

    public Func<string, Task> BeforeFind { get; set; } = _ => Task.CompletedTask;

    public Func<Task> BeforeDue { get; set; } = () => Task.CompletedTask;

    /// <summary>Turns what is due around.</summary>
    public bool ReversesDue { get; set; }

    public Func<Task> BeforeOutboxDue { get; set; } = () => Task.CompletedTask;

    public async Task<CommitOutcome> CommitAsync(StepRecord step, CancellationToken cancellation)
    {
        await BeforeCommit(step);
        var outcome = InsteadOfCommit(step) ?? await inner.CommitAsync(step, cancellation);
        await AfterCommit(step, outcome);
        return outcome;
    }

    public async Task<CaseRecord?> FindCaseAsync(string caseId, CancellationToken cancellation)
    {
        await BeforeFind(caseId);
        return await inner.FindCaseAsync(caseId, cancellation);
    }

    public async Task<StoredCase?> LoadAsync(string caseId, CancellationToken cancellation)
    {
        await BeforeFind(caseId);
        return await inner.LoadAsync(caseId, cancellation);
    }

    public async Task<IReadOnlyList<DeadlineRecord>> DueAsync(DateTimeOffset now, int limit, DateTimeOffset? after, CancellationToken cancellation)
    {
        await BeforeDue();
        var due = await inner.DueAsync(now, limit, after, cancellation);
        return ReversesDue ? [.. due.Reverse()] : due;
    }

    public async Task<IReadOnlyList<OutboxRecord>> OutboxDueAsync(DateTimeOffset now, int limit, IReadOnlyCollection<string>? but, CancellationToken cancellation)
    {
        await BeforeOutboxDue();
        return await inner.OutboxDueAsync(now, limit, but, cancellation);
    }

    public Task<bool> ClaimOutboxAsync(OutboxRecord message, DateTimeOffset until, CancellationToken cancellation) => inner.ClaimOutboxAsync(message, until, cancellation);

    public async Task SaveOutboxAsync(OutboxRecord message, CancellationToken cancellation)
    {
        await BeforeSave(message);
        await inner.SaveOutboxAsync(message, cancellation);
    }

    public Task<string?> FindCaseIdAsync(string tenant, string businessKey, CancellationToken cancellation) => inner.FindCaseIdAsync(tenant, businessKey, cancellation);

    public Task<JournalRecord?> FindEventAsync(string caseId, string eventId, CancellationToken cancellation) => inner.FindEventAsync(caseId, eventId, cancellation);

    public Task<IReadOnlyList<JournalRecord>> JournalAsync(string caseId, long afterSequence, int limit, CancellationToken cancellation) =>
        inner.JournalAsync(caseId, afterSequence, limit, cancellation);

    public Task<IReadOnlyList<CaseSummary>> ListCasesAsync(CaseQuery query, CancellationToken cancellation) => inner.ListCasesAsync(query, cancellation);

    public Task<IReadOnlyList<CaseRecord>> RunningAsync(string afterId, int limit, CancellationToken cancellation) => inner.RunningAsync(afterId, limit, cancellation);

    public Task<IReadOnlyList<DeadlineRecord>> DeadlinesAsync(string caseId, CancellationToken cancellation) => inner.DeadlinesAsync(caseId, cancellation);

    public Task<long?> MisstoredAsync(string caseId, CancellationToken cancellation) => inner.MisstoredAsync(caseId, cancellation);

    public Task RearmAsync(DeadlineRecord deadline, long sequence, CancellationToken cancellation) => inner.RearmAsync(deadline, sequence, cancellation);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellation) => inner.NextDueAsync(cancellation);

    public Task PutOffAsync(DeadlineRecord deadline, DateTimeOffset until, CancellationToken cancellation) => inner.PutOffAsync(deadline, until, cancellation);

    public Task RemoveDeadlineAsync(string caseId, string deadlineId, CancellationToken cancellation) => inner.RemoveDeadlineAsync(caseId, deadlineId, cancellation);

    public Task<IReadOnlyList<OutboxRecord>> OutboxAsync(OutboxStatus? status, string? caseId, int limit, CancellationToken cancellation) =>
        inner.OutboxAsync(status, caseId, limit, cancellation);

    public Task<OutboxRecord?> FindOutboxAsync(string key, CancellationToken cancellation) => inner.FindOutboxAsync(key, cancellation);
}

/// <summary>The process died here.</summary>
internal sealed class DiedException() : Exception("The process died here.");
