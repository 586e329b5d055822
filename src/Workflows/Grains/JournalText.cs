using System.Buffers;
using System.Text;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Grains;

/// <summary>The lines of a step as its journal row holds them: a JSON array of <c>{kind, subject, text, dueAt?}</c>.</summary>
internal static class JournalText
{
    public static string Write(IEnumerable<JournalEntry> entries)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            json.WriteStartArray();
            foreach (var entry in entries)
            {
                json.WriteStartObject();
                json.WriteString("kind", Kinds[(int)entry.Kind]);
                json.WriteString("subject", entry.Subject);
                json.WriteString("text", entry.Text);
                if (entry.DueAt is { } dueAt) json.WriteInstant("dueAt", dueAt);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static readonly string[] Kinds = [.. Enum.GetNames<JournalKind>().Select(name => char.ToLowerInvariant(name[0]) + name[1..])];
}
