using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Acts;

/// <summary>Reads decisions on acts and what was done to persons. Both are written with the step that they belong to.</summary>
public sealed class ActStore
{
    private readonly IDbContextFactory<DoorstepDb> _contexts;

    internal ActStore(IDbContextFactory<DoorstepDb> contexts) => _contexts = contexts;

    /// <summary>The last decision on an act, or null.</summary>
    public async Task<ActRecord?> LastAsync(string actId, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Acts.Where(row => row.ActId == actId).OrderByDescending(row => row.Try).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Decisions on the acts of a case, newest first.</summary>
    public async Task<IReadOnlyList<ActRecord>> ListAsync(string caseId, int limit, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Acts.Where(row => row.CaseId == caseId).OrderByDescending(row => row.Sequence).Take(limit).ToListAsync(cancellation);
    }

    /// <summary>What was done to a person, or null where nobody has counted.</summary>
    public async Task<DebtorRecord?> FindDebtorAsync(string tenant, string token, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Debtors.SingleOrDefaultAsync(row => row.Tenant == tenant && row.Token == token, cancellation);
    }
}
