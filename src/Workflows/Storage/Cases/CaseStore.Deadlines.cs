using Doorstep.Workflows.Kernel;
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

    public async Task<IReadOnlyList<DeadlineRecord>> DueAsync(DateTimeOffset now, int limit, DateTimeOffset? after, CancellationToken cancellation)
    {
        var due = new List<DeadlineRecord>();
        var since = after ?? DateTimeOffset.MinValue;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // One look into the index for each risk: within one, rows lie as they are due.
        foreach (var risk in Enum.GetValues<DeadlineRisk>())
        {
            if (due.Count >= limit) break;
            due.AddRange(await Sweepable(db, risk)
                .Where(row => EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt) <= now && EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt) > since)
                .OrderBy(row => EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt)).ThenBy(row => row.CaseId).ThenBy(row => row.Id)
                .Take(limit - due.Count)
                .ToListAsync(cancellation));
        }

        return due;
    }

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellation)
    {
        DateTimeOffset? next = null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        foreach (var risk in Enum.GetValues<DeadlineRisk>())
        {
            var first = await Sweepable(db, risk)
                .OrderBy(row => EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt))
                .Select(row => (DateTimeOffset?)EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt))
                .FirstOrDefaultAsync(cancellation);
            if (next is null || first < next) next = first ?? next;
        }

        return next;
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
            deadline.DueAt.ToUnixTimeMilliseconds(), (int)deadline.Risk, sequence,
        ],
        cancellation);

    public Task RemoveDeadlineAsync(string caseId, string deadlineId, CancellationToken cancellation) =>
        WriteAsync(StepSql.RemoveDeadline, [caseId, deadlineId], cancellation);

    private static IQueryable<DeadlineRecord> Sweepable(DoorstepDb db, DeadlineRisk risk)
    {
        // A variable, because only 'is_parked = …' can use the index of the due-table, and a constant becomes 'NOT is_parked'.
        var isParked = false;
        return db.Deadlines.Where(row => row.IsParked == isParked && row.Risk == risk);
    }
}
