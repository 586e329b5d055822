using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Registers;

/// <summary>Versions of policy packs. None is ever changed or removed.</summary>
public sealed class PackStore
{
    private const string Insert =
        """
        INSERT INTO policy_packs (reference, content, content_hash, posted_at, posted_by, approved_at, approved_by)
        VALUES (@reference, @content, @content_hash, @posted_at, @posted_by, @approved_at, @approved_by)
        ON CONFLICT DO NOTHING
        """;

    private const string Approve = "UPDATE policy_packs SET approved_at = @approved_at, approved_by = @approved_by WHERE reference = @reference AND approved_at IS NULL";

    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly CommitQueue _queue;
    private long _writes;

    private readonly SharedRead<IReadOnlyList<PackRecord>> _approved;

    internal PackStore(IDbContextFactory<DoorstepDb> contexts, CommitQueue queue) => (_contexts, _queue, _approved) = (contexts, queue, new(ReadApprovedAsync));

    /// <summary>Number of writes of this process so far, for whoever keeps a copy.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>A version, approved or not; null when there is none.</summary>
    public async Task<PackRecord?> FindAsync(string reference, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.PolicyPacks.SingleOrDefaultAsync(row => row.Reference == reference, cancellation);
    }

    /// <summary>Every version, by reference.</summary>
    public async Task<IReadOnlyList<PackRecord>> ListAsync(CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.PolicyPacks.OrderBy(row => row.Reference).ToListAsync(cancellation);
    }

    /// <summary>Every approved version and when it was approved, without content.</summary>
    public Task<IReadOnlyList<PackRecord>> ApprovedAsync(CancellationToken cancellation = default) => _approved.AskAsync(cancellation);

    /// <summary>Adds a version; false when there is one with its reference.</summary>
    public Task<bool> AddAsync(PackRecord pack, CancellationToken cancellation = default) => WriteAsync(
        PendingWrite.Statement(
            Insert,
            [pack.Reference, pack.Content, pack.ContentHash, pack.PostedAt.ToUnixTimeMilliseconds(), pack.PostedBy, pack.ApprovedAt?.ToUnixTimeMilliseconds(), pack.ApprovedBy]),
        cancellation);

    /// <summary>Approves a version; false when there is none that waits for it.</summary>
    public Task<bool> ApproveAsync(string reference, string by, DateTimeOffset at, CancellationToken cancellation = default) =>
        WriteAsync(PendingWrite.Statement(Approve, [at.ToUnixTimeMilliseconds(), by, reference]), cancellation);

    private async Task<bool> WriteAsync(PendingWrite write, CancellationToken cancellation)
    {
        var isWritten = await _queue.WriteAsync(write, cancellation);
        if (isWritten) Interlocked.Increment(ref _writes);
        return isWritten;
    }

    // Every start and every act asks for it.
    private async Task<IReadOnlyList<PackRecord>> ReadApprovedAsync()
    {
        await using var db = await _contexts.CreateDbContextAsync();
        return await db.PolicyPacks.Where(row => row.ApprovedAt != null).OrderBy(row => row.Reference)
            .Select(row => new PackRecord(row.Reference, "", row.ContentHash, row.PostedAt, row.PostedBy, row.ApprovedAt, row.ApprovedBy)).ToListAsync();
    }
}
