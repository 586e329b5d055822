using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Doorstep.Host.Security;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Commands.Overrides.Bulk;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests;

/// <summary>Governed overrides over HTTP: previewed, asked for, approved by somebody else, in the journal; and what nobody may.</summary>
public sealed class OverrideTests(RunningDoorstep doorstep)
{
    private const string Safety = """{"verb":"ADD_HOLD","hold":"SAFETY"}""";

    private static int _never;

    [Fact]
    public async Task What_the_preview_said_is_done_at_once_and_stands_in_the_journal()
    {
        using var supervisor = await ClientAsync("ov-done", "Supervisor");
        var id = await StartAsync("SYN-OV-1");

        var preview = (await supervisor.PostAnswerAsync($"/api/v1/cases/{id}/overrides/preview", Safety)).With(HttpStatusCode.OK).Json;
        preview["secondPerson"]!.GetValue<bool>().ShouldBeFalse();
        preview["consequences"]!.AsArray().Select(line => $"{line!["kind"]} {line["about"]}").ShouldContain("HOLD_ADDED SAFETY");
        var done = (await AskAsync(supervisor, id, "done", Safety, Sequence(preview))).With(HttpStatusCode.OK).Json;

        (done["status"]!.ToString(), done["appliedOn"]!.GetValue<long>(), done["requestedBy"]!.ToString()).ShouldBe(("applied", Sequence(preview) + 1, "key:ov-done"));
        var row = (await Client.GetAnswerAsync($"/api/v1/cases/{id}/journal?after={Sequence(preview)}")).Json["items"]![0]!;
        (row["eventType"]!.ToString(), row["actor"]!.ToString(), row["reason"]!.ToString()).ShouldBe(("SupervisorOverride", "key:ov-done", "The agent was threatened."));
        row["data"]!["consequences"]!.ToJsonString().ShouldBe(preview["consequences"]!.ToJsonString());
        (await AskAsync(supervisor, id, "done", Safety, Sequence(preview))).With(HttpStatusCode.OK)["id"].ShouldBe(done["id"]!.ToString(), "The same again is the same override.");
        (await supervisor.PostAnswerAsync($"/api/v1/cases/{id}/overrides/{done["id"]}/undo", """{"reason":"It was another case."}""")).With(HttpStatusCode.OK)["status"].ShouldBe("undone");
        (await supervisor.GetAnswerAsync($"/api/v1/cases/{id}/overrides?status=undone")).With(HttpStatusCode.OK).Json.AsArray().ShouldHaveSingleItem()!["id"]!.ToString().ShouldBe(done["id"]!.ToString());
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}/journal/verify")).Json["intact"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_hold_is_let_go_by_somebody_else_than_who_asked_for_it()
    {
        using var supervisor = await ClientAsync("ov-two", "Supervisor");
        using var compliance = await ClientAsync("ov-two-second", "Compliance");
        var id = await StartAsync("SYN-OV-2");
        var held = (await AskAsync(supervisor, id, "hold", Safety, await SequenceAsync(id))).With(HttpStatusCode.OK).Json;

        var asked = (await AskAsync(supervisor, id, "release", """{"verb":"RELEASE_HOLD","hold":"SAFETY"}""", held["appliedOn"]!.GetValue<long>())).With(HttpStatusCode.Accepted);
        asked["status"].ShouldBe("pending");
        var path = asked.Message.Headers.Location!.ToString();
        path.ShouldBe($"/api/v1/cases/{id}/overrides/{asked["id"]}");
        (await supervisor.PostAnswerAsync($"{path}/approve", """{"reason":"Mine."}""")).With(HttpStatusCode.UnprocessableEntity)["detail"].ShouldBe("'key:ov-two' has asked for it; somebody else has to decide.");
        (await compliance.GetAnswerAsync("/api/v1/overrides/approvals?limit=500")).With(HttpStatusCode.OK).Json.AsArray().Select(one => one!["id"]!.ToString()).ShouldContain(asked["id"]);
        var approved = (await compliance.PostAnswerAsync($"{path}/approve", """{"reason":"I have read the file."}""")).With(HttpStatusCode.OK).Json;

        (approved["status"]!.ToString(), approved["record"]!["approval"]!["by"]!.ToString()).ShouldBe(("applied", "key:ov-two-second"));
        (await compliance.PostAnswerAsync($"{path}/approve", """{"reason":"Once more."}""")).With(HttpStatusCode.Conflict)["detail"].ShouldContain("is applied; it waits for nobody");
    }

