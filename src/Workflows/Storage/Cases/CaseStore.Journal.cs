using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Cases;

internal sealed partial class CaseStore
{
    public async Task<JournalRecord?> FindEventAsync(string caseId, string eventId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Journal.SingleOrDefaultAsync(row => row.CaseId == caseId && row.EventId == eventId, cancellation);
    }

    public async Task<long?> MisstoredAsync(string caseId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.Database.SqlQueryRaw<long>(database.MisstoredRow, caseId).ToListAsync(cancellation);
        return rows.Count == 0 ? null : rows[0];
    }

    public async Task<IReadOnlyList<JournalRecord>> JournalAsync(string caseId, long afterSequence, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Journal
            .Where(row => row.CaseId == caseId && row.Sequence > afterSequence)
            .OrderBy(row => row.Sequence)
            .Take(limit)
            .ToListAsync(cancellation);
    }
}
