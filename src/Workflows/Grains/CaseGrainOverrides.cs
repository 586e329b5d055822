using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overrides;

namespace Doorstep.Workflows.Grains;

/// <summary>Overrides: decided on the case that was previewed, or not at all.</summary>
internal sealed partial class CaseGrain
{
    private const string OverrideType = "SupervisorOverride";

    public async Task<OverrideAnswer> Override(OverrideMessage message)
    {
        var eventId = OverrideDecider.EventIdOf(message.OverrideId, message.IsUndo);
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var isMemory = _case is not null;
            if (await Load() is not { } current) return new OverrideAnswer(OverrideOutcome.NotFound, NotFound());
            if (await store.FindEventAsync(Id, eventId) is { } first) return Again(first, current);
            if (current.Snapshot.Sequence != message.Sequence)
            {
                if (!isMemory) return new OverrideAnswer(OverrideOutcome.Moved, Standing(current));
                _case = null;
                continue;
            }

            var now = Now();
            var question = new OverrideQuestion(message.OverrideId, current.Record.Tenant, current.Snapshot, current.Machine, Values.Parse(message.Verb), message.By, message.ApprovedBy, now);
            var ruling = await overrides.DecideAsync(question);
            if (ruling.Refusal is { } refusal) return new OverrideAnswer(OverrideOutcome.Refused, Standing(current) with { Reason = refusal.Reason }, refusal.Kind, refusal.Faults);
            var envelope = Envelope(message, ruling, now);
            var cause = new StepCause(eventId, OverrideType, now, envelope, message.By, message.Reason, ruling.Again);
            var made = ruling.Made!;
            // What is too big to be kept would be kept as a fault; an override is done whole or not at all.
            if (made.Decision is not Decision.Faulted && recorder.Record(current.Record, current.Record, made.Known, current.Snapshot, made.Decision, cause, now) is { Made: Decision.Faulted tooBig })
                return new OverrideAnswer(OverrideOutcome.Refused, Standing(current) with { Reason = tooBig.Reason }, CaseOutcome.Forbidden, [new FactFault("", tooBig.Reason)]);
            var (rows, told) = await Tell(current, made.Known.Facts);
            var (outcome, decision) = await Commit(current, made.Known, made.Decision, cause, now, new Beside(null, rows, told) { Override = Row(message, current, envelope), Machine = made.Machine });
            if (outcome is CommitOutcome.Committed)
            {
                var answer = Answer(decision);
                // Other versions are another machine, and with it other names that it waits for: the next step reads it.
                if (made.Next.Pins != current.Snapshot.Pins) _case = null;
                return new OverrideAnswer(OverrideOutcome.Applied, answer, Envelope: envelope);
            }

            if (outcome is CommitOutcome.Unavailable { Reason: var reason }) return new OverrideAnswer(OverrideOutcome.Busy, Busy(reason));
        }

        return new OverrideAnswer(OverrideOutcome.Busy, Busy());
    }

    private static OverrideAnswer Again(JournalRecord first, Loaded current) => new(
        OverrideOutcome.Applied,
        new CaseAnswer(
            first.Outcome switch { "accepted" => CaseOutcome.Accepted, "faulted" => CaseOutcome.Faulted, _ => CaseOutcome.Recorded }, first.Decision, first.State, first.Sequence,
            current.IsCompleted && current.Snapshot.StatePath == first.State),
        Envelope: first.EventData);

    /// <summary>Where the case stands, for whoever comes too late.</summary>
    private static CaseAnswer Standing(Loaded current) => new(
        CaseOutcome.Ignored, $"The case stands in '{current.Snapshot.StatePath}' at step {current.Snapshot.Sequence}.", current.Snapshot.StatePath, current.Snapshot.Sequence, current.IsCompleted);

    private static string Envelope(OverrideMessage message, OverrideRuling ruling, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var member in Values.Parse(message.Envelope).EnumerateObject()) member.WriteTo(json);
            json.WriteInstant("appliedAt", now);
            json.WritePropertyName("consequences");
            ruling.Consequences.WriteTo(json);
            if (ruling.Inverse is { } inverse)
            {
                json.WritePropertyName("inverse");
                inverse.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private OverrideRecord Row(OverrideMessage message, Loaded current, string envelope) => new()
    {
        Id = message.OverrideId, CaseId = Id, Tenant = current.Record.Tenant, Version = message.Row.Version, Status = message.IsUndo ? OverrideStatus.Undone : OverrideStatus.Applied,
        Verb = message.Row.Verb, RequestedBy = message.Row.RequestedBy ?? message.By, RequestedAt = message.Row.RequestedAt, Sequence = message.Row.PreviewedOn ?? message.Sequence,
        ExpiresAt = message.Row.ExpiresAt, AppliedSequence = message.Row.AppliedSequence ?? current.Snapshot.Sequence + 1, BulkId = message.Row.BulkId, Json = message.Row.Json ?? envelope,
    };
}
