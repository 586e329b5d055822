using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests.Designer;

/// <summary>What designers do to definitions in Studio, against what an Elsa server answered.</summary>
public sealed class DefinitionEditTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Theory]
    [InlineData("Elsa.StateMachine")]
    [InlineData("Elsa.Flowchart")]
    [InlineData("Elsa.Sequence")]
    public async Task A_new_definition_begins_as_a_machine_with_a_beginning_and_an_end(string type)
    {
        var saved = await Client.ElsaAsync("/workflow-definitions", Studio.Create($"New one of {type}", type));

        saved.ShouldFit("error-invalid-json");
        var made = saved["workflowDefinition"]!;
        made["definitionId"]!.ToString().ShouldBe($"new-one-of-{type.ToLowerInvariant().Replace('.', '-')}");
        (made["version"]!.GetValue<int>(), made["isLatest"]!.GetValue<bool>(), made["isPublished"]!.GetValue<bool>()).ShouldBe((1, true, false));
        made["root"]!["type"]!.ToString().ShouldBe("Elsa.StateMachine");
        made["root"]!["states"]!.AsArray().Select(state => state!["name"]!.ToString()).ShouldBe(["New", "Closed"]);
        made["root"]!["nodeId"].ShouldNotBeNull();
        (await Client.GetAnswerAsync($"/api/v1/definitions/{made["definitionId"]}/lint")).With(HttpStatusCode.OK)["valid"].ShouldBe("true");
    }

    [Fact]
    public async Task Two_definitions_of_one_name_get_two_ids()
    {
        var first = await Client.ElsaAsync("/workflow-definitions", Studio.Create("Same name 同名"));
        var second = await Client.ElsaAsync("/workflow-definitions", Studio.Create("Same name 同名"));

        first["workflowDefinition"]!["definitionId"]!.ToString().ShouldBe("same-name-同名");
        second["workflowDefinition"]!["definitionId"]!.ToString().ShouldBe("same-name-同名-2");
    }

    [Fact]
    public async Task A_draft_is_written_over_and_a_published_version_is_followed_by_a_draft()
    {
        var made = (await Client.ElsaAsync("/workflow-definitions", Studio.Create("Life of versions")))["workflowDefinition"]!;
        made["description"] = "one";
        var draft = (await Client.ElsaAsync("/workflow-definitions", Studio.Save(made)))["workflowDefinition"]!;
        (draft["id"]!.ToString(), draft["description"]!.ToString()).ShouldBe((made["id"]!.ToString(), "one"));

        var published = await Client.ElsaAsync("/workflow-definitions", Studio.Save(draft, publish: true));
        published.ShouldFit("workflow-definition-publish");
        published["workflowDefinition"]!["isPublished"]!.GetValue<bool>().ShouldBeTrue();
        var changed = published["workflowDefinition"]!;
        changed["description"] = "two";
        var next = (await Client.ElsaAsync("/workflow-definitions", Studio.Save(changed)))["workflowDefinition"]!;

        (next["version"]!.GetValue<int>(), next["isLatest"]!.GetValue<bool>(), next["isPublished"]!.GetValue<bool>()).ShouldBe((2, true, false));
        var versions = await Client.ElsaAsync("/workflow-definitions?versionOptions=AllVersions&Page=0&PageSize=10&DefinitionIds=life-of-versions&OrderBy=Version&OrderDirection=Descending");
        versions["items"]!.AsArray().Select(item => (item!["version"]!.GetValue<int>(), item["isLatest"]!.GetValue<bool>(), item["isPublished"]!.GetValue<bool>())).ShouldBe([(2, true, false), (1, false, true)]);
    }

    [Fact]
    public async Task The_same_save_again_changes_nothing()
    {
        var made = (await Client.ElsaAsync("/workflow-definitions", Studio.Create("Sent four times")))["workflowDefinition"]!;
        made["description"] = "once";
        var body = Studio.Save(made);

        var answers = new List<JsonNode>();
        for (var time = 0; time < 4; time++) answers.Add((await Client.ElsaAsync("/workflow-definitions", body))["workflowDefinition"]!);

        answers.Select(answer => answer["customProperties"]!.ToJsonString()).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_second_designer_hears_who_saved_what_and_when_and_nothing_is_written_over()
    {
        var made = (await Client.ElsaAsync("/workflow-definitions", Studio.Create("Two designers")))["workflowDefinition"]!;
        var (mine, theirs) = (made.DeepClone(), made.DeepClone());
        theirs["root"]!["states"]!.AsArray().Add(new JsonObject { ["name"] = "Theirs" });
        await Client.ElsaAsync("/workflow-definitions", Studio.Save(theirs));
        mine["root"]!["states"]!.AsArray().Add(new JsonObject { ["name"] = "Mine" });

        using var second = await doorstep.SecondDesignerAsync("two-designers");
        var refused = (await second.PostAnswerAsync("/elsa/api/workflow-definitions", Studio.Save(mine))).With(HttpStatusCode.BadRequest);

        refused.Json["errors"]!["generalErrors"]![0]!.ToString().ShouldBe(
            "'key:environment' saved version 1 of 'two-designers' at 2031-03-01T01:00:00.000Z. It differs from yours in state 'Mine', state 'Theirs'. "
            + "Yours is not saved and not lost: save it as a copy, or load the page again and put your change on top.");
        var stored = await Client.ElsaAsync("/workflow-definitions/by-definition-id/two-designers?versionOptions=Latest");
        stored["root"]!["states"]!.AsArray().Select(state => state!["name"]!.ToString()).ShouldBe(["New", "Closed", "Theirs"]);
    }

    [Fact]
    public async Task What_is_no_state_machine_is_kept_as_a_draft_and_refused_at_publish_with_the_reason()
    {
        var body = JsonNode.Parse(Studio.Create("A flowchart", "Elsa.Flowchart"))!;
        body["model"]!["root"]!["activities"] = new JsonArray(new JsonObject { ["id"] = "a1", ["type"] = "Elsa.WriteLine", ["version"] = 1 });

        var draft = (await Client.ElsaAsync("/workflow-definitions", body.ToJsonString()))["workflowDefinition"]!;
        draft["root"]!["type"]!.ToString().ShouldBe("Elsa.Flowchart");
        draft["root"]!["activities"]![0]!["nodeId"].ShouldNotBeNull();

        var refused = (await Client.PostAnswerAsync("/elsa/api/workflow-definitions", Studio.Save(draft, publish: true))).With(HttpStatusCode.BadRequest);
        refused.Json["errors"]!["generalErrors"]!.AsArray().Select(error => error!.ToString()).ShouldContain("root, type: 'Elsa.Flowchart' does not run here; the root must be 'Elsa.StateMachine'.");
    }

    [Fact]
    public async Task A_refused_publication_names_every_fault_with_its_place_in_words_and_the_draft_can_still_be_saved()
    {
        var made = (await Client.ElsaAsync("/workflow-definitions", Studio.Create("Full of faults")))["workflowDefinition"]!;
        made["root"]!["transitions"]![0]!["to"] = "Closd";
        made["root"]!["transitions"]![0]!["trigger"]!["eventName"]!["expression"]!["value"] = "";

        var saved = await Client.ElsaAsync("/workflow-definitions", Studio.Save(made));
        saved["validationErrors"]!.AsArray().Count.ShouldBeGreaterThanOrEqualTo(2);
        var refused = (await Client.PostAnswerAsync("/elsa/api/workflow-definitions", Studio.Save(saved["workflowDefinition"]!, publish: true))).With(HttpStatusCode.BadRequest);
        var errors = refused.Json["errors"]!["generalErrors"]!.AsArray().Select(error => error!.ToString()).ToArray();
        errors.ShouldContain("transition 'close' (New → Closd), target: 'Closd' is not a state; did you mean 'Closed'?");
        errors.ShouldContain(error => error.StartsWith("transition 'close' (New → Closd), trigger, eventName: ", StringComparison.Ordinal));

        var again = saved["workflowDefinition"]!;
        again["root"]!["transitions"]![0]!["to"] = "Closed";
        await Client.ElsaAsync("/workflow-definitions", Studio.Save(again));
    }

    [Fact]
    public async Task What_Studio_writes_into_a_definition_by_itself_is_not_kept()
    {
        var made = (await Client.ElsaAsync("/workflow-definitions", Studio.Create("Current state")))["workflowDefinition"]!;
        made["root"]!["currentState"] = "New";
        made["description"] = "changed";

        await Client.ElsaAsync("/workflow-definitions", Studio.Save(made));

        var stored = (await Client.GetAnswerAsync("/api/v1/definitions/current-state")).Json["definition"]!;
        stored["root"]!.AsObject().ContainsKey("currentState").ShouldBeFalse();
        stored["customProperties"]!.AsObject().ContainsKey("doorstepRevision").ShouldBeFalse();
        stored.AsObject().ContainsKey("links").ShouldBeFalse();
    }

    [Theory]
    [InlineData("overdue-visit")]
    [InlineData("overdue-reminder")]
    [InlineData("remote-contact")]
    [InlineData("visit")]
    [InlineData("hardship-plan")]
    [InlineData("legal")]
    public async Task A_shipped_definition_opened_and_saved_by_Studio_loses_nothing(string id)
    {
        await using var house = new RunningDoorstep();
        await house.InitializeAsync();
        var file = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflow-definitions", $"{id}.json")))!.AsObject();
        var opened = await house.Client.ElsaAsync($"/workflow-definitions/by-definition-id/{id}?versionOptions=Latest");

        var unchanged = await house.Client.ElsaAsync("/workflow-definitions", Studio.Save(Studio.ThroughTheModel(opened)));
        unchanged["workflowDefinition"]!["version"]!.GetValue<int>().ShouldBe(1, "nothing was changed, so there is nothing to keep");

        var changed = Studio.ThroughTheModel(opened);
        changed["root"]!["x-note"] = "kept";
        var saved = await house.Client.ElsaAsync("/workflow-definitions", Studio.Save(changed));
        saved["workflowDefinition"]!["version"]!.GetValue<int>().ShouldBe(2);
        var stored = (await house.Client.GetAnswerAsync($"/api/v1/definitions/{id}")).Json["definition"]!.AsObject();
        stored["root"]!["x-note"]!.ToString().ShouldBe("kept");
        stored["root"]!.AsObject().Remove("x-note");
        foreach (var (member, value) in file)
            if (member is not "version") JsonNode.DeepEquals(stored[member], value).ShouldBeTrue($"{member} of {id}:\n{stored[member]?.ToJsonString()}\n{value?.ToJsonString()}");
    }

    [Fact]
    public async Task An_export_imported_again_is_the_same_definition()
    {
        var export = (await Client.GetAnswerAsync("/elsa/api/workflow-definitions/visit/export?versionOptions=Latest")).With(HttpStatusCode.OK).Json;
        var renamed = export.DeepClone();
        renamed["definitionId"] = "visit-imported";

        var imported = await Client.ElsaAsync("/workflow-definitions/import", renamed.ToJsonString());
        imported.ShouldFit("workflow-definition-by-id");
        var again = (await Client.GetAnswerAsync("/elsa/api/workflow-definitions/visit-imported/export?versionOptions=Latest")).Json;

        foreach (var member in (string[])["definitionId", "id", "version", "createdAt", "isPublished"]) (again[member], export[member]) = (null, null);
        JsonNode.DeepEquals(again, export).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_there_already_is_imported_over_a_draft_of_somebody_else_without_a_word_and_anything_else_is_not()
    {
        await Client.ElsaAsync("/workflow-definitions", Studio.Create("Brought back"));
        using var second = await doorstep.SecondDesignerAsync("bringer");
        var export = (await second.GetAnswerAsync("/elsa/api/workflow-definitions/brought-back/export?versionOptions=Latest")).With(HttpStatusCode.OK).Json;

        (await second.PostAnswerAsync("/elsa/api/workflow-definitions/import", export.ToJsonString())).With(HttpStatusCode.OK)["version"].ShouldBe("1");
        (await second.PutAnswerAsync("/elsa/api/workflow-definitions/brought-back/import", export.ToJsonString())).With(HttpStatusCode.OK)["version"].ShouldBe("1");
        (await second.PutAnswerAsync("/elsa/api/workflow-definitions/another/import", export.ToJsonString())).With(HttpStatusCode.BadRequest).Text.ShouldContain("is another definition than 'another'");
        export["description"] = "another";
        (await second.PostAnswerAsync("/elsa/api/workflow-definitions/import", export.ToJsonString())).With(HttpStatusCode.BadRequest)["title"].ShouldBe("This does not go together with what is there.");
    }

    [Fact]
    public async Task A_version_is_taken_back_and_an_older_one_is_brought_forward()
    {
        var made = (await Client.ElsaAsync("/workflow-definitions", Studio.Create("Back and forth")))["workflowDefinition"]!;
        made["description"] = "first";
        var first = (await Client.ElsaAsync("/workflow-definitions", Studio.Save(made, publish: true)))["workflowDefinition"]!;
        first["description"] = "second";
        await Client.ElsaAsync("/workflow-definitions", Studio.Save(first, publish: true));

        var reverted = (await Client.PostAnswerAsync("/elsa/api/workflow-definitions/back-and-forth/revert/1", content: null)).With(HttpStatusCode.OK).Json;
        (reverted["version"]!.GetValue<int>(), reverted["description"]!.ToString(), reverted["isPublished"]!.GetValue<bool>()).ShouldBe((3, "first", false));
        (await Client.AskAsync(new HttpRequestMessage(HttpMethod.Delete, "/elsa/api/workflow-definition-versions/back-and-forth%3A3"))).With(HttpStatusCode.NoContent);

        var retracted = await Client.ElsaAsync("/workflow-definitions/back-and-forth/retract", "{}");
        retracted.ShouldFit("workflow-definition-retract");
        retracted["isPublished"]!.GetValue<bool>().ShouldBeFalse();
        (await Client.PostAnswerAsync("/elsa/api/workflow-definitions/back-and-forth/retract", "{}")).With(HttpStatusCode.BadRequest);
        var published = await Client.ElsaAsync("/workflow-definitions/back-and-forth/publish", "{}");
        published.ShouldFit("workflow-definition-publish");
        published["workflowDefinition"]!["version"]!.GetValue<int>().ShouldBe(3);
        (await Client.ElsaAsync("/workflow-definitions/back-and-forth/publish", "{}"))["alreadyPublished"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_definition_that_cases_stand_on_is_not_deleted_and_neither_is_what_runs_inside_it()
    {
        var id = await Client.StartAsync("SYN-STUDIO-DELETE");
        (await Deleted("overdue-visit")).With(HttpStatusCode.BadRequest).Json["errors"]!["generalErrors"]![0]!.ToString().ShouldBe("Version 1 of 'overdue-visit' is published: new cases start on it. Retract it first.");

        await using var house = new RunningDoorstep();
        await house.InitializeAsync();
        await house.Client.StartAsync("SYN-STUDIO-DELETE");
        foreach (var definition in (string[])["overdue-visit", "legal"]) await house.Client.ElsaAsync($"/workflow-definitions/{definition}/retract", "{}");

        (await Deleted("overdue-visit", house.Client)).With(HttpStatusCode.BadRequest).Json["errors"]!["generalErrors"]![0]!.ToString()
            .ShouldBe($"1 cases run or ran on 'overdue-visit', such as '{id}'. It is kept for them; retract it so that no new case starts on it.");
        (await Deleted("legal", house.Client)).With(HttpStatusCode.BadRequest).Json["errors"]!["generalErrors"]![0]!.ToString().ShouldStartWith("'legal' runs inside 'overdue-");
        (await Deleted("nothing", house.Client)).With(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_deleted_is_gone_and_its_number_means_the_new_content()
    {
        var made = (await Client.ElsaAsync("/workflow-definitions", Studio.Create("Deleted and again")))["workflowDefinition"]!;
        await Client.ElsaAsync("/workflow-definitions", Studio.Save(made, publish: true));
        await Client.ElsaAsync("/workflow-definitions/deleted-and-again/retract", "{}");

        (await Deleted("deleted-and-again")).With(HttpStatusCode.NoContent);
        (await Client.GetAnswerAsync("/api/v1/definitions/deleted-and-again")).With(HttpStatusCode.NotFound);

        var again = (await Client.ElsaAsync("/workflow-definitions", Studio.Create("Deleted and again")))["workflowDefinition"]!;
        again["id"]!.ToString().ShouldBe("deleted-and-again:1");
    }

    [Fact]
    public async Task Many_are_published_retracted_exported_and_deleted_at_once()
    {
        foreach (var name in (string[])["Bulk one", "Bulk two"]) await Client.ElsaAsync("/workflow-definitions", Studio.Create(name));
        const string ids = """{"definitionIds":["bulk-one","bulk-two","bulk-none"]}""";

        var published = await Client.ElsaAsync("/bulk-actions/publish/workflow-definitions/by-definition-ids", ids);
        published.ToJsonString().ShouldBe("""{"published":["bulk-one","bulk-two"],"alreadyPublished":[],"notFound":["bulk-none"],"updatedConsumers":[]}""");
        var zip = await Client.PostAsync("/elsa/api/bulk-actions/export/workflow-definitions", new StringContent("""{"ids":["bulk-one:1","bulk-two:1"],"includeConsumingWorkflows":false}""", new MediaTypeHeaderValue("application/json")));
        await using (var archive = new ZipArchive(await zip.Content.ReadAsStreamAsync())) archive.Entries.Select(entry => entry.Name).ShouldBe(["bulk-one-v1.json", "bulk-two-v1.json"]);
        (await Client.PostAnswerAsync("/elsa/api/bulk-actions/delete/workflow-definitions/by-definition-id", ids)).With(HttpStatusCode.BadRequest).Json["errors"]!["generalErrors"]!.AsArray().Count.ShouldBe(4);
        (await Client.ElsaAsync("/bulk-actions/retract/workflow-definitions/by-definition-ids", ids)).ToJsonString().ShouldBe("""{"retracted":["bulk-one","bulk-two"],"alreadyRetracted":[],"notFound":["bulk-none"]}""");
        (await Client.ElsaAsync("/bulk-actions/retract/workflow-definitions/by-definition-ids", ids)).ToJsonString().ShouldBe("""{"retracted":[],"alreadyRetracted":["bulk-one","bulk-two"],"notFound":["bulk-none"]}""");
        (await Client.PostAnswerAsync("/elsa/api/bulk-actions/retract/workflow-definitions/by-definition-ids", """{"definitionIds":["visit"]}""")).With(HttpStatusCode.BadRequest).Json["errors"]!["generalErrors"]!.AsArray().Select(one => one!.ToString()).ShouldContain(one => one.StartsWith("visit: 'visit' runs inside", StringComparison.Ordinal));
        (await Client.ElsaAsync("/bulk-actions/delete/workflow-definitions/by-id", """{"ids":["bulk-one:1"]}""")).ToJsonString().ShouldBe("""{"deleted":1,"notFound":[]}""");
        (await Client.ElsaAsync("/bulk-actions/delete/workflow-definitions/by-definition-id", """{"definitionIds":["bulk-two","bulk-tow"]}""")).ToJsonString().ShouldBe("""{"deleted":1,"notFound":["bulk-tow"]}""");
    }

    [Fact]
    public async Task Starting_a_case_from_Studio_says_how_cases_are_started() =>
        (await Client.PostAnswerAsync("/elsa/api/workflow-definitions/visit/execute", """{"versionOptions":"Latest"}""")).With(HttpStatusCode.BadRequest)["detail"].ShouldContain("POST /api/v1/cases");

    [Theory]
    [InlineData("POST", "/workflow-definitions")]
    [InlineData("POST", "/workflow-definitions/import")]
    [InlineData("POST", "/workflow-definitions/visit/publish")]
    [InlineData("POST", "/workflow-definitions/visit/retract")]
    [InlineData("POST", "/workflow-definitions/visit/revert/1")]
    [InlineData("DELETE", "/workflow-definitions/visit")]
    [InlineData("DELETE", "/workflow-definition-versions/visit%3A1")]
    [InlineData("POST", "/bulk-actions/publish/workflow-definitions/by-definition-ids")]
    [InlineData("POST", "/bulk-actions/delete/workflow-definitions/by-id")]
    public async Task Whoever_only_reads_changes_nothing(string method, string path)
    {
        const string secret = "key-of-a-reader-0123456789-0123456789";
        var keys = doorstep.Services.GetRequiredService<ApiKeyStore>();
        if (await keys.FindByHashAsync(Host.Security.ApiKey.Hash(secret)) is null)
            await keys.AddAsync(new ApiKeyRecord("studio-reader", "studio-reader", ["Supervisor", "Compliance"], Host.Security.ApiKey.Hash(secret), RunningDoorstep.Morning));
        using var reader = doorstep.ClientWith(new AuthenticationHeaderValue("ApiKey", secret));

        (await reader.AskAsync(new HttpRequestMessage(new HttpMethod(method), $"/elsa/api{path}") { Content = new StringContent("""{"model":{"definitionId":"visit","root":{}},"definitionIds":["visit"],"ids":["visit:1"]}""", new MediaTypeHeaderValue("application/json")) }))
            .With(HttpStatusCode.Forbidden);
    }

    private Task<Answer> Deleted(string definitionId, HttpClient? client = null) => (client ?? Client).AskAsync(new HttpRequestMessage(HttpMethod.Delete, $"/elsa/api/workflow-definitions/{definitionId}"));
}
