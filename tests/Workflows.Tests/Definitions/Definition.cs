using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Definitions;

/// <summary>Builds definition JSON for tests: the shape is Elsa's, the content is the test's.</summary>
internal static class Definition
{
    public static readonly DateTimeOffset Monday = new(2031, 3, 3, 9, 0, 0, TimeSpan.Zero);

    public static JsonObject Of(string initial, JsonArray states, JsonArray transitions, JsonArray? variables = null) => new()
    {
        ["definitionId"] = "test", ["name"] = "Test", ["version"] = 1, ["variables"] = variables ?? [],
        ["root"] = new JsonObject { ["id"] = "sm", ["type"] = "Elsa.StateMachine", ["initialState"] = initial, ["states"] = states, ["transitions"] = transitions },
    };

    public static JsonObject State(string name, JsonObject? entry = null, JsonObject? exit = null) =>
        new() { ["name"] = name, ["entry"] = entry, ["exit"] = exit };

    public static JsonObject Way(string from, string to, JsonObject? trigger = null, JsonNode? condition = null, JsonObject? action = null, string? name = null) =>
        new() { ["name"] = name, ["from"] = from, ["to"] = to, ["trigger"] = trigger, ["condition"] = condition, ["action"] = action };

    public static JsonObject Activity(string type, params (string Name, JsonNode? Value)[] members)
    {
        var json = new JsonObject { ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in members) json[name] = value;
        return json;
    }

    public static JsonObject OnEvent(string name) => Activity("Elsa.Event", ("eventName", Literal(name)));

    public static JsonObject Note(string script) => Activity("Elsa.WriteLine", ("text", Script(script)));

    public static JsonObject Literal(string value) => Expression("Literal", value);

    public static JsonObject Script(string source) => Expression("JavaScript", source);

    public static JsonObject Expression(string type, JsonNode? value) =>
        new() { ["typeName"] = null, ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    public static CompiledDefinition Compile(JsonObject json) => ActivityCatalogue.Compiler().Compile(json.ToJsonString());

    public static StateMachine Machine(JsonObject json)
    {
        var compiled = Compile(json);
        compiled.Faults.ShouldBeEmpty();
        return compiled.Machine!;
    }

    public static Decision.Accepted Start(StateMachine machine, object? input = null, object? facts = null) =>
        machine.Start("case-1", JsonSerializer.SerializeToElement(input ?? new { }), new JsonFacts(JsonSerializer.SerializeToElement(facts ?? new { })), Monday, "LN-1")
            .ShouldBeOfType<Decision.Accepted>();

    public static WorkflowEvent.Raised Raised(string type, object? data = null) => new("e-1", type, Monday, JsonSerializer.SerializeToElement(data ?? new { }));

    public static string[] Notes(this Decision.Accepted accepted) =>
        [.. accepted.Journal.Where(entry => entry.Kind == JournalKind.Note).Select(entry => entry.Text)];
}
