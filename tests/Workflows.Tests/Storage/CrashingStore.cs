using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>Where a <see cref="CrashingStore"/> can die. Every writing call counts as a commit, whether of a step, a message or a deadline.</summary>
[Flags]
public enum CrashPoints
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>Before anything was written.</summary>
    BeforeCommit = 1,

    /// <summary>After the write is durable; its answer is lost.</summary>
    AfterCommit = 2,

    /// <summary>Before a read.</summary>
    BeforeRead = 4,

    /// <summary>After a read; its answer is lost.</summary>
    AfterRead = 8,

    /// <summary>At every await.</summary>
    All = BeforeCommit | AfterCommit | BeforeRead | AfterRead,
}

/// <summary>The death of a <see cref="CrashingStore"/>: what would have been the end of the process, or of its connection.</summary>
public sealed class CrashException(CrashPoints point, string call, int seed)
    : Exception($"Died {point} of {call} (seed {seed}).")
{
    /// <summary>Where it died; <see cref="CrashPoints.None"/> for a call to a store that is dead already.</summary>
    public CrashPoints Point { get; } = point;
}

/// <summary>
/// A store that dies where it is told to, for crash simulations. What it wraps is a real store on a real database: a write before which it dies is
/// not there, a write after which it dies is durable and only its answer is lost.
/// <list type="bullet">
/// <item>By plan: <c>store.DieAt(CrashPoints.AfterCommit, nth: 3)</c> dies once, at the third such point from now.</item>
/// <item>By chance: <c>new CrashingStore(real, seed) { Odds = 0.2 }</c> dies at one in five points of <see cref="Where"/>. The same seed dies at the same
/// points as long as the calls come in the same order; print it when a test fails (the exception names it).</item>
/// </list>
/// With <see cref="StaysDead"/> the whole process is gone: every call fails, those under way too, until <see cref="Restart"/>; drop whatever was in
/// memory and go on as a new process would. Without it, only the one call fails, as when a connection breaks.
/// </summary>
public sealed class CrashingStore(ICaseStore real, int seed) : ICaseStore
{
    private readonly Lock _gate = new();
#pragma warning disable CA5394 // The dice of a simulation must fall the same way every time.
    private readonly Random _dice = new(seed);
#pragma warning restore CA5394
    private readonly List<string> _deaths = [];
    private (CrashPoints Point, int Left) _plan;
    private int _life;
    private bool _isDead;

    /// <summary>How likely it dies at each point of <see cref="Where"/>, from 0 to 1.</summary>
    public double Odds { get; init; }

    /// <summary>Where chance strikes.</summary>
    public CrashPoints Where { get; init; } = CrashPoints.All;

    /// <summary>Whether a death is the process's, to be followed by <see cref="Restart"/>, and not only the call's.</summary>
    public bool StaysDead { get; init; }

    /// <summary>Where it died so far, in order.</summary>
    public IReadOnlyList<string> Deaths
    {
        get
        {
            lock (_gate) return [.. _deaths];
        }
    }

    /// <summary>Dies once, at the <paramref name="nth"/> of these points from now.</summary>
    public void DieAt(CrashPoints point, int nth = 1)
    {
        lock (_gate) _plan = (point, nth);
    }

    /// <summary>A new process: what was dead lives, what was under way stays lost.</summary>
    public void Restart()
    {
        lock (_gate)
        {
            _isDead = false;
            _life++;
        }
    }

    /// <inheritdoc />
    public Task<CommitOutcome> CommitAsync(StepRecord step, CancellationToken cancellation = default) =>
        WriteAsync(nameof(CommitAsync), () => real.CommitAsync(step, cancellation));

    /// <inheritdoc />
    public Task PutOffAsync(DeadlineRecord deadline, DateTimeOffset until, CancellationToken cancellation = default) =>
        WriteAsync(nameof(PutOffAsync), () => Done(real.PutOffAsync(deadline, until, cancellation)));

    /// <inheritdoc />
    public Task RemoveDeadlineAsync(string caseId, string deadlineId, CancellationToken cancellation = default) =>
        WriteAsync(nameof(RemoveDeadlineAsync), () => Done(real.RemoveDeadlineAsync(caseId, deadlineId, cancellation)));

    /// <inheritdoc />
    public Task<bool> ClaimOutboxAsync(OutboxRecord message, DateTimeOffset until, CancellationToken cancellation = default) =>
        WriteAsync(nameof(ClaimOutboxAsync), () => real.ClaimOutboxAsync(message, until, cancellation));

    /// <inheritdoc />
    public Task SaveOutboxAsync(OutboxRecord message, CancellationToken cancellation = default) =>
        WriteAsync(nameof(SaveOutboxAsync), () => Done(real.SaveOutboxAsync(message, cancellation)));

    /// <inheritdoc />
    public Task<CaseRecord?> FindCaseAsync(string caseId, CancellationToken cancellation = default) =>
        ReadAsync(nameof(FindCaseAsync), () => real.FindCaseAsync(caseId, cancellation));

