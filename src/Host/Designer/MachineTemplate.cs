using System.Text.Json.Nodes;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Designer;

/// <summary>What a new definition begins as. Studio's dialog offers a flowchart first, and an empty one of either kind is nothing that anybody drew.</summary>
internal static class MachineTemplate
{
    private const string Text =
        """
        {
          "initialState": "New",
          "states": [ { "name": "New" }, { "name": "Closed", "final": true } ],
          "transitions": [
            {
              "name": "close", "from": "New", "to": "Closed",
              "trigger": { "id": "close", "name": "Close", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "Closed" } } }
            }
          ]
        }
        """;

    private static readonly string[] Content = ["states", "transitions", "activities", "connections"];

    /// <summary>A root with nothing in it becomes a state machine with a beginning and an end; any other root stays what it is.</summary>
    public static void Apply(JsonObject model)
    {
        var root = model["root"] as JsonObject ?? [];
        if (Content.Any(name => root[name] is JsonArray { Count: > 0 })) return;
        var machine = JsonNode.Parse(Text)!.AsObject();
        foreach (var member in (string[])["id", "name"]) if (root[member] is { } given) machine[member] = given.DeepClone();
        machine["type"] = DefinitionCompiler.RootType;
        machine["version"] = 1;
        model["root"] = machine;
    }
}
