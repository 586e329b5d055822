using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>JSON values as the kernel reads them: leniently, with the invariant culture, and with a clear fault where nothing fits.</summary>
public static class Values
{
    // As deep as the writer goes: what could be written can be read.
    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 1000 };

    /// <summary>No variables.</summary>
    public static readonly ImmutableSortedDictionary<string, JsonElement> NoVariables =
        ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal);

    /// <summary><c>null</c>.</summary>
    public static readonly JsonElement Null = Parse("null");

    /// <summary><c>true</c>.</summary>
    public static readonly JsonElement True = Parse("true");

    /// <summary><c>false</c>.</summary>
    public static readonly JsonElement False = Parse("false");

    /// <summary><c>{}</c>.</summary>
    public static readonly JsonElement EmptyObject = Parse("{}");

    /// <summary>Reads JSON text. The value does not depend on the reader's buffers.</summary>
    public static JsonElement Parse(string json) => JsonElement.Parse(json, Reading);

    /// <summary>Reads JSON bytes, as deep as they were written.</summary>
    public static JsonElement Parse(ReadOnlySpan<byte> json) => JsonElement.Parse(json, Reading);

    /// <summary>Whether no more than so many arrays and objects stand inside each other in a value.</summary>
    public static bool IsWithin(JsonElement value, int depth) => value.ValueKind switch
    {
        JsonValueKind.Array => depth > 0 && value.EnumerateArray().All(item => IsWithin(item, depth - 1)),
        JsonValueKind.Object => depth > 0 && value.EnumerateObject().All(member => IsWithin(member.Value, depth - 1)),
        _ => true,
    };

    /// <summary>A JSON string.</summary>
    public static JsonElement Of(string? text) => text is null ? Null : JsonSerializer.SerializeToElement(text, KernelJson.Default.String);

    /// <summary>A JSON boolean.</summary>
    public static JsonElement Of(bool value) => value ? True : False;

    /// <summary>An object from members.</summary>
    public static JsonElement FromObject(IEnumerable<KeyValuePair<string, JsonElement>> members)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                writer.WritePropertyName(name);
                Write(writer, value);
            }

            writer.WriteEndObject();
        }

        return Parse(buffer.WrittenSpan);
    }

    /// <summary>Writes a value, with <c>null</c> for one that was never set.</summary>
    public static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) writer.WriteNullValue();
        else value.WriteTo(writer);
    }

    /// <summary>The same value as this writer writes it: without white space, with the escapes of our own.</summary>
    public static JsonElement Canonical(JsonElement value)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer)) Write(writer, value);
        return Parse(buffer.WrittenSpan);
    }

    /// <summary>Writes what <see cref="Canonical"/> or a snapshot gave, as it stands.</summary>
    public static void WriteCanonical(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) writer.WriteNullValue();
        else writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
    }

    /// <summary>Whether there is nothing there.</summary>
    public static bool IsNull(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>The value as text: a string as it is, nothing as the empty string, everything else as JSON.</summary>
    public static string ToText(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    /// <summary>The value as a boolean; Studio writes <c>"True"</c> and <c>"False"</c> for check boxes.</summary>
    public static bool ToBoolean(JsonElement value, string what) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null or JsonValueKind.Undefined => false,
        JsonValueKind.String when bool.TryParse(value.GetString(), out var parsed) => parsed,
        _ => throw new StepFaultException("expression", $"{what} gave {Quote(value)}, which is neither true nor false."),
    };

    /// <summary>The value as a span of time: <c>1.12:30:00</c> or ISO 8601, <c>P5D</c>.</summary>
    public static Duration ToDuration(JsonElement value, string what) =>
        Duration.TryParse(ToText(value), out var duration)
            ? duration
            : throw new StepFaultException("expression", $"{what} gave {Quote(value)}, which is not a span of time. Write 'P5D', 'PT30M' or '1.12:30:00'.");

    /// <summary>The value as a point in time (UTC), from ISO 8601 text; without an offset it is read as UTC.</summary>
    public static DateTimeOffset ToInstant(JsonElement value, string what) =>
        DateTimeOffset.TryParse(ToText(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : throw new StepFaultException("expression", $"{what} gave {Quote(value)}, which is not a point in time. Write '2031-03-01T09:00:00Z'.");

    /// <summary>The value for a message, cut to a line.</summary>
    public static string Quote(JsonElement value)
    {
        var text = IsNull(value) ? "null" : value.GetRawText();
        return text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 77), "...");
    }
}
