using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Overview;

/// <summary>How many cases stand in a state.</summary>
/// <param name="DefinitionId">The definition that they run.</param>
/// <param name="State">State path.</param>
/// <param name="Status">Whether they still listen.</param>
/// <param name="Count">How many.</param>
/// <param name="Faulted">How many of them are faulted.</param>
public sealed record StateCount(string DefinitionId, string State, CaseStatus Status, int Count, int Faulted);

/// <summary>A deadline with the case that it is of.</summary>
/// <param name="Deadline">The deadline.</param>
/// <param name="Case">The case.</param>
public sealed record DueCase(DeadlineRecord Deadline, CaseSummary Case);

/// <summary>Reads what people look at over all cases: how many stand where, and what comes due when.</summary>
public sealed class HouseOverview
{
    private static readonly DeadlineRisk[] Risks = Enum.GetValues<DeadlineRisk>();

    private readonly IDbContextFactory<DoorstepDb> _contexts;

    internal HouseOverview(IDbContextFactory<DoorstepDb> contexts) => _contexts = contexts;

    /// <summary>How many cases stand in each state, the most first.</summary>
    public async Task<IReadOnlyList<StateCount>> StatesAsync(CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var counts = await db.Cases.GroupBy(row => new { row.DefinitionId, row.State, row.Status })
            .Select(group => new StateCount(group.Key.DefinitionId, group.Key.State, group.Key.Status, group.Count(), group.Count(row => row.IsFaulted))).ToListAsync(cancellation);
        return [.. counts.OrderByDescending(count => count.Count).ThenBy(count => count.State, StringComparer.Ordinal)];
    }

    /// <summary>How many deadlines come due in each of some stretches of time.</summary>
    /// <param name="bounds">Where the stretches begin (UTC), and where the last one ends; each has its beginning and not its end.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<int>> CountAsync(IReadOnlyList<DateTimeOffset> bounds, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var counts = new List<int>();
        foreach (var (from, until) in bounds.Zip(bounds.Skip(1))) counts.Add(await Ahead(db, from, until).CountAsync(cancellation));
        return counts;
    }

    /// <summary>A page of deadlines, the earliest first.</summary>
    /// <param name="from">Due from then on (UTC); null: everything that is late, that which faulted and was put aside too.</param>
    /// <param name="until">Due before then (UTC).</param>
    /// <param name="skip">Rows before the page.</param>
    /// <param name="take">Rows of the page.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<DueCase>> DueAsync(DateTimeOffset? from, DateTimeOffset until, int skip, int take, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var due = from is { } start ? Ahead(db, start, until) : db.Deadlines.Where(row => row.DueAt < until);
        var page = due.OrderBy(row => row.DueAt).ThenBy(row => row.CaseId).ThenBy(row => row.Id).Skip(skip).Take(take);
        var found = from row in page
                    join one in db.Cases on row.CaseId equals one.Id
                    orderby row.DueAt, row.CaseId, row.Id
                    select new DueCase(row, new CaseSummary(
                        one.Id, one.Tenant, one.BusinessKey, one.DefinitionId, one.DefinitionVersion, one.Status, one.State, one.Name, one.IsFaulted, one.Sequence,
                        one.CreatedAt, one.UpdatedAt, one.CompletedAt));
        return await found.ToListAsync(cancellation);
    }

    /// <summary>What the sweep will look at in a stretch of time: found by its index, one range for each risk.</summary>
    private static IQueryable<DeadlineRecord> Ahead(DoorstepDb db, DateTimeOffset from, DateTimeOffset until) => db.Deadlines.Where(row =>
        !row.IsParked && Risks.Contains(row.Risk) && EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt) >= from && EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt) < until);
}
