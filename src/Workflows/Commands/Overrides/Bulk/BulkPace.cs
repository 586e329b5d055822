using System.Collections.Concurrent;

namespace Doorstep.Workflows.Commands.Overrides.Bulk;

/// <summary>How fast a bulk override goes: so many a minute for as long as this process has been at it. Time in which nobody was at it, over a crash or an outage, is not caught up with, so that whoever wants to stop it always can.</summary>
internal sealed class BulkPace
{
    /// <summary>Who looks more seldom begins anew.</summary>
    private static readonly TimeSpan GapMax = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Stride> _strides = new(StringComparer.Ordinal);

    /// <summary>How many cases may have their turn now.</summary>
    /// <param name="bulkId">The bulk override.</param>
    /// <param name="plan">What was asked for.</param>
    /// <param name="done">Cases that had their turn.</param>
    /// <param name="now">The moment.</param>
    public long Allowance(string bulkId, BulkPlan plan, int done, DateTimeOffset now)
    {
        var stride = _strides.AddOrUpdate(bulkId, _ => Stride.From(plan, done, now), (_, known) => known.Began == plan.RunningSince && now - known.Seen <= GapMax ? known with { Seen = now } : Stride.From(plan, done, now));
        return (long)(plan.PerMinute * (now - stride.Since).TotalMinutes) + 1 - (done - stride.Before);
    }

    /// <summary>It rests or is over.</summary>
    public void Forget(string bulkId) => _strides.TryRemove(bulkId, out _);

    /// <param name="Began">Since when it runs.</param>
    /// <param name="Since">Since when this process is at it.</param>
    /// <param name="Before">Cases that had their turn by then.</param>
    /// <param name="Seen">When this process last looked.</param>
    private sealed record Stride(DateTimeOffset? Began, DateTimeOffset Since, int Before, DateTimeOffset Seen)
    {
        public static Stride From(BulkPlan plan, int done, DateTimeOffset now) => new(plan.RunningSince, now, done, now);
    }
}
