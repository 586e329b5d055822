using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Concerns;

/// <summary>A concern with the case that it is about.</summary>
/// <param name="Concern">What waits.</param>
/// <param name="Case">The case.</param>
public sealed record ConcernedCase(ConcernRecord Concern, CaseSummary Case);

/// <summary>How much of a kind waits.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Count">How many.</param>
/// <param name="New">How many of them came after the time that was asked about.</param>
/// <param name="Late">How many of them are late.</param>
/// <param name="OldestAt">Since when the first of them waits (UTC).</param>
public sealed record ConcernCount(string Kind, int Count, int New, int Late, DateTimeOffset OldestAt);

/// <summary>Reads what waits for people, over all cases. Reading touches what waits and no other case.</summary>
public sealed class ConcernStore
{
    private readonly IDbContextFactory<DoorstepDb> _contexts;

    internal ConcernStore(IDbContextFactory<DoorstepDb> contexts) => _contexts = contexts;

    /// <summary>How much waits, by kind.</summary>
    /// <param name="tenants">Only about cases of these; empty: of all.</param>
    /// <param name="now">What is due by then is late (UTC).</param>
    /// <param name="since">What came after this is new (UTC).</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<ConcernCount>> CountAsync(IReadOnlyCollection<string> tenants, DateTimeOffset now, DateTimeOffset since, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await Of(db, tenants).GroupBy(row => row.Kind).Select(kind => new ConcernCount(
            kind.Key, kind.Count(), kind.Count(row => row.SinceAt > since), kind.Count(row => row.DueAt != null && row.DueAt <= now), kind.Min(row => row.SinceAt))).ToListAsync(cancellation);
    }

    /// <summary>A page of what waits, the oldest first.</summary>
    /// <param name="kinds">Of these kinds; empty: of all.</param>
    /// <param name="tenants">Only about cases of these; empty: of all.</param>
    /// <param name="skip">Rows before the page.</param>
    /// <param name="take">Rows of the page.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<ConcernedCase>> ListAsync(IReadOnlyCollection<string> kinds, IReadOnlyCollection<string> tenants, int skip, int take, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var rows = kinds.Count == 0 ? Of(db, tenants) : Of(db, tenants).Where(row => kinds.Contains(row.Kind));
        var page = rows.OrderBy(row => row.SinceAt).ThenBy(row => row.CaseId).ThenBy(row => row.Subject).Skip(skip).Take(take);
        var found = from row in page
                    join one in db.Cases on row.CaseId equals one.Id
                    orderby row.SinceAt, row.CaseId, row.Subject
                    select new ConcernedCase(row, new CaseSummary(
                        one.Id, one.Tenant, one.BusinessKey, one.DefinitionId, one.DefinitionVersion, one.Status, one.State, one.Name, one.IsFaulted, one.Sequence,
                        one.CreatedAt, one.UpdatedAt, one.CompletedAt));
        return await found.ToListAsync(cancellation);
    }

    /// <summary>What waits about one case, the oldest first.</summary>
    public async Task<IReadOnlyList<ConcernRecord>> OfAsync(string caseId, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Concerns.Where(row => row.CaseId == caseId).OrderBy(row => row.SinceAt).ThenBy(row => row.Kind).ThenBy(row => row.Subject).ToListAsync(cancellation);
    }

    private static IQueryable<ConcernRecord> Of(DoorstepDb db, IReadOnlyCollection<string> tenants) =>
        tenants.Count == 0 ? db.Concerns : db.Concerns.Where(row => db.Cases.Any(one => one.Id == row.CaseId && tenants.Contains(one.Tenant)));
}
