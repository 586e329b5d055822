using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Doorstep.Host.Tests.Crash;

/// <summary>Looks at everything after the dying is over, and holds it against what clients were told.</summary>
internal static class Inquest
{
    private const int Repeated = 300;
    private static readonly TimeSpan QuietMax = TimeSpan.FromMinutes(3);

    /// <summary>Everything about every case, once it is quiet.</summary>
    public static async Task<IReadOnlyList<CaseReading>> ReadAsync(HttpClient http)
    {
        var cases = await QuietAsync(http);
        var readings = new CaseReading[cases.Count];
        await Parallel.ForAsync(0, cases.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (index, _) => readings[index] = await CaseReading.ReadAsync(http, cases[index]));
        return readings;
    }

    public static IEnumerable<string> Faults(IReadOnlyList<CaseReading> readings, Ledger ledger, IReadOnlyDictionary<string, int> heard)
    {
        var told = ledger.Events.ToLookup(ack => ack.Sent.CaseId);
        var committed = readings.SelectMany(reading => reading.Messages).Select(message => message.Key);
        return
        [
            .. ledger.Surprises, .. Starts(readings, ledger),
            .. readings.SelectMany(reading => CaseAudit.Faults(reading, told[reading.Case.CaseId], heard)),
            .. heard.Keys.Except(committed).Select(key => $"The receiver heard '{key}', which was never committed."),
        ];
    }

    private static IEnumerable<string> Starts(IReadOnlyList<CaseReading> readings, Ledger ledger)
    {
        var found = readings.Select(reading => reading.Case).ToLookup(row => row.BusinessKey);
        foreach (var ack in ledger.Starts)
            if (!found[ack.Sent.Key].Select(row => row.CaseId).SequenceEqual([ack.CaseId])) yield return $"The acknowledged start '{ack.Sent.Key}' is there {found[ack.Sent.Key].Count()} times.";
        foreach (var left in ledger.StartsLeft)
            if (found[left.Key].Count() > 1) yield return $"The start '{left.Key}' that nobody acknowledged is there {found[left.Key].Count()} times.";
    }

    /// <summary>Whatever was acknowledged is answered in the same words when it is sent again.</summary>
    public static async Task<IReadOnlyList<string>> RepeatAsync(HttpClient http, Ledger ledger, Random random)
    {
        var faults = new List<string>();
        foreach (var ack in ledger.Starts.OrderBy(_ => random.Next()).Take(Repeated))
        {
            var answer = await AgainAsync(http, "/api/v1/cases", ack.Sent.Body, ack.Sent.Key);
            var said = (answer.GetProperty("caseId").GetString(), answer.GetProperty("state").GetString());
            if (said != (ack.CaseId, ack.State)) faults.Add($"Start '{ack.Sent.Key}' was answered {(ack.CaseId, ack.State)}, now it is answered {said}.");
        }

        foreach (var ack in ledger.Events.OrderBy(_ => random.Next()).Take(Repeated))
        {
            var again = EventAck.Read(ack.Sent, await AgainAsync(http, $"/api/v1/cases/{ack.Sent.CaseId}/events", ack.Sent.Body, null));
            if (again != ack) faults.Add($"Event '{ack.Sent.EventId}' was answered {ack}, now it is answered {again}.");
        }

        return faults;
    }

    private static async Task<JsonElement> AgainAsync(HttpClient http, string path, string body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request);
        response.IsSuccessStatusCode.ShouldBeTrue($"{(int)response.StatusCode} to {path} {body}. Seed {CrashSeed.Seed}.");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The due-table has exactly what cases wait for.</summary>
    public static IEnumerable<string> Leftovers(HashSet<(string CaseId, string Id)> table, IReadOnlyList<CaseReading> readings)
    {
        var awaited = readings.SelectMany(reading => reading.Deadlines.Where(deadline => deadline.Status == "armed").Select(deadline => (reading.Case.CaseId, deadline.Id))).ToHashSet();
        return [.. table.Except(awaited).Select(row => $"The due-table has {row}, for which no case waits."), .. awaited.Except(table).Select(row => $"A case waits for {row}, which the due-table does not have.")];
    }

    /// <summary>Waits until every case rests or is closed and every message is delivered.</summary>
    private static async Task<IReadOnlyList<CaseRead>> QuietAsync(HttpClient http)
    {
        var begun = Stopwatch.GetTimestamp();
        while (true)
        {
            var cases = await CaseReading.ListAsync(http);
            var restless = cases.Where(row => row.Status == "running" && row.State != CrashDefinition.Resting && !row.Faulted).ToArray();
            var waiting = await CaseReading.GetAsync<MessageRead[]>(http, "/api/v1/outbox?status=pending&limit=5");
            if (restless.Length == 0 && waiting.Length == 0) return cases;
            if (Stopwatch.GetElapsedTime(begun) > QuietMax)
                throw new TimeoutException($"After {QuietMax} {restless.Length} cases still move and {waiting.Length} messages wait: {string.Join("; ", restless.Take(5))} {string.Join<MessageRead>("; ", waiting)}. Seed {CrashSeed.Seed}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }
}
