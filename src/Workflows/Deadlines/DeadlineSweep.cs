using System.Collections.Concurrent;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.Logging;

namespace Doorstep.Workflows.Deadlines;

/// <summary>Tells every case whose deadline is due. The row goes with the step that applies it, so telling twice does no harm and dying in between loses nothing.</summary>
public sealed partial class DeadlineSweep(ICaseStore store, IGrainFactory grains, TimeProvider clock, SweepOptions options, ILogger<DeadlineSweep> log)
{
    private readonly ConcurrentDictionary<string, bool> _busy = new(StringComparer.Ordinal);
    private long _fired;

    /// <summary>Deadlines that some case applied since this process began.</summary>
    public long Fired => Interlocked.Read(ref _fired);

    /// <summary>Sweeps until nothing more is due at the time it began, but for cases that are still busy with an earlier telling; gives the number of deadlines told.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var (until, told) = (clock.GetUtcNow(), new HashSet<(string, string)>());
        while (true)
        {
            var due = await store.DueAsync(until, options.BatchMax, cancellation);
            var fresh = due.Where(deadline => !_busy.ContainsKey(deadline.CaseId) && told.Add((deadline.CaseId, deadline.Id))).ToArray();
            await Parallel.ForEachAsync(
                fresh.GroupBy(deadline => deadline.CaseId),
                new ParallelOptions { MaxDegreeOfParallelism = options.InFlightMax, CancellationToken = cancellation },
                async (ofOneCase, _) => await AttendAsync([.. InOrder(ofOneCase)]));
            if (fresh.Length == 0 || due.Count < options.BatchMax) return told.Count;
        }
    }

    /// <summary>As they are due; those that are due together as they were declared (semantics 4): their ids count up.</summary>
    private static IEnumerable<DeadlineRecord> InOrder(IEnumerable<DeadlineRecord> ofOneCase) =>
        ofOneCase.OrderBy(deadline => deadline.DueAt).ThenBy(deadline => deadline.Id.Length).ThenBy(deadline => deadline.Id, StringComparer.Ordinal);

    /// <summary>Tells one case and waits for it a while. A case that takes longer keeps nobody else: its rows are put off, so that they do not stand in front of those of others.</summary>
    private async Task AttendAsync(DeadlineRecord[] ofOneCase)
    {
        var caseId = ofOneCase[0].CaseId;
        if (!_busy.TryAdd(caseId, true)) return;
        var telling = TellAndLetGoAsync(ofOneCase);
        if (_busy.Count <= options.SlowCasesMax && await Task.WhenAny(telling, Task.Delay(options.CasePatience)) != telling)
        {
            SlowLogged(log, caseId, options.CasePatience);
            foreach (var waiting in ofOneCase) await store.PutOffAsync(waiting, clock.GetUtcNow() + options.PutOff);
            return;
        }

        await telling;
    }

    private async Task TellAndLetGoAsync(DeadlineRecord[] ofOneCase)
    {
        try
        {
            await TellAsync(ofOneCase);
        }
        finally
        {
            _busy.TryRemove(ofOneCase[0].CaseId, out _);
        }
    }

    /// <summary>Tells one case of its deadlines, the earliest first: what the first decides may cancel the others.</summary>
    private async Task TellAsync(DeadlineRecord[] ofOneCase)
    {
        foreach (var (index, deadline) in ofOneCase.Index())
        {
            try
            {
                var answer = await grains.GetGrain<ICaseGrain>(deadline.CaseId).DeadlineDue(deadline.Id);
                if (answer.Outcome is CaseOutcome.Accepted) Interlocked.Increment(ref _fired);
                if (answer.Outcome is CaseOutcome.Busy) return;
            }
#pragma warning disable CA1031 // One case that cannot be reached must not stop the sweep; its deadlines are put off, not lost.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                PutOffLogged(log, exception, deadline.Id, deadline.CaseId, options.PutOff);
                foreach (var waiting in ofOneCase[index..]) await store.PutOffAsync(waiting, clock.GetUtcNow() + options.PutOff);
                return;
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Case {Case} has not answered its deadlines within {Patience}; the sweep goes on without it.")]
    private static partial void SlowLogged(ILogger log, string @case, TimeSpan patience);

    [LoggerMessage(LogLevel.Warning, "Deadline {Deadline} of case {Case} could not be applied and is put off by {PutOff}.")]
    private static partial void PutOffLogged(ILogger log, Exception exception, string deadline, string @case, TimeSpan putOff);
}
