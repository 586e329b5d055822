using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Definitions.Expressions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Difference;

/// <summary>Writes a definition so that every step calls a variable by its name. Steps may refer to variables by id, and which one that is changes when ids do, though nobody touches the step; two versions are compared by what is meant.</summary>
internal sealed class NamedVariables
{
    /// <summary>Where the item of a list goes when nothing else is said.</summary>
    private const string CurrentValue = "CurrentValue";

    private readonly ImmutableArray<VariableDeclaration> _variables;

    private NamedVariables(ImmutableArray<VariableDeclaration> variables) => _variables = variables;

    /// <summary>The definition with its variables named.</summary>
    public static AuthoredDefinition In(AuthoredDefinition definition)
    {
        var named = new NamedVariables(definition.Variables);
        return definition with
        {
            States = [.. definition.States.Select(state => state with { Entry = named.In(state.Entry), Exit = named.In(state.Exit) })],
            Transitions = [.. definition.Transitions.Select(way => way with { Trigger = named.In(way.Trigger), Condition = named.In(way.Condition), Action = named.In(way.Action) })],
        };
    }

    private JsonElement In(JsonElement slot) => slot.ValueKind == JsonValueKind.Object ? JsonSerializer.SerializeToElement(Named(slot)) : slot;

    private JsonNode? Named(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => new JsonArray([.. json.EnumerateArray().Select(Named)]),
        JsonValueKind.Object => Members(json),
        _ => JsonSerializer.SerializeToNode(json),
    };

    private JsonObject Members(JsonElement json)
    {
        var type = Json.Member(json, "type") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        var members = new JsonObject();
        foreach (var member in json.EnumerateObject())
            members[member.Name] = (type, member.Name) switch
            {
                ("Elsa.SetVariable", "variable") or ("Variable", "value") => Name(member.Value),
                (_, "memoryReference") when Json.Member(member.Value, "id").ValueKind == JsonValueKind.String => new JsonObject { ["id"] = Name(Json.Member(member.Value, "id")) },
                _ => Named(member.Value),
            };
        if (type == SlotStep.ForEach && Json.Member(Json.Member(json, "currentValue"), "memoryReference").ValueKind != JsonValueKind.Object)
            members["currentValue"] = new JsonObject { ["memoryReference"] = new JsonObject { ["id"] = CurrentValue } };
        return members;
    }

    /// <summary>An id counts before a name, as it does when the definition runs.</summary>
    private JsonNode? Name(JsonElement reference)
    {
        var (id, name) = Reference.Read(reference);
        var found = _variables.FirstOrDefault(variable => variable.Id == (id ?? name)) ?? _variables.FirstOrDefault(variable => variable.Name == (id ?? name)) ?? _variables.FirstOrDefault(variable => variable.Name == name);
        return found?.Name ?? id ?? name ?? JsonSerializer.SerializeToNode(reference);
    }
}
