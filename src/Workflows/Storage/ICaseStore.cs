namespace Doorstep.Workflows.Storage;

/// <summary>What became of a step that was offered for commit.</summary>
public abstract record CommitOutcome
{
    private CommitOutcome()
    {
    }

    /// <summary>It is durable.</summary>
    public sealed record Committed : CommitOutcome;

    /// <summary>Somebody committed another step first: load again and decide again.</summary>
    public sealed record Conflict : CommitOutcome;

    /// <summary>An event with this id is already in the journal.</summary>
    public sealed record DuplicateEvent(JournalRecord First) : CommitOutcome;

    /// <summary>The database cannot write now: its disk is full, read-only or gone. Nothing is kept.</summary>
    public sealed record Unavailable(string Reason) : CommitOutcome;

    /// <summary>Another running case of the tenant has this business key.</summary>
    public sealed record BusinessKeyTaken(string CaseId) : CommitOutcome;
}

/// <summary>Cases, their journals, the due-table and the outbox.</summary>
public interface ICaseStore
{
    /// <summary>Commits a step: the case where its sequence is the expected one, journal, deadlines and outbox, in one transaction. Returns once it is durable.
    /// A start whose case id exists is a <see cref="CommitOutcome.Conflict"/>; otherwise an event id that is known wins over a stale sequence.
    /// The token counts only while the step waits for its place in the queue: once taken it is answered with what became of it.</summary>
    Task<CommitOutcome> CommitAsync(StepRecord step, CancellationToken cancellation = default);

    /// <summary>The case, or null.</summary>
    Task<CaseRecord?> FindCaseAsync(string caseId, CancellationToken cancellation = default);

    /// <summary>The case with all that its grain needs, or null. Cases that are asked for at the same time are read together.</summary>
    Task<StoredCase?> LoadAsync(string caseId, CancellationToken cancellation = default);

    /// <summary>The running case of a tenant with a business key, or null.</summary>
    Task<string?> FindCaseIdAsync(string tenant, string businessKey, CancellationToken cancellation = default);

    /// <summary>The journal row of an event, or null.</summary>
    Task<JournalRecord?> FindEventAsync(string caseId, string eventId, CancellationToken cancellation = default);

    /// <summary>Journal rows after a sequence, oldest first.</summary>
    Task<IReadOnlyList<JournalRecord>> JournalAsync(string caseId, long afterSequence, int limit, CancellationToken cancellation = default);

    /// <summary>The first journal row of a case whose number or times are not stored as whole numbers, or null: no reader would see that.</summary>
    Task<long?> MisstoredAsync(string caseId, CancellationToken cancellation = default);

    /// <summary>A page of cases, without their snapshots.</summary>
    Task<IReadOnlyList<CaseSummary>> ListCasesAsync(CaseQuery query, CancellationToken cancellation = default);

    /// <summary>A page of running cases whole, by id.</summary>
    /// <param name="afterId">Cases after this id; empty: from the first.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<CaseRecord>> RunningAsync(string afterId, int limit, CancellationToken cancellation = default);

    /// <summary>The case's deadlines in the due-table, earliest first.</summary>
    Task<IReadOnlyList<DeadlineRecord>> DeadlinesAsync(string caseId, CancellationToken cancellation = default);

    /// <summary>Deadlines that are due, not parked and not put off, in order of risk, then the earliest first; one that was put off counts from then, so that it starves nobody.</summary>
    /// <param name="now">Those that are to be looked at by then.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="after">Only those that are to be looked at later than this; null: all.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<IReadOnlyList<DeadlineRecord>> DueAsync(DateTimeOffset now, int limit, DateTimeOffset? after = null, CancellationToken cancellation = default);

    /// <summary>When the next deadline that is not parked is to be looked at (UTC): its due time, or until when it was put off. Null when there is none.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellation = default);

    /// <summary>Puts a deadline off for the sweep, because its case could not be reached. Its due time stays; a row that is no longer there is left out silently.</summary>
    Task PutOffAsync(DeadlineRecord deadline, DateTimeOffset until, CancellationToken cancellation = default);

    /// <summary>Puts a deadline that a case waits for back into the due-table, where it is missing; only while the case stands at a sequence.</summary>
    Task RearmAsync(DeadlineRecord deadline, long sequence, CancellationToken cancellation = default);

    /// <summary>Removes a row of the due-table that no case waits for (stale).</summary>
    Task RemoveDeadlineAsync(string caseId, string deadlineId, CancellationToken cancellation = default);

    /// <summary>Messages to try now, oldest first. One waits while an earlier message of its case to the same destination is pending; other destinations and
    /// parked messages are not waited for. Destinations in <paramref name="but"/> are left out, and take no place of others.</summary>
    Task<IReadOnlyList<OutboxRecord>> OutboxDueAsync(DateTimeOffset now, int limit, IReadOnlyCollection<string>? but = null, CancellationToken cancellation = default);

    /// <summary>Takes a message that is to be tried now, so that no other machine tries it before a time; false where another one took it, or it has left.</summary>
    Task<bool> ClaimOutboxAsync(OutboxRecord message, DateTimeOffset until, CancellationToken cancellation = default);

    /// <summary>Writes what became of an attempt: attempts, next try, status, error, delivery time.</summary>
    Task SaveOutboxAsync(OutboxRecord message, CancellationToken cancellation = default);

    /// <summary>Messages with a status, newest first.</summary>
    Task<IReadOnlyList<OutboxRecord>> OutboxAsync(OutboxStatus? status, string? caseId, int limit, CancellationToken cancellation = default);

    /// <summary>One message, or null.</summary>
    Task<OutboxRecord?> FindOutboxAsync(string key, CancellationToken cancellation = default);
}
