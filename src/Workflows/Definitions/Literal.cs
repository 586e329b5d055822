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
