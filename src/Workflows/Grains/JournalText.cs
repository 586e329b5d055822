using System.Buffers;
using System.Text;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Grains;

/// <summary>The lines of a step as its journal row holds them: a JSON array of <c>{kind, subject, text, dueAt?, deadline?, wait?, before?}</c>.</summary>
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
                if (entry.Deadline is { } deadline) Write(json, deadline);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The lines of a row. One that was changed until it cannot be read has none; the proof of the chain says the rest.</summary>
    public static IEnumerable<JournalEntry> Read(string entries)
    {
        JsonElement lines;
        try
        {
            lines = Values.Parse(entries);
        }
        catch (JsonException)
        {
            return [];
        }

        return lines.ValueKind == JsonValueKind.Array ? lines.EnumerateArray().Select(Read).OfType<JournalEntry>() : [];
    }

    private static JournalEntry? Read(JsonElement line)
    {
        if (line.ValueKind != JsonValueKind.Object || !Enum.TryParse<JournalKind>(Text("kind"), ignoreCase: true, out var kind)) return null;
        var deadline = Text("deadline") is { } id ? new DeadlineMark(id, Text("wait"), Text("before")) : null;
        return new JournalEntry(kind, Text("subject") ?? "", Text("text") ?? "", Instants.TryRead(Text("dueAt") ?? "", out var due) ? due : null, deadline);

        string? Text(string name) => line.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
    }

    private static void Write(Utf8JsonWriter json, DeadlineMark deadline)
    {
        json.WriteString("deadline", deadline.Id);
        if (deadline.Wait is { } wait) json.WriteString("wait", wait);
        if (deadline.Before is { } before) json.WriteString("before", before);
    }

    private static readonly string[] Kinds = [.. Enum.GetNames<JournalKind>().Select(name => char.ToLowerInvariant(name[0]) + name[1..])];
}
