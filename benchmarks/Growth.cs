using System.Diagnostics;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Lists;
using Doorstep.Workflows.Deadlines;
using Mediator;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Benchmarks;

/// <summary>The same work on the same few cases, beside few stored cases and beside very many: what grows with what is stored, and what does not.</summary>
internal static class Growth
{
    private const int Live = 2_000;
    private const int Rounds = 5;
    private const int Looks = 20;

    private static readonly Actor Supervisor = new("user:benchmark", [Role.Supervisor]);

    private static readonly (string Name, CaseFilter Filter)[] Pages =
    [
        ("newest", new()), ("state", new(State: "Calm")), ("status", new(Status: "running")), ("key", new(Key: "SYN-LN-19")), ("person", new(Person: "cust_7")), ("team", new(Team: "BRANCH-TEST")),
        ("age", new(AgeMin: 1)), ("nobody", new(Key: "NO-SUCH-KEY")),
    ];

    public static async Task<object> RunAsync(Bench bench)
    {
        var ids = await bench.StartAllAsync(Live);
        var few = await MeasureAsync(bench, ids, "few");
        // What is copied has a deadline before it; the sweep has just taken those that there were.
        await Meter.RunAsync(bench.Queue, Live, bench.Plan.InFlight, index => Durable.PayAsync(bench, ids[index], "armed"));
        var begun = Stopwatch.GetTimestamp();
        var stored = await ManyRows.AddAsync(bench.Storage, bench.Plan.Cases);
        var filling = Stopwatch.GetElapsedTime(begun);
        var starting = await bench.AgainAsync();
        var resident = Resident();
        var many = await MeasureAsync(bench, ids, "many");
        var bytes = await StoreSize.OfAsync(bench.Storage);
        return new
        {
            live = Live, stored = stored.Cases, pendingDeadlines = stored.Deadlines, journalRows = stored.Journal, fillingSeconds = Machine.Round(filling.TotalSeconds), startSeconds = Machine.Round(starting.TotalSeconds),
            residentAfterStartMegabytes = resident, storeBytes = bytes, storeBytesPerCase = Machine.Round((double)bytes / stored.Cases), few, many,
            slowerTransitions = Machine.Round(few.TransitionsPerSecond / many.TransitionsPerSecond), slowerSweep = Machine.Round(few.DeadlinesPerSecond / many.DeadlinesPerSecond),
        };
    }

    private sealed record Measured(double TransitionsPerSecond, double CpuMicrosecondsEach, double DeadlinesPerSecond, long ResidentMegabytes, IReadOnlyDictionary<string, Page> PageMilliseconds);

    private sealed record Page(double P50, double Worst);

    private static async Task<Measured> MeasureAsync(Bench bench, string[] ids, string name)
    {
        // What is made once is paid for before: code, plans, grains that come into memory.
        await Meter.RunAsync(bench.Queue, ids.Length * Rounds, bench.Plan.InFlight, index => Durable.PayAsync(bench, ids[index % ids.Length], $"{name}-warm-{index / ids.Length}"));
        await LookAsync(bench.Services.GetRequiredService<ISender>());
        var paid = await Meter.RunAsync(bench.Queue, ids.Length * Rounds, bench.Plan.InFlight, index => Durable.PayAsync(bench, ids[index % ids.Length], $"{name}-{index / ids.Length}"));
        bench.Clock.Advance(TimeSpan.FromDays(31));
        var (sweep, begun) = (bench.Services.GetRequiredService<DeadlineSweep>(), Stopwatch.GetTimestamp());
        var told = await sweep.RunAsync();
        var swept = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return new Measured(paid.PerSecond, paid.CpuMicrosecondsEach, Machine.Round(told / swept), Resident(), await LookAsync(bench.Services.GetRequiredService<ISender>()));
    }

    /// <summary>Each page of fifty rows, first and next, as the console and the API ask for it.</summary>
    private static async Task<IReadOnlyDictionary<string, Page>> LookAsync(ISender sender)
    {
        var pages = new SortedDictionary<string, Page>(StringComparer.Ordinal);
        foreach (var (name, filter) in Pages)
        {
            var took = new List<double>();
            for (var look = 0; look < Looks; look++)
            {
                var begun = Stopwatch.GetTimestamp();
                var found = ((Reply<IReadOnlyList<Workflows.Storage.CaseSummary>>.Done)await sender.Send(new SearchCases(filter, null, 51, Supervisor))).Value;
                if (found.Count == 51) await sender.Send(new SearchCases(filter, (found[49].CreatedAt, found[49].Id, found[49].BusinessKey), 51, Supervisor));
                took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds / (found.Count == 51 ? 2 : 1));
            }

            took.Sort();
            pages[name] = new Page(Machine.Round(took[Looks / 2]), Machine.Round(took[^1]));
        }

        return pages;
    }

    private static long Resident() => Process.GetCurrentProcess().WorkingSet64 >> 20;
}
