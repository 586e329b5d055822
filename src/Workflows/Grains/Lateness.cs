using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Grains;

/// <summary>When an event is late (b.1 rule 6): it is kept and looked at like any other, and the journal calls it late.</summary>
internal static class Lateness
{
    /// <summary>In what an event is late, as a sentence; null where it is not.</summary>
    /// <param name="snapshot">The case before it.</param>
    /// <param name="fact">The event.</param>
    public static string? Of(Snapshot snapshot, WorkflowEvent.Raised fact)
    {
        var (before, what) = fact.OccurredAt < snapshot.StartedAt ? (snapshot.StartedAt, "the case began") : snapshot.LatestEventAt is { } latest && fact.OccurredAt < latest ? (latest, "the newest event that was known happened") : (default, "");
        return what.Length == 0 ? null
            : $"Late: '{fact.Type}' happened at {Instants.Text(fact.OccurredAt)}, before {what} at {Instants.Text(before)}. Every condition was looked at again with it in the file.";
    }

    /// <summary>When the newest event happened, with one more; what is still to come counts as now.</summary>
    public static DateTimeOffset Newest(Snapshot snapshot, DateTimeOffset occurredAt, DateTimeOffset now)
    {
        var at = occurredAt < now ? occurredAt.AddTicks(-(occurredAt.Ticks % TimeSpan.TicksPerMillisecond)) : now;
        return snapshot.LatestEventAt > at ? snapshot.LatestEventAt.Value : at;
    }
}
