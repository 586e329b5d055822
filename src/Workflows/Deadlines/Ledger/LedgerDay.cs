using System.Text.Json.Serialization;

namespace Doorstep.Workflows.Deadlines.Ledger;

/// <summary>A day of the ledger.</summary>
/// <param name="Day">The day (UTC).</param>
/// <param name="CarriedOver">Deadlines that were open when it began.</param>
/// <param name="Tally">What happened on it.</param>
/// <param name="Open">Deadlines that were open when it ended, or are open now.</param>
/// <param name="Due">Of those, the ones that stay due.</param>
/// <param name="Stopped">Of those, the ones that stand still.</param>
public sealed record LedgerDay(DateOnly Day, long CarriedOver, DeadlineTally Tally, long Open, long Due, long Stopped)
{
    /// <summary>Of the open ones, those that wait for their time: each has a row in the due-table.</summary>
    [JsonIgnore]
    public long Waiting => Open - Due - Stopped;

    /// <summary>The day after a day, or the first of all.</summary>
    public static LedgerDay After(LedgerDay? before, DateOnly day, DeadlineTally tally)
    {
        var open = before?.Open ?? 0;
        return new LedgerDay(day, open, tally, open + tally.Opened, (before?.Due ?? 0) + tally.DueMore, (before?.Stopped ?? 0) + tally.StoppedMore);
    }
}

/// <summary>The ledger of some days.</summary>
/// <param name="Days">One after the other.</param>
/// <param name="InDueTable">Rows that the due-table had when the last day was read; null where that day is over.</param>
public sealed record LedgerReport(IReadOnlyList<LedgerDay> Days, long? InDueTable)
{
    /// <summary>Whether everything that fired is accounted for, and the due-table has as many rows as the journal says.</summary>
    public bool Balances => Days.All(day => day.Tally.Balances) && (InDueTable is null || InDueTable == Days[^1].Waiting);
}
