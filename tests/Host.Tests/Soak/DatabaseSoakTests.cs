using System.Diagnostics;
using System.Globalization;
using Doorstep.Host.Tests.Crash;
using Doorstep.Postgres;

namespace Doorstep.Host.Tests.Soak;

/// <summary>R3 and R19 against a real host: its database goes away, comes back, and takes nothing for a while.</summary>
[Collection(Processes.Name)]
public sealed class DatabaseSoakTests(ITestOutputHelper output)
{
    private const int Clients = 6;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AnswerMax = TimeSpan.FromMinutes(2);

    [Fact(Explicit = true)]
    [Trait("Category", SoakPlan.Category)]
    public Task R3_PostgreSQL_loses_its_power_every_five_to_forty_seconds_and_every_case_completes() => SurviveAsync("R3", async (server, random, left) =>
    {
        var longest = Math.Max(6, (int)Math.Min(40, left.TotalSeconds / 3));
        await Task.Delay(TimeSpan.FromSeconds(random.Next(5, longest + 1)));
        server.Restart();
    });

    /// <summary>The same in the time that a normal run has for it.</summary>
    [Fact]
    public Task R3_PostgreSQL_loses_its_power_a_few_times_under_load_and_every_case_completes() => SurviveAsync("R3 in short", async (server, random, _) =>
    {
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 3000)));
        server.Restart();
    }, times: 3);

    [Fact(Explicit = true)]
    [Trait("Category", SoakPlan.Category)]
    public Task R19_A_database_that_takes_nothing_for_a_while_refuses_clearly_and_needs_no_repair() => SurviveAsync("R19", async (server, _, _) =>
    {
        server.ReadOnly(true);
        await Task.Delay(TimeSpan.FromSeconds(5));
        server.ReadOnly(false);
    });

    /// <param name="name">What its figures are kept under.</param>
    /// <param name="hurt">What is done to the database, with the time that is left.</param>
    /// <param name="times">How often; null: for as long as a soak takes.</param>
    private async Task SurviveAsync(string name, Func<PrivatePostgres, Random, TimeSpan, Task> hurt, int? times = null)
    {
        var (random, ledger) = (CrashSeed.Random(output), new Ledger { StartsMax = 10 });
        using var server = PrivatePostgres.Start();
        using var site = new HostSite();
        var connection = server.Connection(server.Create());
        (site.Environment["DOORSTEP_STORE"], site.Environment["DOORSTEP_CONNECTION"]) = ("postgres", connection);
        await using var receiver = await Crash.Receiver.ListenAsync();
        CrashDefinition.PutInto(site);
        receiver.Subscribe(site);
        using var http = site.Client();
        await using var host = HostProcess.Start(site);
        await host.ReadyAsync();
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(number => new LoadClient(number, CrashSeed.Seed, http, ledger) { Pause = Pause }.RunAsync(stop.Token)).ToArray();
        var (begun, recoveries) = (Stopwatch.GetTimestamp(), new List<TimeSpan> { await AnsweredAsync(ledger) });
        while (times is { } most ? recoveries.Count <= most : Stopwatch.GetElapsedTime(begun) < SoakPlan.Time)
        {
            await hurt(server, random, SoakPlan.Time - Stopwatch.GetElapsedTime(begun));
            recoveries.Add(await AnsweredAsync(ledger));
            ledger.StartsMax += 3;
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        var drained = Stopwatch.GetTimestamp();
        var readings = await Inquest.ReadAsync(http);
        var drain = Stopwatch.GetElapsedTime(drained);
        var faults = Inquest.Faults(readings, ledger, receiver.Heard).Concat(await Inquest.RepeatAsync(http, ledger, random)).Concat(Inquest.Leftovers(DueTable.ReadPostgres(connection), readings)).ToArray();
        var figure = string.Create(CultureInfo.InvariantCulture, $"""
            {Stopwatch.GetElapsedTime(begun).TotalMinutes:0.#} min, {recoveries.Count - 1} times. Acknowledged {ledger.Starts.Count} starts and {ledger.Events.Count} events, refused with 503 {ledger.Refusals}. Answered again after {recoveries.Max().TotalSeconds:0.0} s at most. {readings.Count} cases, quiet after {drain.TotalSeconds:0} s, {faults.Length} faults.
            """);
        output.WriteLine(figure);
        if (times is null) SoakPlan.Keep(name, figure);
        faults.Take(20).ShouldBeEmpty($"{faults.Length} faults. Seed {CrashSeed.Seed}.\n{string.Join('\n', host.Output.Where(line => line.StartsWith("fail:", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal)).Take(40))}");
        host.HasExited.ShouldBeFalse();
        drain.ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    /// <summary>How long it takes until somebody is answered again.</summary>
    private static async Task<TimeSpan> AnsweredAsync(Ledger ledger)
    {
        var (begun, before) = (Stopwatch.GetTimestamp(), ledger.Acknowledged);
        while (ledger.Acknowledged == before)
        {
            if (Stopwatch.GetElapsedTime(begun) > AnswerMax) throw new TimeoutException($"Nobody was answered for {AnswerMax}. Seed {CrashSeed.Seed}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        return Stopwatch.GetElapsedTime(begun);
    }
}
