using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Doorstep.Host.Tests.Crash;
using Doorstep.Ports;

namespace Doorstep.Host.Tests.Cluster;

/// <summary>What is asked of several machines while something happens to them.</summary>
internal sealed class ClusterLoad(ITestOutputHelper output, Ledger ledger)
{
    private const int AtWork = 60;
    private static readonly TimeSpan LoadMax = TimeSpan.FromMinutes(3);

    private readonly long _begun = Stopwatch.GetTimestamp();

    /// <summary>How long one request may take while it is measured when machines answer again.</summary>
    public TimeSpan AnswerMax { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Says something, with the time.</summary>
    public void Tell(FormattableString what) => output.WriteLine($"{Stopwatch.GetElapsedTime(_begun).TotalSeconds:0} s: {what.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Where one of the machines lives.</summary>
    public static HostSite Site(string connection, Crash.Receiver receiver)
    {
        var site = new HostSite();
        (site.Environment["DOORSTEP_STORE"], site.Environment["DOORSTEP_CONNECTION"]) = ("postgres", connection);
        site.Environment["DOORSTEP_CLUSTER"] = $"127.0.0.1:{FreePort.Take()}";
        // It lives too briefly for code to be compiled a second time.
        (site.Environment["DOTNET_TieredPGO"], site.Environment["DOTNET_TC_CallCountThreshold"]) = ("0", "400");
        CrashDefinition.PutInto(site);
        receiver.Subscribe(site);
        return site;
    }

    /// <summary>A client that speaks to whichever comes next.</summary>
    public static HttpClient Client(HostSite[] sites)
    {
        var client = new HttpClient(new RoundRobin([.. sites.Select(site => site.Address)])) { BaseAddress = sites[0].Address, Timeout = TimeSpan.FromMinutes(1) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"ApiKey {HostSite.Key}");
        return client;
    }

    /// <summary>Waits until clients were answered again some hundred times, and there are new cases among it.</summary>
    public async Task WorkAsync()
    {
        ledger.StartsMax += 3;
        var (begun, enough) = (Stopwatch.GetTimestamp(), ledger.Acknowledged + AtWork);
        while (ledger.Acknowledged < enough)
        {
            if (Stopwatch.GetElapsedTime(begun) > LoadMax) throw new TimeoutException($"Clients were answered {ledger.Acknowledged - enough + AtWork} times within {LoadMax}; refused {ledger.Refusals} times. Seed {CrashSeed.Seed}. {string.Join(' ', ledger.Surprises.Take(3))}");
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>Sends every case a fact, until the machines that are left have it taken.</summary>
    public async Task<TimeSpan> AnswerAsync(HostSite[] sites, string what)
    {
        using var http = Client(sites);
        http.Timeout = AnswerMax;
        var (begun, cases) = (Stopwatch.GetTimestamp(), ledger.Starts.Select(ack => ack.CaseId).ToArray());
        foreach (var id in cases)
        {
            while (!await TakesAsync(http, id, $"{what} {id}"))
            {
                if (Stopwatch.GetElapsedTime(begun) > LoadMax) throw new TimeoutException($"Case {id} did not answer within {LoadMax}.");
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }

        var took = Stopwatch.GetElapsedTime(begun);
        Tell($"All {cases.Length} cases answered again {took.TotalSeconds:0.0} s after {what}.");
        return took;
    }

    private static async Task<bool> TakesAsync(HttpClient http, string id, string eventId)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync($"/api/v1/cases/{id}/events", new { eventId, type = "Ping", data = new { } });
            return answer.StatusCode switch
            {
                HttpStatusCode.OK => true,
                HttpStatusCode.ServiceUnavailable => false,
                var other => throw new InvalidOperationException($"{(int)other}: {await answer.Content.ReadAsStringAsync()}"),
            };
        }
        catch (Exception unanswered) when (unanswered is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
