using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>JSON with its members in ordinal order and no white space, so that the same content has the same bytes.</summary>
public static class CanonicalJson
{
    /// <summary>The canonical bytes of a value, without the root members that <paramref name="leaveOut"/> names.</summary>
    public static byte[] Write(JsonElement value, params string[] leaveOut)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer)) Write(json, value, leaveOut);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>SHA-256 of the canonical bytes.</summary>
    public static byte[] Hash(JsonElement value, params string[] leaveOut) => SHA256.HashData(Write(value, leaveOut));

    private static void Write(Utf8JsonWriter json, JsonElement value, string[] leaveOut)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject().Where(member => !leaveOut.Contains(member.Name)).OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value, []);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(json, item, []);
                json.WriteEndArray();
                break;
            default:
                Values.Write(json, value);
                break;
        }
    }
}
