using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions;

/// <summary>Reads a value that Studio wrote as text into the type that somebody declared. What does not fit stays text.</summary>
internal static class Literal
{
    public static JsonElement Read(JsonElement value, string? typeName)
    {
        if (value.ValueKind != JsonValueKind.String) return Values.IsNull(value) ? Values.Null : value;
        var text = value.GetString()!;
        return typeName switch
        {
            "Boolean" when bool.TryParse(text, out var flag) => Values.Of(flag),
            "Int32" or "Int64" or "Integer" or "Long" or "Short" when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _) => JsonElement.Parse(text.Trim()),
            "Decimal" or "Double" or "Single" or "Float" when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
                JsonElement.Parse(number.ToString(CultureInfo.InvariantCulture)),
            "Object" or "ObjectDictionary" or "JsonElement" => Parsed(text) ?? value,
            _ => value,
        };
    }

    /// <summary>Why a value that was read as a type is none of that type; null where it is, where nothing was written, and for types that take anything.</summary>
    public static string? Misfit(JsonElement value, string? typeName)
    {
        var text = Values.ToText(value);
        if (text.Length == 0) return null;
        return typeName switch
        {
            "Boolean" when value.ValueKind is not (JsonValueKind.True or JsonValueKind.False) => $"'{Cut(text)}' is neither true nor false.",
            "Int32" or "Int64" or "Integer" or "Long" or "Short" when value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out _) => $"'{Cut(text)}' is not a whole number.",
            "Decimal" or "Double" or "Single" or "Float" when value.ValueKind != JsonValueKind.Number => $"'{Cut(text)}' is not a number. Write it with a point, as in '12.5'.",
            "TimeSpan" when !Duration.TryParse(text, out _) => $"'{Cut(text)}' is not a span of time. Write 'P5D', 'PT30M' or '1.12:30:00'.",
            "DateTimeOffset" or "DateTime" when !IsInstant(text) => $"'{Cut(text)}' is not a point in time. Write '2031-03-01T09:00:00Z'.",
            _ => null,
        };
    }

    private static bool IsInstant(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    private static string Cut(string text) => text.Length <= 80 ? text : string.Concat(text.AsSpan(0, 77), "...");

    public static JsonElement? Parsed(string text)
    {
        try
        {
            return Values.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
