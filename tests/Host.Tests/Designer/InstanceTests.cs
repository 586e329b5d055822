using System.Net;
using System.Text.Json.Nodes;
using Doorstep.Host.Security;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Host.Tests.Designer;

/// <summary>What Studio asks about cases.</summary>
public sealed class InstanceTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task A_case_is_found_in_the_list_under_the_version_it_runs_on()
    {
        var id = await Client.StartAsync("SYN-STUDIO-LIST");

        var list = await Client.ElsaAsync("/workflow-instances", List("SYN-STUDIO-LIST"));

        list.ShouldFit("workflow-instances-list");
        var row = list["items"]!.AsArray().ShouldHaveSingleItem()!;
        (row["id"]!.ToString(), row["status"]!.ToString(), row["subStatus"]!.ToString()).ShouldBe((id, "Running", "Suspended"));
        row["definitionVersionId"]!.ToString().ShouldBe("overdue-visit:1");
    }

    [Theory]
    [InlineData("\"statuses\":[\"Finished\"]", 0)]
    [InlineData("\"statuses\":[\"Running\"]", 1)]
    [InlineData("\"subStatuses\":[\"Cancelled\"]", 0)]
    [InlineData("\"subStatuses\":[\"Suspended\"]", 1)]
    [InlineData("\"hasIncidents\":true", 0)]
    [InlineData("\"definitionIds\":[\"legal\"]", 0)]
    [InlineData("\"definitionIds\":[\"overdue-visit\"]", 1)]
    [InlineData("\"timestampFilters\":[{\"column\":\"CreatedAt\",\"operator\":\"LessThan\",\"timestamp\":\"2020-01-01T00:00:00+00:00\"}]", 0)]
    public async Task The_list_takes_the_filters_that_Studio_has(string filter, int found)
    {
        await Client.StartAsync("SYN-STUDIO-FILTER");

        (await Client.ElsaAsync("/workflow-instances", List("SYN-STUDIO-FILTER", filter)))["totalCount"]!.GetValue<int>().ShouldBe(found);
    }

    [Fact]
    public async Task A_case_is_shown_on_its_version_with_its_state_marked()
    {
        var id = await Client.StartAsync("SYN-STUDIO-VIEW");
        var state = (await Client.GetAnswerAsync($"/api/v1/cases/{id}"))["state"].Split('/')[0];

        var instance = await Client.ElsaAsync($"/workflow-instances/{id}");
        instance.ShouldFit("workflow-instance-running");
        var versionId = Uri.EscapeDataString(instance["definitionVersionId"]!.ToString());
        var definition = await Client.ElsaAsync($"/workflow-definitions/by-id/{versionId}");

        definition["root"]!["currentState"]!.ToString().ShouldBe(state);
        definition["links"]!.AsArray().ShouldNotContain(link => link!["rel"]!.ToString() == "publish");
        (await Client.ElsaAsync($"/workflow-definitions/subgraph/segments/{versionId}?childNodeId=overdue-visit")).ShouldFit("workflow-definition-subgraph-segments");
        (await Client.ElsaAsync($"/workflow-instances/{id}/execution-state")).ShouldFit("workflow-instance-running-execution-state");
        (await Client.ElsaAsync($"/workflow-instances/{id}/variables")).ShouldFit("workflow-instance-running-variables");
    }

    [Fact]
    public async Task The_journal_pages_over_the_steps_of_the_case()
    {
        var id = await Client.StartAsync("SYN-STUDIO-JOURNAL");
        await doorstep.RelayAsync();
        await Client.TellAsync(id, "e-1", "InboundMessage", """{"textRef":"s3://a"}""");
        var steps = (await Client.GetAnswerAsync($"/api/v1/cases/{id}")).Json["sequence"]!.GetValue<int>();

        var all = await Client.ElsaAsync($"/workflow-instances/{id}/journal?skip=0&take=112", """{"filter":{"activityIds":null,"activityNodeIds":[],"excludedActivityTypes":["Elsa.Workflow"],"eventNames":null}}""");
        var last = await Client.ElsaAsync($"/workflow-instances/{id}/journal?skip={steps - 1}&take=5", "{}");

        all.ShouldFit("workflow-instance-running-journal");
        all["totalCount"]!.GetValue<int>().ShouldBe(steps);
        all["items"]!.AsArray().Select(item => item!["sequence"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, steps));
        all["items"]!.AsArray().ShouldAllBe(item => item!["payload"] is JsonObject);
        last["items"]!.AsArray().ShouldHaveSingleItem()!["sequence"]!.GetValue<int>().ShouldBe(steps);
        (await Client.ElsaAsync($"/workflow-instances/{id}/journal", """{"filter":{"eventNames":["Faulted"]}}"""))["totalCount"]!.GetValue<int>().ShouldBe(0);
        (await Client.ElsaAsync($"/workflow-instances/{id}/journal", """{"filter":{"eventNames":["Started"]}}"""))["totalCount"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task What_ran_and_what_waits_is_told_for_each_activity()
    {
        var id = await Client.StartAsync("SYN-STUDIO-RAN");
        var list = await Client.ElsaAsync($"/activity-executions/list?WorkflowInstanceId={id}");
        list.ShouldFit("activity-executions-list-running");
        list["items"]!.AsArray().ShouldAllBe(item => item!["status"]!.ToString() != "Running", "a running one makes Studio ask every second");
        list["items"]!.AsArray().ShouldAllBe(item => item!["activityState"] is JsonObject);

        var entry = list["items"]!.AsArray().First(item => item!["activityType"]!.ToString() == "Elsa.Sequence")!;
        var node = entry["activityNodeId"]!.ToString();
        (await Client.ElsaAsync($"/activity-execution-summaries/list?WorkflowInstanceId={id}&ActivityNodeId={Uri.EscapeDataString(node)}")).ShouldFit("activity-execution-summaries-list-running");
        (await Client.ElsaAsync($"/activity-executions/by-id?id={Uri.EscapeDataString(entry["id"]!.ToString())}")).ShouldFit("activity-execution-one");
        (await Client.ElsaAsync($"/activity-executions/{Uri.EscapeDataString(entry["id"]!.ToString())}/call-stack?includeCrossWorkflowChain=true")).ShouldFit("activity-execution-call-stack");
        var report = await Client.ElsaAsync("/activity-executions/report", new JsonObject { ["workflowInstanceId"] = id, ["activityNodeIds"] = new JsonArray(node) }.ToJsonString());
        report.ShouldFit("activity-executions-report");
        report["stats"]!.AsArray().ShouldHaveSingleItem()!["completedCount"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [InlineData("POST", "/bulk-actions/cancel/workflow-instances")]
    [InlineData("POST", "/bulk-actions/delete/workflow-instances/by-id")]
    [InlineData("POST", "/bulk-actions/import/workflow-instances")]
    [InlineData("POST", "/alterations/submit")]
    [InlineData("DELETE", "/workflow-instances/x")]
    public async Task Nobody_ends_or_deletes_a_case_from_Studio_and_is_told_why(string method, string path)
    {
        var refused = (await Client.AskAsync(new HttpRequestMessage(new HttpMethod(method), $"/elsa/api{path}"))).With(HttpStatusCode.BadRequest);

        refused.Json["errors"]!["generalErrors"]!.AsArray().ShouldHaveSingleItem()!.ToString().Length.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task A_case_that_is_not_there_is_not_ended() =>
        (await Client.AskAsync(new HttpRequestMessage(HttpMethod.Post, "/elsa/api/cancel/workflow-instances/x"))).With(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("\"statuses\":[\"Runing\"]", "statuses: 'Runing' is not known here; did you mean 'Running'?")]
    [InlineData("\"timestampFilters\":[{\"column\":\"Bogus\",\"operator\":\"Is\",\"timestamp\":\"x\"}]", "timestampFilters[0].timestamp: 'x' is not an instant in ISO 8601, such as '2026-11-02T08:00:00Z'.")]
    [InlineData("\"hasIncidents\":\"perhaps\"", "hasIncidents: \"perhaps\" is neither true nor false.")]
    [InlineData("\"definitionIds\":\"x\"", "definitionIds: \"x\" is not a list.")]
    [InlineData("\"statusses\":[\"Running\"]", "statusses: is no filter here; did you mean 'statuses'?")]
    [InlineData("\"version\":\"one\"", "version: \"one\" is not a whole number.")]
    public async Task A_filter_that_is_misspelt_shows_no_more_than_was_asked_for(string filter, string fault) =>
        (await Client.AskAsync(new HttpRequestMessage(HttpMethod.Post, "/elsa/api/workflow-instances") { Content = new StringContent(List("", filter), System.Text.Encoding.UTF8, "application/json") })).With(HttpStatusCode.BadRequest)
            .Json["errors"]!["generalErrors"]!.AsArray().Select(one => one!.ToString()).ShouldContain(fault);

    [Theory]
    [InlineData("""{"filtr":{}}""", "filtr: 'filtr' is not known here; did you mean 'filter'?")]
    [InlineData("""{"filter":{"eventNamez":["Faulted"]}}""", "filter.eventNamez: is no filter here; did you mean 'eventNames'?")]
    [InlineData("""{"filter":{"eventNames":"Faulted"}}""", "filter.eventNames: must be a list, not \"Faulted\".")]
    public async Task A_filter_of_a_journal_that_is_misspelt_shows_no_more_than_was_asked_for(string body, string fault)
    {
        var id = await Client.StartAsync("journal-filter");
        (await Client.PostAnswerAsync($"/elsa/api/workflow-instances/{id}/journal?skip=0&take=10", body)).With(HttpStatusCode.BadRequest).Json["errors"]!["generalErrors"]!.AsArray().Select(one => one!.ToString()).ShouldContain(fault);
    }

    [Theory]
    [InlineData("action", "Parcel-set", "Elsa.SetName")]
    [InlineData("condition", "Parcel-arrived", "Elsa.Event")]
    public async Task An_incident_points_at_the_step_that_failed(string slot, string activityId, string type)
    {
        var definition = $"broken-{slot}";
        const string Broken = """{"typeName":"{0}","expression":{"type":"JavaScript","value":"event.data.missing.member"}}""";
        var way = new JsonObject
        {
            ["name"] = "arrive", ["from"] = "Waiting", ["to"] = "Delivered",
            ["trigger"] = JsonNode.Parse("""{"id":"Parcel-arrived","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"ParcelArrived"}}}"""),
            [slot] = JsonNode.Parse(slot == "condition" ? Broken.Replace("{0}", "Boolean", StringComparison.Ordinal)
                : $$"""{"id":"Parcel-both","type":"Elsa.Sequence","activities":[{"id":"Parcel-set","type":"Elsa.SetName","value":{{Broken.Replace("{0}", "String", StringComparison.Ordinal)}}}]}"""),
        };
        var machine = new JsonObject
        {
            ["definitionId"] = definition, ["name"] = definition,
            ["root"] = new JsonObject { ["id"] = definition, ["type"] = "Elsa.StateMachine", ["initialState"] = "Waiting", ["states"] = JsonNode.Parse("""[{"name":"Waiting"},{"name":"Delivered"}]"""), ["transitions"] = new JsonArray(way) },
        };
        (await Client.PostAnswerAsync("/api/v1/definitions", machine.ToJsonString())).With(HttpStatusCode.OK);
        (await Client.PostAnswerAsync($"/api/v1/definitions/{definition}/publish", content: null)).With(HttpStatusCode.OK);
        var id = (await Client.PostAnswerAsync("/api/v1/cases", $$$"""{"schema":"workflow.start/1","idempotencyKey":"{{{definition}}}","definition":{"key":"{{{definition}}}"},"businessKey":"{{{definition}}}","input":{}}""")).With(HttpStatusCode.Accepted)["caseId"];
        await Client.TellAsync(id, "arrived", "ParcelArrived");

        var incident = (await Client.ElsaAsync($"/workflow-instances/{id}"))["workflowState"]!["incidents"]!.AsArray().ShouldHaveSingleItem()!;

        (incident["activityId"]!.ToString(), incident["activityType"]!.ToString()).ShouldBe((activityId, type));
        var stats = await Client.ElsaAsync("/activity-executions/report", $$"""{"workflowInstanceId":"{{id}}","activityNodeIds":["{{incident["activityNodeId"]}}"]}""");
        stats["stats"]!.AsArray().ShouldHaveSingleItem()!["isFaulted"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task What_broke_inside_another_machine_is_shown_where_that_machine_runs()
    {
        const string Inner = """{"definitionId":"broken-inner","name":"Inner","options":{"usableAsActivity":true},"root":{"id":"broken-inner","type":"Elsa.StateMachine","initialState":"Waiting","states":[{"name":"Waiting"},{"name":"Done","final":true}],"transitions":[{"name":"go","from":"Waiting","to":"Done","trigger":{"id":"in-go","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"ParcelArrived"}}},"action":{"id":"in-set","type":"Elsa.SetName","value":{"typeName":"String","expression":{"type":"JavaScript","value":"event.data.missing.member"}}}}]}}""";
        const string Outer = """{"definitionId":"broken-outer","name":"Outer","root":{"id":"broken-outer","type":"Elsa.StateMachine","initialState":"Inside","states":[{"name":"Inside"},{"name":"Over","final":true}],"transitions":[{"name":"over","from":"Inside","to":"Over","trigger":{"id":"runs-inner","type":"Doorstep.Submachine","definitionId":{"typeName":"String","expression":{"type":"Literal","value":"broken-inner"}}}}]}}""";
        foreach (var (id, json) in new[] { ("broken-inner", Inner), ("broken-outer", Outer) })
        {
            (await Client.PostAnswerAsync("/api/v1/definitions", json)).With(HttpStatusCode.OK);
            (await Client.PostAnswerAsync($"/api/v1/definitions/{id}/publish", content: null)).With(HttpStatusCode.OK);
        }

        var caseId = (await Client.PostAnswerAsync("/api/v1/cases", """{"schema":"workflow.start/1","idempotencyKey":"broken-outer","definition":{"key":"broken-outer"},"businessKey":"broken-outer","input":{}}""")).With(HttpStatusCode.Accepted)["caseId"];
        await Client.TellAsync(caseId, "arrived", "ParcelArrived");

        var instance = await Client.ElsaAsync($"/workflow-instances/{caseId}");

        var incident = instance["workflowState"]!["incidents"]!.AsArray().ShouldHaveSingleItem()!;
        incident["activityId"]!.ToString().ShouldBe("runs-inner");
        incident["message"]!.ToString().ShouldStartWith("expression in 'broken-inner': ");
        incident["exception"]!["message"]!.ToString().ShouldBe(incident["message"]!.ToString());
        await Client.ElsaAsync($"/workflow-definitions/subgraph/segments/{Uri.EscapeDataString(instance["definitionVersionId"]!.ToString())}?childNodeId={Uri.EscapeDataString(incident["activityNodeId"]!.ToString())}");
    }

    [Fact]
    public async Task A_case_whose_end_was_declined_goes_on_is_said_to_go_on_and_may_be_asked_about_again()
    {
        var id = await Client.StartAsync("SYN-STUDIO-CANCEL");
        using var one = await SupervisorAsync("studio-one");
        using var two = await SupervisorAsync("studio-two");
        const string Why = """{"reason":{"code":"CUSTOMER_REQUEST","text":"synthetic"},"evidence":["ticket SYN-1"]}""";
        async Task<string> CancelAsync(HttpClient client) => (await client.PostAnswerAsync($"/elsa/api/cancel/workflow-instances/{id}", Why)).With(HttpStatusCode.BadRequest).Json["errors"]!["generalErrors"]![0]!.ToString();
        static string Named(string said) => said.Split('\'')[3];

        var asked = await CancelAsync(one);
        asked.ShouldStartWith("'key:studio-one' asked for it as override '");
        (await CancelAsync(one)).ShouldBe(asked, "the same wish is one");
        (await CancelAsync(two)).ShouldBe(asked, "somebody else hears who has asked");
        (await two.PostAnswerAsync($"/api/v1/cases/{id}/overrides/{Named(asked)}/decline", """{"reason":"Not yet."}""")).With(HttpStatusCode.OK);

        var again = await CancelAsync(one);
        Named(again).ShouldNotBe(Named(asked));
        (await two.PostAnswerAsync($"/api/v1/cases/{id}/overrides/{Named(again)}/approve", """{"reason":"I have read the file."}""")).With(HttpStatusCode.OK);
        (await Client.ElsaAsync($"/workflow-instances/{id}/execution-state"))["status"]!.ToString().ShouldBe("Finished");
    }

    private async Task<HttpClient> SupervisorAsync(string name)
    {
        await doorstep.Services.GetRequiredService<ApiKeyStore>().AddAsync(new ApiKeyRecord(name, name, ["Supervisor"], ApiKey.Hash(name), RunningDoorstep.Morning));
        return doorstep.ClientWith(new System.Net.Http.Headers.AuthenticationHeaderValue("ApiKey", name));
    }

    private static string List(string text, string filter = "\"version\":null") =>
        $$"""{ "page":0,"pageSize":10,"searchTerm":"{{text}}","definitionId":null,"correlationId":null,"isSystem":false,"orderBy":null,"orderDirection":"Descending",{{filter}} }""";
}
