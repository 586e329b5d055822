using System.Net.Http.Headers;
using System.Text;

namespace Doorstep.Benchmarks;

/// <summary>Events over HTTP from clients that keep their connections.</summary>
internal static class OverHttp
{
    public static async Task<object> RunAsync(Bench bench)
    {
        var (cases, rounds) = (bench.Plan.Cases, bench.Plan.Rounds);
        var ids = await bench.StartAllAsync(cases);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = bench.Plan.InFlight }) { BaseAddress = bench.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", Bench.Key);
        await Parallel.ForAsync(0, 500, async (number, _) => await PostAsync(http, ids[number % cases], $"warm{number}"));
        return await Meter.RunAsync(bench.Queue, cases * rounds, bench.Plan.InFlight, index => PostAsync(http, ids[index % cases], $"e{index / cases}"));
    }

    private static async Task PostAsync(HttpClient http, string id, string eventId)
    {
        using var body = new StringContent($$"""{"eventId":"{{eventId}}","type":"PaymentReceived","data":{{BenchDefinition.Event}}}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri($"/api/v1/cases/{id}/events", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }
}
