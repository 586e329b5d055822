using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Cases;

/// <summary>Cases for a table with numbered pages and a total. The API's own list has no total and never loses its place; this one is for people who turn pages.</summary>
public sealed class CasePages
{
    /// <summary>A total is counted up to here; beyond it nobody turns pages.</summary>
    public const int TotalMax = 10_000;

    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly StorageDatabase _database;

    internal CasePages(IDbContextFactory<DoorstepDb> contexts, StorageDatabase database) => (_contexts, _database) = (contexts, database);

    /// <summary>A page, and how many there are in all (at most <see cref="TotalMax"/>).</summary>
    public async Task<CasePage> FindAsync(CasePageQuery query, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var found = Filter(db.Cases, query);
        var total = await found.Take(TotalMax).CountAsync(cancellation);
        var items = await Order(found, query).Skip(query.Skip).Take(query.Take)
            .Select(row => new CaseSummary(
                row.Id, row.Tenant, row.BusinessKey, row.DefinitionId, row.DefinitionVersion, row.Status, row.State, row.Name, row.IsFaulted, row.Sequence,
                row.CreatedAt, row.UpdatedAt, row.CompletedAt))
            .ToListAsync(cancellation);
        return new CasePage(items, total);
    }

    /// <summary>How far cases are: their sequences by id. Unknown ids are left out.</summary>
    public async Task<IReadOnlyDictionary<string, long>> SequencesAsync(IReadOnlyCollection<string> caseIds, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Cases.Where(row => caseIds.Contains(row.Id)).Select(row => new { row.Id, row.Sequence }).ToDictionaryAsync(row => row.Id, row => row.Sequence, cancellation);
    }

    private IQueryable<CaseRecord> Filter(IQueryable<CaseRecord> cases, CasePageQuery query)
    {
        if (query.Text is { Length: > 0 } text) cases = cases.Where(_database.MatchesText(LikePattern.StartsWith(text)));
        if (query.Ids.Count > 0) cases = cases.Where(row => query.Ids.Contains(row.Id));
        if (query.Tenants.Count > 0) cases = cases.Where(row => query.Tenants.Contains(row.Tenant));
        if (query.DefinitionIds.Count > 0) cases = cases.Where(row => query.DefinitionIds.Contains(row.DefinitionId));
        if (query.Version is { } version) cases = cases.Where(row => row.DefinitionVersion == version);
        if (query.State is { Length: > 0 } state) cases = cases.Where(StorageDatabase.IsWithin(state));
        if (query.BusinessKey is { Length: > 0 } key) cases = cases.Where(row => row.BusinessKey == key);
        if (query.Status is { } status) cases = cases.Where(row => row.Status == status);
        if (query.IsFaulted is { } isFaulted) cases = cases.Where(row => row.IsFaulted == isFaulted);
        foreach (var bound in query.Times) cases = Within(cases, bound);
        return cases;
    }

    private static IQueryable<CaseRecord> Within(IQueryable<CaseRecord> cases, TimeBound bound) => (bound.Column, bound.IsFrom) switch
    {
        (CaseTime.Created, true) => cases.Where(row => row.CreatedAt >= bound.At),
        (CaseTime.Created, false) => cases.Where(row => row.CreatedAt <= bound.At),
        (CaseTime.Updated, true) => cases.Where(row => row.UpdatedAt >= bound.At),
        (CaseTime.Updated, false) => cases.Where(row => row.UpdatedAt <= bound.At),
        (_, true) => cases.Where(row => row.CompletedAt >= bound.At),
        (_, false) => cases.Where(row => row.CompletedAt <= bound.At),
    };

    private static IQueryable<CaseRecord> Order(IQueryable<CaseRecord> cases, CasePageQuery query) => ((query.OrderBy, query.IsDescending) switch
    {
        (CaseOrder.Created, true) => cases.OrderByDescending(row => row.CreatedAt),
        (CaseOrder.Created, false) => cases.OrderBy(row => row.CreatedAt),
        (CaseOrder.Updated, true) => cases.OrderByDescending(row => row.UpdatedAt),
        (CaseOrder.Updated, false) => cases.OrderBy(row => row.UpdatedAt),
        (CaseOrder.Completed, true) => cases.OrderByDescending(row => row.CompletedAt),
        (CaseOrder.Completed, false) => cases.OrderBy(row => row.CompletedAt),
        (_, true) => cases.OrderByDescending(row => row.Name),
        (_, false) => cases.OrderBy(row => row.Name),
    }).ThenBy(row => row.Id);
}
