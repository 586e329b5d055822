using Doorstep.Host.Tests.Crash;
using Doorstep.Postgres;

namespace Doorstep.Host.Tests.Cluster;

/// <summary>Three real hosts with one PostgreSQL, and clients that speak to whichever comes next. One of them dies and comes back, one freezes and wakes up as somebody who was given up, one is stopped.</summary>
[Collection(Processes.Name)]
public sealed class ClusterTests(ITestOutputHelper output)
{
    private const int Machines = 3;
    private const int Clients = 3;

    // Three hosts and their clients share two cores with other tests; what is shown here needs traffic, and no load.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    [Fact]
    public async Task Of_three_machines_one_is_killed_one_freezes_and_one_is_stopped_and_nothing_acknowledged_is_lost_or_doubled()
    {
        var (random, ledger) = (CrashSeed.Random(output), new Ledger { StartsMax = 5 });
        var load = new ClusterLoad(output, ledger);
        using var server = PrivatePostgres.Start();
        var connection = server.Connection(server.Create());
        await using var receiver = await Crash.Receiver.ListenAsync();
        var sites = Enumerable.Range(0, Machines).Select(_ => ClusterLoad.Site(connection, receiver)).ToArray();
        var hosts = sites.Select(HostProcess.Start).ToArray();
        try
        {
            await Task.WhenAll(hosts.Select(host => host.ReadyAsync()));
            load.Tell($"All are ready.");
            using var http = ClusterLoad.Client(sites);
            using var stop = new CancellationTokenSource();
            var clients = Enumerable.Range(0, Clients).Select(number => new LoadClient(number, CrashSeed.Seed, http, ledger) { Pause = Pause }.RunAsync(stop.Token)).ToArray();
            await load.WorkAsync();

            await hosts[0].KillAsync();
            await load.AnswerAsync(sites[1..], "the kill");
            await hosts[0].DisposeAsync();
            hosts[0] = HostProcess.Start(sites[0]);
            await hosts[0].ReadyAsync();
            await load.WorkAsync();

            await hosts[2].FreezeAsync();
            await load.AnswerAsync(sites[..2], "the frost");
            await hosts[2].ThawAsync();
            (await hosts[2].ExitAsync()).ShouldNotBe(0, "It was given up, and systemd starts it again.");
            load.Tell($"The one that was frozen has ended.");
            await load.WorkAsync();

            var (exit, took) = await hosts[1].TerminateAsync();
            load.Tell($"Stopped in {took.TotalMilliseconds:0} ms.");
            exit.ShouldBe(0);
            await load.WorkAsync();
            await stop.CancelAsync();
            await Task.WhenAll(clients);
            load.Tell($"Acknowledged: {ledger.Starts.Count} starts, {ledger.Events.Count} events. Refused with 503: {ledger.Refusals}. {receiver.Heard.Values.Count(times => times > 1)} of {receiver.Heard.Count} messages came more than once.");

            using var left = sites[0].Client();
            var readings = await Inquest.ReadAsync(left);
            Inquest.Faults(readings, ledger, receiver.Heard).Concat(await Inquest.RepeatAsync(left, ledger, random)).Concat(Inquest.Leftovers(DueTable.ReadPostgres(connection), readings))
                .Take(20).ShouldBeEmpty($"Seed {CrashSeed.Seed}.");
            load.Tell($"Looked at everything.");
            // Orleans says in its own words that it misses the one that is gone; of ours nothing broke.
            hosts.SelectMany(host => host.Output).Where(line => line.StartsWith("fail: Doorstep.", StringComparison.Ordinal) || line.StartsWith("crit: Doorstep.", StringComparison.Ordinal)).ShouldBeEmpty();
        }
        finally
        {
            foreach (var host in hosts) await host.DisposeAsync();
            foreach (var site in sites) site.Dispose();
        }
    }
}
