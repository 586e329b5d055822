using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Commands;

/// <summary>What can be said about an event before its case is asked.</summary>
internal static class EventChecks
{
    private const int EventIdMax = 200;

    /// <summary>How far the clock of whoever reports may be ahead. What lies further ahead has not happened, and would count against tomorrow's caps.</summary>
    private static readonly TimeSpan SkewMax = TimeSpan.FromMinutes(5);

    /// <summary>Whether the house knows the event, so that every case may hear it.</summary>
    public static bool Knows(string type) => FactCatalogue.Kinds.ContainsKey(type);

    /// <summary>Everything wrong with an event.</summary>
    public static IEnumerable<Fault> Check(RaiseEvent command, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(command.EventId)) yield return new Fault("eventId", "is missing: your own id of the event, so that a repetition is recognised.");
        else if (command.EventId.Length > EventIdMax) yield return new Fault("eventId", $"has {command.EventId.Length} characters; at most {EventIdMax} are allowed.");
        else if (command.EventId.StartsWith(ArmedReminder.EventIdPrefix, StringComparison.Ordinal))
            yield return new Fault("eventId", $"'{command.EventId}' begins with '{ArmedReminder.EventIdPrefix}', as only events of the house itself do. Begin it otherwise.");
        if (command.OccurredAt is { } at && at > now + SkewMax)
            yield return new Fault("occurredAt", $"'{Instants.Text(at)}' is in the future; the clock here says {Instants.Text(now)}. An event is reported once it has happened; clocks may differ by {SkewMax.TotalMinutes} minutes.");
        if (command.Data.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
            yield return new Fault("data", $"must be an object, not {Values.Quote(command.Data)}.");
        if (string.IsNullOrWhiteSpace(command.Type)) yield return new Fault("type", "is missing: the event's name.");
        else if (FactCatalogue.Kinds.TryGetValue(command.Type, out var kind) && kind.IsOnlyByHouse)
            yield return new Fault("type", $"'{command.Type}' is raised by the house alone ({kind.From}).");
        else
            foreach (var (field, message) in FactCatalogue.Check(command.Type, command.Data)) yield return new Fault($"data.{field}", message);
    }

    /// <summary>What is said beside other faults of a type that only looks like one of the catalogue; alone, the case is asked, whose definition may know it.</summary>
    public static IEnumerable<Fault> Misspelt(string? type) =>
        string.IsNullOrWhiteSpace(type) || Knows(type) || Nearest.To(type, FactCatalogue.Names) is not { } near ? [] : [new Fault("type", $"'{type}' is not in the catalogue of events; did you mean '{near}'?")];

    /// <summary>Why an event is not taken, with what would be: the event that was probably meant, or where to look.</summary>
    public static string Unknown(string reason) => reason.EndsWith('?') ? reason : $"{reason} What it accepts now is under /why.";
}
