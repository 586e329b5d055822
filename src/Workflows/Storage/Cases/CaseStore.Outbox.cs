using Doorstep.Workflows.Storage.Commit;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Cases;

internal sealed partial class CaseStore
{
    public async Task<IReadOnlyList<OutboxRecord>> OutboxDueAsync(DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Outbox
            .Where(row => row.Status == OutboxStatus.Pending && row.NextTryAt <= now)
            .OrderBy(row => row.NextTryAt).ThenBy(row => row.Key)
            .Take(limit)
            .ToListAsync(cancellation);
    }

    public async Task SaveOutboxAsync(OutboxRecord message, CancellationToken cancellation)
    {
        object?[] values =
        [
            message.Attempts, message.NextTryAt.ToUnixTimeMilliseconds(), message.Status.ToString(), message.LastError,
            message.DeliveredAt?.ToUnixTimeMilliseconds(), message.Key,
        ];
        if (!await WriteAsync(StepSql.UpdateOutbox, values, cancellation))
            throw new KeyNotFoundException($"The outbox has no message '{message.Key}'.");
    }

    public async Task<IReadOnlyList<OutboxRecord>> OutboxAsync(OutboxStatus? status, string? caseId, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Outbox
            .Where(row => (status == null || row.Status == status) && (caseId == null || row.CaseId == caseId))
            .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Key)
            .Take(limit)
            .ToListAsync(cancellation);
    }

    public async Task<OutboxRecord?> FindOutboxAsync(string key, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Outbox.SingleOrDefaultAsync(row => row.Key == key, cancellation);
    }
}
