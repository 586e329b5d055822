using System.Text.Json;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Tests.Collections.Policy;

/// <summary>The words of JSON schema that the schema of policy packs uses; any other word fails the test.</summary>
internal static class SchemaSubset
{
    public static bool Accepts(JsonElement schema, JsonElement value) => schema.EnumerateObject().All(word => word.Name switch
    {
        "$schema" or "title" or "description" or "format" or "else" or "additionalProperties" => true,
        "type" => IsOf(word.Value.GetString()!, value),
        "const" => JsonElement.DeepEquals(word.Value, value),
        "enum" => word.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)),
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, word.Value.GetString()!),
        "maxLength" => value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= word.Value.GetInt32(),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= word.Value.GetDouble(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= word.Value.GetDouble(),
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= word.Value.GetInt32(),
        "uniqueItems" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count() == value.GetArrayLength(),
        "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(item => Accepts(word.Value, item)),
        "required" => value.ValueKind != JsonValueKind.Object || word.Value.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "properties" => value.ValueKind != JsonValueKind.Object || Members(schema, word.Value, value),
        "anyOf" => word.Value.EnumerateArray().Any(one => Accepts(one, value)),
        "if" => Accepts(word.Value, value) || Accepts(schema.GetProperty("else"), value),
        _ => throw new InvalidOperationException($"The test does not know the word '{word.Name}'."),
    });

    private static bool Members(JsonElement schema, JsonElement properties, JsonElement value) => value.EnumerateObject().All(member =>
        properties.TryGetProperty(member.Name, out var one) ? Accepts(one, member.Value) : !schema.TryGetProperty("additionalProperties", out var others) || others.GetBoolean());

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new InvalidOperationException($"The test does not know the type '{type}'."),
    };
}
