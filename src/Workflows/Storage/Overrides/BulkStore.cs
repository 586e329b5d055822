using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Model;
using Doorstep.Workflows.Storage.Seals;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Overrides;

/// <summary>Bulk overrides and their cases. What is still to do is what waits, so a process that dies in between goes on where it was.</summary>
public sealed class BulkStore
{
    private const int ChunkSize = 500;

    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly CommitQueue _queue;
    private readonly DataSeal _seal;

    internal BulkStore(IDbContextFactory<DoorstepDb> contexts, CommitQueue queue, DataSeal seal) => (_contexts, _queue, _seal) = (contexts, queue, seal);

    /// <summary>A bulk override, or null.</summary>
    public async Task<BulkRecord?> FindAsync(string id, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.BulkOverrides.SingleOrDefaultAsync(row => row.Id == id, cancellation);
    }

    /// <summary>Bulk overrides, newest first.</summary>
    public async Task<IReadOnlyList<BulkRecord>> ListAsync(BulkStatus? status, int limit, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var rows = status is { } wanted ? db.BulkOverrides.Where(row => row.Status == wanted) : db.BulkOverrides;
        return await rows.OrderByDescending(row => row.RequestedAt).ThenBy(row => row.Id).Take(limit).ToListAsync(cancellation);
    }

    /// <summary>Adds a bulk override with its cases; false when there is one with its id. Cases come first: one without its bulk override is nobody's, and a repetition replaces them.</summary>
    public async Task<bool> AddAsync(BulkRecord bulk, IReadOnlyList<BulkItemRecord> items, CancellationToken cancellation = default)
    {
        if (await FindAsync(bulk.Id, cancellation) is not null) return false;
        await _queue.WriteAsync(new PendingWrite(0, commands => RunAsync(commands, [(OverrideSql.DeleteItems, [bulk.Id])])), cancellation);
        foreach (var chunk in items.Chunk(ChunkSize))
        {
            (string, object?[])[] rows = [.. chunk.Select(item => (OverrideSql.InsertItem, new object?[] { item.BulkId, item.Number, item.CaseId, item.Sequence, item.Status.ToString() }))];
            await _queue.WriteAsync(new PendingWrite(0, commands => RunAsync(commands, rows)), cancellation);
        }

        return await _queue.WriteAsync(
            PendingWrite.Statement(OverrideSql.InsertBulk, [bulk.Id, bulk.Status.ToString(), bulk.Verb, bulk.RequestedBy, bulk.RequestedAt.ToUnixTimeMilliseconds(), _seal.Close(bulk).Json]), cancellation);
    }

    /// <summary>Writes a bulk override whose version is the stored one plus one; false when somebody else wrote first.</summary>
    public Task<bool> SaveAsync(BulkRecord bulk, CancellationToken cancellation = default) => _queue.WriteAsync(
        PendingWrite.Statement(OverrideSql.UpdateBulk, [bulk.Version, bulk.Status.ToString(), _seal.Close(bulk).Json, bulk.Id, bulk.Version - 1]), cancellation);

    /// <summary>Cases of a bulk override after a turn, in turn.</summary>
    public async Task<IReadOnlyList<BulkItemRecord>> ItemsAsync(string bulkId, BulkItemStatus? status, int after, int limit, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var rows = db.BulkItems.Where(row => row.BulkId == bulkId && row.Number > after);
        if (status is { } wanted) rows = rows.Where(row => row.Status == wanted);
        return await rows.OrderBy(row => row.Number).Take(limit).ToListAsync(cancellation);
    }

    /// <summary>How many cases of a bulk override stand where.</summary>
    public async Task<IReadOnlyDictionary<BulkItemStatus, int>> CountsAsync(string bulkId, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.BulkItems.Where(row => row.BulkId == bulkId).GroupBy(row => row.Status).Select(same => new { same.Key, Count = same.Count() }).ToDictionaryAsync(same => same.Key, same => same.Count, cancellation);
    }

    /// <summary>Writes what became of a case that had its turn; false when somebody wrote it first.</summary>
    /// <param name="item">The case.</param>
    /// <param name="before">Where it stood before its turn.</param>
    /// <param name="cancellation">Gives up.</param>
    public Task<bool> SaveItemAsync(BulkItemRecord item, BulkItemStatus before, CancellationToken cancellation = default) => _queue.WriteAsync(
        PendingWrite.Statement(OverrideSql.UpdateItem, [item.Status.ToString(), item.At?.ToUnixTimeMilliseconds(), _seal.Close(item).Result, item.BulkId, item.Number, before.ToString()]), cancellation);

    private static async Task<WriteResult> RunAsync(PreparedCommands commands, (string Sql, object?[] Values)[] statements)
    {
        foreach (var (sql, values) in statements) await commands.ExecuteAsync(sql, values);
        return WriteResult.Written;
    }
}
