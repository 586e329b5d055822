using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;

namespace Doorstep.Workflows.Collections.Access;

/// <summary>How much of a personal value a list shows.</summary>
public enum PersonalKind
{
    /// <summary>A name: its first letter.</summary>
    Name,

    /// <summary>A number or an address of mail: its last two letters.</summary>
    Contact,

    /// <summary>An address, a place, words of people: nothing.</summary>
    Words,
}

/// <summary>Which members of a case's JSON say who people are, where they are and what they said; and the same JSON with these masked (S26). Pure.</summary>
public static class PersonalData
{
    private const string Shut = "•••";

    /// <summary>Members by their names, wherever they stand.</summary>
    public static FrozenDictionary<string, PersonalKind> Members { get; } = new Dictionary<string, PersonalKind>(StringComparer.Ordinal)
    {
        ["displayName"] = PersonalKind.Name, ["heir"] = PersonalKind.Name, ["representative"] = PersonalKind.Name, ["adviser"] = PersonalKind.Name, ["guardian"] = PersonalKind.Name,
        ["value"] = PersonalKind.Contact, ["to"] = PersonalKind.Contact, ["phone"] = PersonalKind.Contact, ["email"] = PersonalKind.Contact, ["contact"] = PersonalKind.Contact,
        ["text"] = PersonalKind.Words, ["address"] = PersonalKind.Words, ["lastLocation"] = PersonalKind.Words, ["geo"] = PersonalKind.Words, ["note"] = PersonalKind.Words, ["notes"] = PersonalKind.Words,
        ["conversation"] = PersonalKind.Words, ["customerStatement"] = PersonalKind.Words, ["findings"] = PersonalKind.Words, ["refusal"] = PersonalKind.Words, ["spoken"] = PersonalKind.Words, ["said"] = PersonalKind.Words,
        ["summary"] = PersonalKind.Words, ["words"] = PersonalKind.Words, ["subject"] = PersonalKind.Words,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The same JSON with every personal text masked. Members that carry none stay as they are.</summary>
    public static JsonElement Masked(JsonElement json)
    {
        if (!HasAny(json)) return json;
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = 1000, SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) Write(writer, json, null);
        return JsonElement.Parse(buffer.WrittenSpan, new JsonDocumentOptions { MaxDepth = 1000 });
    }

    /// <summary>The lines of a step with the words of notes and the values of variables masked: what a definition writes there may be anything.</summary>
    public static JsonElement MaskedLines(JsonElement lines)
    {
        if (lines.ValueKind != JsonValueKind.Array || !lines.EnumerateArray().Any(IsFree)) return lines;
        return JsonSerializer.SerializeToElement(lines.EnumerateArray().Select(line => IsFree(line) ? Masked(line) : line));
    }

    /// <summary>One text as a list shows it.</summary>
    public static string Masked(PersonalKind kind, string text) => kind switch
    {
        _ when text.Length == 0 => text,
        PersonalKind.Name => $"{text.EnumerateRunes().First()}**",
        PersonalKind.Contact when text.Length > 4 && !char.IsLowSurrogate(text[^2]) => $"***{text[^2..]}",
        _ => Shut,
    };

    private static bool IsFree(JsonElement line) =>
        line.ValueKind == JsonValueKind.Object && line.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String && kind.GetString() is "note" or "variableSet";

    private static bool HasAny(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Any(member => (KindOf(json, member.Name) is not null && HasText(member.Value)) || IsTokens(member) || HasAny(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().Any(HasAny),
        _ => false,
    };

    /// <summary>What stands for a number can be tried out until the number is found: a list shows since when, and not of which.</summary>
    private static bool IsTokens(JsonProperty member) => member.Name is "strangers" or "unproven" && member.Value.ValueKind == JsonValueKind.Object;

    private static void WriteTimes(Utf8JsonWriter writer, JsonElement tokens)
    {
        writer.WriteStartArray();
        foreach (var token in tokens.EnumerateObject()) token.Value.WriteTo(writer);
        writer.WriteEndArray();
    }

    /// <summary>A value is one of a contact point where it stands beside its kind. A text beside a code is why somebody of the house acted: it names nobody (the form asks for that), and has to be read by whoever checks it.</summary>
    private static PersonalKind? KindOf(JsonElement owner, string member) => Members.TryGetValue(member, out var kind) && member switch
    {
        "value" => owner.TryGetProperty("kind", out _),
        "text" => !owner.TryGetProperty("code", out _),
        _ => true,
    } ? kind : null;

    private static bool HasText(JsonElement value) => value.ValueKind == JsonValueKind.String || (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String));

    private static void Write(Utf8JsonWriter writer, JsonElement json, PersonalKind? kind)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in json.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    if (IsTokens(member)) WriteTimes(writer, member.Value);
                    else Write(writer, member.Value, KindOf(json, member.Name));
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in json.EnumerateArray()) Write(writer, item, kind);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String when kind is { } personal:
                writer.WriteStringValue(Masked(personal, json.GetString()!));
                break;
            default:
                json.WriteTo(writer);
                break;
        }
    }
}
