using System.Net.Http.Json;
using System.Text.Json;

namespace Doorstep.Host.Tests.Crash;

/// <summary>One line of a journal's step.</summary>
internal sealed record LineRead(string Kind, string Subject, string Text, DateTimeOffset? DueAt, string? Deadline);

/// <summary>One row of a journal.</summary>
internal sealed record RowRead(long Sequence, DateTimeOffset At, string? EventId, string EventType, JsonElement Data, string Outcome, string Decision, string State, LineRead[] Entries);

/// <summary>A page of a list.</summary>
internal sealed record PageRead<T>(T[] Items, string? NextCursor);

/// <summary>A case in the list.</summary>
internal sealed record CaseRead(string CaseId, string BusinessKey, string Status, string State, bool Faulted);

/// <summary>A deadline that a case waits for.</summary>
internal sealed record DeadlineRead(string Id, string Transition, DateTimeOffset DueAt, string Status);

/// <summary>A message in the outbox.</summary>
internal sealed record MessageRead(string Key, string CaseId, string Destination, string Type, string Status);

/// <summary>The proof of a chain.</summary>
internal sealed record ChainRead(bool Intact, long? Rows, string? Explanation);

/// <summary>Everything that the API says about a case.</summary>
internal sealed record CaseReading(CaseRead Case, RowRead[] Rows, DeadlineRead[] Deadlines, MessageRead[] Messages, ChainRead Chain)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static async Task<CaseReading> ReadAsync(HttpClient http, CaseRead row)
    {
        var path = $"/api/v1/cases/{row.CaseId}";
        var messages = GetAsync<MessageRead[]>(http, $"/api/v1/outbox?caseId={row.CaseId}&limit=500");
        var chain = GetAsync<ChainRead>(http, $"{path}/journal/verify");
        var deadlines = GetAsync<DeadlineRead[]>(http, $"{path}/deadlines");
        var rows = new List<RowRead>();
        string? after = null;
        do
        {
            var page = await GetAsync<PageRead<RowRead>>(http, $"{path}/journal?limit=500{(after is null ? "" : $"&after={after}")}");
            rows.AddRange(page.Items);
            after = page.NextCursor;
        }
        while (after is not null);
        return new CaseReading(row, [.. rows], await deadlines, await messages, await chain);
    }

    public static async Task<IReadOnlyList<CaseRead>> ListAsync(HttpClient http)
    {
        var cases = new List<CaseRead>();
        string? cursor = null;
        do
        {
            var page = await GetAsync<PageRead<CaseRead>>(http, $"/api/v1/cases?limit=200{(cursor is null ? "" : $"&cursor={cursor}")}");
            cases.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return cases;
    }

    public static async Task<T> GetAsync<T>(HttpClient http, string path) =>
        await http.GetFromJsonAsync<T>(new Uri(path, UriKind.Relative), Web) ?? throw new InvalidOperationException($"{path} answered null.");
}
