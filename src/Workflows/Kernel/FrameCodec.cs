using System.Collections.Immutable;
using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>The part of a stored snapshot that says where its machines stand.</summary>
internal static class FrameCodec
{
    public static DateTimeOffset Instant(JsonElement json) => DateTimeOffset.FromUnixTimeMilliseconds(json.GetInt64());

    public static void WriteFrames(Utf8JsonWriter json, string name, ImmutableArray<Frame> frames)
    {
        json.WriteStartArray(name);
        foreach (var frame in frames) WriteFrame(json, frame);
        json.WriteEndArray();
    }

    public static ImmutableArray<Frame> ReadFrames(JsonElement json) => [.. json.EnumerateArray().Select(ReadFrame)];

    private static void WriteFrame(Utf8JsonWriter json, Frame frame)
    {
        json.WriteStartObject();
        json.WriteString("definition", frame.DefinitionId);
        json.WriteNumber("version", frame.Version);
        json.WriteString("state", frame.State);
        json.WriteStartObject("variables");
        foreach (var (name, value) in frame.Variables)
        {
            json.WritePropertyName(name);
            Values.Write(json, value);
        }

        json.WriteEndObject();
        json.WriteStartArray("deadlines");
        foreach (var deadline in frame.Deadlines) WriteDeadline(json, deadline);
        json.WriteEndArray();
        if (!frame.Interruptions.IsEmpty) WriteInterruptions(json, frame.Interruptions);
        json.WriteEndObject();
    }

    private static void WriteDeadline(Utf8JsonWriter json, ArmedDeadline deadline)
    {
        json.WriteStartObject();
        json.WriteString("id", deadline.Id);
        json.WriteString("transition", deadline.Transition);
        json.WriteNumber("armedAt", deadline.ArmedAt.ToUnixTimeMilliseconds());
        json.WriteNumber("dueAt", deadline.DueAt.ToUnixTimeMilliseconds());
        if (deadline.IsDue) json.WriteBoolean("isDue", true);
        json.WriteEndObject();
    }

    private static void WriteInterruptions(Utf8JsonWriter json, ImmutableArray<Interruption> interruptions)
    {
        json.WriteStartArray("interruptions");
        foreach (var interruption in interruptions)
        {
            json.WriteStartObject();
            json.WriteNumber("leftAt", interruption.LeftAt.ToUnixTimeMilliseconds());
            WriteFrames(json, "frames", interruption.Frames);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static Frame ReadFrame(JsonElement json) => new()
    {
        DefinitionId = json.GetProperty("definition").GetString()!,
        Version = json.GetProperty("version").GetInt32(),
        State = json.GetProperty("state").GetString()!,
        Variables = json.GetProperty("variables").EnumerateObject().ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal),
        Deadlines = [.. json.GetProperty("deadlines").EnumerateArray().Select(ReadDeadline)],
        Interruptions = json.TryGetProperty("interruptions", out var interruptions)
            ? [.. interruptions.EnumerateArray().Select(item => new Interruption(Instant(item.GetProperty("leftAt")), ReadFrames(item.GetProperty("frames"))))]
            : [],
    };

    private static ArmedDeadline ReadDeadline(JsonElement json) => new(
        json.GetProperty("id").GetString()!,
        json.GetProperty("transition").GetString()!,
        Instant(json.GetProperty("armedAt")),
        Instant(json.GetProperty("dueAt")),
        json.TryGetProperty("isDue", out var isDue) && isDue.GetBoolean());
}
