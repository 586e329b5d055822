using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Doorstep.Host.Tests.Crash;

/// <summary>The orderly way out: an operator or an orchestrator sends SIGTERM while everybody is at work.</summary>
[Collection(Processes.Name)]
public sealed class StopTests(ITestOutputHelper output)
{
    private const int Clients = 6;
    private const int EventsMin = 200;

    // Five seconds are promised to a machine that has time. Beside other tests it is still less than waiting for whoever is silent would take.
    private static readonly TimeSpan StopMax = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan LoadMax = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_host_that_is_stopped_under_load_answers_or_refuses_and_keeps_what_it_acknowledged()
    {
        CrashSeed.Say(output);
        var ledger = new Ledger { StartsMax = 20 };
        await using var receiver = await Receiver.ListenAsync();
        using var site = new HostSite();
        CrashDefinition.PutInto(site);
        receiver.Subscribe(site);
        using var http = site.Client();

        await using (var host = HostProcess.Start(site))
        {
            await host.ReadyAsync();
            using var stop = new CancellationTokenSource();
            var clients = Enumerable.Range(0, Clients).Select(number => new LoadClient(number, CrashSeed.Seed, http, ledger).RunAsync(stop.Token)).ToArray();
            await UntilAsync(() => ledger.Events.Count >= EventsMin && !receiver.Heard.IsEmpty);
            var (exit, took) = await host.TerminateAsync();
            await stop.CancelAsync();
            await Task.WhenAll(clients);
            output.WriteLine($"Stopped in {took.TotalMilliseconds:0} ms. Acknowledged: {ledger.Starts.Count} starts, {ledger.Events.Count} events. Refused with 503: {ledger.Refusals}.");
            host.Faults.ShouldBeEmpty();
            exit.ShouldBe(0);
            took.ShouldBeLessThan(StopMax);
        }

        await using var again = HostProcess.Start(site);
        await again.ReadyAsync();
        Inquest.Faults(await Inquest.ReadAsync(http), ledger, receiver.Heard).Take(20).ShouldBeEmpty();
    }

    [Fact]
    public async Task Neither_a_receiver_that_is_silent_nor_a_client_that_is_stuck_holds_up_the_stop()
    {
        CrashSeed.Say(output);
        var ledger = new Ledger { StartsMax = 20 };
        await using var receiver = await Receiver.ListenAsync();
        receiver.FallSilent();
        using var site = new HostSite();
        CrashDefinition.PutInto(site);
        receiver.Subscribe(site);
        using var http = site.Client();

        await using (var host = HostProcess.Start(site))
        {
            await host.ReadyAsync();
            using var stop = new CancellationTokenSource();
            var client = new LoadClient(0, CrashSeed.Seed, http, ledger).RunAsync(stop.Token);
            await UntilAsync(() => receiver.Unanswered > 0);
            using var stuck = await HalfARequestAsync(site);
            var (exit, took) = await host.TerminateAsync();
            await stop.CancelAsync();
            await client;
            output.WriteLine($"Stopped in {took.TotalMilliseconds:0} ms.");
            host.Faults.ShouldBeEmpty();
            exit.ShouldBe(0);
            took.ShouldBeLessThan(StopMax);
        }

        receiver.Speak();
        await using var again = HostProcess.Start(site);
        await again.ReadyAsync();
        Inquest.Faults(await Inquest.ReadAsync(http), ledger, receiver.Heard).Take(20).ShouldBeEmpty();
    }

    /// <summary>Somebody who says that he will send much and then sends little.</summary>
    private static async Task<TcpClient> HalfARequestAsync(HostSite site)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, site.Address.Port);
        var head = $"POST /api/v1/cases HTTP/1.1\r\nHost: localhost\r\nAuthorization: ApiKey {HostSite.Key}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        return client;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(begun) > LoadMax) throw new TimeoutException($"The load did not get going within {LoadMax}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }
}
