using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Cases;

internal sealed partial class CaseStore
{
    public async Task<IReadOnlyList<DeadlineRecord>> DeadlinesAsync(string caseId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Deadlines.Where(row => row.CaseId == caseId).OrderBy(row => row.DueAt).ThenBy(row => row.Id).ToListAsync(cancellation);
    }

    public async Task<IReadOnlyList<DeadlineRecord>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Sweepable(db)
            .Where(row => EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt) <= now)
            .OrderBy(row => EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt)).ThenBy(row => row.CaseId).ThenBy(row => row.Id)
            .Take(limit)
            .ToListAsync(cancellation);
    }

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Sweepable(db)
            .OrderBy(row => EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt))
            .Select(row => (DateTimeOffset?)EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt))
            .FirstOrDefaultAsync(cancellation);
    }

    public Task PutOffAsync(DeadlineRecord deadline, DateTimeOffset until, CancellationToken cancellation) =>
        WriteAsync(
            StepSql.PutOffDeadline,
            [until.ToUnixTimeMilliseconds(), deadline.CaseId, deadline.Id, deadline.DueAt.ToUnixTimeMilliseconds()],
            cancellation);

    public Task RearmAsync(DeadlineRecord deadline, long sequence, CancellationToken cancellation) => WriteAsync(
        StepSql.RearmDeadline,
        [
            deadline.CaseId, deadline.Id, deadline.Transition, deadline.ArmedAt.ToUnixTimeMilliseconds(), deadline.DueAt.ToUnixTimeMilliseconds(), deadline.IsParked,
            deadline.DueAt.ToUnixTimeMilliseconds(), sequence,
        ],
        cancellation);

    public Task RemoveDeadlineAsync(string caseId, string deadlineId, CancellationToken cancellation) =>
        WriteAsync(StepSql.RemoveDeadline, [caseId, deadlineId], cancellation);

    private static IQueryable<DeadlineRecord> Sweepable(DoorstepDb db)
    {
        // A variable, because only 'is_parked = …' can use the index of the due-table, and a constant becomes 'NOT is_parked'.
        var isParked = false;
        return db.Deadlines.Where(row => row.IsParked == isParked);
    }
}
