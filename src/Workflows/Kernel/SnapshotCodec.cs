using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>A snapshot as stored: one JSON object, the same bytes for equal snapshots.</summary>
public static class SnapshotCodec
{
    /// <summary>Reads a snapshot; null where it is broken, for those who look at many cases and must not stop at one.</summary>
    public static Snapshot? TryRead(ReadOnlyMemory<byte> json, FactFolder folder)
    {
        try
        {
            return Read(json, folder);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Writes a snapshot.</summary>
    public static byte[] Write(Snapshot snapshot)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("case", snapshot.CaseId);
            if (snapshot.BusinessKey is not null) json.WriteString("key", snapshot.BusinessKey);
            json.WriteNumber("sequence", snapshot.Sequence);
            json.WriteNumber("status", (int)snapshot.Status);
            if (snapshot.Name is not null) json.WriteString("name", snapshot.Name);
            json.WriteNumber("startedAt", snapshot.StartedAt.ToUnixTimeMilliseconds());
            json.WriteNumber("stateSince", snapshot.StateSince.ToUnixTimeMilliseconds());
            if (snapshot.LatestEventAt is { } latest) json.WriteNumber("latestEventAt", latest.ToUnixTimeMilliseconds());
            json.WriteStartObject("pins");
            foreach (var (id, version) in snapshot.Pins) json.WriteNumber(id, version);
            json.WriteEndObject();
            FrameCodec.WriteFrames(json, "frames", snapshot.Frames);
            json.WritePropertyName("input");
            Values.WriteCanonical(json, snapshot.Input);
            json.WriteString("shape", snapshot.Facts.Shape);
            json.WritePropertyName("facts");
            snapshot.Facts.Write(json);
            if (snapshot.Suspension is { } suspension) WriteSuspension(json, suspension);
            if (snapshot.Pace is { } pace) WritePace(json, pace);
            if (!snapshot.Reminders.IsEmpty) WriteReminders(json, snapshot.Reminders);
            if (snapshot.Incident is not null) WriteIncident(json, snapshot.Incident);
            if (!snapshot.GivenUp.IsEmpty) WriteGivenUp(json, snapshot.GivenUp);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a snapshot back; the folder gives the case file its shape.</summary>
    public static Snapshot Read(ReadOnlyMemory<byte> bytes, FactFolder folder)
    {
        var json = Values.Parse(bytes.Span);
        return new Snapshot
        {
            CaseId = json.GetProperty("case").GetString()!,
            BusinessKey = json.TryGetProperty("key", out var key) ? key.GetString() : null,
            Sequence = json.GetProperty("sequence").GetInt64(),
            Status = (CaseStatus)json.GetProperty("status").GetInt32(),
            Name = json.TryGetProperty("name", out var name) ? name.GetString() : null,
            StartedAt = FrameCodec.Instant(json.GetProperty("startedAt")),
            StateSince = FrameCodec.Instant(json.GetProperty("stateSince")),
            LatestEventAt = json.TryGetProperty("latestEventAt", out var latest) ? FrameCodec.Instant(latest) : null,
            Pins = json.GetProperty("pins").EnumerateObject().ToImmutableSortedDictionary(pin => pin.Name, pin => pin.Value.GetInt32(), StringComparer.Ordinal),
            Frames = FrameCodec.ReadFrames(json.GetProperty("frames")),
            Input = json.GetProperty("input"),
            Facts = folder.Read(json.GetProperty("facts"), json.TryGetProperty("shape", out var shape) ? shape.GetString() : null),
            Suspension = json.TryGetProperty("suspension", out var suspension) ? ReadSuspension(suspension) : null,
            Pace = json.TryGetProperty("pace", out var pace) ? new Pace(FrameCodec.Instant(pace.GetProperty("since")), pace.GetProperty("steps").GetInt32()) : null,
            Reminders = json.TryGetProperty("reminders", out var reminders) ? [.. reminders.EnumerateArray().Select(ReadReminder)] : [],
            Incident = json.TryGetProperty("incident", out var incident) ? ReadIncident(incident) : null,
            GivenUp = json.TryGetProperty("givenUp", out var messages) ? [.. messages.EnumerateArray().Select(ReadGivenUp)] : [],
        };
    }

    /// <summary>Writes where machines stand, by itself.</summary>
    public static JsonElement WriteFrames(ImmutableArray<Frame> frames)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            FrameCodec.WriteFrames(json, "frames", frames);
            json.WriteEndObject();
        }

        return Values.Parse(buffer.WrittenSpan).GetProperty("frames");
    }

    /// <summary>Reads back where machines stood.</summary>
    public static ImmutableArray<Frame> ReadFrames(JsonElement frames) => FrameCodec.ReadFrames(frames);

