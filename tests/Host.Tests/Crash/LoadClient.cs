using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Doorstep.Host.Tests.Crash;

/// <summary>One client that starts cases and reports events as fast as it is answered, or with a pause in between. A request that got no answer is repeated with the same ids, or left alone.</summary>
internal sealed class LoadClient(int number, int seed, HttpClient http, Ledger ledger)
{
    private const int YoungMax = 10;

    private readonly Random _random = new(seed + number);
    private readonly List<string> _young = [];
    private int _starts;
    private int _events;

    /// <summary>Between an answer and the next request.</summary>
    public TimeSpan Pause { get; init; }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (_young.Count == 0 || (_starts < ledger.StartsMax && _random.NextDouble() < 0.3)) await StartAsync(stop);
            else await RaiseAsync(_young[_random.Next(_young.Count)], stop);
            if (Pause > TimeSpan.Zero) await Task.Delay(Pause, CancellationToken.None);
        }
    }

    private async Task StartAsync(CancellationToken stop)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"client-{number}-{_starts++}");
        var sent = new SentStart(key, JsonSerializer.Serialize(new
        {
            schema = "workflow.start/1", definition = new { key = CrashDefinition.Id }, businessKey = key,
            input = new { wait = _random.Next(100, 800).ToString(CultureInfo.InvariantCulture) },
        }));
        if (await SendAsync("/api/v1/cases", sent.Body, key, stop) is not { } answer)
        {
            ledger.StartsLeft.Add(sent);
            return;
        }

        var caseId = answer.GetProperty("caseId").GetString()!;
        ledger.Add(new StartAck(sent, caseId, answer.GetProperty("state").GetString()!));
        _young.Add(caseId);
        if (_young.Count > YoungMax) _young.RemoveAt(0);
    }

    private async Task RaiseAsync(string caseId, CancellationToken stop)
    {
        var eventId = string.Create(CultureInfo.InvariantCulture, $"client-{number}-event-{_events++}");
        var type = _random.Next(10) switch { 0 => "Close", 1 => "AgentSuspended", _ => "Ping" };
        object data = type == "AgentSuspended" ? new { agent = string.Create(CultureInfo.InvariantCulture, $"agent-{number}-{_events}") } : new { number, at = _events };
        var sent = new SentEvent(caseId, eventId, type, JsonSerializer.Serialize(new { eventId, type, data }));
        if (await SendAsync($"/api/v1/cases/{caseId}/events", sent.Body, null, stop) is { } answer) ledger.Add(EventAck.Read(sent, answer));
        else ledger.EventsLeft.Add(sent);
    }

    /// <summary>The answer; null where there was none and nobody asks again.</summary>
    private async Task<JsonElement?> SendAsync(string path, string body, string? key, CancellationToken stop)
    {
        var isLeft = _random.NextDouble() < 0.3;
        while (true)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
                if (key is not null) request.Headers.Add("Idempotency-Key", key);
                using var response = await http.SendAsync(request, CancellationToken.None);
                var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
                if (response.IsSuccessStatusCode) return JsonElement.Parse(text);
                if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    ledger.Surprises.Add($"{(int)response.StatusCode} to {path} {body}: {text}");
                    return null;
                }

                ledger.Refused();
            }
            catch (Exception unanswered) when (unanswered is HttpRequestException or IOException or OperationCanceledException)
            {
                // The host died before it answered, or it is not there.
            }

            if (isLeft || stop.IsCancellationRequested) return null;
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(5, 40)), CancellationToken.None);
        }
    }
}
