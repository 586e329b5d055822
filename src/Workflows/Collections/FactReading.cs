using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections;

/// <summary>Reads members of facts that were checked when they came in.</summary>
internal static class FactReading
{
    public static string? Text(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static long Amount(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var amount) ? amount : 0;

    public static DateOnly? Date(this JsonElement json, string name) => ReadDate(json.Text(name));

    public static DateOnly? ReadDate(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public static JsonElement Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    public static void WriteDate(this Utf8JsonWriter json, string name, DateOnly? date)
    {
        if (date is { } day) json.WriteString(name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else json.WriteNull(name);
    }

    /// <summary>When a day begins where the customer lives (UTC); an hour that the clocks skip counts as its end.</summary>
    public static void WriteMidnight(this Utf8JsonWriter json, string name, DateOnly? date, TimeZoneInfo zone)
    {
        if (date is not { } day)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteInstant(name, LocalTime.Midnight(day, zone));
    }
}