    [Fact]
    public async Task R16_Whoever_comes_too_late_is_told_where_the_case_stands_and_an_approval_is_void()
    {
        using var supervisor = await ClientAsync("ov-late", "Supervisor");
        using var compliance = await ClientAsync("ov-late-second", "Compliance");
        var id = await StartAsync("SYN-OV-3");
        var before = await SequenceAsync(id);
        var close = (await AskAsync(supervisor, id, "close", """{"verb":"CLOSE"}""", before)).With(HttpStatusCode.Accepted);
        await Client.TellAsync(id, "ov-late-1", "ComplaintFiled");

        var late = (await AskAsync(supervisor, id, "late", Safety, before)).With(HttpStatusCode.Conflict).Json;
        late["detail"]!.ToString().ShouldContain($"The case has moved since step {before}");
        (late["case"]!["sequence"]!.GetValue<long>() > before, late["case"]!["completed"]!.GetValue<bool>()).ShouldBe((true, false));
        (await compliance.PostAnswerAsync($"/api/v1/cases/{id}/overrides/{close["id"]}/approve", """{"reason":"Yes."}""")).With(HttpStatusCode.Conflict)["detail"].ShouldContain("void and nothing was done");

        (await supervisor.GetAnswerAsync($"/api/v1/cases/{id}/overrides/{close["id"]}"))["status"].ShouldBe("void");
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}"))["state"].ShouldBe("Contact/RemoteContact");
    }

    [Theory]
    [InlineData("""{"verb":"CALL_NOW"}""", 400, "Nobody is contacted outside lawful hours")]
    [InlineData("""{"verb":"RESET_COUNTERS"}""", 400, "more often than the caps allow")]
    [InlineData("""{"verb":"DISCLOSE_DEBT"}""", 400, "to a third party")]
    [InlineData("""{"verb":"VISIT_ALONE"}""", 400, "Nobody visits alone")]
    [InlineData("""{"verb":"DELETE_EVIDENCE"}""", 400, "No evidence and no record is deleted")]
    [InlineData("""{"verb":"FORCE_STATE","target":"VisitInProgress"}""", 400, "moves along the ways of its definition")]
    [InlineData("""{"verb":"MOVE","target":"Visit/VisitInProgress"}""", 422, "draws no way for supervisors")]
    [InlineData("""{"verb":"MOVE","target":"LegalReferred"}""", 422, "draws no way for supervisors")]
    [InlineData("""{"verb":"RELEASE_HOLD","hold":"DECEASED"}""", 422, "stands as long as its ground does")]
    [InlineData("""{"verb":"EXTEND_DEADLINE","transition":"T10","by":"P400D"}""", 422, "may run until")]
    public async Task S68_What_nobody_may_override_is_refused_with_its_rule_for_whoever_asks(string verb, int status, string why)
    {
        var id = await StartAsync($"SYN-OV-NEVER-{Interlocked.Increment(ref _never)}");
        await Client.TellAsync(id, "ov-death", "CustomerDeceased", """{"evidence":"REPORTED"}""");
        var sequence = await SequenceAsync(id);

        // The administrator's key has every role there is.
        (await Client.PostAnswerAsync($"/api/v1/cases/{id}/overrides/preview", verb)).With((HttpStatusCode)status).Text.ShouldContain(why);
        (await AskAsync(Client, id, "never", verb, sequence)).With((HttpStatusCode)status).Text.ShouldContain(why);

        (await SequenceAsync(id)).ShouldBe(sequence);
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_and_only_supervisors_ask()
    {
        using var agent = await ClientAsync("ov-agent", "Agent");
        using var compliance = await ClientAsync("ov-compliance", "Compliance");
        var id = await StartAsync("SYN-OV-4");

        (await Client.PostAnswerAsync($"/api/v1/cases/{id}/overrides", """{"override":{"verb":"ADD_HOLD","hold":"SAFE","x":1},"reason":{"code":"BECAUSE","text":""},"y":1}""")).With(HttpStatusCode.BadRequest)
            .Json["errors"]!.AsArray().Select(fault => fault!["path"]!.ToString()).ShouldBe(["Idempotency-Key", "y", "override.hold", "override.x", "sequence", "reason.code", "reason.text"], ignoreOrder: true);
        (await agent.PostAnswerAsync($"/api/v1/cases/{id}/overrides/preview", Safety)).With(HttpStatusCode.Forbidden);
        (await AskAsync(agent, id, "agent", Safety, 1)).With(HttpStatusCode.Forbidden);
        (await compliance.PostAnswerAsync($"/api/v1/cases/{id}/overrides/preview", Safety)).With(HttpStatusCode.OK);
        (await AskAsync(compliance, id, "compliance", Safety, 1)).With(HttpStatusCode.Forbidden);
        (await Client.PostAnswerAsync("/api/v1/cases/nobody/overrides/preview", Safety)).With(HttpStatusCode.NotFound);
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}/overrides?status=donne")).With(HttpStatusCode.BadRequest).Text.ShouldContain("'donne' is not a status.");
        (await Client.GetAnswerAsync($"/api/v1/cases/{id}/overrides/options")).With(HttpStatusCode.OK).Json["never"]!.AsArray().Select(rule => rule!["code"]!.ToString()).ShouldContain("LAWFUL_HOURS");
    }

    [Fact]
    public async Task A_bulk_override_is_previewed_looked_at_and_done_case_by_case()
    {
        using var supervisor = await ClientAsync("ov-bulk", "Supervisor");
        using var agent = await ClientAsync("ov-bulk-agent", "Agent");
        string[] ids = [await StartAsync("SYN-OV-5"), await StartAsync("SYN-OV-6")];
        var filter = $$"""{"ids":["{{ids[0]}}","{{ids[1]}}"]}""";
        var body = $$"""{"override":{{Safety}},"filter":{{filter}},"reason":{"code":"STAFF_SAFETY","text":"The building is unsafe."},"ticket":"SYN-T-1","lookAfter":1}""";

        var preview = (await supervisor.PostAnswerAsync("/api/v1/overrides/bulk/preview", $$"""{"override":{{Safety}},"filter":{{filter}}}""")).With(HttpStatusCode.OK).Json;
        (preview["cases"]!.GetValue<int>(), preview["wouldApply"]!.GetValue<int>(), preview["secondPerson"]!.GetValue<bool>(), preview["sample"]!.AsArray().Count).ShouldBe((2, 2, false, 2));
        (await agent.PostAnswerAsync("/api/v1/overrides/bulk", body, ("Idempotency-Key", "ov-bulk"))).With(HttpStatusCode.Forbidden);
        var asked = (await supervisor.PostAnswerAsync("/api/v1/overrides/bulk", body, ("Idempotency-Key", "ov-bulk"))).With(HttpStatusCode.Accepted);
        var path = asked.Message.Headers.Location!.ToString();
        (path, asked["status"]).ShouldBe(($"/api/v1/overrides/bulk/{asked["id"]}", "running"));

        await SweepAsync(path, "looking");
        (await supervisor.PostAnswerAsync($"{path}/approve", """{"reason":"x"}""")).With(HttpStatusCode.Conflict);
        (await supervisor.PostAnswerAsync($"{path}/continue", """{"reason":"The first one is right."}""")).With(HttpStatusCode.OK)["status"].ShouldBe("running");
        await SweepAsync(path, "done");

        (await supervisor.GetAnswerAsync($"{path}/cases?status=applied")).With(HttpStatusCode.OK).Json.AsArray().Select(item => item!["caseId"]!.ToString()).ShouldBe(ids, ignoreOrder: true);
        foreach (var id in ids) (await supervisor.GetAnswerAsync($"/api/v1/cases/{id}/overrides")).Json.AsArray().ShouldHaveSingleItem()!["bulkId"]!.ToString().ShouldBe(asked["id"]);
        (await supervisor.PostAnswerAsync("/api/v1/overrides/bulk/preview", """{"override":{"verb":"CLOSE"},"filter":{}}""")).With(HttpStatusCode.BadRequest)
            .Json["errors"]!.AsArray().Select(fault => fault!["path"]!.ToString()).ShouldBe(["override.verb", "filter"], ignoreOrder: true);
    }

    private HttpClient Client => doorstep.Client;

    /// <summary>Does what the heartbeat would do until the bulk override stands there; one round does what may be done at this moment.</summary>
    private async Task SweepAsync(string path, string status)
    {
        for (var round = 0; round < 4 && (await Client.GetAnswerAsync(path))["status"] != status; round++)
            await doorstep.Services.GetRequiredService<BulkSweep>().RunAsync(TestContext.Current.CancellationToken);
        (await Client.GetAnswerAsync(path))["status"].ShouldBe(status);
    }

    /// <summary>A loan's case of its own that has come to contact.</summary>
    private async Task<string> StartAsync(string name)
    {
        var id = await Client.StartAsync(name);
        await doorstep.RelayAsync();
        return id;
    }

    private async Task<long> SequenceAsync(string id) => Sequence((await Client.GetAnswerAsync($"/api/v1/cases/{id}")).Json);

    private static long Sequence(JsonNode json) => json["sequence"]!.GetValue<long>();

    private static Task<Answer> AskAsync(HttpClient client, string id, string key, string verb, long sequence) => client.PostAnswerAsync(
        $"/api/v1/cases/{id}/overrides", $$"""{"override":{{verb}},"sequence":{{sequence}},"reason":{"code":"OTHER","text":"The agent was threatened."},"ticket":"SYN-T-1"}""", ("Idempotency-Key", $"{id}-{key}"));

    private async Task<HttpClient> ClientAsync(string name, string role)
    {
        await doorstep.Services.GetRequiredService<ApiKeyStore>().AddAsync(new ApiKeyRecord(name, name, [role], ApiKey.Hash(name), RunningDoorstep.Morning));
        return doorstep.ClientWith(new AuthenticationHeaderValue("ApiKey", name));
    }
}
