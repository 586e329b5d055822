using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests;

/// <summary>Acts, rules and registers over HTTP.</summary>
public sealed class ActsTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task A_refused_act_is_answered_with_what_every_guard_said_and_stands_in_the_list()
    {
        var id = await StartAsync("SYN-ACT-1");

        var answer = (await AskAsync(id, "k1", """{"kind":"CALL","template":"REMINDER"}""")).With(HttpStatusCode.OK);

        answer["allowed"].ShouldBe("false");
        answer["reason"].ShouldBe("G1 Hours: It is 09:00:00 where the customer is; the hours are 10:00-17:00.");
        answer["nextTryAt"].ShouldBe("2031-03-01T02:00:00.000Z");
        answer.Json["decision"]!["pack"]!.ToString().ShouldBe("CN-2026.1");
        answer.Json["decision"]!["guards"]!.AsArray().Count.ShouldBeGreaterThan(5);
        (await AskAsync(id, "k1", """{"template":"REMINDER","kind":"CALL"}""")).With(HttpStatusCode.OK).Text.ShouldBe(answer.Text.Replace("\"replayed\":false", "\"replayed\":true", StringComparison.Ordinal));
        (await AskAsync(id, "k1", """{"kind":"SMS"}""")).With(HttpStatusCode.Conflict);
        var listed = (await Client.GetAnswerAsync($"/api/v1/cases/{id}/acts")).With(HttpStatusCode.OK).Json.AsArray().ShouldHaveSingleItem()!;
        listed["actId"]!.ToString().ShouldBe(answer["actId"]);
        listed["act"]!["requestedBy"]!.ToString().ShouldBe("key:environment");
    }

    [Fact]
    public async Task An_act_that_nothing_stands_against_is_allowed()
    {
        var id = await StartAsync("SYN-ACT-2");

        (await AskAsync(id, "k1", """{"kind":"LETTER","purpose":"LEGAL_NOTICE","template":"DEMAND"}""")).With(HttpStatusCode.OK)["allowed"].ShouldBe("true");
    }

    [Fact]
    public async Task An_act_without_a_key_or_with_a_slip_is_refused_and_every_fault_is_named()
    {
        var id = await StartAsync("SYN-ACT-3");

        (await Client.PostAnswerAsync($"/api/v1/cases/{id}/acts", """{"kind":"CALLL"}""")).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().Select(fault => fault!["path"]!.ToString())
            .ShouldBe(["Idempotency-Key", "kind"]);
        (await AskAsync("no-such-case", "k1", """{"kind":"CALL"}""")).With(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_registers_are_kept_by_supervisors_and_compliance()
    {
        var id = await StartAsync("SYN-ACT-4");
        using var service = await ClientAsync("acts-ledger", "Service");
        (await PutAsync(service, "/api/v1/agents/agent_syn_1", """{"hasIdCard":true}""")).With(HttpStatusCode.Forbidden);

        (await PutAsync(Client, "/api/v1/agents/agent_syn_1", """{"hasIdCard":true,"trainedUntil":"2031-12-31"}""")).With(HttpStatusCode.OK)["version"].ShouldBe("1");
        (await PutAsync(Client, "/api/v1/agencies/Agency%20One", """{"isListed":true}""")).With(HttpStatusCode.OK)["key"].ShouldBe("Agency One");
        (await PutAsync(Client, "/api/v1/authorisations/AU-1", $$"""{"caseId":"{{id}}","agents":["agent_syn_1"],"from":"2031-03-01","until":"2031-03-31"}""")).With(HttpStatusCode.OK);
        (await Client.GetAnswerAsync("/api/v1/agents")).With(HttpStatusCode.OK).Json.AsArray().ShouldHaveSingleItem()!["entry"]!["token"]!.ToString().ShouldBe("agent_syn_1");
        (await Client.PostAnswerAsync("/api/v1/authorisations/AU-1/revoke", "{}")).With(HttpStatusCode.OK);
        (await Client.PostAnswerAsync("/api/v1/authorisations/AU-1/code", "{}")).With(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task S51_Everybody_may_ask_whether_a_visitor_is_ours_and_nobody_may_guess()
    {
        var id = await StartAsync("SYN-ACT-5");
        (await PutAsync(Client, "/api/v1/authorisations/AU-2", $$"""{"caseId":"{{id}}","agents":["agent_syn_1"],"from":"2031-03-01","until":"2031-03-31"}""")).With(HttpStatusCode.OK);
        var code = (await Client.PostAnswerAsync("/api/v1/authorisations/AU-2/code", "{}")).With(HttpStatusCode.OK)["code"];
        using var stranger = doorstep.ClientWith(null);

        var yes = (await stranger.GetAnswerAsync($"/api/v1/verify/{code}")).With(HttpStatusCode.OK);
        yes["genuine"].ShouldBe("true");
        yes.Text.ShouldNotContain(id);
        (await stranger.GetAnswerAsync("/api/v1/verify/AAAA-AAAA")).With(HttpStatusCode.OK)["message"].ShouldStartWith("This code is not ours.");

        var statuses = new List<HttpStatusCode>();
        for (var guess = 0; guess < 20; guess++) statuses.Add((await stranger.GetAnswerAsync($"/api/v1/verify/AAAA-AAA{guess}")).Status);
        statuses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_pack_takes_two_people_over_HTTP_too()
    {
        using var lin = await ClientAsync("acts-lin", "Compliance");
        using var zhao = await ClientAsync("acts-zhao", "Compliance");
        var pack = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflow-definitions", "policy-packs", "uk-2026.1.json"), TestContext.Current.CancellationToken))
            .Replace("\"2026.1\"", "\"2026.7\"", StringComparison.Ordinal);

        (await lin.PostAnswerAsync("/api/v1/policy-packs", pack)).With(HttpStatusCode.OK).Json["approvedAt"].ShouldBeNull();
        (await lin.PostAnswerAsync("/api/v1/policy-packs/UK-2026.7/approve", "{}")).With(HttpStatusCode.UnprocessableEntity);
        (await zhao.GetAnswerAsync("/api/v1/policy-packs/UK-2026.1/diff/UK-2026.7")).With(HttpStatusCode.OK);
        (await lin.GetAnswerAsync("/api/v1/policy-packs/UK-2026.1/diff/CN-2026.1")).With(HttpStatusCode.UnprocessableEntity);
        (await lin.PostAnswerAsync("/api/v1/policy-packs", """{"id":"CN"}""")).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().Count.ShouldBeGreaterThan(5);
    }

    /// <summary>Everybody has a customer of his own: tests do not use up each other's calls.</summary>
    private async Task<string> StartAsync(string name)
    {
        var body = Loan.Body(name);
        body["customer"]!["token"] = $"cust_{name}";
        return (await Client.PostAnswerAsync("/api/v1/cases", body.ToJsonString())).With(HttpStatusCode.Accepted)["caseId"];
    }

    private Task<Answer> AskAsync(string id, string key, string act) => Client.PostAnswerAsync($"/api/v1/cases/{id}/acts", act, ("Idempotency-Key", key));

    private static Task<Answer> PutAsync(HttpClient client, string path, string body) =>
        client.AskAsync(new HttpRequestMessage(HttpMethod.Put, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    private async Task<HttpClient> ClientAsync(string name, string role)
    {
        await doorstep.Services.GetRequiredService<ApiKeyStore>().AddAsync(new ApiKeyRecord(name, name, [role], Doorstep.Host.Security.ApiKey.Hash(name), RunningDoorstep.Morning));
        return doorstep.ClientWith(new AuthenticationHeaderValue("ApiKey", name));
    }
}
