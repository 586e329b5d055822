using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Marks;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Cases;

/// <summary>The list of cases: each filter that finds few has an index that lies in the order of the list, so that a page costs its own rows, however many there are.</summary>
internal sealed partial class CaseStore
{
    /// <summary>The last letter there is: what begins with a text sorts before the text and this.</summary>
    private const string LastLetter = "\U0010FFFF";

    private static readonly CaseStatus[] Statuses = Enum.GetValues<CaseStatus>();

    public async Task<IReadOnlyList<CaseSummary>> ListCasesAsync(CaseQuery query, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (query.Key is { Length: > 0 } key) return await Marked(db, ByKey(db, query, CaseMark.KeyOf(key)), Marks(query), query).OrderBy(found => found.Mark.Value).ThenByDescending(found => found.Mark.CreatedAt)
            .ThenBy(found => found.Mark.CaseId).Take(query.Limit).Select(found => found.Case).ToListAsync(cancellation);
        if (Marks(query) is [var mark, .. var others]) return await Marked(db, ByMark(db, query, mark), others, query).OrderByDescending(found => found.Mark.CreatedAt).ThenBy(found => found.Mark.CaseId)
            .Take(query.Limit).Select(found => found.Case).ToListAsync(cancellation);
        if (query.Status is "running" or "completed" || (query.Status is null && query.State is not null)) return await ByStateAsync(db, query, cancellation);
        return await Summaries(Newest(Filter(db.Cases, query), query)).ToListAsync(cancellation);
    }

    /// <summary>What is looked for by its marks, that which finds the fewest first.</summary>
    private static CaseMark[] Marks(CaseQuery query) =>
    [
        .. query.Person is { Length: > 0 } person ? [new CaseMark(CaseMark.Person, person)] : Array.Empty<CaseMark>(),
        .. query.Hold is { Length: > 0 } hold ? [new CaseMark(CaseMark.Hold, hold)] : Array.Empty<CaseMark>(),
        .. query.Team is { Length: > 0 } team ? [new CaseMark(CaseMark.Team, team)] : Array.Empty<CaseMark>(),
    ];

    private static IQueryable<MarkRecord> ByKey(DoorstepDb db, CaseQuery query, string key)
    {
        var end = key + LastLetter;
        var marks = db.Marks.Where(row => row.Kind == CaseMark.Key && row.Value.CompareTo(key) >= 0 && row.Value.CompareTo(end) < 0);
        if (query.After is not var (createdAt, id) || query.AfterKey is null) return marks;
        var last = CaseMark.KeyOf(query.AfterKey);
        return marks.Where(row => row.Value.CompareTo(last) >= 0
            && (row.Value.CompareTo(last) > 0 || row.CreatedAt < createdAt || (row.CreatedAt == createdAt && row.CaseId.CompareTo(id) > 0)));
    }

    private static IQueryable<MarkRecord> ByMark(DoorstepDb db, CaseQuery query, CaseMark mark)
    {
        var marks = db.Marks.Where(row => row.Kind == mark.Kind && row.Value == mark.Value);
        if (query.StartedFrom is { } from) marks = marks.Where(row => row.CreatedAt >= from);
        if (query.StartedUntil is { } until) marks = marks.Where(row => row.CreatedAt <= until);
        if (query.After is var (createdAt, id)) marks = marks.Where(row => row.CreatedAt <= createdAt && (row.CreatedAt < createdAt || row.CaseId.CompareTo(id) > 0));
        return marks;
    }

    private IQueryable<MarkedCase> Marked(DoorstepDb db, IQueryable<MarkRecord> marks, CaseMark[] others, CaseQuery query) =>
        from mark in marks
        join one in AlsoMarked(db, FilterState(Filter(db.Cases, query with { After = null }), query), others) on mark.CaseId equals one.Id
        select new MarkedCase
        {
            Mark = mark,
            Case = new CaseSummary(
                one.Id, one.Tenant, one.BusinessKey, one.DefinitionId, one.DefinitionVersion, one.Status, one.State, one.Name, one.IsFaulted, one.Sequence,
                one.CreatedAt, one.UpdatedAt, one.CompletedAt),
        };

