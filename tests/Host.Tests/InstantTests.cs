using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests;

public sealed partial class InstantTests : IAsyncLifetime
{
    /// <summary>A clock that is between two milliseconds, as clocks are.</summary>
    private readonly RunningDoorstep _doorstep = new() { Clock = new StandingClock(RunningDoorstep.Morning.AddTicks(1_234_567)) };

    public ValueTask InitializeAsync() => _doorstep.InitializeAsync();

    public ValueTask DisposeAsync() => _doorstep.DisposeAsync();

    [Fact]
    public async Task Every_point_in_time_is_UTC_to_the_millisecond_in_every_answer()
    {
        var id = await _doorstep.Client.StartAsync("SYN-TIME-1");
        await _doorstep.RelayAsync();
        await _doorstep.Client.TellAsync(id, "promise", "PromiseMade", """{"amount":5,"date":"2031-03-05"}""");
        (await _doorstep.Client.PutAnswerAsync("/api/v1/staff/h1", """{"roles":["AGENT"]}""")).With(HttpStatusCode.OK);
        await _doorstep.Client.TellAsync(id, "settled", "SettlementAgreed", """{"amount":5,"until":"2031-04-01","by":"h1","role":"AGENT"}""");
        _doorstep.Clock!.Advance(TimeSpan.FromDays(200));
        await _doorstep.SweepAsync();

        var found = 0;
        foreach (var path in (string[])[
            "/api/v1/cases", $"/api/v1/cases/{id}", $"/api/v1/cases/{id}/journal", $"/api/v1/cases/{id}/deadlines", $"/api/v1/cases/{id}/why",
            "/api/v1/definitions", "/api/v1/definitions/visit", "/api/v1/outbox"])
        {
            var answer = (await _doorstep.Client.GetAnswerAsync(path)).With(HttpStatusCode.OK);
            var instants = Instant().Matches(answer.Text).Select(match => match.Value).ToArray();
            instants.Where(instant => !Format().IsMatch(instant)).ShouldBeEmpty(path);
            found += instants.Length;
        }

        found.ShouldBeGreaterThan(30);
        (await _doorstep.Client.GetAnswerAsync($"/api/v1/cases/{id}"))["createdAt"].ShouldBe("2031-03-01T01:00:00.123Z");
    }

    /// <summary>Whatever begins like a point in time, to the end of its word.</summary>
    [GeneratedRegex(@"\d{4}-\d\d-\d\d[T ]\d\d:[0-9:.+Z-]*")]
    private static partial Regex Instant();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\.?$")]
    private static partial Regex Format();
}
