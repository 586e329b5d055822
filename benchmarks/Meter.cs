using System.Diagnostics;
using Doorstep.Workflows.Storage.Commit;

namespace Doorstep.Benchmarks;

/// <summary>Runs one job many times with so many at a time, and counts what it costs.</summary>
internal static class Meter
{
    public sealed record Cost(
        int Count, double Seconds, double PerSecond, double CommitsEach, double StatementsEach, double StepsPerCommit, double AllocatedBytesEach, double CpuMicrosecondsEach,
        double P50Milliseconds, double P99Milliseconds, double ResidentMegabytes, int Collections, double PausedPercent);

    public static async Task<Cost> RunAsync(CommitQueue queue, int count, int inFlight, Func<int, Task> job)
    {
        var latencies = new long[count];
        var next = -1;
        GC.Collect();
        var (collections, paused) = (GC.CollectionCount(0), GC.GetTotalPauseDuration());
        var (commits, statements, allocated, cpu, begun) = (queue.Commits, queue.Statements, GC.GetTotalAllocatedBytes(true), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            for (int index; (index = Interlocked.Increment(ref next)) < count;)
            {
                var start = Stopwatch.GetTimestamp();
                await job(index);
                latencies[index] = Stopwatch.GetTimestamp() - start;
            }
        })));
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        (commits, statements, allocated, cpu) = (queue.Commits - commits, queue.Statements - statements, GC.GetTotalAllocatedBytes(true) - allocated, Environment.CpuUsage.TotalTime - cpu);
        (collections, paused) = (GC.CollectionCount(0) - collections, GC.GetTotalPauseDuration() - paused);
        Array.Sort(latencies);
        return new Cost(
            count, Machine.Round(seconds), Machine.Round(count / seconds), Machine.Round((double)commits / count), Machine.Round((double)statements / count),
            Machine.Round((double)count / Math.Max(commits, 1)), Machine.Round((double)allocated / count), Machine.Round(cpu.TotalMicroseconds / count),
            Milliseconds(latencies[count / 2]), Milliseconds(latencies[(int)(count * 0.99)]), Math.Round(Process.GetCurrentProcess().WorkingSet64 / 1048576.0),
            collections, Machine.Round(100 * paused.TotalSeconds / seconds));
    }

    private static double Milliseconds(long ticks) => Machine.Round(ticks * 1000.0 / Stopwatch.Frequency);
}
