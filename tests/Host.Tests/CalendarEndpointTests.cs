using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests;

/// <summary>Calendars over HTTP. They are about a jurisdiction of their own, for every test of this process has the same rules.</summary>
public sealed class CalendarEndpointTests(RunningDoorstep doorstep)
{
    [Fact]
    public async Task A_calendar_is_previewed_posted_and_approved_by_another_person()
    {
        using var lin = await ClientAsync("calendar-lin", Role.Compliance);
        using var zhao = await ClientAsync("calendar-zhao", Role.Compliance);
        using var ledger = await ClientAsync("calendar-ledger", Role.Service);
        var body = Body("xx-one");

        (await ledger.PostAnswerAsync("/api/v1/calendars", body)).With(HttpStatusCode.Forbidden);
        var preview = (await lin.PostAnswerAsync("/api/v1/calendars/preview?limit=1000", body)).With(HttpStatusCode.OK).Json;
        (preview["version"]!.GetValue<int>(), preview["moves"]!.AsArray().Count).ShouldBe((1, 0));
        (await lin.PostAnswerAsync("/api/v1/calendars", body)).With(HttpStatusCode.OK)["version"].ShouldBe("1");
        (await lin.PostAnswerAsync("/api/v1/calendars/xx-one/1/approve", "{}")).With(HttpStatusCode.UnprocessableEntity);
        (await zhao.PostAnswerAsync("/api/v1/calendars/xx-one/1/approve", "{}")).With(HttpStatusCode.OK)["approvedBy"].ShouldBe("key:calendar-zhao");
        (await zhao.PostAnswerAsync("/api/v1/calendars/xx-one/9/approve", "{}")).With(HttpStatusCode.NotFound);
        (await zhao.PostAnswerAsync("/api/v1/calendars/xx-one/first/approve", "{}")).With(HttpStatusCode.BadRequest);

        (await ledger.GetAnswerAsync("/api/v1/calendars")).With(HttpStatusCode.OK).Json.AsArray().Select(row => $"{row!["id"]} {row["version"]}").ShouldContain("xx-one 1");
    }

    [Fact]
    public async Task Every_fault_of_a_calendar_is_named_at_once()
    {
        using var lin = await ClientAsync("calendar-lin-2", Role.Compliance);

        Paths((await lin.PostAnswerAsync("/api/v1/calendars", Body("xx-two").Replace("09:00-17:00", "9-17", StringComparison.Ordinal).Replace("2027-01-01", "2027-01-32", StringComparison.Ordinal).Replace("why not", " ", StringComparison.Ordinal))).With(HttpStatusCode.BadRequest).Json)
            .ShouldBe(["calendar.officeHours", "calendar.years[0].holidays[0].day", "reason"], ignoreOrder: true);
        Paths((await lin.PostAnswerAsync("/api/v1/calendars", """{"reasn":"x"}""")).With(HttpStatusCode.BadRequest).Json).ShouldBe(["reasn"]);
        Paths((await lin.PostAnswerAsync("/api/v1/calendars", "{}")).With(HttpStatusCode.BadRequest).Json).ShouldBe(["calendar", "reason"]);
        Paths((await lin.PostAnswerAsync("/api/v1/calendars/preview?limit=0", Body("xx-two"))).With(HttpStatusCode.BadRequest).Json).ShouldBe(["limit"]);
    }

    private static IEnumerable<string> Paths(JsonNode problem) => problem["errors"]!.AsArray().Select(fault => fault!["path"]!.ToString());

    private static string Body(string id) => $$"""
        {"calendar":{"id":"{{id}}","name":"An example","weekend":["SATURDAY","SUNDAY"],"officeHours":"09:00-17:00",
         "years":[{"year":2027,"projected":false,"source":"a test","holidays":[{"day":"2027-01-01","name":"New Year"}],"workingDays":[]}]},"reason":"why not"}
        """;

    private async Task<HttpClient> ClientAsync(string name, Role role)
    {
        await doorstep.Services.GetRequiredService<ApiKeyStore>().AddAsync(new ApiKeyRecord(name, name, [$"{role}"], Doorstep.Host.Security.ApiKey.Hash(name), RunningDoorstep.Morning));
        return doorstep.ClientWith(new AuthenticationHeaderValue("ApiKey", name));
    }
}