    /// <inheritdoc />
    public Task<string?> FindCaseIdAsync(string tenant, string businessKey, CancellationToken cancellation = default) =>
        ReadAsync(nameof(FindCaseIdAsync), () => real.FindCaseIdAsync(tenant, businessKey, cancellation));

    /// <inheritdoc />
    public Task<JournalRecord?> FindEventAsync(string caseId, string eventId, CancellationToken cancellation = default) =>
        ReadAsync(nameof(FindEventAsync), () => real.FindEventAsync(caseId, eventId, cancellation));

    /// <inheritdoc />
    public Task<StoredCase?> LoadAsync(string caseId, CancellationToken cancellation = default) =>
        ReadAsync(nameof(LoadAsync), () => real.LoadAsync(caseId, cancellation));

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalRecord>> JournalAsync(string caseId, long afterSequence, int limit, CancellationToken cancellation = default) =>
        ReadAsync(nameof(JournalAsync), () => real.JournalAsync(caseId, afterSequence, limit, cancellation));

    /// <inheritdoc />
    public Task<IReadOnlyList<CaseSummary>> ListCasesAsync(CaseQuery query, CancellationToken cancellation = default) =>
        ReadAsync(nameof(ListCasesAsync), () => real.ListCasesAsync(query, cancellation));

    /// <inheritdoc />
    public Task<IReadOnlyList<CaseRecord>> RunningAsync(string afterId, int limit, CancellationToken cancellation = default) =>
        ReadAsync(nameof(RunningAsync), () => real.RunningAsync(afterId, limit, cancellation));

    /// <inheritdoc />
    public Task<IReadOnlyList<DeadlineRecord>> DeadlinesAsync(string caseId, CancellationToken cancellation = default) =>
        ReadAsync(nameof(DeadlinesAsync), () => real.DeadlinesAsync(caseId, cancellation));

    /// <inheritdoc />
    public Task<IReadOnlyList<DeadlineRecord>> DueAsync(DateTimeOffset now, int limit, DateTimeOffset? after = null, CancellationToken cancellation = default) =>
        ReadAsync(nameof(DueAsync), () => real.DueAsync(now, limit, after, cancellation));

    /// <inheritdoc />
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellation = default) =>
        ReadAsync(nameof(NextDueAsync), () => real.NextDueAsync(cancellation));

    /// <inheritdoc />
    public Task<long?> MisstoredAsync(string caseId, CancellationToken cancellation = default) => ReadAsync(nameof(MisstoredAsync), () => real.MisstoredAsync(caseId, cancellation));

    /// <inheritdoc />
    public Task RearmAsync(DeadlineRecord deadline, long sequence, CancellationToken cancellation = default) =>
        WriteAsync(nameof(RearmAsync), () => Done(real.RearmAsync(deadline, sequence, cancellation)));

    public Task<IReadOnlyList<OutboxRecord>> OutboxDueAsync(DateTimeOffset now, int limit, IReadOnlyCollection<string>? but = null, CancellationToken cancellation = default) =>
        ReadAsync(nameof(OutboxDueAsync), () => real.OutboxDueAsync(now, limit, but, cancellation));

    /// <inheritdoc />
    public Task<IReadOnlyList<OutboxRecord>> OutboxAsync(OutboxStatus? status, string? caseId, int limit, CancellationToken cancellation = default) =>
        ReadAsync(nameof(OutboxAsync), () => real.OutboxAsync(status, caseId, limit, cancellation));

    /// <inheritdoc />
    public Task<OutboxRecord?> FindOutboxAsync(string key, CancellationToken cancellation = default) =>
        ReadAsync(nameof(FindOutboxAsync), () => real.FindOutboxAsync(key, cancellation));

    private static async Task<bool> Done(Task write)
    {
        await write;
        return true;
    }

    private Task<T> WriteAsync<T>(string call, Func<Task<T>> write) => CallAsync(call, write, CrashPoints.BeforeCommit, CrashPoints.AfterCommit);

    private Task<T> ReadAsync<T>(string call, Func<Task<T>> read) => CallAsync(call, read, CrashPoints.BeforeRead, CrashPoints.AfterRead);

    private async Task<T> CallAsync<T>(string call, Func<Task<T>> work, CrashPoints before, CrashPoints after)
    {
        var life = Pass(before, call, null);
        var result = await work();
        Pass(after, call, life);
        return result;
    }

    /// <summary>Goes by a point, or dies there; answers the life in which the call was made.</summary>
    private int Pass(CrashPoints point, string call, int? life)
    {
        lock (_gate)
        {
            if (_isDead || (life is not null && life != _life)) throw new CrashException(CrashPoints.None, call, seed);
            if (!Strikes(point)) return _life;

            _deaths.Add($"{point} {call}");
            _isDead = StaysDead;
            throw new CrashException(point, call, seed);
        }
    }

    private bool Strikes(CrashPoints point)
    {
        if (_plan.Point.HasFlag(point) && _plan.Left > 0 && --_plan.Left == 0) return true;
#pragma warning disable CA5394 // As above.
        return Odds > 0 && Where.HasFlag(point) && _dice.NextDouble() < Odds;
#pragma warning restore CA5394
    }
}
