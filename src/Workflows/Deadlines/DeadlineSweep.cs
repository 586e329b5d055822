using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace Doorstep.Workflows.Deadlines;

/// <summary>Tells every case whose deadline is due. The row goes with the step that applies it, so telling twice does no harm and dying in between loses nothing.</summary>
public sealed partial class DeadlineSweep(ICaseStore store, IGrainFactory grains, TimeProvider clock, SweepOptions options, ILogger<DeadlineSweep> log)
{
    private long _fired;

    /// <summary>Deadlines that some case applied since this process began.</summary>
    public long Fired => Interlocked.Read(ref _fired);

    /// <summary>Sweeps until nothing more is due at the time it began; gives the number of deadlines told.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var (until, told) = (clock.GetUtcNow(), new HashSet<(string, string)>());
        while (true)
        {
            var due = await store.DueAsync(until, options.BatchMax, cancellation);
            var fresh = due.Where(deadline => told.Add((deadline.CaseId, deadline.Id))).ToArray();
            await Parallel.ForEachAsync(
                fresh, new ParallelOptions { MaxDegreeOfParallelism = options.InFlightMax, CancellationToken = cancellation }, async (deadline, _) => await TellAsync(deadline));
            if (fresh.Length == 0 || due.Count < options.BatchMax) return told.Count;
        }
    }

    private async Task TellAsync(DeadlineRecord deadline)
    {
        try
        {
            var answer = await grains.GetGrain<ICaseGrain>(deadline.CaseId).DeadlineDue(deadline.Id);
            if (answer.Outcome is CaseOutcome.Accepted) Interlocked.Increment(ref _fired);
        }
#pragma warning disable CA1031 // One case that cannot be reached must not stop the sweep; its deadline is put off, not lost.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            PutOffLogged(log, exception, deadline.Id, deadline.CaseId, options.PutOff);
            await store.PutOffAsync(deadline, clock.GetUtcNow() + options.PutOff);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Deadline {Deadline} of case {Case} could not be applied and is put off by {PutOff}.")]
    private static partial void PutOffLogged(ILogger log, Exception exception, string deadline, string @case, TimeSpan putOff);
}
