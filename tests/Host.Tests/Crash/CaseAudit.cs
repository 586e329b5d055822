using System.Globalization;

namespace Doorstep.Host.Tests.Crash;

/// <summary>Holds what a case says against what it must be, whatever happened to its host. Gives every fault as a sentence.</summary>
internal static class CaseAudit
{
    public static IEnumerable<string> Faults(CaseReading reading, IEnumerable<EventAck> acknowledged, IReadOnlyDictionary<string, int> heard)
    {
        string[] faults = [.. Journal(reading), .. Events(reading, acknowledged), .. Deadlines(reading), .. Messages(reading, heard)];
        return faults.Select(fault => $"Case {reading.Case.CaseId} ({reading.Case.BusinessKey}): {fault}");
    }

    private static IEnumerable<string> Journal(CaseReading reading)
    {
        if (!reading.Chain.Intact) yield return $"its chain is broken: {reading.Chain.Explanation}";
        if (reading.Chain.Rows != reading.Rows.Length) yield return $"its chain has {reading.Chain.Rows} rows, its journal {reading.Rows.Length}.";
        if (!reading.Rows.Select(row => row.Sequence).SequenceEqual(Enumerable.Range(1, reading.Rows.Length).Select(number => (long)number))) yield return "its sequence has gaps.";
        if (reading.Case.Faulted || reading.Rows.Any(row => row.Outcome == "faulted")) yield return $"it is faulted: {string.Join(" ", reading.Rows.Where(row => row.Outcome == "faulted").Select(row => row.Decision))}";
        if (reading.Rows.Count(row => row.EventType == "start") != 1) yield return "it was not started once.";
        foreach (var twice in reading.Rows.Where(row => row.EventId is not null).GroupBy(row => row.EventId).Where(rows => rows.Count() > 1)) yield return $"event '{twice.Key}' is there {twice.Count()} times.";
    }

    private static IEnumerable<string> Events(CaseReading reading, IEnumerable<EventAck> acknowledged)
    {
        foreach (var told in acknowledged)
        {
            var rows = reading.Rows.Where(row => row.EventId == told.Sent.EventId).ToArray();
            if (rows.Length != 1) yield return $"the acknowledged event '{told.Sent.EventId}' is there {rows.Length} times.";
            else if ((rows[0].Sequence, rows[0].Outcome, rows[0].State, rows[0].Decision, rows[0].EventType) != (told.Sequence, told.Outcome, told.State, told.Reason, told.Sent.Type))
                yield return $"event '{told.Sent.EventId}' was acknowledged as {told}, but the journal says {rows[0]}.";
        }
    }

    /// <summary>Every deadline that a step armed was applied once, or was cancelled, or still waits.</summary>
    private static IEnumerable<string> Deadlines(CaseReading reading)
    {
        var fired = reading.Rows.Where(row => row.EventType == "deadline").ToLookup(row => row.Data.GetProperty("deadline").GetString()!);
        var armed = Lines(reading, "deadlineArmed").ToDictionary(line => line.Deadline!);
        var ended = Lines(reading, "deadlineApplied").Concat(Lines(reading, "deadlineCancelled")).Concat(Lines(reading, "deadlineRestarted")).ToLookup(line => line.Deadline!);
        foreach (var stranger in fired.Where(rows => !armed.ContainsKey(rows.Key))) yield return $"deadline '{stranger.Key}' was applied but never armed.";
        foreach (var (id, line) in armed)
        {
            var (rows, ends, waiting) = (fired[id].ToArray(), ended[id].Count(), reading.Deadlines.Count(deadline => deadline.Id == id));
            if (rows.Length > 1) yield return $"deadline '{id}' ({line.Subject}) fired {rows.Length} times.";
            if (rows.Any(row => row.At < line.DueAt)) yield return $"deadline '{id}' ({line.Subject}) fired before it was due at {line.DueAt:O}.";
            if (ends + waiting != 1) yield return $"deadline '{id}' ({line.Subject}) ended {ends} times and {(waiting == 0 ? "waits no more" : "waits all the same")}.";
        }
    }

    private static IEnumerable<string> Messages(CaseReading reading, IReadOnlyDictionary<string, int> heard)
    {
        foreach (var row in reading.Rows)
        {
            var queued = row.Entries.Count(line => line.Kind == "effectQueued");
            var messages = reading.Messages.Count(message => message.Key.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{reading.Case.CaseId}/{row.Sequence}/"), StringComparison.Ordinal));
            if (queued != messages) yield return $"step {row.Sequence} queued {queued} effects, but the outbox has {messages}.";
        }

        foreach (var message in reading.Messages)
        {
            var times = message.Destination.StartsWith("webhook:", StringComparison.Ordinal)
                ? Math.Min(1, heard.GetValueOrDefault(message.Key))
                : reading.Rows.Count(row => row.EventId == $"doorstep:{message.Key}");
            if (message.Status != "delivered" || times != 1) yield return $"message '{message.Key}' to '{message.Destination}' is {message.Status} and its receiver has it {times} times.";
        }
    }

    private static IEnumerable<LineRead> Lines(CaseReading reading, string kind) => reading.Rows.SelectMany(row => row.Entries).Where(line => line.Kind == kind);
}
