using System.Collections.Immutable;
using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Model;
using Doorstep.Workflows.Storage.Seals;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Overrides;

/// <summary>Overrides that were asked for. One that is applied is written with the step of its case; nothing is ever removed.</summary>
public sealed class OverrideStore
{
    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly CommitQueue _queue;
    private readonly DataSeal _seal;

    internal OverrideStore(IDbContextFactory<DoorstepDb> contexts, CommitQueue queue, DataSeal seal) => (_contexts, _queue, _seal) = (contexts, queue, seal);

    /// <summary>An override, or null.</summary>
    public async Task<OverrideRecord?> FindAsync(string id, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Overrides.SingleOrDefaultAsync(row => row.Id == id, cancellation);
    }

    /// <summary>Overrides, newest first; of one case, or of all.</summary>
    public async Task<IReadOnlyList<OverrideRecord>> ListAsync(string? caseId, OverrideStatus? status, int limit, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var rows = db.Overrides.AsQueryable();
        if (caseId is not null) rows = rows.Where(row => row.CaseId == caseId);
        if (status is { } wanted) rows = rows.Where(row => row.Status == wanted);
        return await rows.OrderByDescending(row => row.RequestedAt).ThenBy(row => row.Id).Take(limit).ToListAsync(cancellation);
    }

    /// <summary>Those that wait for a second person at a moment, the most urgent first.</summary>
    /// <param name="tenants">Only of cases of these; empty: of all.</param>
    /// <param name="now">The moment (UTC).</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<OverrideRecord>> WaitingAsync(IReadOnlyCollection<string> tenants, DateTimeOffset now, int limit, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var rows = tenants.Count == 0 ? db.Overrides : db.Overrides.Where(row => tenants.Contains(row.Tenant));
        return await rows.Where(row => row.Status == OverrideStatus.Pending && row.ExpiresAt > now).OrderBy(row => row.ExpiresAt).ThenBy(row => row.Id).Take(limit).ToListAsync(cancellation);
    }

    /// <summary>The business keys of cases, by their ids.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CaseKeysAsync(IReadOnlyCollection<string> cases, CancellationToken cancellation = default)
    {
        if (cases.Count == 0) return ImmutableDictionary<string, string>.Empty;
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Cases.Where(row => cases.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.BusinessKey, StringComparer.Ordinal, cancellation);
    }

    /// <summary>Writes an override whose version is the stored one plus one; false when somebody else wrote first.</summary>
    public Task<bool> SaveAsync(OverrideRecord row, CancellationToken cancellation = default)
    {
        var (sql, values) = OverrideSql.Write(_seal.Close(row));
        return _queue.WriteAsync(PendingWrite.Statement(sql, values), cancellation);
    }
}
