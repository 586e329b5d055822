using System.Text.Json;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Host.Api;

/// <summary>Points in time as the whole of Doorstep writes them.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Instants.TryRead(reader.GetString() ?? "", out var at) ? at : throw new JsonException("Not a point in time. Write ISO 8601 with an offset.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Instants.Text(value));
}
