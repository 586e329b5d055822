using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Model;
using Doorstep.Workflows.Storage.Seals;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.DueTables;

/// <summary>What the auditor holds against each other: cases and the due-table. It only reads.</summary>
public sealed class DueTableStore
{
    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly StorageDatabase _database;
    private readonly DataSeal _seal;

    internal DueTableStore(IDbContextFactory<DoorstepDb> contexts, StorageDatabase database, DataSeal seal) => (_contexts, _database, _seal) = (contexts, database, seal);

    /// <summary>The running cases after an id, and every row of the due-table after it up to the last of them; where no more cases follow, every row.</summary>
    public async Task<DueTablePage> PageAsync(string afterId, int limit, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var moment = await _database.BeginReadAsync(db, cancellation);
            var cases = await db.Cases.Where(row => row.Status == CaseStatus.Running && row.Id.CompareTo(afterId) > 0).OrderBy(row => row.Id).Take(limit)
                .Select(row => new WaitingCase(row.Id, row.DefinitionId, row.Sequence, row.Snapshot)).ToListAsync(cancellation);
            var rows = db.Deadlines.Where(row => row.CaseId.CompareTo(afterId) > 0);
            if (cases.Count == limit)
            {
                var last = cases[^1].Id;
                rows = rows.Where(row => row.CaseId.CompareTo(last) <= 0);
            }

            return new DueTablePage([.. cases.Select(Open)], await RowsAsync(rows, cancellation));
        });
    }

    /// <summary>The rows of one case.</summary>
    public async Task<IReadOnlyList<DueRow>> RowsAsync(string caseId, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await RowsAsync(db.Deadlines.Where(row => row.CaseId == caseId), cancellation);
    }

    private WaitingCase Open(WaitingCase row) => row with { Snapshot = _seal.Open(row.Snapshot, RowSeal.Place("cases", "snapshot", row.Id)) };

    private static Task<List<DueRow>> RowsAsync(IQueryable<DeadlineRecord> rows, CancellationToken cancellation) =>
        rows.Select(row => new DueRow(row, EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt))).ToListAsync(cancellation);
}
