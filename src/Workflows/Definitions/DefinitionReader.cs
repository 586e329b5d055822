using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions;

/// <summary>Reads Elsa's definition JSON. Says everything that cannot be read, and reads the rest.</summary>
public static class DefinitionReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Reads a definition from text. Null only when the text is not a JSON object.</summary>
    public static AuthoredDefinition? Read(string json, ICollection<DefinitionFault> faults)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return Read(document.RootElement.Clone(), faults);
            faults.Add(new DefinitionFault("", $"A definition is a JSON object, not {Json.Kind(document.RootElement)}."));
        }
        catch (JsonException exception)
        {
            faults.Add(new DefinitionFault("", $"This is not JSON: {exception.Message}"));
        }

        return null;
    }

    /// <summary>Reads a definition from an object.</summary>
    public static AuthoredDefinition Read(JsonElement json, ICollection<DefinitionFault> faults)
    {
        var root = Json.Object(json, "root", "root", faults);
        return new AuthoredDefinition
        {
            Json = json,
            DefinitionId = Json.Text(json, "definitionId", "definitionId", faults),
            Name = Json.Text(json, "name", "name", faults) ?? "",
            Version = json.TryGetProperty("version", out var version) && version.TryGetInt32(out var number) ? number : 0,
            IsPart = Json.Member(Json.Member(json, "options"), "usableAsActivity").ValueKind == JsonValueKind.True,
            Variables = [.. Json.Items(json, "variables", "variables", faults).Select((item, index) => Variable(item, $"variables[{index}]", faults)).OfType<VariableDeclaration>()],
            Inputs = [.. Json.Items(json, "inputs", "inputs", faults).Select(item => Json.Text(item, "name", "inputs", faults)).OfType<string>()],
            RootType = root is { } present ? Json.Text(present, "type", "root.type", faults) : null,
            InitialState = root is { } withInitial ? Json.Text(withInitial, "initialState", "initialState", faults) : null,
            States = root is { } withStates ? [.. Json.Items(withStates, "states", "states", faults).Select((item, index) => State(item, $"states[{index}]", faults))] : [],
            Transitions = root is { } withWays
                ? [.. Json.Items(withWays, "transitions", "transitions", faults).Select((item, index) => Transition(item, $"transitions[{index}]", faults))]
                : [],
        };
    }

    private static AuthoredState State(JsonElement json, string path, ICollection<DefinitionFault> faults) => new(
        Json.Text(json, "name", $"{path}.name", faults) ?? "",
        Json.Member(json, "entry"),
        Json.Member(json, "exit"),
        Json.Member(json, "final").ValueKind == JsonValueKind.True,
        Json.Text(json, "stage", $"{path}.stage", faults));

    private static AuthoredTransition Transition(JsonElement json, string path, ICollection<DefinitionFault> faults) => new(
        Json.Text(json, "name", $"{path}.name", faults),
        Json.Text(json, "displayName", $"{path}.displayName", faults),
        Json.Text(json, "from", $"{path}.from", faults) ?? "",
        Json.Text(json, "to", $"{path}.to", faults) ?? "",
        Json.Member(json, "trigger"),
        Json.Member(json, "condition"),
        Json.Member(json, "action"),
        Json.Flag(json, "optional", $"{path}.optional", faults));

    private static VariableDeclaration? Variable(JsonElement json, string path, ICollection<DefinitionFault> faults)
    {
        if (Json.Text(json, "name", $"{path}.name", faults) is not { Length: > 0 } name)
        {
            faults.Add(new DefinitionFault($"{path}.name", "A variable needs a name."));
            return null;
        }

        var declared = Json.Text(json, "typeName", $"{path}.typeName", faults) ?? "Object";
        var type = Json.Member(json, "isArray").ValueKind == JsonValueKind.True ? "Object" : declared;
        return new VariableDeclaration(Json.Text(json, "id", $"{path}.id", faults) ?? name, name, Literal.Read(Json.Member(json, "value"), type), type);
    }
}
