using Doorstep.Workflows.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Cases;

internal sealed partial class CaseStore
{
    public async Task<CaseRecord?> FindCaseAsync(string caseId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Cases.SingleOrDefaultAsync(row => row.Id == caseId, cancellation);
    }

    public async Task<string?> FindCaseIdAsync(string tenant, string businessKey, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Cases
            .Where(row => row.Status == CaseStatus.Running && row.Tenant == tenant && row.BusinessKey == businessKey)
            .Select(row => row.Id)
            .SingleOrDefaultAsync(cancellation);
    }

    public async Task<IReadOnlyList<CaseRecord>> RunningAsync(string afterId, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Cases.Where(row => row.Status == CaseStatus.Running && row.Id.CompareTo(afterId) > 0).OrderBy(row => row.Id).Take(limit).ToListAsync(cancellation);
    }
}
