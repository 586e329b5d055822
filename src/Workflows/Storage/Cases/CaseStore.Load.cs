using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Cases;

internal sealed partial class CaseStore
{
    /// <summary>Cases that one read loads at most: some hundred kilobytes.</summary>
    private const int LoadedMax = 200;

    // A start of a whole portfolio and the deadlines of a night load thousands of cases.
    private readonly GroupedRead<string, StoredCase> _loads = new(ids => ReadAsync(contexts, ids), LoadedMax);

    public Task<StoredCase?> LoadAsync(string caseId, CancellationToken cancellation) => _loads.AskAsync(caseId, cancellation);

    private static async Task<IReadOnlyDictionary<string, StoredCase>> ReadAsync(IDbContextFactory<DoorstepDb> contexts, IReadOnlyCollection<string> ids)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var cases = await db.Cases.Where(row => EF.Parameter(ids).Contains(row.Id)).ToListAsync();
        if (cases.Count == 0) return new Dictionary<string, StoredCase>();
        var deadlines = (await db.Deadlines.Where(row => EF.Parameter(ids).Contains(row.CaseId)).Select(row => new { row.CaseId, row.Id }).ToListAsync())
            .ToLookup(row => row.CaseId, row => row.Id, StringComparer.Ordinal);
        // Sequences have no gaps, so the newest rows are those whose number is near to the case's.
        var events = (await (from row in db.Cases
                             where EF.Parameter(ids).Contains(row.Id)
                             from step in db.Journal
                             where step.CaseId == row.Id && step.Sequence > row.Sequence - StoredCase.EventsMax && step.EventId != null
                             select new { step.CaseId, step.Sequence, step.EventId }).ToListAsync())
            .OrderByDescending(step => step.Sequence).ToLookup(step => step.CaseId, step => step.EventId!, StringComparer.Ordinal);
        return cases.ToDictionary(row => row.Id, row => new StoredCase(row, [.. events[row.Id]], [.. deadlines[row.Id]]), StringComparer.Ordinal);
    }
}
