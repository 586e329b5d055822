using System.Diagnostics;
using System.Globalization;
using Doorstep.Postgres;

namespace Doorstep.Host.Tests.Crash;

/// <summary>The promise of the house, against the real process: kill it whenever you like, and nothing that was acknowledged is lost or doubled.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Clients = 6;
    private static readonly TimeSpan FirstAnswerMax = TimeSpan.FromMinutes(1);

    private const int KillsOnPostgres = 4;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_by_kills_at_random_moments()
    {
        var random = CrashSeed.Random(output);
        using var site = new HostSite();
        await SurviveAsync(site, random, CrashSeed.Kills, () => DueTable.ReadSqlite(site.Data));
    }

    [Fact]
    public async Task The_same_holds_on_PostgreSQL()
    {
        var random = CrashSeed.Random(output);
        using var server = PrivatePostgres.Start();
        using var site = new HostSite();
        var connection = server.Connection(server.Create());
        (site.Environment["DOORSTEP_STORE"], site.Environment["DOORSTEP_CONNECTION"]) = ("postgres", connection);
        await SurviveAsync(site, random, KillsOnPostgres, () => DueTable.ReadPostgres(connection));
        File.Exists(Path.Combine(site.Data, "doorstep.db")).ShouldBeFalse();
    }

    [Fact(Explicit = true)]
    [Trait("Category", SoakPlan.Category)]
    public async Task R1_After_a_kill_a_machine_that_has_nothing_else_to_do_serves_again_within_five_seconds()
    {
        var random = CrashSeed.Random(output);
        using var site = new HostSite();
        var recoveries = await SurviveAsync(site, random, SoakPlan.Part(200), () => DueTable.ReadSqlite(site.Data));
        SoakPlan.Keep("R1", string.Create(CultureInfo.InvariantCulture, $"{SoakPlan.Part(200)} kills, serving again within {recoveries.Max().TotalSeconds:0.0} s, half of the times within {recoveries.Order().ElementAt(recoveries.Count / 2).TotalSeconds:0.0} s"));
        recoveries.Max().ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private async Task<List<TimeSpan>> SurviveAsync(HostSite site, Random random, int kills, Func<HashSet<(string CaseId, string Id)>> table)
    {
        var (ledger, begun) = (new Ledger(), Stopwatch.GetTimestamp());
        await using var receiver = await Receiver.ListenAsync();
        CrashDefinition.PutInto(site);
        receiver.Subscribe(site);
        using var http = site.Client();

        using var stop = new CancellationTokenSource();
        var clients = Enumerable.Range(0, Clients).Select(number => new LoadClient(number, CrashSeed.Seed, http, ledger).RunAsync(stop.Token)).ToArray();
        var recoveries = new List<TimeSpan>();
        await using var host = await KillOverAndOverAsync(site, random, kills, ledger, recoveries);
        await stop.CancelAsync();
        await Task.WhenAll(clients);
        Report(kills, ledger, recoveries, receiver, Stopwatch.GetElapsedTime(begun));

        var readings = await Inquest.ReadAsync(http);
        var faults = Inquest.Faults(readings, ledger, receiver.Heard).Concat(await Inquest.RepeatAsync(http, ledger, random)).ToList();
        var (exit, _) = await host.TerminateAsync();
        exit.ShouldBe(0);
        faults.AddRange(Inquest.Leftovers(table(), readings));
        faults.Take(20).ShouldBeEmpty($"{faults.Count} faults. Seed {CrashSeed.Seed}.");
        host.Faults.ShouldBeEmpty();
        ledger.Starts.Count.ShouldBeGreaterThan(kills, "The load was no load.");
        readings.Sum(reading => reading.Rows.Count(row => row.EventType == "deadline")).ShouldBeGreaterThan(kills, "Hardly a deadline was applied.");
        output.WriteLine($"In all {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s.");
        return recoveries;
    }

    /// <summary>Two kills of three hit a host that serves, the others one that is still coming up. Gives the host that is left alone.</summary>
    private static async Task<HostProcess> KillOverAndOverAsync(HostSite site, Random random, int kills, Ledger ledger, List<TimeSpan> recoveries)
    {
        var host = HostProcess.Start(site);
        long? killed = null;
        for (var kill = 0; kill < kills; kill++)
        {
            var isUp = kill == 0 || random.NextDouble() < 0.65;
            ledger.StartsMax += 2;
            if (isUp) await ServingAsync(host, ledger, killed, recoveries);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(isUp ? 1000 : 1500)));
            if (isUp && random.Next(2) == 0) await KillAtAnAnswerAsync(host, ledger);
            await host.KillAsync();
            killed = Stopwatch.GetTimestamp();
            host.Faults.ShouldBeEmpty($"Kill {kill}.");
            await host.DisposeAsync();
            host = HostProcess.Start(site);
        }

        await ServingAsync(host, ledger, killed, recoveries);
        return host;
    }

    /// <summary>The moment at which a promise that is not kept yet would show: a client has just been told, and the host dies.</summary>
    private static async Task KillAtAnAnswerAsync(HostProcess host, Ledger ledger)
    {
        var isDead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ledger.OnAcknowledged = () =>
        {
            ledger.OnAcknowledged = null;
            host.Kill();
            isDead.TrySetResult();
        };
        await Task.WhenAny(isDead.Task, Task.Delay(FirstAnswerMax));
        ledger.OnAcknowledged = null;
    }

    /// <summary>Ready, and at work: a machine that is slow must not be killed before it did anything.</summary>
    private static async Task ServingAsync(HostProcess host, Ledger ledger, long? killed, List<TimeSpan> recoveries)
    {
        var before = ledger.Acknowledged;
        await host.ReadyAsync();
        if (killed is { } at) recoveries.Add(Stopwatch.GetElapsedTime(at));
        var ready = Stopwatch.GetTimestamp();
        while (ledger.Acknowledged == before && Stopwatch.GetElapsedTime(ready) < FirstAnswerMax) await Task.Delay(TimeSpan.FromMilliseconds(10));
    }

    private void Report(int kills, Ledger ledger, List<TimeSpan> recoveries, Receiver receiver, TimeSpan took)
    {
        var sorted = recoveries.Order().ToArray();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {kills} kills in {took.TotalSeconds:0} s. Acknowledged: {ledger.Starts.Count} starts, {ledger.Events.Count} events. Left unanswered: {ledger.StartsLeft.Count} starts, {ledger.EventsLeft.Count} events. Refused with 503: {ledger.Refusals}.
            Serving again after a kill: p50 {sorted[sorted.Length / 2].TotalMilliseconds:0} ms, max {sorted[^1].TotalMilliseconds:0} ms ({sorted.Length} times).
            The receiver heard {receiver.Heard.Count} messages, {receiver.Heard.Values.Count(times => times > 1)} of them more than once.
            """));
    }
}
