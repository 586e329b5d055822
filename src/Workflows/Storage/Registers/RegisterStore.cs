using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Registers;

/// <summary>What guards look up at the moment of an act.</summary>
public sealed class RegisterStore
{
    private const string Insert =
        """
        INSERT INTO registers (kind, key, version, json, changed_at, changed_by) VALUES (@kind, @key, 1, @json, @changed_at, @changed_by)
        ON CONFLICT DO NOTHING
        """;

    private const string Update =
        """
        UPDATE registers SET version = @version, json = @json, changed_at = @changed_at, changed_by = @changed_by
        WHERE kind = @kind AND key = @key AND version = @expected
        """;

    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly CommitQueue _queue;
    private long _writes;

    internal RegisterStore(IDbContextFactory<DoorstepDb> contexts, CommitQueue queue) => (_contexts, _queue) = (contexts, queue);

    /// <summary>Number of writes of this process so far, for whoever keeps a copy.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>An entry, or null.</summary>
    public async Task<RegisterRecord?> FindAsync(string kind, string key, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Registers.SingleOrDefaultAsync(row => row.Kind == kind && row.Key == key, cancellation);
    }

    /// <summary>A register, by key.</summary>
    public async Task<IReadOnlyList<RegisterRecord>> ListAsync(string kind, int limit, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Registers.Where(row => row.Kind == kind).OrderBy(row => row.Key).Take(limit).ToListAsync(cancellation);
    }

    /// <summary>The keys of a register.</summary>
    public async Task<IReadOnlyList<string>> KeysAsync(string kind, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Registers.Where(row => row.Kind == kind).OrderBy(row => row.Key).Select(row => row.Key).ToListAsync(cancellation);
    }

    /// <summary>Writes an entry whose version is the stored one plus one; false when somebody else wrote first.</summary>
    public async Task<bool> SaveAsync(RegisterRecord entry, CancellationToken cancellation = default)
    {
        var isWritten = await _queue.WriteAsync(Statement(entry), cancellation);
        if (isWritten) Interlocked.Increment(ref _writes);
        return isWritten;
    }

    private static PendingWrite Statement(RegisterRecord entry) => entry.Version == 1
        ? PendingWrite.Statement(Insert, [entry.Kind, entry.Key, entry.Json, entry.ChangedAt.ToUnixTimeMilliseconds(), entry.ChangedBy])
        : PendingWrite.Statement(Update, [entry.Version, entry.Json, entry.ChangedAt.ToUnixTimeMilliseconds(), entry.ChangedBy, entry.Kind, entry.Key, entry.Version - 1]);
}
