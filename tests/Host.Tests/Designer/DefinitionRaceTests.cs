using System.Net;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Designer;

/// <summary>Designers who do the same at one moment, and what is not there.</summary>
public sealed class DefinitionRaceTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task Definitions_of_one_name_that_are_made_at_one_moment_are_all_kept()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Client.ElsaAsync("/workflow-definitions", Studio.Create("Made at once").Replace("\"description\":null", $"\"description\":\"of {number}\"", StringComparison.Ordinal))));

        var ids = made.Select(one => one["workflowDefinition"]!["definitionId"]!.ToString()).ToArray();
        ids.Distinct().Count().ShouldBe(6);
        foreach (var (id, number) in ids.Select((id, number) => (id, number)))
            (await Client.ElsaAsync($"/workflow-definitions/by-definition-id/{id}?versionOptions=Latest"))["description"]!.ToString().ShouldBe($"of {number}");
    }

    [Fact]
    public async Task Whoever_presses_publish_while_the_own_save_is_under_way_is_no_second_designer()
    {
        var model = (await Client.ElsaAsync("/workflow-definitions", Studio.Create("Saved twice at once")))["workflowDefinition"]!.AsObject();
        model["description"] = "changed";
        var save = Studio.Save(model);

        foreach (var saved in await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Client.ElsaAsync("/workflow-definitions", save)))) saved["workflowDefinition"]!["description"]!.ToString().ShouldBe("changed");
    }

    [Fact]
    public async Task A_save_that_has_not_heard_of_the_own_one_before_it_is_no_second_designer_and_one_without_the_revision_writes_over_nobody_else()
    {
        var opened = (await Client.ElsaAsync("/workflow-definitions", Studio.Create("Typed on")))["workflowDefinition"]!;
        JsonNode With(string description) => Described(opened.DeepClone(), description);
        await Client.ElsaAsync("/workflow-definitions", Studio.Save(With("first")));

        (await Client.ElsaAsync("/workflow-definitions", Studio.Save(With("second"))))["workflowDefinition"]!["description"]!.ToString().ShouldBe("second");
        var bare = With("third");
        bare["customProperties"] = new JsonObject();
        using var other = await doorstep.SecondDesignerAsync("typist");
        (await other.PostAnswerAsync("/elsa/api/workflow-definitions", Studio.Save(bare))).With(HttpStatusCode.BadRequest).Json["errors"]!["generalErrors"]![0]!.ToString().ShouldContain("saved version 1");
    }

    private static JsonNode Described(JsonNode definition, string description)
    {
        definition["description"] = description;
        return definition;
    }

    [Fact]
    public async Task What_is_not_there_is_not_counted_as_deleted() =>
        (await Client.ElsaAsync("/bulk-actions/delete/workflow-definitions/by-definition-id", """{"definitionIds":["never-was","nor-this"]}"""))["deleted"]!.GetValue<int>().ShouldBe(0);
}
