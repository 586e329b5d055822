using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;

namespace Doorstep.Benchmarks;

/// <summary>Completed transitions with a durable commit through the real grain, and the raw limit: the rows that they wrote, written again by plain ADO.NET.</summary>
internal static class Durable
{
    public static async Task<object> RunAsync(Bench bench)
    {
        var (cases, rounds) = (bench.Plan.Cases, bench.Plan.Rounds);
        var ids = await bench.StartAllAsync(cases);
        await RoundAsync(bench, ids, "warm"); // The first round pays for what is made once: code, statements, plans.
        var cost = await Meter.RunAsync(bench.Queue, cases * rounds, bench.Plan.InFlight, index => PayAsync(bench, ids[index % cases], $"e{index / cases}"));
        var bytes = await StoreSize.OfAsync(bench.Storage);
        var rows = await RawRows.ReadAsync(bench, ids);
        var raw = await RawRun.RunAsync(await bench.BesideAsync(), rows, (int)Math.Max(1, Math.Round(cost.StepsPerCommit)));
        return new
        {
            transitionsPerSecond = cost.PerSecond, rawPerSecond = raw.PerSecond, ratio = Machine.Round(cost.PerSecond / raw.PerSecond), rawCpuMicrosecondsEach = raw.CpuMicrosecondsEach, cost,
            snapshotBytes = rows.Average(row => row.Case.Snapshot.Length), journalBytes = rows.Average(row => row.Journal.Entries.Length + row.Journal.EventData.Length + row.Journal.Decision.Length),
            storeBytesPerStep = Machine.Round((double)bytes / (cases * (rounds + 2))),
        };
    }

    private static Task RoundAsync(Bench bench, string[] ids, string eventId) =>
        Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = bench.Plan.InFlight }, async (id, _) => await PayAsync(bench, id, eventId));

    public static async Task PayAsync(Bench bench, string id, string eventId)
    {
        var answer = await bench.Case(id).Raise(new EventMessage
        {
            EventId = eventId, Type = "PaymentReceived", OccurredAt = bench.Clock.GetUtcNow(), Data = BenchDefinition.Event, Actor = "key:benchmark", IsCatalogued = true,
        });
        if (answer.Outcome != CaseOutcome.Accepted) throw new InvalidOperationException($"{answer.Outcome}: {answer.Reason}");
    }
}
