using Doorstep.Workflows.Deadlines.Outages;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Ledger;

namespace Doorstep.Workflows.Deadlines.Ledger;

/// <summary>Why a deadline is late.</summary>
public enum LateCause
{
    /// <summary>The house did not run, or its database was away, when it was due.</summary>
    Outage,

    /// <summary>Its step faulted; it waits for a person, or a person took it further.</summary>
    Faulted,

    /// <summary>The house ran and had not come to it: too much was due at once, or its case could not be reached.</summary>
    Backlog,
}

/// <summary>A deadline that did not fire in time.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Id">The deadline.</param>
/// <param name="Transition">The transition that it triggers.</param>
/// <param name="DueAt">When it was due (UTC).</param>
/// <param name="FiredAt">When it fired (UTC); null: it waits still.</param>
/// <param name="Lateness">How long after it was due it fired, or how long it has waited by now.</param>
/// <param name="Cause">Why.</param>
public sealed record LateDeadline(string CaseId, string Id, string Transition, DateTimeOffset DueAt, DateTimeOffset? FiredAt, TimeSpan Lateness, LateCause Cause);

/// <summary>Deadlines that did not fire in time: those that wait still, from the due-table, and those that fired late, from the journal.</summary>
public sealed class LateDeadlines(LedgerStore store, OutageLog outages, TimeProvider clock, SweepOptions options)
{
    private const string Retry = "retry";

    /// <summary>Those that should have fired by now, the latest first.</summary>
    public async Task<IReadOnlyList<LateDeadline>> WaitingAsync(int limit, CancellationToken cancellation = default)
    {
        var (now, known) = (clock.GetUtcNow(), await outages.ListAsync(cancellation));
        var rows = await store.OverdueAsync(now - options.LateAfter, limit, cancellation);
        return [.. rows.Select(row => new LateDeadline(row.CaseId, row.Id, row.Transition, row.DueAt, null, now - row.DueAt, row.IsParked ? LateCause.Faulted : Cause(known, row.DueAt)))];
    }

    /// <summary>Those that fired late in a span of time, the latest first.</summary>
    public async Task<IReadOnlyList<LateDeadline>> FiredAsync(DateTimeOffset from, DateTimeOffset until, int limit, CancellationToken cancellation = default)
    {
        var known = await outages.ListAsync(cancellation);
        var (latest, _) = await store.ReadAsync(from, until, () => new PriorityQueue<LateDeadline, TimeSpan>(), (queue, row) =>
        {
            foreach (var late in Late(row, known))
            {
                queue.Enqueue(late, late.Lateness);
                if (queue.Count > limit) queue.Dequeue();
            }
        }, cancellation);
        return [.. latest.UnorderedItems.Select(item => item.Element).OrderByDescending(late => late.Lateness).ThenBy(late => late.CaseId, StringComparer.Ordinal).ThenBy(late => late.Id, StringComparer.Ordinal)];
    }

    private IEnumerable<LateDeadline> Late(LedgerRow row, IReadOnlyList<Outage> known) =>
        from line in JournalText.Read(row.Entries)
        where line is { Kind: JournalKind.DeadlineFired, Deadline.Wait: null }
        let lateness = DeadlineTally.Lateness(line, row.At)
        where lateness > options.LateAfter
        let dueAt = row.At - lateness
        select new LateDeadline(row.CaseId, line.Deadline!.Id, line.Subject, dueAt, row.At, lateness, row.EventType == Retry ? LateCause.Faulted : Cause(known, dueAt));

    private static LateCause Cause(IReadOnlyList<Outage> known, DateTimeOffset dueAt) => known.Any(outage => outage.Covers(dueAt)) ? LateCause.Outage : LateCause.Backlog;
}
