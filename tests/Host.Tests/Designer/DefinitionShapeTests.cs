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
    [InlineData("""{"pubish":true}""", "pubish: 'pubish' is not known here; did you mean 'publish'?")]
    [InlineData("""{"model":{"isReadonly":"x"}}""", "isReadonly: must be true or false, not \"x\".")]
    [InlineData("""{"model":{"version":"x"}}""", "version: must be a number, not \"x\".")]
    [InlineData("""{"model":{"variables":[5]}}""", "variables[0]: must be an object, not 5.")]
    [InlineData("""{"model":{"name":" "}}""", "name: is empty: a definition has a name.")]
    [InlineData("""{"model":{"root":{"initialState":5}}}""", "root.initialState: must be the name of a state, not 5.")]
    public async Task A_value_of_another_kind_is_named_and_not_dropped(string odd, string fault)
    {
        var body = JsonNode.Parse(Studio.Create("Odd"))!.AsObject();
        Merge(body, JsonNode.Parse(odd)!.AsObject());

        (await Client.PostAnswerAsync("/elsa/api/workflow-definitions", body.ToJsonString())).With(HttpStatusCode.BadRequest).Json["errors"]!["generalErrors"]!.AsArray().Select(one => one!.ToString()).ShouldContain(fault);
    }

    private static void Merge(JsonObject into, JsonObject odd)
    {
        foreach (var (name, value) in odd)
        {
            if (value is JsonObject inner && into[name] is JsonObject known) Merge(known, inner);
            else into[name] = value?.DeepClone();
        }
    }

    [Theory]
    [InlineData("/workflow-definitions?OrderBy=Bogus", "OrderBy: 'Bogus' is not known here")]
    [InlineData("/workflow-definitions?OrderDirection=Up", "OrderDirection: 'Up' is not known here")]
    [InlineData("/workflow-definitions?Page=a", "page: 'a' is not a whole number from 0.")]
    [InlineData("/workflow-definitions?pagesiz=2", "pagesiz: is no parameter here; did you mean 'pageSize'?")]
    public async Task A_parameter_that_is_misspelt_lists_no_more_than_was_asked_for(string path, string fault) =>
        (await Client.GetAnswerAsync($"/elsa/api{path}")).With(HttpStatusCode.BadRequest).Json["errors"]!["generalErrors"]!.AsArray().Select(one => one!.ToString()).ShouldContain(said => said.StartsWith(fault, StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData("/workflow-definitions?versionOptions=Bogus")]
    [InlineData("/workflow-definitions/overdue-visit/export?versionOptions=latest")]
    public async Task A_version_that_means_none_is_named(string path) =>
        (await Client.GetAnswerAsync($"/elsa/api{path}")).With(HttpStatusCode.BadRequest).Json["errors"]!["generalErrors"]![0]!.ToString().ShouldContain("is neither the number of a version nor one of Latest, Published");
}
