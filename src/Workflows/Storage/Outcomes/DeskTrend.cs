using System.Collections.Immutable;

namespace Doorstep.Workflows.Storage.Outcomes;

/// <summary>How much of a kind waited for people at the end of each of some days.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Counts">How much, a day each, the last one now.</param>
public sealed record DeskTrend(string Kind, ImmutableArray<long> Counts)
{
    /// <summary>How the figure of what began to wait begins.</summary>
    public const string Came = "WAITS:";

    /// <summary>How the figure of what was settled begins.</summary>
    public const string Went = "SETTLED:";

    /// <summary>Walks back from what waits now: what came on a day did not wait before it, and what was settled on it did.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="now">How much of it waits now.</param>
    /// <param name="to">Today (UTC).</param>
    /// <param name="days">Days of the answer.</param>
    /// <param name="rows">What was counted on them.</param>
    public static DeskTrend Of(string kind, long now, DateOnly to, int days, IReadOnlyList<OutcomeRow> rows)
    {
        var counts = new long[days];
        for (var (at, count) = (days - 1, now); at >= 0; at--)
        {
            (counts[at], var day) = (count, to.AddDays(at - days + 1));
            count = Math.Max(0, count - Sum(rows, day, $"{Came}{kind}") + Sum(rows, day, $"{Went}{kind}"));
        }

        return new DeskTrend(kind, [.. counts]);
    }

    private static long Sum(IReadOnlyList<OutcomeRow> rows, DateOnly day, string figure) => rows.Where(row => row.Day == day && row.Figure == figure).Sum(row => row.Count);
}