    /// <summary>State by state in the order of the list, then put together: an index has the cases of one state in that order, and none has those of several.</summary>
    private async Task<IReadOnlyList<CaseSummary>> ByStateAsync(DoorstepDb db, CaseQuery query, CancellationToken cancellation)
    {
        var found = new List<(DateTimeOffset CreatedAt, string Id)>();
        foreach (var status in Statuses.Where(status => query.Status is null || query.Status == (status == CaseStatus.Running ? "running" : "completed")))
        {
            foreach (var state in await StatesAsync(db, status, query.State, cancellation))
            {
                var rows = Newest(Filter(db.Cases.Where(row => row.Status == status && row.State == state), query with { Status = null }), query);
                found.AddRange((await rows.Select(row => new { row.CreatedAt, row.Id }).ToListAsync(cancellation)).Select(row => (row.CreatedAt, row.Id)));
            }
        }

        string[] ids = [.. found.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id, StringComparer.Ordinal).Take(query.Limit).Select(row => row.Id)];
        if (ids.Length == 0) return [];
        // Without an order, or SQLite would walk the whole list to find them in it.
        var page = await Summaries(db.Cases.Where(row => ids.Contains(row.Id))).ToListAsync(cancellation);
        return [.. page.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id, StringComparer.Ordinal)];
    }

    /// <summary>The states in which there are cases, one look into the index for each: a state and its inner ones, or all.</summary>
    private static async Task<List<string>> StatesAsync(DoorstepDb db, CaseStatus status, string? within, CancellationToken cancellation)
    {
        var states = new List<string>();
        var rows = db.Cases.Where(row => row.Status == status);
        if (within is not null && await rows.AnyAsync(row => row.State == within, cancellation)) states.Add(within);
        // Inner states are a range: '0' is what follows '/'.
        var (last, end) = within is null ? ("", LastLetter) : ($"{within}/", $"{within}0");
        while (await rows.Where(row => row.State.CompareTo(last) > 0 && row.State.CompareTo(end) < 0).OrderBy(row => row.State).Select(row => row.State).FirstOrDefaultAsync(cancellation) is { } next) states.Add(last = next);
        return states;
    }

    private static IQueryable<CaseRecord> Newest(IQueryable<CaseRecord> cases, CaseQuery query) => cases.OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id).Take(query.Limit);

    private static IQueryable<CaseSummary> Summaries(IQueryable<CaseRecord> cases) => cases.Select(row => new CaseSummary(
        row.Id, row.Tenant, row.BusinessKey, row.DefinitionId, row.DefinitionVersion, row.Status, row.State, row.Name, row.IsFaulted, row.Sequence,
        row.CreatedAt, row.UpdatedAt, row.CompletedAt));

    private static IQueryable<CaseRecord> FilterState(IQueryable<CaseRecord> cases, CaseQuery query) => query.State is { } state ? cases.Where(StorageDatabase.IsWithin(state)) : cases;

    /// <summary>Everything but the state.</summary>
    private IQueryable<CaseRecord> Filter(IQueryable<CaseRecord> cases, CaseQuery query)
    {
        if (query.Tenant is { } tenant) cases = cases.Where(row => row.Tenant == tenant);
        if (query.Tenants.Count > 0) cases = cases.Where(row => query.Tenants.Contains(row.Tenant));
        if (query.Ids is { } ids) cases = cases.Where(row => ids.Contains(row.Id));
        if (query.Status is { } status) cases = FilterStatus(cases, status);
        if (query.Text is { Length: > 0 } text) cases = cases.Where(database.MatchesText(LikePattern.StartsWith(text)));
        if (query.StartedFrom is { } from) cases = cases.Where(row => row.CreatedAt >= from);
        if (query.StartedUntil is { } until) cases = cases.Where(row => row.CreatedAt <= until);
        if (query.After is var (createdAt, id)) cases = cases.Where(row => row.CreatedAt <= createdAt && (row.CreatedAt < createdAt || row.Id.CompareTo(id) > 0));
        return query.Status is "faulted" ? FilterState(cases, query) : cases;
    }

    private static IQueryable<CaseRecord> AlsoMarked(DoorstepDb db, IQueryable<CaseRecord> cases, CaseMark[] marks) => marks.Aggregate(
        cases, (found, mark) => found.Where(row => db.Marks.Any(other => other.Kind == mark.Kind && other.Value == mark.Value && other.CreatedAt == row.CreatedAt && other.CaseId == row.Id)));

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

    private sealed class MarkedCase
    {
        public required MarkRecord Mark { get; init; }

        public required CaseSummary Case { get; init; }
    }
}
