using System.Net;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests;

public sealed class IdempotencyTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task Fifty_starts_at_once_under_one_key_are_one_case_and_fifty_equal_answers()
    {
        var body = Loan.Body("SYN-IDEM-50").ToJsonString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Client.PostAnswerAsync("/api/v1/cases", body)));

        answers.Select(answer => (answer.Status, answer.Text)).Distinct().ShouldHaveSingleItem().Status.ShouldBe(HttpStatusCode.Accepted);
        (await Client.GetAnswerAsync("/api/v1/cases?q=SYN-IDEM-50")).Json["items"]!.AsArray().Count.ShouldBe(1);
        (await Client.GetAnswerAsync($"/api/v1/cases/{answers[0]["caseId"]}/journal")).Json["items"]!.AsArray().Count(line => line!["eventType"]!.ToString() == "start").ShouldBe(1);
    }

    [Fact]
    public async Task Fifty_starts_at_once_of_one_loan_under_fifty_keys_are_one_case_and_fifty_equal_answers()
    {
        var body = Loan.Body("SYN-IDEM-R7");
        body.Remove("idempotencyKey");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString(), ("Idempotency-Key", $"r7-{number}"))));

        answers.Select(answer => (answer.Status, answer.Text)).Distinct().ShouldHaveSingleItem().Status.ShouldBe(HttpStatusCode.Accepted);
        (await Client.GetAnswerAsync("/api/v1/cases?q=SYN-IDEM-R7")).Json["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_in_the_body_is_no_part_of_what_is_asked_for()
    {
        var body = Loan.Body("SYN-IDEM-8");
        var first = await Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString());
        body["idempotencyKey"] = "another-SYN-IDEM-8";

        (await Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString())).Approvable().ShouldBe(first.Approvable());
    }

    [Fact]
    public async Task A_start_that_is_repeated_later_gives_the_first_answer_however_the_body_is_written()
    {
        var body = Loan.Body("SYN-IDEM-2");
        var first = await Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString());
        await Client.TellAsync(first["caseId"], "gone", "CaseRecalled");

        var backwards = new JsonObject(body.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        var again = await Client.PostAnswerAsync("/api/v1/cases", $"\n {backwards.ToJsonString()} ");

        again.Approvable().ShouldBe(first.Approvable());
    }

    [Fact]
    public async Task The_header_is_as_good_as_the_member()
    {
        var body = Loan.Body("SYN-IDEM-3");
        body.Remove("idempotencyKey");

        var first = await Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString(), ("Idempotency-Key", "start-SYN-IDEM-3"));
        var again = await Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString(), ("Idempotency-Key", "start-SYN-IDEM-3"));

        first.With(HttpStatusCode.Accepted);
        again.Approvable().ShouldBe(first.Approvable());
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_a_conflict()
    {
        var id = await Client.StartAsync("SYN-IDEM-4");
        var other = Loan.Body("SYN-IDEM-4");
        other["correlationId"] = "another";

        (await Client.PostAnswerAsync("/api/v1/cases", other.ToJsonString())).ShouldRead(
            $$"""
            409 application/problem+json
            {
              "type": "urn:doorstep:problem:conflict",
              "title": "This does not go together with what is there.",
              "status": 409,
              "detail": "Case '{{id}}' was started under this key with another body. Use another key for another case."
            }
            """);
    }

    [Fact]
    public async Task Another_key_for_a_loan_that_has_a_running_case_is_a_conflict_until_that_is_closed()
    {
        var id = await Client.StartAsync("SYN-IDEM-5");
        var second = Loan.Body("SYN-IDEM-5");
        second["idempotencyKey"] = "second-SYN-IDEM-5";
        second["correlationId"] = "another";

        (await Client.PostAnswerAsync("/api/v1/cases", second.ToJsonString())).With(HttpStatusCode.Conflict)["detail"]
            .ShouldBe($"Case '{id}' is already running for 'SYN-IDEM-5', started with another body.");

        await Client.TellAsync(id, "gone", "CaseRecalled");
        (await Client.PostAnswerAsync("/api/v1/cases", second.ToJsonString())).With(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task An_event_that_is_repeated_counts_once_and_gives_the_first_answer()
    {
        var id = await Client.StartAsync("SYN-IDEM-6");
        var first = await Client.TellAsync(id, "pay-1", "PaymentReceived", """{"amount":100,"ref":"r"}""");
        await Client.TellAsync(id, "pay-2", "PaymentReceived", """{"amount":1000}""");

        var again = await Client.TellAsync(id, "pay-1", "PaymentReceived", """{ "ref": "r", "amount": 100 }""");

        again.Approvable().ShouldBe(first.Approvable());
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}")).Json["case"]!["debt"]!["total"]!.GetValue<long>().ShouldBe(1907380 - 1100);
    }

    [Fact]
    public async Task Fifty_reports_of_one_event_at_once_count_once()
    {
        var id = await Client.StartAsync("SYN-IDEM-7");

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Client.TellAsync(id, "pay-1", "PaymentReceived", """{"amount":100}""")));

        answers.Select(answer => (answer.Status, answer.Text)).Distinct().ShouldHaveSingleItem().Status.ShouldBe(HttpStatusCode.OK);
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}")).Json["case"]!["debt"]!["total"]!.GetValue<long>().ShouldBe(1907380 - 100);
    }

    [Fact]
    public async Task An_event_id_that_was_used_for_another_event_is_a_conflict()
    {
        var id = await Client.StartAsync("SYN-IDEM-8");
        await Client.TellAsync(id, "pay-1", "PaymentReceived", """{"amount":100}""");

        (await Client.TellAsync(id, "pay-1", "PaymentReceived", """{"amount":101}""")).With(HttpStatusCode.Conflict)["detail"]
            .ShouldMatch(@"^Event id 'pay-1' was used before for another event \('PaymentReceived', step \d+\)\. Give every event its own id\.$");
    }
}
