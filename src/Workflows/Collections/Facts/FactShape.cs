using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Facts;

/// <summary>The fields of a fact or of an object inside one, taken from its record. A field is optional where the record has a default for it.</summary>
public sealed class FactShape
{
    private readonly Type _type;
    private readonly string[] _names;

    private FactShape(Type type, ImmutableArray<FactField> fields) => (_type, Fields, _names) = (type, fields, [.. fields.Select(field => field.Name)]);

    /// <summary>The fields in the order of the record.</summary>
    public ImmutableArray<FactField> Fields { get; }

    /// <summary>The shape of a record.</summary>
    public static FactShape Of(Type type) => new(
        type, [.. type.GetConstructors().Single(constructor => constructor.GetParameters().Length > 0 || type.GetConstructors().Length == 1).GetParameters().Select(FactField.Of)]);

    /// <summary>Everything wrong with an object.</summary>
    /// <param name="json">The object.</param>
    /// <param name="path">What stands before a field's name: empty, or <c>lines[0].</c></param>
    public IEnumerable<(string Field, string Message)> Check(JsonElement json, string path)
    {
        foreach (var member in json.EnumerateObject())
            if (!_names.Contains(member.Name, StringComparer.Ordinal)) yield return ($"{path}{member.Name}", $"'{member.Name}' is not known here{Nearest.Hint(member.Name, _names)}");
        foreach (var field in Fields)
            foreach (var fault in field.Check(json, path)) yield return fault;
    }

    /// <summary>The record of an object that has no faults; null for one that has.</summary>
    public object? Read(JsonElement json) => Check(json, "").Any() ? null : json.Deserialize(_type, FactJson.Options);

    /// <summary>A JSON Schema (2020-12) of the object.</summary>
    public JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["required"] = new JsonArray([.. Fields.Where(field => !field.IsOptional).Select(field => JsonValue.Create(field.Name))]),
        ["properties"] = new JsonObject(Fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, field.Schema()))),
    };

    /// <summary>An object that fits; invented values.</summary>
    public JsonObject Example() => _type.GetCustomAttribute<ExampleAttribute>() is { } told ? JsonNode.Parse(told.Json)!.AsObject() : new(Fields.Select(field => KeyValuePair.Create(field.Name, field.Example())));
}
