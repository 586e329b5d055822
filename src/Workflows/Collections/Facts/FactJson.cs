using System.Text.Json;
using System.Text.Json.Serialization;

namespace Doorstep.Workflows.Collections.Facts;

/// <summary>How facts and the sections of a case file stand in JSON: camelCase, words of a closed list in UPPER_SNAKE, what is not there left out.</summary>
internal static class FactJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false), new UtcConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, RespectNullableAnnotations = false,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false, AllowOutOfOrderMetadataProperties = true,
    };

    /// <summary>A word as it stands in JSON.</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    private sealed class UtcConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Kernel.Instants.TryRead(reader.GetString()!, out var at) ? at.ToUniversalTime() : throw new JsonException("No instant.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Kernel.Instants.Text(value));
    }
}
