using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Dispatches;

/// <summary>What the database knows of messages that the ledger names.</summary>
public sealed class DispatchStore
{
    /// <summary>How destinations outside of the house begin: what goes there cannot be taken back, and no restore undoes it.</summary>
    public const string Outward = "webhook:";

    /// <summary>Keys asked for at once.</summary>
    public const int ChunkMax = 500;

    private readonly IDbContextFactory<DoorstepDb> _contexts;

    internal DispatchStore(IDbContextFactory<DoorstepDb> contexts) => _contexts = contexts;

    /// <summary>Where messages stand, by key, and how often they were tried; those that are not there are left out.</summary>
    public async Task<IReadOnlyDictionary<string, (OutboxStatus Status, int Attempts)>> MessagesAsync(IReadOnlyCollection<string> keys, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var found = new Dictionary<string, (OutboxStatus, int)>(StringComparer.Ordinal);
        foreach (var chunk in keys.Chunk(ChunkMax))
            foreach (var row in await db.Outbox.Where(row => chunk.Contains(row.Key)).Select(row => new { row.Key, row.Status, row.Attempts }).ToListAsync(cancellation))
                found[row.Key] = (row.Status, row.Attempts);
        return found;
    }

    /// <summary>Steps that cases have taken; those that are not there are left out.</summary>
    public async Task<IReadOnlyDictionary<string, long>> SequencesAsync(IReadOnlyCollection<string> caseIds, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var chunk in caseIds.Chunk(ChunkMax))
            foreach (var row in await db.Cases.Where(row => chunk.Contains(row.Id)).Select(row => new { row.Id, row.Sequence }).ToListAsync(cancellation))
                found[row.Id] = row.Sequence;
        return found;
    }

    /// <summary>Messages to receivers outside that wait to leave, or were given up.</summary>
    public async Task<IReadOnlyList<OutboxRecord>> WaitingAsync(int limit, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Outbox.Where(row => (row.Status == OutboxStatus.Pending || row.Status == OutboxStatus.Parked) && row.Destination.StartsWith(Outward))
            .OrderBy(row => row.CreatedAt).ThenBy(row => row.Key).Take(limit).ToListAsync(cancellation);
    }
}
