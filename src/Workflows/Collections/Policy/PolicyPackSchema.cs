using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Doorstep.Workflows.Collections.Policy;

/// <summary>The JSON schema of policy packs, made from the catalogue; it lies beside the packs as <c>policy-pack.schema.json</c>.</summary>
public static class PolicyPackSchema
{
    private const string NotBlank = @"\S";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as text, indented, with a line break at its end.</summary>
    public static string Text { get; } = Schema().ToJsonString(Indented) + "\n";

    private static JsonObject Schema()
    {
        var schema = Object("id", "jurisdiction", "version", "effectiveFrom", "timezoneRule", "holidayCalendar", "parameters", "hardGuards");
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "Policy pack of Doorstep");
        schema["properties"] = new JsonObject
        {
            ["$schema"] = String(), ["id"] = String(PolicyPackReader.IdPattern), ["jurisdiction"] = String(NotBlank), ["version"] = String(PolicyPackReader.VersionPattern),
            ["effectiveFrom"] = Instant(), ["timezoneRule"] = String(NotBlank), ["holidayCalendar"] = String(PolicyPackReader.CalendarPattern),
            ["parameters"] = new JsonObject { ["type"] = "array", ["items"] = Parameter() },
            ["hardGuards"] = new JsonObject { ["type"] = "array", ["uniqueItems"] = true, ["items"] = OneOf(HardGuards.Known.Keys.OrderBy(name => int.Parse(name.AsSpan(1), null))) },
            ["citations"] = List(Members(("key", String(NotBlank)), ("title", String(NotBlank)))),
            ["signedBy"] = List(Members(("name", String(NotBlank)), ("role", String(NotBlank)), ("at", Instant()))),
        };
        return schema;
    }

    private static JsonObject Parameter()
    {
        var schema = Object("name", "value", "unit", "citation", "certainty");
        schema["properties"] = new JsonObject
        {
            ["name"] = OneOf(ParameterCatalogue.Names), ["value"] = new JsonObject(), ["unit"] = String(), ["citation"] = String(NotBlank), ["certainty"] = OneOf(Enum.GetNames<Certainty>()),
        };
        schema["anyOf"] = new JsonArray([.. ParameterCatalogue.Names.Select(name => ParameterCatalogue.Types[name]).Select(Kind)]);
        return schema;
    }

    private static JsonObject Kind(ParameterType type) => new()
    {
        ["description"] = type.Sentence,
        ["properties"] = new JsonObject { ["name"] = Constant(type.Name), ["unit"] = Constant(type.Unit), ["value"] = Value(type.Kind) },
    };

    private static JsonObject Value(ParameterKind kind) => kind switch
    {
        ParameterKind.Whole whole => new JsonObject { ["type"] = "integer", ["minimum"] = whole.Min, ["maximum"] = whole.Max },
        ParameterKind.Flag => new JsonObject { ["type"] = "boolean" },
        ParameterKind.Window => String("^(?:[01][0-9]|2[0-3]):[0-5][0-9]-(?:[01][0-9]|2[0-3]):[0-5][0-9]$"),
        ParameterKind.WordList words => new JsonObject { ["type"] = "array", ["minItems"] = 1, ["uniqueItems"] = true, ["items"] = OneOf(words.Known) },
        _ => new JsonObject { ["type"] = "string", ["pattern"] = NotBlank, ["maxLength"] = ParameterKind.Text.LengthMax },
    };

    private static JsonObject Object(params string[] required) => new() { ["type"] = "object", ["additionalProperties"] = false, ["required"] = Array(required) };

    private static JsonObject Members(params (string Name, JsonObject Schema)[] members)
    {
        var schema = Object([.. members.Select(member => member.Name)]);
        schema["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create<string, JsonNode?>(member.Name, member.Schema)));
        return schema;
    }

    private static JsonObject List(JsonObject items) => new() { ["type"] = "array", ["items"] = items };

    private static JsonObject String(string? pattern = null) => pattern is null ? new JsonObject { ["type"] = "string" } : new JsonObject { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject Instant() => new() { ["type"] = "string", ["format"] = "date-time", ["pattern"] = "(?:Z|[+-][0-9]{2}:[0-9]{2})$" };

    private static JsonObject Constant(string text) => new() { ["const"] = text };

    private static JsonObject OneOf(IEnumerable<string> words) => new() { ["enum"] = Array(words) };

    private static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
