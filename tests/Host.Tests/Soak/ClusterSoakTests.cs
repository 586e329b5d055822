using System.Diagnostics;
using System.Globalization;
using Doorstep.Host.Tests.Cluster;
using Doorstep.Host.Tests.Crash;
using Doorstep.Postgres;

namespace Doorstep.Host.Tests.Soak;

/// <summary>R4 and R22: three real hosts with one PostgreSQL for as long as it is asked for.</summary>
[Collection(Processes.Name)]
public sealed class ClusterSoakTests(ITestOutputHelper output)
{
    private const int Machines = 3;
    private const int Clients = 3;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan RecoveryMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(5);

    [Fact(Explicit = true)]
    [Trait("Category", SoakPlan.Category)]
    public Task R4_Of_three_machines_one_is_killed_every_thirty_seconds_and_one_freezes_and_nothing_is_lost_or_doubled() => SurviveAsync("R4", RecoveryMax, async (house, load, round) =>
    {
        var (killed, frozen) = (round % Machines, (round + 1) % Machines);
        await house.Hosts[killed].KillAsync();
        var recovery = await load.AnswerAsync(house.SitesBut(killed), "the kill");
        await house.StartAsync(killed);
        await house.Hosts[frozen].FreezeAsync();
        await load.AnswerAsync(house.SitesBut(frozen), "the frost");
        await house.Hosts[frozen].ThawAsync();
        if (await house.Hosts[frozen].ExitAsync() == 0) throw new InvalidOperationException("It was given up, and ended as if nothing had happened.");
        await house.StartAsync(frozen);
        return recovery;
    });

    [Fact(Explicit = true)]
    [Trait("Category", SoakPlan.Category)]
    public Task R22_Machines_are_stopped_and_started_in_turn_under_load_and_nobody_who_repeats_is_left_without_an_answer() => SurviveAsync("R22", StopMax, async (house, load, round) =>
    {
        var (exit, took) = await house.Hosts[round % Machines].TerminateAsync();
        exit.ShouldBe(0);
        load.Tell($"Stopped in {took.TotalMilliseconds:0} ms.");
        await house.StartAsync(round % Machines);
        return took;
    });

    private async Task SurviveAsync(string name, TimeSpan bound, Func<House, ClusterLoad, int, Task<TimeSpan>> hurt)
    {
        var (random, ledger) = (CrashSeed.Random(output), new Ledger { StartsMax = 5 });
        var load = new ClusterLoad(output, ledger) { AnswerMax = TimeSpan.FromSeconds(3) };
        using var server = PrivatePostgres.Start();
        var connection = server.Connection(server.Create());
        await using var receiver = await Crash.Receiver.ListenAsync();
        await using var house = new House([.. Enumerable.Range(0, Machines).Select(_ => ClusterLoad.Site(connection, receiver))]);
        await Task.WhenAll(house.Hosts.Select(host => host.ReadyAsync()));
        using var http = ClusterLoad.Client(house.Sites);
        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(number => new LoadClient(number, CrashSeed.Seed, http, ledger) { Pause = Pause }.RunAsync(stop.Token)).ToArray();
        await load.WorkAsync();
        var (begun, times) = (Stopwatch.GetTimestamp(), new List<TimeSpan>());
        while (Stopwatch.GetElapsedTime(begun) < SoakPlan.Time)
        {
            var round = Stopwatch.GetTimestamp();
            times.Add(await hurt(house, load, times.Count));
            await load.WorkAsync();
            if (Round - Stopwatch.GetElapsedTime(round) is var rest && rest > TimeSpan.Zero && Stopwatch.GetElapsedTime(begun) + rest < SoakPlan.Time) await Task.Delay(rest);
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        using var left = house.Sites[0].Client();
        var readings = await Inquest.ReadAsync(left);
        var faults = Inquest.Faults(readings, ledger, receiver.Heard).Concat(await Inquest.RepeatAsync(left, ledger, random)).Concat(Inquest.Leftovers(DueTable.ReadPostgres(connection), readings)).ToArray();
        var figure = string.Create(CultureInfo.InvariantCulture, $"""
            {Stopwatch.GetElapsedTime(begun).TotalMinutes:0.#} min, {times.Count} rounds, each within {times.Max().TotalSeconds:0.0} s (bound {bound.TotalSeconds:0} s). Acknowledged {ledger.Starts.Count} starts and {ledger.Events.Count} events, refused with 503 {ledger.Refusals}, {receiver.Heard.Values.Count(heard => heard > 1)} of {receiver.Heard.Count} messages came more than once. {faults.Length} faults.
            """);
        load.Tell($"{figure}");
        SoakPlan.Keep(name, figure);
        faults.Take(20).ShouldBeEmpty($"{faults.Length} faults. Seed {CrashSeed.Seed}.");
        times.Max().ShouldBeLessThan(bound);
    }

    /// <summary>The machines, some of which may have been started again.</summary>
    private sealed class House(HostSite[] sites) : IAsyncDisposable
    {
        public HostSite[] Sites => sites;

        public HostProcess[] Hosts { get; } = [.. sites.Select(HostProcess.Start)];

        public HostSite[] SitesBut(int machine) => [.. sites.Where((_, index) => index != machine)];

        public async Task StartAsync(int machine)
        {
            await Hosts[machine].DisposeAsync();
            Hosts[machine] = HostProcess.Start(sites[machine]);
            await Hosts[machine].ReadyAsync();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var host in Hosts) await host.DisposeAsync();
            foreach (var site in sites) site.Dispose();
        }
    }
}
