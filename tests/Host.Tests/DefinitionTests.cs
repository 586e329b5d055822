using System.Net;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests;

public sealed class DefinitionTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task A_draft_is_saved_published_run_and_retired()
    {
        var saved = (await Client.PostAnswerAsync("/api/v1/definitions", Definition("parcel-1").ToJsonString())).With(HttpStatusCode.OK).Json;
        saved["definition"]!["status"]!.GetValue<string>().ShouldBe("draft");
        saved["validation"]!["valid"]!.GetValue<bool>().ShouldBeTrue();
        (await StartAsync("parcel-1", "a")).With(HttpStatusCode.UnprocessableEntity)["detail"].ShouldBe("Definition 'parcel-1' has version 1 as Draft, but no published version. Publish it first.");

        (await Client.PostAnswerAsync("/api/v1/definitions/parcel-1/publish", content: null)).With(HttpStatusCode.OK).Json["definition"]!["status"]!.GetValue<string>().ShouldBe("published");
        var started = (await StartAsync("parcel-1", "b")).With(HttpStatusCode.Accepted);
        (await Client.TellAsync(started["caseId"], "e", "ParcelArrived")).With(HttpStatusCode.OK)["state"].ShouldBe("Delivered");

        foreach (var act in (string[])["publish", "retire"])
            (await Client.PostAnswerAsync($"/api/v1/definitions/parcel-1/{act}", """{"version":1}""")).With(HttpStatusCode.BadRequest).Json["errors"]![0]!["path"]!.ToString().ShouldBe("version");
        (await Client.PostAnswerAsync("/api/v1/definitions/parcel-1/retire", content: null)).With(HttpStatusCode.OK)["status"].ShouldBe("retired");
        (await StartAsync("parcel-1", "c")).With(HttpStatusCode.UnprocessableEntity);
        (await Client.GetAnswerAsync($"/api/v1/cases/{started["caseId"]}")).With(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_draft_with_faults_is_kept_and_not_published()
    {
        var broken = Definition("parcel-2");
        broken["root"]!["transitions"]![0]!["to"] = "Deliverd";

        var saved = (await Client.PostAnswerAsync("/api/v1/definitions", broken.ToJsonString())).With(HttpStatusCode.OK).Json;
        saved["validation"]!["faults"]![0]!["path"]!.GetValue<string>().ShouldBe("transitions[0].to");

        var refused = (await Client.PostAnswerAsync("/api/v1/definitions/parcel-2/publish", content: null)).With(HttpStatusCode.UnprocessableEntity);
        refused["detail"].ShouldBe("Version 1 of 'parcel-2' cannot be published.");
        refused.Json["errors"]![0]!["message"]!.GetValue<string>().ShouldBe("'Deliverd' is not a state; did you mean 'Delivered'?");
    }

    [Fact]
    public async Task Somebody_elses_save_in_between_is_noticed()
    {
        var first = await Client.PostAnswerAsync("/api/v1/definitions", Definition("parcel-3").ToJsonString());
        var hash = first.Json["definition"]!["contentHash"]!.GetValue<string>();
        var changed = Definition("parcel-3");
        changed["description"] = "theirs";
        await Client.PostAnswerAsync("/api/v1/definitions", changed.ToJsonString(), ("If-Match", $"\"{hash}\""));

        changed["description"] = "mine";
        var refused = await Client.PostAnswerAsync("/api/v1/definitions", changed.ToJsonString(), ("If-Match", $"\"{hash}\""));

        refused.With(HttpStatusCode.Conflict)["detail"].ShouldBe("'key:environment' saved version 1 of 'parcel-3' at 2031-03-01T01:00:00.000Z. Read it and put your change on top: If-Match with its contentHash says that you have.");
    }

    [Fact]
    public async Task The_shipped_definitions_are_published_at_the_first_start()
    {
        var definitions = (await Client.GetAnswerAsync("/api/v1/definitions?definitionId=overdue-visit")).Json.AsArray();

        definitions.ShouldHaveSingleItem()!["status"]!.GetValue<string>().ShouldBe("published");
        (await Client.GetAnswerAsync("/api/v1/definitions/overdue-visit?version=1")).Json["definition"]!["root"]!["type"]!.GetValue<string>().ShouldBe("Elsa.StateMachine");
        (await Client.GetAnswerAsync("/api/v1/definitions/overdue-visit?version=9")).With(HttpStatusCode.NotFound)["detail"].ShouldBe("There is no definition 'overdue-visit' in version 9.");
        (await Client.PostAnswerAsync("/api/v1/definitions/nothing/publish", content: null)).With(HttpStatusCode.NotFound)["detail"].ShouldBe("There is no definition 'nothing'.");
    }

    private Task<Answer> StartAsync(string definition, string key) => Client.PostAnswerAsync(
        "/api/v1/cases", $$$"""{"schema":"workflow.start/1","idempotencyKey":"{{{definition}}}-{{{key}}}","definition":{"key":"{{{definition}}}"},"businessKey":"{{{definition}}}-{{{key}}}","input":{"weight":3}}""");

    private static JsonObject Definition(string id) => (JsonObject)JsonNode.Parse(
        $$$$$"""
        {"definitionId":"{{{{{id}}}}}","name":"Parcel","root":{"id":"parcel","type":"Elsa.StateMachine","initialState":"Waiting","states":[{"name":"Waiting"},{"name":"Delivered"}],
         "transitions":[{"name":"arrive","from":"Waiting","to":"Delivered","trigger":{"id":"arrived","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"ParcelArrived"}}}}]}}
        """)!;
}
