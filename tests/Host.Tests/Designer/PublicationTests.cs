using System.Net;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Designer;

/// <summary>What a version changes and who approves it, over HTTP and as Studio hears it.</summary>
public sealed class PublicationTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task S64_Studio_hears_that_an_approval_is_asked_for_a_second_designer_gives_it_and_then_it_is_published()
    {
        var draft = await DraftAsync("four-eyes");

        var refused = (await Client.PostAnswerAsync("/elsa/api/workflow-definitions", Studio.Save(draft, publish: true))).With(HttpStatusCode.BadRequest);
        refused["type"].ShouldBe("urn:doorstep:problem:needs-approval");
        var said = refused.Json["errors"]!["generalErrors"]!.AsArray().Select(error => error!.ToString()).ToArray();
        said.ShouldHaveSingleItem().ShouldStartWith("Version 2 of 'four-eyes' changes a deadline, so a second designer has to approve it first.");
        said[0].ShouldNotContain("/api/");
        (await Client.PostAnswerAsync("/elsa/api/workflow-definitions/four-eyes/publish", "{}")).With(HttpStatusCode.BadRequest);
        (await Client.PostAnswerAsync("/elsa/api/bulk-actions/publish/workflow-definitions/by-definition-ids", """{"definitionIds":["four-eyes"]}""")).With(HttpStatusCode.BadRequest).Json["errors"]!["generalErrors"]!.AsArray()
            .Select(error => error!.ToString()).ShouldBe(["0 of 1 were published.", $"four-eyes: {said[0]}"]);
        (await Client.PostAnswerAsync("/api/v1/definitions/four-eyes/publish", content: null)).With(HttpStatusCode.Conflict)["type"].ShouldBe("urn:doorstep:problem:needs-approval");

        var wish = (await Client.GetAnswerAsync("/api/v1/publications?definitionId=four-eyes&status=pending")).With(HttpStatusCode.OK).Json.AsArray().ShouldHaveSingleItem()!;
        var body = $$"""{"contentHash":"{{wish["contentHash"]}}","reason":"Looked at it."}""";
        (await Client.PostAnswerAsync("/api/v1/publications/four-eyes/2/approve", body)).With(HttpStatusCode.UnprocessableEntity);
        using var second = await doorstep.SecondDesignerAsync("second");
        wish["objection"]!.ToString().ShouldEndWith(" has asked for approval; somebody else has to decide.");
        (await second.GetAnswerAsync("/api/v1/publications?definitionId=four-eyes")).Json[0]!["objection"].ShouldBeNull();
        var approved = (await second.PostAnswerAsync("/api/v1/publications/four-eyes/2/approve", body, ("Accept-Language", "zh"))).With(HttpStatusCode.OK).Json;
        approved["changes"]![0]!.ToString().ShouldStartWith("转换“late”（Waiting → Closed）的触发由");
        approved["steps"]!.AsArray().Select(step => step!["what"]!.ToString()).ShouldBe(["pending", "approved"]);

        (await Client.ElsaAsync("/workflow-definitions/four-eyes/publish", "{}"))["workflowDefinition"]!["isPublished"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task The_difference_is_told_in_the_language_that_is_asked_for_and_drawn()
    {
        await DraftAsync("compared");

        var diff = (await Client.GetAnswerAsync("/api/v1/definitions/compared/diff")).With(HttpStatusCode.OK).Json;
        (diff["from"]!["version"]!.GetValue<int>(), diff["to"]!["version"]!.GetValue<int>(), diff["needsApproval"]!.GetValue<bool>()).ShouldBe((1, 2, true));
        var change = diff["changes"]!.AsArray().ShouldHaveSingleItem()!;
        (change["kind"]!.ToString(), change["subject"]!.ToString(), change["transition"]!.ToString(), change["concerns"]![0]!.ToString()).ShouldBe(("changed", "deadline", "late", "deadline"));
        var picture = (await Client.GetAnswerAsync("/api/v1/definitions/compared/diff.svg?from=1&to=2")).With(HttpStatusCode.OK);
        picture.Message.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        picture.Text.ShouldContain("data-mark=\"Changed\"");
        (await Client.GetAnswerAsync("/api/v1/definitions/compared/diff?from=2&to=2")).Json["changes"]!.AsArray().ShouldBeEmpty();
        (await Client.GetAnswerAsync("/api/v1/definitions/compared/diff?from=7")).With(HttpStatusCode.NotFound)["detail"].ShouldBe("There is no definition 'compared' in version 7.");
        (await Client.GetAnswerAsync("/api/v1/definitions/compared/diff?from=x&too=2")).With(HttpStatusCode.BadRequest).Json["errors"]!.AsArray().Select(error => error!["path"]!.ToString()).ShouldBe(["from", "too"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_decision_names_what_is_wrong_with_it_all_at_once()
    {
        var answer = (await Client.PostAnswerAsync("/api/v1/publications/nothing/0/refuse", """{"contentHash":7,"reasons":"x"}""")).With(HttpStatusCode.BadRequest);

        answer.Json["errors"]!.AsArray().Select(error => error!["path"]!.ToString()).ShouldBe(["reasons", "contentHash", "version"]);
        (await Client.PostAnswerAsync("/api/v1/publications/nothing/1/refuse", """{"contentHash":"a","reason":"b"}""")).With(HttpStatusCode.NotFound);
        (await Client.GetAnswerAsync("/api/v1/publications?status=lost")).With(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/studio/publications", "publications.js")]
    [InlineData("/studio/workflows/definitions/visit/diff", "diff.js")]
    public async Task Our_own_pages_stand_in_the_same_frame_and_want_somebody_signed_in(string path, string script)
    {
        using var stranger = doorstep.ClientWith(null);

        (await stranger.GetAnswerAsync(path)).With(HttpStatusCode.Redirect).Message.Headers.Location!.ToString().ShouldBe($"/sign-in?returnTo={Uri.EscapeDataString(path)}");
        (await stranger.GetAnswerAsync($"/studio/host/{script}")).With(HttpStatusCode.OK).Text.ShouldContain("doorstep.begin(page)");
    }

    /// <summary>A definition whose draft has another deadline than what is published.</summary>
    private async Task<JsonNode> DraftAsync(string id)
    {
        string Text(string within) =>
            """
            {"definitionId":"ID","name":"ID","root":{"id":"m","type":"Elsa.StateMachine","version":1,"initialState":"Waiting","states":[{"name":"Waiting"},{"name":"Closed"}],
             "transitions":[{"name":"late","from":"Waiting","to":"Closed","trigger":{"id":"d","type":"Doorstep.Deadline","version":1,"within":{"typeName":"String","expression":{"type":"Literal","value":"WITHIN"}}}}]}}
            """.Replace("ID", id, StringComparison.Ordinal).Replace("WITHIN", within, StringComparison.Ordinal);
        (await Client.PostAnswerAsync("/api/v1/definitions", Text("P10B"))).With(HttpStatusCode.OK);
        (await Client.PostAnswerAsync($"/api/v1/definitions/{id}/publish", content: null)).With(HttpStatusCode.OK);
        (await Client.PostAnswerAsync("/api/v1/definitions", Text("P15B"))).With(HttpStatusCode.OK);
        return await Client.ElsaAsync($"/workflow-definitions/by-definition-id/{id}?versionOptions=Latest");
    }
}
