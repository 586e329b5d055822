using System.Net;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Security;

/// <summary>Personal data: masked where it is listed, shown one by one for a purpose, and on the log before it is shown.</summary>
public sealed class RevealTests(RunningDoorstep doorstep)
{
    private const string Phone = "+00-0000-000-001";

    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task S26_What_says_who_somebody_is_is_masked_in_the_case_its_journal_and_its_messages()
    {
        var id = await Client.StartAsync("SYN-REVEAL-1");
        await doorstep.RelayAsync();

        var seen = (await Client.GetAnswerAsync($"/api/v1/cases/{id}")).With(HttpStatusCode.OK).Json["case"]!["customer"]!;
        seen["displayName"]!.ToString().ShouldBe("测**");
        seen["contactPoints"]![0]!["value"]!.ToString().ShouldBe("***01");
        seen["addresses"]![0]!["text"]!.ToString().ShouldBe("•••");
        seen["token"]!.ToString().ShouldBe("cust_SYN-REVEAL-1");
        foreach (var path in (string[])["", "/journal?limit=100", "/acts", "/deadlines", "/why"])
            foreach (var secret in (string[])["测试客户甲", Phone, "jia@example.invalid", "测试市测试路0号"])
                (await Client.GetAnswerAsync($"/api/v1/cases/{id}{path}")).With(HttpStatusCode.OK).Text.ShouldNotContain(secret, Case.Sensitive, path);
        (await Client.GetAnswerAsync($"/api/v1/outbox?caseId={id}")).With(HttpStatusCode.OK).Text.ShouldNotContain(Phone);
        (await Client.GetAnswerAsync($"/elsa/api/workflow-instances/{id}/variables")).With(HttpStatusCode.OK).Text.ShouldNotContain(Phone);
    }

    [Fact]
    public async Task S27_A_value_is_shown_for_a_purpose_and_the_log_says_who_asked_what_for_and_not_what_it_says()
    {
        var id = await Client.StartAsync("SYN-REVEAL-2");
        using var supervisor = await doorstep.KeyAsync("reveal-supervisor", "Supervisor");

        (await AskAsync(supervisor, id, "customer.contactPoints[0].value", "CONTACT")).With(HttpStatusCode.OK)["value"].ShouldBe(Phone);
        (await AskAsync(supervisor, id, "customer.displayName", "HARDSHIP")).With(HttpStatusCode.OK)["value"].ShouldBe("测试客户甲");

        var log = (await Client.GetAnswerAsync($"/api/v1/access-log?caseId={id}&act=case.reveal")).With(HttpStatusCode.OK);
        var line = log.Json["items"]!.AsArray().Single(line => line!["subject"]!.ToString() == "customer.contactPoints[0].value")!;
        (line["actor"]!.ToString(), line["purpose"]!.ToString(), line["reason"]!.ToString(), line["allowed"]!.GetValue<bool>()).ShouldBe(("key:reveal-supervisor", "CONTACT", "synthetic", true));
        log.Text.ShouldNotContain(Phone);
        log.Text.ShouldNotContain("测试客户甲");
    }

    [Theory]
    [InlineData("MARKETING", HttpStatusCode.Forbidden)]
    [InlineData("scoring", HttpStatusCode.Forbidden)]
    [InlineData("AUDIT", HttpStatusCode.Forbidden)]
    [InlineData("CURIOSITY", HttpStatusCode.BadRequest)]
    public async Task S27_Nothing_is_shown_for_another_purpose(string purpose, HttpStatusCode status)
    {
        var id = await Client.StartAsync($"SYN-REVEAL-{purpose}");
        using var service = await doorstep.KeyAsync($"reveal-{purpose}", "Service");

        (await AskAsync(service, id, "customer.displayName", purpose)).With(status).Text.ShouldNotContain("测试客户甲");

        (await Client.GetAnswerAsync($"/api/v1/access-log?caseId={id}&act=case.reveal&outcome=refused")).Json["items"]!.AsArray().Count.ShouldBe(status == HttpStatusCode.Forbidden ? 1 : 0);
    }

    [Fact]
    public async Task What_cannot_be_shown_is_said_to_be_so()
    {
        var id = await Client.StartAsync("SYN-REVEAL-3");

        (await AskAsync(Client, id, "customer.token", "CONTACT")).With(HttpStatusCode.BadRequest).Text.ShouldContain("is not masked: read it with the case.");
        (await AskAsync(Client, id, "customer[", "CONTACT")).With(HttpStatusCode.BadRequest).Text.ShouldContain("is not a path");
        (await AskAsync(Client, id, "customer.contactPoints[9].value", "CONTACT")).With(HttpStatusCode.NotFound);
        (await AskAsync(Client, "case-nothing", "customer.displayName", "CONTACT")).With(HttpStatusCode.NotFound);
        (await Client.PostAnswerAsync($"/api/v1/cases/{id}/reveal", "{}")).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().Select(error => error!["path"]!.ToString()).ShouldBe(["field", "purpose", "reason"]);
    }

    [Fact]
    public async Task Words_of_a_step_are_shown_in_the_same_way()
    {
        var id = await Client.StartAsync("SYN-REVEAL-4");
        (await Client.TellAsync(id, "d1", "StatementMade", """{"text":"I paid this in May."}""")).With(HttpStatusCode.OK);
        var step = (await Client.GetAnswerAsync($"/api/v1/cases/{id}/journal?limit=100")).Json["items"]!.AsArray().Single(row => row!["eventId"]?.ToString() == "d1")!;
        step["data"]!["text"]!.ToString().ShouldBe("•••");

        (await AskAsync(Client, id, $"journal[{step["sequence"]}].data.text", "DISPUTE")).With(HttpStatusCode.OK)["value"].ShouldBe("I paid this in May.");
    }

    private static Task<Answer> AskAsync(HttpClient client, string id, string field, string purpose) =>
        client.PostAnswerAsync($"/api/v1/cases/{id}/reveal", $$"""{"field":"{{field}}","purpose":"{{purpose}}","reason":"synthetic"}""");
}
