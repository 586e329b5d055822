using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests;

/// <summary>What the house answers for, over HTTP.</summary>
public sealed class HouseTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task S36_The_risk_register_is_read_at_the_start_and_shown()
    {
        var register = (await Client.GetAnswerAsync("/api/v1/risk-register")).With(HttpStatusCode.OK).Json;

        register["risks"]!.AsArray().SelectMany(risk => risk!["controls"]!.AsArray()).Select(control => control!["by"]!.ToString()).ShouldContain("G17");
    }

    [Fact]
    public async Task S15_A_batch_is_answered_one_by_one_and_may_be_sent_again()
    {
        var id = await Client.StartAsync("SYN-BATCH-1");
        const string batch = """{"events":[{"eventId":"b1","type":"FeedbackGiven","occurredAt":"2031-03-01T00:30:00Z","data":{"rating":5}},{"eventId":"b2","type":"Feedback","occurredAt":"2031-03-01T00:40:00Z"}]}""";

        var first = (await Client.PostAnswerAsync($"/api/v1/cases/{id}/events/batch", batch)).With(HttpStatusCode.OK).Json["events"]!.AsArray();
        var second = (await Client.PostAnswerAsync($"/api/v1/cases/{id}/events/batch", batch)).With(HttpStatusCode.OK).Json["events"]!.AsArray();

        first.Select(one => one!["outcome"]!.ToString()).ShouldBe(["recorded", "refused"]);
        second.Select(one => one!["outcome"]!.ToString()).ShouldBe(["duplicate", "refused"]);
        (await Client.PostAnswerAsync($"/api/v1/cases/{id}/events/batch", """{"events":[{"eventId":1,"typ":"x"},2],"x":1}""")).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().Select(fault => fault!["path"]!.ToString())
            .ShouldBe(["x"]);
        (await Client.PostAnswerAsync($"/api/v1/cases/{id}/events/batch", """{"events":[{"eventId":1,"typ":"x"},2]}""")).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().Select(fault => fault!["path"]!.ToString())
            .ShouldBe(["events[0].typ", "events[0].eventId", "events[1]"]);
    }

    [Fact]
    public async Task S31_A_record_is_handed_out_with_its_hash()
    {
        var id = await Client.StartAsync("SYN-ACCESS-1");
        const string body = """{"purpose":"ACCESS","reason":"The customer wrote.","requester":"cust_syn_1"}""";

        var given = (await Client.PostAnswerAsync($"/api/v1/cases/{id}/subject-access", body, ("Idempotency-Key", "a1"))).With(HttpStatusCode.OK);

        given["hash"].Length.ShouldBe(64);
        given.Json["extract"]!["parts"]!.AsArray().Count.ShouldBeGreaterThan(3);
        (await Client.PostAnswerAsync($"/api/v1/cases/{id}/subject-access", body, ("Idempotency-Key", "a1"))).With(HttpStatusCode.Conflict);
        (await Client.PostAnswerAsync($"/api/v1/cases/{id}/subject-access", "{}")).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().Count.ShouldBe(4);
    }

    [Fact]
    public async Task S63_The_figures_are_read_by_day()
    {
        await Client.TellAsync(await Client.StartAsync("SYN-OUTCOME-1"), "c1", "ComplaintFiled");

        var report = (await Client.GetAnswerAsync("/api/v1/outcomes?from=2031-03-01&to=2031-03-01")).With(HttpStatusCode.OK).Json;

        long.Parse(report["harm"]![0]!["count"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(0);
        (await Client.GetAnswerAsync("/api/v1/outcomes?from=yesterday")).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task S65_Pay_takes_two_people_over_HTTP_too()
    {
        using var lin = await ClientAsync("pay-lin");
        using var zhao = await ClientAsync("pay-zhao");
        const string good = """{"pack":"CN-2026.1","reason":"r","weights":[{"name":"RECOVERY","percent":40},{"name":"COMPLIANCE","percent":25},{"name":"COMPLAINTS","percent":20},{"name":"DATA_SAFETY","percent":15}]}""";

        (await PutAsync(lin, """{"pack":"CN-2026.1","reason":"r","weights":[{"name":"RECOVERY","percent":100}]}""")).With(HttpStatusCode.BadRequest).Text.ShouldContain("[CARD] art. 66");
        var version = (await PutAsync(lin, good)).With(HttpStatusCode.OK)["version"];
        (await lin.PostAnswerAsync($"/api/v1/pay-kpi/{version}/approve", "{}")).With(HttpStatusCode.UnprocessableEntity);
        (await zhao.PostAnswerAsync($"/api/v1/pay-kpi/{version}/approve", "{}")).With(HttpStatusCode.OK)["approvedBy"].ShouldBe("key:pay-zhao");
        (await zhao.PostAnswerAsync("/api/v1/pay-kpi/x/approve", "{}")).With(HttpStatusCode.BadRequest);
        (await lin.GetAnswerAsync("/api/v1/pay-kpi")).With(HttpStatusCode.OK).Json.AsArray().Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task S14_A_case_for_somebody_who_is_not_registered_is_refused_and_proposals_name_who_is()
    {
        var id = await Client.StartAsync("SYN-ASSIGN-1");

        (await Client.TellAsync(id, "a1", "CaseAssigned", """{"unit":"B","agent":"nobody"}""")).With(HttpStatusCode.UnprocessableEntity)["detail"].ShouldStartWith("'nobody' is not in the register of agents.");
        (await Client.TellAsync(id, "a2", "CaseAssigned", """{"unit":"B"}""")).With(HttpStatusCode.OK);
        (await Client.GetAnswerAsync($"/api/v1/assignments/proposal?cases={id}")).With(HttpStatusCode.OK).Json.AsArray().Count.ShouldBe(1);
        (await Client.GetAnswerAsync("/api/v1/assignments/proposal")).With(HttpStatusCode.BadRequest);
    }

    private static Task<Answer> PutAsync(HttpClient client, string body) =>
        client.AskAsync(new HttpRequestMessage(HttpMethod.Put, "/api/v1/pay-kpi") { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    private async Task<HttpClient> ClientAsync(string name)
    {
        await doorstep.Services.GetRequiredService<ApiKeyStore>().AddAsync(new ApiKeyRecord(name, name, ["Compliance"], Doorstep.Host.Security.ApiKey.Hash(name), RunningDoorstep.Morning));
        return doorstep.ClientWith(new AuthenticationHeaderValue("ApiKey", name));
    }
}
