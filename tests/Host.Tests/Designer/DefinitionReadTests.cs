using System.Net;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Designer;

/// <summary>What Studio asks about definitions, against what an Elsa server answered.</summary>
public sealed class DefinitionReadTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task The_list_shows_the_definitions_that_run()
    {
        var list = await Client.ElsaAsync("/workflow-definitions?versionOptions=Latest&Page=0&PageSize=100&SearchTerm=&IsSystem=False&OrderDirection=Ascending");

        list.ShouldFit("workflow-definitions-list");
        list["items"]!.AsArray().Select(item => item!["definitionId"]!.ToString()).ShouldContain("overdue-visit");
        list["links"]!.AsArray().Select(link => link!["rel"]!.ToString()).ShouldContain("bulk-publish");
        list["items"]!.AsArray().ShouldAllBe(item => item!["links"]!.AsArray().Any(link => link!["rel"]!.ToString() == "publish"));
    }

    [Fact]
    public async Task A_page_of_the_list_is_a_page_with_the_true_total()
    {
        const string three = "/workflow-definitions?versionOptions=Published&DefinitionIds=visit&DefinitionIds=legal&DefinitionIds=hardship-plan&OrderBy=Version&OrderDirection=Descending&PageSize=2";
        var first = await Client.ElsaAsync(three + "&Page=0");
        var second = await Client.ElsaAsync(three + "&Page=1");

        (first["items"]!.AsArray().Count, second["items"]!.AsArray().Count).ShouldBe((2, 1));
        (first["totalCount"]!.GetValue<int>(), second["totalCount"]!.GetValue<int>()).ShouldBe((3, 3));
        (await Client.ElsaAsync("/workflow-definitions?versionOptions=Published&DefinitionIds=visit&DefinitionIds=legal"))["items"]!.AsArray().Select(item => item!["definitionId"]!.ToString()).ShouldBe(["legal", "visit"], ignoreOrder: true);
        (await Client.ElsaAsync("/workflow-definitions?versionOptions=&Ids=overdue-visit%3A1"))["items"]!.AsArray().ShouldHaveSingleItem()!["id"]!.ToString().ShouldBe("overdue-visit:1");
    }

    [Theory]
    [InlineData("/workflow-definitions/by-definition-id/overdue-visit?versionOptions=Latest")]
    [InlineData("/workflow-definitions/by-id/overdue-visit%3A1")]
    public async Task A_definition_comes_whole_with_ids_on_every_activity(string path)
    {
        var definition = await Client.ElsaAsync(path);

        definition.ShouldFit("workflow-definition-by-id");
        definition["root"]!["type"]!.ToString().ShouldBe("Elsa.StateMachine");
        foreach (var activity in Activities(definition["root"]!))
            foreach (var member in (string[])["id", "nodeId", "type", "version"]) activity[member].ShouldNotBeNull($"{member} of {activity}");
        Activities(definition["root"]!).Select(activity => activity["nodeId"]!.ToString()).ShouldBeUnique();
    }

    [Fact]
    public async Task What_is_not_there_is_said_in_problem_details()
    {
        (await Client.GetAnswerAsync("/elsa/api/workflow-definitions/by-definition-id/nothing?versionOptions=Latest")).With(HttpStatusCode.NotFound)["detail"].ShouldBe("There is no definition 'nothing' in that version.");
        (await Client.GetAnswerAsync("/elsa/api/workflow-definitions/by-id/overdue-visit%3A9")).With(HttpStatusCode.NotFound);
        var unknown = (await Client.GetAnswerAsync("/elsa/api/secrets/descriptors")).With(HttpStatusCode.NotFound);
        unknown.Message.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        unknown["detail"].ShouldBe("There is nothing at '/elsa/api/secrets/descriptors' for GET. Doorstep answers what Elsa Studio 3.8.2 asks for.");
    }

    [Fact]
    public async Task An_export_is_a_file_that_Studio_recognises()
    {
        var answer = (await Client.GetAnswerAsync("/elsa/api/workflow-definitions/visit/export?versionOptions=1&includeConsumingWorkflows=False")).With(HttpStatusCode.OK);

        answer.Json.ShouldFit("workflow-definition-export");
        answer["$schema"].ShouldStartWith("https://elsaworkflows.io/schemas/workflow-definition/");
        answer.Message.Content.Headers.ContentDisposition!.ToString().ShouldContain("filename=visit-v1.json");
    }

    [Fact]
    public async Task A_name_is_free_unless_another_definition_has_it()
    {
        const string name = "A+name+that+only+this+test+gives";
        var made = await Client.ElsaAsync("/workflow-definitions", Studio.Create(name.Replace('+', ' ')));
        var id = made["workflowDefinition"]!["definitionId"]!.ToString();

        (await Client.ElsaAsync("/workflow-definitions/validation/is-name-unique?name=Nothing+of+that+name")).ShouldFit("workflow-definitions-is-name-unique");
        (await Client.ElsaAsync($"/workflow-definitions/validation/is-name-unique?name={name}"))["isUnique"]!.GetValue<bool>().ShouldBeFalse();
        (await Client.ElsaAsync($"/workflow-definitions/validation/is-name-unique?name={name}&definitionId={id}"))["isUnique"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task An_activity_is_found_with_the_containers_around_it()
    {
        var definition = await Client.ElsaAsync("/workflow-definitions/by-id/overdue-visit%3A1");
        var sequence = Activities(definition["root"]!).First(activity => activity["type"]!.ToString() == "Elsa.Sequence");
        var inner = sequence["activities"]![0]!;

        var outer = await Client.ElsaAsync($"/workflow-definitions/subgraph/segments/overdue-visit%3A1?childNodeId={Uri.EscapeDataString(sequence["nodeId"]!.ToString())}");
        var nested = await Client.ElsaAsync($"/workflow-definitions/subgraph/segments/overdue-visit%3A1?childNodeId={Uri.EscapeDataString(inner["nodeId"]!.ToString())}");

        outer.ShouldFit("workflow-definition-subgraph-segments");
        outer["pathSegments"]!.AsArray().ShouldBeEmpty();
        outer["container"]!["nodeId"]!.ToString().ShouldBe("overdue-visit");
        nested["pathSegments"]!.AsArray().ShouldHaveSingleItem()!["activityNodeId"]!.ToString().ShouldBe(sequence["nodeId"]!.ToString());
    }

    internal static IEnumerable<JsonObject> Activities(JsonNode root) => Everything(root).OfType<JsonObject>().Where(node => node["type"]?.ToString().Contains('.', StringComparison.Ordinal) == true);

    private static IEnumerable<JsonNode> Everything(JsonNode node) => (node switch
    {
        JsonObject one => one.Select(member => member.Value),
        JsonArray list => list,
        _ => [],
    }).OfType<JsonNode>().SelectMany(Everything).Prepend(node);
}
