using System.Net;
using System.Text.Json.Nodes;
using Doorstep.Host.Tests.Running;

namespace Doorstep.Host.Tests.Designer;

/// <summary>What is wrong with a definition is told, all of it, and once.</summary>
public sealed class FaultyDefinitionTests(RunningDoorstep doorstep)
{
    private HttpClient Client => doorstep.Client;

    [Fact]
    public async Task A_root_that_is_no_activity_is_refused_by_its_name_and_makes_nothing()
    {
        var model = JsonNode.Parse(Studio.Create("Rootless five"))!;
        model["model"]!["root"] = 5;

        foreach (var (path, body, place) in ((string, string, string)[])[("/elsa/api/workflow-definitions", model.ToJsonString(), "model.root"), ("/elsa/api/workflow-definitions/import", model["model"]!.ToJsonString(), "root")])
            (await Client.PostAnswerAsync(path, body)).With(HttpStatusCode.BadRequest).Json["errors"]!["generalErrors"]!.AsArray()[^1]!.ToString().ShouldBe($"{place}: must be an activity (an object), not 5.");
        (await Client.GetAnswerAsync("/api/v1/definitions/rootless-five")).With(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_definition_with_an_id_and_no_root_is_refused_as_well()
    {
        var model = JsonNode.Parse(Studio.Create("Rootless none"))!["model"]!;
        (model["definitionId"], model["root"]) = ("rootless-none", null);

        (await Client.PostAnswerAsync("/elsa/api/workflow-definitions/import", model.ToJsonString())).With(HttpStatusCode.BadRequest).Json["errors"]!["generalErrors"]!.AsArray()[^1]!.ToString().ShouldBe("root: must be an activity (an object), not null.");
    }

    [Fact]
    public async Task Two_activities_with_one_id_are_a_fault()
    {
        var shipped = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflow-definitions", "overdue-visit.json"), TestContext.Current.CancellationToken))!;
        foreach (var way in shipped["root"]!["transitions"]!.AsArray().Where(way => way!["trigger"] is not null).Take(2)) way!["trigger"]!["id"] = "same";

        var found = (await Client.PostAnswerAsync("/api/v1/definitions/validate", shipped.ToJsonString())).With(HttpStatusCode.OK).Json;

        found["faults"]!.AsArray().Select(fault => fault!["message"]!.ToString()).ShouldContain("'same' is the id of 2 activities. Give each one an id of its own; the designer and the record tell them apart by it.");
    }

    [Fact]
    public async Task One_wrong_condition_hides_nothing_that_is_wrong_elsewhere()
    {
        var shipped = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "workflow-definitions", "overdue-visit.json"), TestContext.Current.CancellationToken))!;
        shipped["root"]!["states"]!.AsArray().Add(new JsonObject { ["name"] = "Limbo" });
        var ways = shipped["root"]!["transitions"]!.AsArray();
        foreach (var (from, to, name) in ((string, string, string)[])[("Intake", "Limbo", "in-limbo"), ("Limbo", "ManualIntervention", "out-of-limbo")])
            ways.Add(JsonNode.Parse("""{"name":"NAME","from":"FROM","to":"TO","trigger":{"id":"NAME","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"FeedbackGiven"}}}}"""
                .Replace("NAME", name, StringComparison.Ordinal).Replace("FROM", from, StringComparison.Ordinal).Replace("TO", to, StringComparison.Ordinal)));
        ways[^2]!["condition"] = JsonNode.Parse("""{"typeName":"Boolean","expression":{"type":"JavaScript","value":"event.data.rating <"}}""");

        var found = (await Client.PostAnswerAsync("/api/v1/definitions/validate", shipped.ToJsonString())).With(HttpStatusCode.OK).Json;

        var faults = found["faults"]!.AsArray().Select(fault => (Path: fault!["path"]!.ToString(), Message: fault["message"]!.ToString())).ToArray();
        faults.ShouldContain(fault => fault.Path.StartsWith($"transitions[{ways.Count - 2}].condition", StringComparison.Ordinal));
        faults.ShouldContain(fault => fault.Message.StartsWith("State 'Limbo' has no clock", StringComparison.Ordinal));
        faults.Length.ShouldBe(2, string.Join('\n', faults));
        // A state without a clock is told once: as the fault that it is.
        found["warnings"]!.AsArray().ShouldNotContain(warning => warning!["message"]!.ToString().StartsWith("State 'Limbo' has no deadline", StringComparison.Ordinal));
    }
}
