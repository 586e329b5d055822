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

    public async Task<IReadOnlyList<CaseSummary>> ListCasesAsync(CaseQuery query, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Filter(db.Cases, query)
            .OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id)
            .Take(query.Limit)
            .Select(row => new CaseSummary(
                row.Id, row.Tenant, row.BusinessKey, row.DefinitionId, row.DefinitionVersion, row.Status, row.State, row.Name, row.IsFaulted, row.Sequence,
                row.CreatedAt, row.UpdatedAt, row.CompletedAt))
            .ToListAsync(cancellation);
    }

    public async Task<IReadOnlyList<CaseRecord>> RunningAsync(string afterId, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Cases.Where(row => row.Status == CaseStatus.Running && row.Id.CompareTo(afterId) > 0).OrderBy(row => row.Id).Take(limit).ToListAsync(cancellation);
    }

    private IQueryable<CaseRecord> Filter(IQueryable<CaseRecord> cases, CaseQuery query)
    {
        if (query.Tenant is { } tenant) cases = cases.Where(row => row.Tenant == tenant);
        if (query.Tenants.Count > 0) cases = cases.Where(row => query.Tenants.Contains(row.Tenant));
        if (query.Ids is { } ids) cases = cases.Where(row => ids.Contains(row.Id));
        if (query.Status is { } status) cases = FilterStatus(cases, status);
        if (query.State is { } state) cases = cases.Where(StorageDatabase.IsWithin(state));
        if (query.Text is { Length: > 0 } text) cases = cases.Where(database.MatchesText(LikePattern.StartsWith(text)));
        if (query.After is var (createdAt, id))
            cases = cases.Where(row => row.CreatedAt <= createdAt && (row.CreatedAt < createdAt || row.Id.CompareTo(id) > 0));
        return cases;
    }

    private static IQueryable<CaseRecord> FilterStatus(IQueryable<CaseRecord> cases, string status)
    {
        // A variable, because only 'is_faulted = …' can use its index, and a constant becomes 'is_faulted'.
        var isFaulted = true;
        return status switch
        {
            "running" => cases.Where(row => row.Status == CaseStatus.Running),
            "completed" => cases.Where(row => row.Status == CaseStatus.Completed),
            "faulted" => cases.Where(row => row.IsFaulted == isFaulted),
            _ => throw new ArgumentException($"No case has the status '{status}'. It is one of: running, completed, faulted."),
        };
    }
}
