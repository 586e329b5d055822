using Doorstep.Workflows.Storage.Commit;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Cases;

internal sealed partial class CaseStore
{
    public async Task<IReadOnlyList<OutboxRecord>> OutboxDueAsync(DateTimeOffset now, int limit, IReadOnlyCollection<string>? but, CancellationToken cancellation)
    {
        var busy = but ?? [];
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Outbox
            .Where(row => row.Status == OutboxStatus.Pending && row.NextTryAt <= now && !busy.Contains(row.Destination))
            .Where(row => !db.Outbox.Any(earlier =>
                earlier.CaseId == row.CaseId && earlier.Status == OutboxStatus.Pending && earlier.Destination == row.Destination
                && (earlier.Sequence < row.Sequence || (earlier.Sequence == row.Sequence && earlier.Number < row.Number))))
            .OrderBy(row => row.NextTryAt).ThenBy(row => row.CaseId).ThenBy(row => row.Sequence).ThenBy(row => row.Number).ThenBy(row => row.Key)
            .Take(limit)
            .ToListAsync(cancellation);
    }

    public Task<bool> ClaimOutboxAsync(OutboxRecord message, DateTimeOffset until, CancellationToken cancellation) =>
        WriteAsync(StepSql.ClaimOutbox, [until.ToUnixTimeMilliseconds(), message.Key, message.NextTryAt.ToUnixTimeMilliseconds(), nameof(OutboxStatus.Pending)], cancellation);

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
