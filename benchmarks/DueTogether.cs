using System.Diagnostics;
using Doorstep.Workflows.Deadlines;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Benchmarks;

/// <summary>As many deadlines as cases, all due at one moment; the sweep drains them.</summary>
internal static class DueTogether
{
    public static async Task<object> RunAsync(Bench bench)
    {
        var begun = Stopwatch.GetTimestamp();
        await bench.StartAllAsync(bench.Plan.Cases);
        var starting = Stopwatch.GetElapsedTime(begun);
        bench.Clock.Advance(TimeSpan.FromDays(31));
        var sweep = bench.Services.GetRequiredService<DeadlineSweep>();
        var (commits, swept) = (bench.Queue.Commits, Stopwatch.GetTimestamp());
        var told = await sweep.RunAsync();
        var seconds = Stopwatch.GetElapsedTime(swept).TotalSeconds;
        return new
        {
            deadlines = told, applied = sweep.Fired, seconds = Machine.Round(seconds), perSecond = Machine.Round(told / seconds), commitsEach = Machine.Round((double)(bench.Queue.Commits - commits) / told),
            startsPerSecond = Machine.Round(bench.Plan.Cases / starting.TotalSeconds), residentMegabytes = Process.GetCurrentProcess().WorkingSet64 >> 20,
        };
    }
}
