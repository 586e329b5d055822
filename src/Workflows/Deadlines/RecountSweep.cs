using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Registers;
using Microsoft.Extensions.Logging;

namespace Doorstep.Workflows.Deadlines;

/// <summary>After a policy pack took effect or a calendar was approved, tells every running case whose deadlines that moves. What is still to do is what is in force and
/// was not marked as done, so a process that dies in between begins again; telling a case twice does no harm.</summary>
public sealed partial class RecountSweep(ICaseStore store, RegisterStore registers, ClockDesk desk, FactFolder folder, IGrainFactory grains, TimeProvider clock, SweepOptions options, ILogger<RecountSweep> log)
{
    private const string Kind = "RECOUNT";
    private const string House = "clock";
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    /// <summary>Counts again whatever is still to be counted; gives the number of cases that moved.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var pending = new List<RuleChange>();
        foreach (var change in await desk.ChangesAsync(now))
            if (!_done.Contains(change.Name) && !await IsDoneAsync(change, cancellation)) pending.Add(change);
        if (pending.Count == 0) return 0;
        var (moved, isWhole) = await TellAsync(string.Join(", ", pending.Select(change => change.Name)), cancellation);
        if (!isWhole) return moved;
        foreach (var change in pending)
        {
            await registers.SaveAsync(new RegisterRecord(Kind, change.Name, 1, "{}", now, House), cancellation);
            _done.Add(change.Name);
        }

        return moved;
    }

    private async Task<bool> IsDoneAsync(RuleChange change, CancellationToken cancellation)
    {
        if (await registers.FindAsync(Kind, change.Name, cancellation) is null) return false;
        _done.Add(change.Name);
        return true;
    }

    private async Task<(int Moved, bool IsWhole)> TellAsync(string why, CancellationToken cancellation)
    {
        var (moved, failed, after) = (0, 0, "");
        while (await store.RunningAsync(after, options.BatchMax, cancellation) is { Count: > 0 } page)
        {
            await Parallel.ForEachAsync(page, new ParallelOptions { MaxDegreeOfParallelism = options.InFlightMax, CancellationToken = cancellation }, async (row, _) =>
            {
                var outcome = await TellAsync(row, why);
                if (outcome is CaseOutcome.Recorded) Interlocked.Increment(ref moved);
                if (outcome is CaseOutcome.Busy) Interlocked.Increment(ref failed);
            });
            after = page[^1].Id;
        }

        return (moved, failed == 0);
    }

    private async Task<CaseOutcome> TellAsync(CaseRecord row, string why)
    {
        try
        {
            return await IsMovedAsync(row) ? (await grains.GetGrain<ICaseGrain>(row.Id).Recount(House, why)).Outcome : CaseOutcome.Ignored;
        }
#pragma warning disable CA1031 // One case that cannot be reached must not keep the others from being counted again; the sweep comes back to it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            FailedLogged(log, exception, row.Id);
            return CaseOutcome.Busy;
        }
    }

    /// <summary>Looks at the stored case first, for most cases are not moved by most changes.</summary>
    private async Task<bool> IsMovedAsync(CaseRecord row)
    {
        if (SnapshotCodec.TryRead(row.Snapshot, folder) is not { } snapshot) return IsUnreadable(row);
        var facts = snapshot.Facts.WithClocks(await desk.ForAsync(snapshot.Facts, clock.GetUtcNow(), isFresh: false));
        return !Recounting.Of(snapshot with { Facts = facts }).IsEmpty || folder.Recount(facts).ToJson().GetRawText() != facts.ToJson().GetRawText();
    }

    /// <summary>A broken case does not mend by itself: it is named, and the change counts as done without it.</summary>
    private bool IsUnreadable(CaseRecord row)
    {
        UnreadableLogged(log, row.Id);
        return false;
    }

    [LoggerMessage(LogLevel.Error, "The snapshot of case {Case} is broken, so its deadlines were not counted again.")]
    private static partial void UnreadableLogged(ILogger log, string @case);

    [LoggerMessage(LogLevel.Warning, "The deadlines of case {Case} could not be counted again; that is tried again at the next beat.")]
    private static partial void FailedLogged(ILogger log, Exception exception, string @case);
}
