using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Overview;

/// <summary>What stands in the outbox.</summary>
/// <param name="Due">Messages that should leave now.</param>
/// <param name="Later">Messages that wait for their time, or for another try.</param>
/// <param name="Parked">Messages that were given up.</param>
/// <param name="DueSince">Since when the oldest of those that are due has been (UTC); null: none is.</param>
public sealed record OutboxReading(long Due, long Later, long Parked, DateTimeOffset? DueSince);

/// <summary>Reads how much stands in the outbox.</summary>
public sealed class OutboxLevel
{
    private readonly IDbContextFactory<DoorstepDb> _contexts;

    internal OutboxLevel(IDbContextFactory<DoorstepDb> contexts) => _contexts = contexts;

    /// <summary>How it stands at a time.</summary>
    public async Task<OutboxReading> ReadAsync(DateTimeOffset now, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var pending = db.Outbox.Where(row => row.Status == OutboxStatus.Pending);
        var due = pending.Where(row => row.NextTryAt <= now);
        return new OutboxReading(
            await due.LongCountAsync(cancellation), await pending.LongCountAsync(row => row.NextTryAt > now, cancellation),
            await db.Outbox.LongCountAsync(row => row.Status == OutboxStatus.Parked, cancellation),
            await due.OrderBy(row => row.NextTryAt).Select(row => (DateTimeOffset?)row.NextTryAt).FirstOrDefaultAsync(cancellation));
    }
}
