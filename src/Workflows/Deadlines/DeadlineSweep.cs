using System.Collections.Concurrent;
using System.Diagnostics;
using Doorstep.Workflows.Deadlines.Outages;
using Doorstep.Workflows.Deadlines.Restores;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Watching;
using Microsoft.Extensions.Logging;

namespace Doorstep.Workflows.Deadlines;

/// <summary>Tells every case whose deadline is due. The row goes with the step that applies it, so telling twice does no harm and dying in between loses nothing.
/// What fell due while nobody was at work is made up for at a pace, and keeps nothing waiting that falls due now.</summary>
public sealed partial class DeadlineSweep(
    ICaseStore store, IGrainFactory grains, TimeProvider clock, SweepOptions options, OutageLog outages, CatchUpDesk desk, RestoreWatch restores, ILogger<DeadlineSweep> log)
{
    private readonly ConcurrentDictionary<string, bool> _busy = new(StringComparer.Ordinal);
    private readonly CatchUpPace _pace = new(options.CatchUp.PerSecond);
    private long _fired;

    /// <summary>Deadlines that some case applied since this process began.</summary>
    public long Fired => Interlocked.Read(ref _fired);

    /// <summary>Sweeps until nothing more is due at the time it began, but for cases that are still busy with an earlier telling and for what the pace after an outage leaves for
    /// later; gives the number of deadlines told. None while the house is held back after a restore.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        if (await restores.IsHeldAsync(cancellation)) return 0;
        var began = Stopwatch.GetTimestamp();
        var round = new Round(clock.GetUtcNow(), await outages.KnownAsync(cancellation));
        if (round.Known.Count > 0) await SweepOverdueAsync(round, cancellation);
        await SweepFreshAsync(round, cancellation);
        await HoldAsync(round, cancellation);
        Watch.SweepTime.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);
        return round.Told.Count;
    }

    /// <summary>The same at a hint, on any host: what fell due in an outage is left to the beat, which one host has. The hint may come before it, so an outage is noted here too.</summary>
    public async Task<int> RunFreshAsync(CancellationToken cancellation = default)
    {
        if (await restores.IsHeldAsync(cancellation)) return 0;
        if (await outages.BeatAsync(cancellation) is { } outage) await desk.OpenAsync(outage, cancellation);
        var round = new Round(clock.GetUtcNow(), await outages.KnownAsync(cancellation));
        await SweepFreshAsync(round, cancellation);
        await HoldAsync(round, cancellation);
        return round.Told.Count;
    }

    private async Task SweepFreshAsync(Round round, CancellationToken cancellation)
    {
        while (true)
        {
            var due = await store.DueAsync(round.Until, options.BatchMax, round.Since, cancellation);
            if (await TellAsync(round, due, cancellation) == 0 || due.Count < options.BatchMax) return;
        }
    }

    /// <summary>What fell due before the last outage was over, in order of risk and at its pace.</summary>
    private async Task SweepOverdueAsync(Round round, CancellationToken cancellation)
    {
        while (_pace.Take(clock.GetUtcNow(), options.BatchMax) is > 0 and var allowed)
        {
            var due = await store.DueAsync(round.Since!.Value, allowed, null, cancellation);
            var told = await TellAsync(round, due, cancellation);
            _pace.Return(allowed - told);
            if (told == 0 || due.Count < allowed) return;
        }
    }

    private async Task<int> TellAsync(Round round, IReadOnlyList<DeadlineRecord> due, CancellationToken cancellation)
    {
        var fresh = due.Where(deadline => !_busy.ContainsKey(deadline.CaseId) && round.Told.Add((deadline.CaseId, deadline.Id))).ToArray();
        await Parallel.ForEachAsync(
            fresh.GroupBy(deadline => deadline.CaseId),
            new ParallelOptions { MaxDegreeOfParallelism = options.InFlightMax, CancellationToken = cancellation },
            async (ofOneCase, _) => await AttendAsync(round, [.. InOrder(ofOneCase)]));
        return fresh.Length;
    }

    private async Task HoldAsync(Round round, CancellationToken cancellation)
    {
        foreach (var held in round.Held.GroupBy(one => one.Outage, one => one.Deadline)) await desk.HoldAsync(held.Key, [.. held], cancellation);
    }

    /// <summary>As they are due; those that are due together as they were declared (semantics 4): their ids count up.</summary>
    private static IEnumerable<DeadlineRecord> InOrder(IEnumerable<DeadlineRecord> ofOneCase) =>
        ofOneCase.OrderBy(deadline => deadline.DueAt).ThenBy(deadline => deadline.Id.Length).ThenBy(deadline => deadline.Id, StringComparer.Ordinal);

    /// <summary>Tells one case and waits for it a while. A case that takes longer keeps nobody else: its rows are put off, so that they do not stand in front of those of others.</summary>
    private async Task AttendAsync(Round round, DeadlineRecord[] ofOneCase)
    {
        var caseId = ofOneCase[0].CaseId;
        if (!_busy.TryAdd(caseId, true)) return;
        var telling = TellAndLetGoAsync(round, ofOneCase);
        if (_busy.Count <= options.SlowCasesMax && await Task.WhenAny(telling, Task.Delay(options.CasePatience)) != telling)
        {
            SlowLogged(log, caseId, options.CasePatience);
            foreach (var waiting in ofOneCase) await store.PutOffAsync(waiting, clock.GetUtcNow() + options.PutOff);
            return;
        }

        await telling;
    }

    private async Task TellAndLetGoAsync(Round round, DeadlineRecord[] ofOneCase)
    {
        try
        {
            await TellAsync(round, ofOneCase);
        }
        finally
        {
            _busy.TryRemove(ofOneCase[0].CaseId, out _);
        }
    }

    /// <summary>Tells one case of its deadlines, the earliest first: what the first decides may cancel the others.</summary>
    private async Task TellAsync(Round round, DeadlineRecord[] ofOneCase)
    {
        foreach (var (index, deadline) in ofOneCase.Index())
        {
            try
            {
                var outcome = await TellAsync(round, deadline);
                if (outcome is CaseOutcome.Accepted) Fire(deadline);
                if (outcome is CaseOutcome.Busy) return;
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

    private void Fire(DeadlineRecord deadline)
    {
        Interlocked.Increment(ref _fired);
        Watch.Lateness.Record(Math.Max(0, (clock.GetUtcNow() - deadline.DueAt).TotalSeconds), Watch.Tag("risk", deadline.Risk));
    }

    private async Task<CaseOutcome> TellAsync(Round round, DeadlineRecord deadline)
    {
        var one = grains.GetGrain<ICaseGrain>(deadline.CaseId);
        if (round.Known.FirstOrDefault(outage => outage.Covers(deadline.DueAt)) is not { } outage) return (await one.DeadlineDue(deadline.Id)).Outcome;
        var answer = await one.Overdue(deadline.Id, outage.To + options.CatchUp.HearAfter);
        if (answer.Until is not { } until) return answer.Outcome;
        await store.PutOffAsync(deadline, until);
        if (answer.Refusal is { } refusal) round.Held.Add((outage, new HeldDeadline(deadline.CaseId, deadline.Id, deadline.Transition, deadline.DueAt, clock.GetUtcNow(), until, refusal)));
        return answer.Outcome;
    }

    /// <summary>One sweep.</summary>
    /// <param name="Until">The time at which it began.</param>
    /// <param name="Known">The outages, the last one first.</param>
    private sealed record Round(DateTimeOffset Until, IReadOnlyList<Outage> Known)
    {
        /// <summary>When the last outage was over; null: there was none.</summary>
        public DateTimeOffset? Since => Known.Count > 0 ? Known[0].To : null;

        public HashSet<(string CaseId, string Id)> Told { get; } = [];

        public ConcurrentBag<(Outage Outage, HeldDeadline Deadline)> Held { get; } = [];
    }

    [LoggerMessage(LogLevel.Warning, "Case {Case} has not answered its deadlines within {Patience}; the sweep goes on without it.")]
    private static partial void SlowLogged(ILogger log, string @case, TimeSpan patience);

    [LoggerMessage(LogLevel.Warning, "Deadline {Deadline} of case {Case} could not be applied and is put off by {PutOff}.")]
    private static partial void PutOffLogged(ILogger log, Exception exception, string deadline, string @case, TimeSpan putOff);
}
