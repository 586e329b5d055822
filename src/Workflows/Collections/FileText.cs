using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections;

/// <summary>A part of a case file: its member's name, the part, and how it is written. Parts never change, so the same object always says the same.</summary>
internal sealed record FilePart(string Name, Func<CaseFile, object> Part, Action<CaseFile, Utf8JsonWriter> Write)
{
    /// <summary>A part that writes itself as a member, its name included.</summary>
    public static FilePart Of(string name, Func<CaseFile, object> part, Action<CaseFile, Utf8JsonWriter> write) => new(name, part, write);

    /// <summary>A part that is written as its record stands.</summary>
    public static FilePart Of<T>(string name, Func<CaseFile, T> part)
        where T : class => new(name, part, (file, json) =>
        {
            json.WritePropertyName(name);
            JsonSerializer.Serialize(json, part(file), FactJson.Options);
        });

    /// <summary>Writes an object from members.</summary>
    public static void WriteMembers(Utf8JsonWriter json, string name, ImmutableSortedDictionary<string, JsonElement> members)
    {
        json.WriteStartObject(name);
        foreach (var (member, value) in members)
        {
            json.WritePropertyName(member);
            Values.Write(json, value);
        }

        json.WriteEndObject();
    }
}

/// <summary>What a case file says, and where its parts stand in that. Most facts change one part of a file: the others are copied from the text before.</summary>
/// <param name="bytes">UTF-8.</param>
/// <param name="sections">The sections of the start, which some parts are written by.</param>
/// <param name="parts">Each part with where its value stands.</param>
internal sealed class FileText(byte[] bytes, object sections, (object Part, Range Value)[] parts)
{
    /// <summary>A comma, two quotes and a colon stand around a member's name.</summary>
    private const int AroundName = 4;

    /// <summary>The text, UTF-8.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>Writes a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="schema">How it names its shape.</param>
    /// <param name="parts">Its parts, in their order.</param>
    /// <param name="before">The text of the file that it was made from, as this process wrote it; null: everything is written anew.</param>
    public static FileText Of(CaseFile file, string schema, FilePart[] parts, FileText? before)
    {
        var known = before?.IsOf(file) == true ? before : null;
        var buffer = new ArrayBufferWriter<byte>(known is null ? 2048 : known.Bytes.Length + 512);
        var places = new (object Part, Range Value)[parts.Length];
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("schema", schema);
            foreach (var (name, value) in file.Sections)
            {
                json.WritePropertyName(name);
                Values.Write(json, value);
            }

            for (var index = 0; index < parts.Length; index++)
            {
                var (start, part) = (Position(json) + parts[index].Name.Length + AroundName, parts[index].Part(file));
                if (known?.Find(index, part) is { } said)
                {
                    json.WritePropertyName(parts[index].Name);
                    json.WriteRawValue(said.Span, skipInputValidation: true);
                }
                else
                {
                    parts[index].Write(file, json);
                }

                places[index] = (part, start..Position(json));
            }

            json.WriteEndObject();
        }

        return new FileText(buffer.WrittenSpan.ToArray(), file.Sections, places);
    }

    private bool IsOf(CaseFile file) => ReferenceEquals(sections, file.Sections);

    private ReadOnlyMemory<byte>? Find(int index, object part) => ReferenceEquals(parts[index].Part, part) ? (ReadOnlyMemory<byte>?)bytes.AsMemory(parts[index].Value) : null;

    private static int Position(Utf8JsonWriter json) => (int)json.BytesCommitted + json.BytesPending;
}
