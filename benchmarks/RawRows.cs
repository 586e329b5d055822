using System.Collections.Concurrent;
using Doorstep.Workflows.Storage;

namespace Doorstep.Benchmarks;

/// <summary>What a measured step wrote: the case row as it stood at the end, its journal row, a deadline that comes and one that goes.</summary>
internal sealed record RawRow(CaseRecord Case, JournalRecord Journal, DeadlineRecord Deadline)
{
    /// <summary>The deadline that the step before armed.</summary>
    public string Gone => $"{Journal.Sequence - 1}.0";
}

internal static class RawRows
{
    /// <summary>Reads the steps of all cases back, first every case's start, then the others round by round, as they were committed.</summary>
    public static async Task<RawRow[]> ReadAsync(Bench bench, string[] ids)
    {
        var rows = new ConcurrentBag<RawRow>();
        await Parallel.ForEachAsync(ids, async (id, cancellation) =>
        {
            var record = (await bench.Cases.FindCaseAsync(id, cancellation))!;
            foreach (var step in await bench.Cases.JournalAsync(id, 0, 1000, cancellation))
                rows.Add(new RawRow(record, step, new DeadlineRecord(id, $"{step.Sequence}.0", "late", step.At, step.At.AddDays(30))));
        });
        return [.. rows.OrderBy(row => row.Journal.Sequence).ThenBy(row => row.Journal.Hash[0])];
    }
}
