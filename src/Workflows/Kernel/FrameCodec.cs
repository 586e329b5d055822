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
        if (deadline.Left is { } left) json.WriteNumber("left", (long)left.TotalMilliseconds);
        if (deadline.By is { } by) WriteReckoning(json, by);
        if (deadline.StoppedAt is { } stoppedAt) json.WriteNumber("stoppedAt", stoppedAt.ToUnixTimeMilliseconds());
        if (deadline.Risk != DeadlineRisk.House) json.WriteNumber("risk", (int)deadline.Risk);
        json.WriteEndObject();
    }

    private static void WriteReckoning(Utf8JsonWriter json, Reckoning by)
    {
        json.WriteStartObject("by");
        json.WriteString("within", by.Within);
        if (by.Parameter is not null) json.WriteString("parameter", by.Parameter);
        json.WriteNumber("from", by.From.ToUnixTimeMilliseconds());
        json.WriteNumber("until", by.Until.ToUnixTimeMilliseconds());
        json.WriteString("text", by.By);
        json.WriteEndObject();
    }

    private static void WriteInterruptions(Utf8JsonWriter json, ImmutableArray<Interruption> interruptions)
    {
        json.WriteStartArray("interruptions");
        foreach (var interruption in interruptions)
        {
            json.WriteStartObject();
            json.WriteNumber("leftAt", interruption.LeftAt.ToUnixTimeMilliseconds());
            if (!interruption.IsWaiting) json.WriteBoolean("isWaiting", false);
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
            ? [.. interruptions.EnumerateArray().Select(ReadInterruption)]
            : [],
    };

    private static Interruption ReadInterruption(JsonElement json) =>
        new(Instant(json.GetProperty("leftAt")), ReadFrames(json.GetProperty("frames")), !json.TryGetProperty("isWaiting", out var isWaiting) || isWaiting.GetBoolean());

    private static ArmedDeadline ReadDeadline(JsonElement json) => new(
        json.GetProperty("id").GetString()!,
        json.GetProperty("transition").GetString()!,
        Instant(json.GetProperty("armedAt")),
        Instant(json.GetProperty("dueAt")),
        json.TryGetProperty("isDue", out var isDue) && isDue.GetBoolean(),
        json.TryGetProperty("left", out var left) ? TimeSpan.FromMilliseconds(left.GetInt64()) : null,
        json.TryGetProperty("by", out var by) ? ReadReckoning(by) : null,
        json.TryGetProperty("stoppedAt", out var stoppedAt) ? Instant(stoppedAt) : null)
    {
        Risk = json.TryGetProperty("risk", out var risk) ? (DeadlineRisk)risk.GetInt32() : DeadlineRisk.House,
    };

    private static Reckoning ReadReckoning(JsonElement json) => new(
        json.GetProperty("within").GetString()!, json.TryGetProperty("parameter", out var parameter) ? parameter.GetString() : null,
        Instant(json.GetProperty("from")), Instant(json.GetProperty("until")), json.GetProperty("text").GetString()!);
}