    private static void WriteSuspension(Utf8JsonWriter json, Suspension suspension)
    {
        json.WriteStartObject("suspension");
        json.WriteNumber("since", suspension.Since.ToUnixTimeMilliseconds());
        json.WriteNumber("until", suspension.Until.ToUnixTimeMilliseconds());
        if (suspension.IsOverdue) json.WriteBoolean("isOverdue", true);
        json.WriteEndObject();
    }

    private static Suspension ReadSuspension(JsonElement json) => new(
        FrameCodec.Instant(json.GetProperty("since")), FrameCodec.Instant(json.GetProperty("until")), json.TryGetProperty("isOverdue", out var isOverdue) && isOverdue.GetBoolean());

    private static void WritePace(Utf8JsonWriter json, Pace pace)
    {
        json.WriteStartObject("pace");
        json.WriteNumber("since", pace.Since.ToUnixTimeMilliseconds());
        json.WriteNumber("steps", pace.Steps);
        json.WriteEndObject();
    }

    private static void WriteReminders(Utf8JsonWriter json, ImmutableArray<ArmedReminder> reminders)
    {
        json.WriteStartArray("reminders");
        foreach (var (id, reminder, armedAt) in reminders)
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("event", reminder.EventType);
            json.WriteString("key", reminder.Key);
            json.WriteNumber("dueAt", reminder.DueAt.ToUnixTimeMilliseconds());
            json.WriteNumber("armedAt", armedAt.ToUnixTimeMilliseconds());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static ArmedReminder ReadReminder(JsonElement json) => new(
        json.GetProperty("id").GetString()!,
        new Reminder(json.GetProperty("event").GetString()!, json.GetProperty("key").GetString()!, FrameCodec.Instant(json.GetProperty("dueAt"))),
        FrameCodec.Instant(json.GetProperty("armedAt")));

    private static void WriteIncident(Utf8JsonWriter json, Incident incident)
    {
        json.WriteStartObject("incident");
        json.WriteString("code", incident.Code);
        json.WriteString("message", incident.Message);
        json.WriteNumber("at", incident.At.ToUnixTimeMilliseconds());
        if (incident.Place is { } place)
        {
            json.WriteStartObject("place");
            json.WriteString("definition", place.DefinitionId);
            if (place.Path is { } path) json.WriteString("path", path);
            if (place.Transition is { } way) json.WriteString("transition", way);
            json.WriteEndObject();
        }

        if (incident.Event is WorkflowEvent.DeadlineFired fired) json.WriteString("deadline", fired.DeadlineId);
        if (incident.Event is WorkflowEvent.Raised raised)
        {
            json.WriteStartObject("event");
            json.WriteString("id", raised.Id);
            json.WriteString("type", raised.Type);
            json.WriteNumber("occurredAt", raised.OccurredAt.ToUnixTimeMilliseconds());
            json.WritePropertyName("data");
            Values.Write(json, raised.Data);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteGivenUp(Utf8JsonWriter json, ImmutableArray<GivenUp> messages)
    {
        json.WriteStartArray("givenUp");
        foreach (var message in messages)
        {
            json.WriteStartObject();
            json.WriteString("key", message.Key);
            json.WriteString("to", message.To);
            json.WriteString("why", message.Why);
            json.WriteNumber("at", message.At.ToUnixTimeMilliseconds());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static GivenUp ReadGivenUp(JsonElement json) => new(
        json.GetProperty("key").GetString()!, json.GetProperty("to").GetString()!, json.GetProperty("why").GetString()!, FrameCodec.Instant(json.GetProperty("at")));

    private static FaultPlace ReadPlace(JsonElement json) => new(
        json.GetProperty("definition").GetString()!, json.TryGetProperty("path", out var path) ? path.GetString() : null, json.TryGetProperty("transition", out var way) ? way.GetString() : null);

    private static Incident ReadIncident(JsonElement json)
    {
        WorkflowEvent? cause = json.TryGetProperty("deadline", out var deadline) ? new WorkflowEvent.DeadlineFired(deadline.GetString()!)
            : json.TryGetProperty("event", out var raised) ? new WorkflowEvent.Raised(
                raised.GetProperty("id").GetString()!, raised.GetProperty("type").GetString()!, FrameCodec.Instant(raised.GetProperty("occurredAt")), raised.GetProperty("data"))
            : null;
        return new Incident(json.GetProperty("code").GetString()!, json.GetProperty("message").GetString()!, FrameCodec.Instant(json.GetProperty("at")), cause, json.TryGetProperty("place", out var place) ? ReadPlace(place) : null);
    }
}
