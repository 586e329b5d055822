using System.Net;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Designer;

/// <summary>What a designer sends wrongly is named, and nothing of it is left out in silence.</summary>
public sealed class DefinitionShapeTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task What_is_no_list_where_one_has_to_be_is_not_lost_in_silence()
    {
        var model = JsonNode.Parse(Studio.Create("Misshapen"))!;
        (model["model"]!["variables"], model["model"]!["root"]!["states"]) = ("x", "y");

        var refused = (await Client.PostAnswerAsync("/elsa/api/workflow-definitions", model.ToJsonString())).With(HttpStatusCode.BadRequest);

        refused.Json["errors"]!["generalErrors"]!.AsArray().Select(one => one!.ToString()).ShouldBe(["This is no definition as Studio sends one.", "variables: must be an array, not \"x\".", "root.states: must be an array, not \"y\"."]);
    }

    [Theory]
    [InlineData("/workflow-definitions?versionOptions=Bogus")]
    [InlineData("/workflow-definitions/overdue-visit/export?versionOptions=latest")]
    public async Task A_version_that_means_none_is_named(string path) =>
        (await Client.GetAnswerAsync($"/elsa/api{path}")).With(HttpStatusCode.BadRequest).Json["errors"]!["generalErrors"]![0]!.ToString().ShouldContain("is neither the number of a version nor one of Latest, Published");
}
