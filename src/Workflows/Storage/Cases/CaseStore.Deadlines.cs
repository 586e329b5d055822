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
        return await db.Deadlines
            .Where(row => !row.IsParked && EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt) <= now)
            .OrderBy(row => EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt)).ThenBy(row => row.CaseId).ThenBy(row => row.Id)
            .Take(limit)
            .ToListAsync(cancellation);
    }

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Deadlines
            .Where(row => !row.IsParked)
            .OrderBy(row => EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt))
            .Select(row => (DateTimeOffset?)EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt))
            .FirstOrDefaultAsync(cancellation);
    }

    public Task PutOffAsync(DeadlineRecord deadline, DateTimeOffset until, CancellationToken cancellation) =>
        WriteAsync(
            StepSql.PutOffDeadline,
            [until.ToUnixTimeMilliseconds(), deadline.CaseId, deadline.Id, deadline.DueAt.ToUnixTimeMilliseconds()],
            cancellation);

    public Task RemoveDeadlineAsync(string caseId, string deadlineId, CancellationToken cancellation) =>
        WriteAsync(StepSql.RemoveDeadline, [caseId, deadlineId], cancellation);
}
