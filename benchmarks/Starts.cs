namespace Doorstep.Benchmarks;

/// <summary>Starts of synthetic loans, each on the disk when it is answered: of the plain definition, and of the shipped one with its scripts and its message to itself.</summary>
internal static class Starts
{
    public static async Task<object> RunAsync(Bench bench)
    {
        await bench.StartAllAsync(500); // Code, statements, plans and machines are made once.
        await Meter.RunAsync(bench.Queue, 500, bench.Plan.InFlight, number => bench.StartAsync(20_000_000 + number, "overdue-visit"));
        var plain = await Meter.RunAsync(bench.Queue, bench.Plan.Cases, bench.Plan.InFlight, number => bench.StartAsync(1_000 + number));
        var shipped = await Meter.RunAsync(bench.Queue, bench.Plan.Cases, bench.Plan.InFlight, number => bench.StartAsync(10_000_000 + number, "overdue-visit"));
        return new { plain, shipped };
    }
}
