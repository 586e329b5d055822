using System.Net;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Faults;

public sealed class EventFaultTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task Every_fault_of_an_event_is_named_at_once()
    {
        var id = await Client.StartAsync("SYN-EVENT-1");

        (await Client.PostAnswerAsync(
            $"/api/v1/cases/{id}/events",
            """{"eventid":"x","eventId":7,"type":"PromiseMade","occurredAt":"1 March 2031","data":{"amount":0,"date":"2031-02-30"}}""")).ShouldRead(
            """
            400 application/problem+json
            {
              "type": "urn:doorstep:problem:invalid",
              "title": "The request is not valid.",
              "status": 400,
              "detail": "The event cannot be taken as it is.",
              "errors": [
                {
                  "path": "eventid",
                  "message": "'eventid' is not known here; did you mean 'eventId'?"
                },
                {
                  "path": "eventId",
                  "message": "must be a string, not 7."
                },
                {
                  "path": "occurredAt",
                  "message": "\"1 March 2031\" is not a point in time. Write ISO 8601 with an offset, such as \"2031-03-01T09:00:00Z\"."
                },
                {
                  "path": "data.amount",
                  "message": "0 is not an amount above zero in minor units, such as 120000."
                },
                {
                  "path": "data.date",
                  "message": "\"2031-02-30\" is not a day from 1900 to 2199, such as \"2031-03-01\"."
                }
              ]
            }
            """);
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}/journal")).Json["items"]!.AsArray().ShouldNotContain(line => line!["eventType"]!.ToString() == "PromiseMade", "what is refused leaves no trace");
    }

    [Theory]
    [InlineData("{}", "eventId: is missing: your own id of the event, so that a repetition is recognised.\ntype: is missing: the event's name.")]
    [InlineData("""{"eventId":" ","type":"PaymentReceived","data":[1]}""", "eventId: is missing: your own id of the event, so that a repetition is recognised.\ndata: must be an object, not [1].")]
    [InlineData("""{"eventId":"e","type":"CourtMilestone","data":{"stage":"APPEAL"}}""", "data.stage: \"APPEAL\" is not one of ACCEPTED, HEARING, MEDIATED, JUDGMENT.")]
    [InlineData("""{"eventId":"e","type":"CaseRecalled","occurredAt":"2031-03-01T09:00:00"}""", "occurredAt: \"2031-03-01T09:00:00\" is not a point in time. Write ISO 8601 with an offset, such as \"2031-03-01T09:00:00Z\".")]
    [InlineData("""{"eventId":"e","type":"CaseRecalled","occurredAt":"09:00"}""", "occurredAt: \"09:00\" is not a point in time. Write ISO 8601 with an offset, such as \"2031-03-01T09:00:00Z\".")]
    [InlineData("""{"eventId":"e","type":"CaseRecalled","occurredAt":"2031-03-01T09:05:00.001+08:00"}""", "occurredAt: '2031-03-01T01:05:00.001Z' is in the future; the clock here says 2031-03-01T01:00:00.000Z. An event is reported once it has happened; clocks may differ by 5 minutes.")]
    [InlineData("""{"eventId":"e","type":"PaymentRecieved","data":{"amount":1}}""", "type: 'PaymentRecieved' is not an event that 'overdue-visit' version 1 ever waits for; did you mean 'PaymentReceived'?")]
    [InlineData("""{"eventId":"e","type":"MoratoriumStart"}""", "type: 'MoratoriumStart' is not an event that 'overdue-visit' version 1 ever waits for. Every case hears 'MoratoriumStarted'; did you mean that?")]
    [InlineData("""{"eventId":"e","type":"Earthquake"}""", "type: 'Earthquake' is not an event that 'overdue-visit' version 1 ever waits for. What it accepts now is under /why.")]
    public async Task What_is_wrong_with_an_event_is_quoted_with_what_would_work(string body, string expected)
    {
        var id = await Client.StartAsync("SYN-EVENT-2");

        Errors(await Client.PostAnswerAsync($"/api/v1/cases/{id}/events", body)).ShouldBe(expected);
    }

    [Fact]
    public async Task An_event_id_has_at_most_two_hundred_characters()
    {
        var id = await Client.StartAsync("SYN-EVENT-3");

        Errors(await Client.TellAsync(id, new string('e', 201), "CaseRecalled")).ShouldBe("eventId: has 201 characters; at most 200 are allowed.");
        (await Client.TellAsync(id, new string('e', 200), "CaseRecalled")).With(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_time_with_any_offset_is_the_same_instant_in_UTC()
    {
        var id = await Client.StartAsync("SYN-EVENT-4");

        (await Client.PostAnswerAsync($"/api/v1/cases/{id}/events", """{"eventId":"e","type":"InboundMessage","occurredAt":"2031-03-01T08:30:00.1239+08:00"}""")).With(HttpStatusCode.OK);

        (await Client.GetAnswerAsync($"/api/v1/cases/{id}/journal?after=1")).Json["items"]![0]!["occurredAt"]!.GetValue<string>().ShouldBe("2031-03-01T00:30:00.123Z");
    }

    [Fact]
    public async Task A_case_that_is_not_there_is_named()
    {
        var expected =
            """
            404 application/problem+json
            {
              "type": "urn:doorstep:problem:not-found",
              "title": "There is no such thing.",
              "status": 404,
              "detail": "There is no case 'nobody'."
            }
            """;
        (await Client.TellAsync("nobody", "e", "CaseRecalled")).ShouldRead(expected);
        (await Client.PostAnswerAsync("/api/v1/cases/nobody/retry", """{"reason":"why not"}""")).ShouldRead(expected);
        foreach (var path in (string[])["", "/journal", "/journal/verify", "/deadlines", "/why"]) (await Client.GetAnswerAsync($"/api/v1/cases/nobody{path}")).ShouldRead(expected);
    }

    [Fact]
    public async Task A_case_that_is_not_faulted_has_nothing_to_retry()
    {
        var id = await Client.StartAsync("SYN-EVENT-5");

        (await Client.PostAnswerAsync($"/api/v1/cases/{id}/retry", """{"reason":"try"}""")).With(HttpStatusCode.Conflict)["detail"].ShouldBe("The case is not faulted, so there is nothing to retry.");
        Errors(await Client.PostAnswerAsync($"/api/v1/cases/{id}/retry", "{}")).ShouldBe("reason: is missing: a person who acts says why.");
        Errors(await Client.PostAnswerAsync($"/api/v1/cases/{id}/retry", $$"""{"reason":"{{new string('r', 2001)}}"}""")).ShouldBe("reason: has 2001 characters; at most 2000 are allowed.");
    }

    private static string Errors(Answer answer) =>
        string.Join('\n', answer.With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().Select(error => $"{error!["path"]}: {error["message"]}"));
}
