using System.Net;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests;

/// <summary>One loan from its first day to its last, over HTTP, with the definitions that are shipped.</summary>
public sealed class CaseLifeTests : IAsyncLifetime
{
    private readonly RunningDoorstep _doorstep = new();

    private HttpClient Client => _doorstep.Client;

    public ValueTask InitializeAsync() => _doorstep.InitializeAsync();

    public ValueTask DisposeAsync() => _doorstep.DisposeAsync();

    [Fact]
    public async Task A_loan_goes_from_intake_over_a_broken_promise_to_payment_in_full()
    {
        var body = Loan.Body("SYN-LN-900001");
        // The promise that is broken here is the first of this customer.
        body["history"]!["ptp"]!["broken"] = 0;
        var started = await Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString());
        started.ShouldRead(
            """
            202 application/json
            {
              "caseId": "1kc1gtstprqtvzcjpd5qxpz3vw",
              "state": "Intake"
            }
            """);
        var id = started["caseId"];
        started.Message.Headers.Location!.ToString().ShouldBe($"/api/v1/cases/{id}");
        await ItsFirstDeadlineIsExplained(id);

        await _doorstep.RelayAsync();
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}"))["state"].ShouldBe("Contact/RemoteContact");

        (await Client.TellAsync(id, "call-1", "ContactAttempted", """{"channel":"CALL","result":"ANSWERED"}""")).ShouldRead(
            """
            200 application/json
            {
              "outcome": "recorded",
              "reason": "State 'Contact/RemoteContact' waits for 'ContactAttempted', but the condition of 'T7' does not hold: case.contact.failuresInRow >= getRule('thirdParty.contact', 3) || case.contact.invalidNumber.",
              "state": "Contact/RemoteContact",
              "sequence": 4,
              "completed": false
            }
            """);
        (await Client.TellAsync(id, "promise-1", "PromiseMade", """{"amount":500000,"date":"2031-03-05"}""")).ShouldRead(
            """
            200 application/json
            {
              "outcome": "accepted",
              "reason": "'PromiseMade' took 'T5' to 'Contact/PtpActive'.",
              "state": "Contact/PtpActive",
              "sequence": 5,
              "completed": false
            }
            """);
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}/deadlines")).ShouldRead(
            """
            200 application/json
            [
              {
                "id": "5.0",
                "transition": "T13-second",
                "armedAt": "2031-03-01T01:00:00.000Z",
                "dueAt": "2031-03-08T16:00:00.000Z",
                "status": "armed",
                "countedBy": "PT658800S",
                "stopped": null
              },
              {
                "id": "5.1",
                "transition": "T13-first",
                "armedAt": "2031-03-01T01:00:00.000Z",
                "dueAt": "2031-03-08T16:00:00.000Z",
                "status": "armed",
                "countedBy": "PT658800S",
                "stopped": null
              },
              {
                "id": "5.2",
                "transition": "T12-late",
                "armedAt": "2031-03-01T01:00:00.000Z",
                "dueAt": "2031-03-08T16:00:00.000Z",
                "status": "armed",
                "countedBy": "PT658800S",
                "stopped": null
              }
            ]
            """);

        await BreakThePromise(id);
        var paid = await Client.TellAsync(id, "payment-1", "PaymentReceived", """{"amount":1907380}""");
        paid["reason"].ShouldBe("'PaymentReceived' took 'T42' to 'ClosedPaid'.");
        paid["completed"].ShouldBe("true");
        await TheCaseIsClosed(id);
        await TheJournalProvesIt(id);
    }

    private async Task ItsFirstDeadlineIsExplained(string id)
    {
        var why = (await Client.GetAnswerAsync($"/api/v1/cases/{id}/why")).Json;
        var next = why["next"]!.AsObject();

        string Of(string member) => next[member]?.ToString() ?? "null";
        next.Select(member => member.Key).ShouldBe(
            ["transition", "name", "definition", "definitionName", "from", "to", "waitsFor", "event", "dueAt", "due", "condition", "holds", "obstacle", "stopped", "says"]);
        (Of("transition"), Of("definition"), Of("from"), Of("to")).ShouldBe(("T55-intake", "overdue-visit", "Intake", "ManualIntervention"));
        (Of("waitsFor"), Of("dueAt"), Of("due"), Of("holds"), Of("obstacle")).ShouldBe(("after P1B of CN-2026.1, calendar cn version 1, projected, Asia/Shanghai", "2031-03-03T01:00:00.000Z", "false", "true", "null"));
        Of("definitionName").ShouldStartWith("Overdue visit");
        Of("says").ShouldEndWith(" waits until 2031-03-03T01:00:00.000Z; it would lead to 'ManualIntervention'.");
        why["says"]!.AsArray().ShouldHaveSingleItem()!.ToString().ShouldEndWith(" takes the case to 'ManualIntervention' at 2031-03-03T01:00:00.000Z.");
    }

    private async Task BreakThePromise(string id)
    {
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}/why")).Json["next"]!["transition"]!.GetValue<string>().ShouldBe("T13-first", "of several deadlines at once the one whose condition holds comes next");
        _doorstep.Clock!.SetUtcNow(new DateTimeOffset(2031, 3, 8, 15, 59, 59, 999, TimeSpan.Zero));
        await _doorstep.SweepAsync();
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}"))["state"].ShouldBe("Contact/PtpActive", "a millisecond before the promise is broken it is not");

        _doorstep.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var overdue = (await Client.GetAnswerAsync($"/api/v1/cases/{id}/why")).Json;
        overdue["says"]!.AsArray().Select(said => said!.ToString()).ShouldContain(said => said.Contains("was due at 2031-03-08T16:00:00.000Z and is overdue: nobody was at work then", StringComparison.Ordinal));
        overdue["next"]!["says"]!.ToString().ShouldContain(" was due at 2031-03-08T16:00:00.000Z and waits for its turn; ");
        await _doorstep.SweepAsync();
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}"))["state"].ShouldBe("Contact/RemoteContact");
    }

    private async Task TheCaseIsClosed(string id)
    {
        var closed = await Client.GetAnswerAsync($"/api/v1/cases/{id}");
        closed["status"].ShouldBe("completed");
        closed["completedAt"].ShouldBe("2031-03-08T16:00:00.000Z");
        closed.Json["case"]!["debt"]!["total"]!.GetValue<long>().ShouldBe(0);
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}/deadlines")).Json.AsArray().ShouldBeEmpty();
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}/why")).ShouldRead(
            $$"""
            200 application/json
            {
              "caseId": "{{id}}",
              "state": "ClosedPaid",
              "faulted": false,
              "incident": null,
              "accepts": [],
              "next": null,
              "says": [
                "The case is closed in 'ClosedPaid'."
              ],
              "ways": []
            }
            """);

        var late = await Client.TellAsync(id, "payment-2", "PaymentReceived", """{"amount":500}""");
        late["outcome"].ShouldBe("recorded");
        late["reason"].ShouldBe("The case is closed in 'ClosedPaid'. A closed case accepts nothing; the fact is kept in its file.");
    }

    private async Task TheJournalProvesIt(string id)
    {
        var journal = (await Client.GetAnswerAsync($"/api/v1/cases/{id}/journal")).Json["items"]!.AsArray();
        var broken = journal.Single(row => Text(row, "eventType") == "deadline" && Text(row, "state") == "Contact/RemoteContact")!;
        broken["data"]!.ToJsonString().ShouldBe("""{"deadline":"5.1","transition":"T13-first","dueAt":"2031-03-08T16:00:00.000Z"}""");
        // The other deadlines of that moment are told at the same time; one has a row of its own where it was first. What the guards decide is told by tests of theirs.
        var told = journal.Where(row => Text(row, "actor") is not ("clock" or "guards") || row == broken);
        string.Join('\n', told.Select(row => string.Join(' ', ((string[])["at", "actor", "eventType", "outcome", "state"]).Select(name => Text(row, name))))).ShouldBe(
            $"""
            2031-03-01T01:00:00.000Z key:environment start accepted Intake
            2031-03-01T01:00:00.000Z case:{id} IntakeChecked accepted Contact/RemoteContact
            2031-03-01T01:00:00.000Z key:environment ContactAttempted recorded Contact/RemoteContact
            2031-03-01T01:00:00.000Z key:environment PromiseMade accepted Contact/PtpActive
            2031-03-08T16:00:00.000Z clock deadline accepted Contact/RemoteContact
            2031-03-08T16:00:00.000Z key:environment PaymentReceived accepted ClosedPaid
            2031-03-08T16:00:00.000Z key:environment PaymentReceived recorded ClosedPaid
            """);

        var first = (await Client.GetAnswerAsync($"/api/v1/cases/{id}/journal?limit=6")).Json;
        var rest = (await Client.GetAnswerAsync($"/api/v1/cases/{id}/journal?after={first["nextCursor"]}")).Json;
        JsonNode.DeepEquals(new JsonArray([.. Rows(first), .. Rows(rest)]), journal).ShouldBeTrue("pages of a journal are the journal");
        rest["nextCursor"].ShouldBeNull();

        var proof = (await Client.GetAnswerAsync($"/api/v1/cases/{id}/journal/verify")).With(HttpStatusCode.OK);
        proof["intact"].ShouldBe("true");
        proof["rows"].ShouldBe($"{journal.Count}");
        proof["headHash"].ShouldBe(journal[^1]!["hash"]!.GetValue<string>());
    }

    private static string Text(JsonNode? row, string member) => row![member]!.GetValue<string>();

    private static IEnumerable<JsonNode?> Rows(JsonNode page) => page["items"]!.AsArray().Select(row => row!.DeepClone());
}
