using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Model;
using Doorstep.Workflows.Storage.Registers;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Marks;

/// <summary>Marks the cases of a house that was there before marks were: once, at the first start of a version that has them, before anything else is done. Their files are sealed, so no statement of the database can do it.</summary>
public sealed class MarkFilling
{
    private const string Kind = "DONE_ONCE";
    private const string Name = "case-marks";
    private const int PageRows = 500;

    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly CommitQueue _queue;
    private readonly RegisterStore _registers;
    private readonly FactFolder _folder;
    private readonly TimeProvider _clock;

    internal MarkFilling(IDbContextFactory<DoorstepDb> contexts, CommitQueue queue, RegisterStore registers, FactFolder folder, TimeProvider clock) =>
        (_contexts, _queue, _registers, _folder, _clock) = (contexts, queue, registers, folder, clock);

    /// <summary>Marks every case, unless that was done before; the number of cases. A start that breaks off begins anew and marks nothing twice.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        if (await _registers.FindAsync(Kind, Name, cancellation) is not null) return 0;
        var (count, last) = (0, "");
        while (await PageAsync(last, cancellation) is [.., var end] page)
        {
            var marks = page.SelectMany(row => CaseMark.Of(row.BusinessKey, SnapshotCodec.Read(row.Snapshot, _folder).Facts).Select(mark => new MarkRecord(mark.Kind, mark.Value, row.CreatedAt, row.Id))).ToArray();
            await _queue.WriteAsync(new PendingWrite(0, commands => WriteAsync(commands, marks)), cancellation);
            (count, last) = (count + page.Count, end.Id);
        }

        await _registers.SaveAsync(new RegisterRecord(Kind, Name, 1, FormattableString.Invariant($"{{\"cases\":{count}}}"), _clock.GetUtcNow(), "doorstep"), cancellation);
        return count;
    }

    private async Task<List<CaseRecord>> PageAsync(string after, CancellationToken cancellation)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Cases.Where(row => row.Id.CompareTo(after) > 0).OrderBy(row => row.Id).Take(PageRows).ToListAsync(cancellation);
    }

    private static async Task<WriteResult> WriteAsync(PreparedCommands commands, MarkRecord[] marks)
    {
        foreach (var mark in marks) await commands.ExecuteAsync(MarkSql.Set, MarkSql.Values(mark));
        return WriteResult.Written;
    }
}
