using System.Globalization;
using Doorstep.Workflows.Storage.Model;
using Doorstep.Workflows.Storage.Seals;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Ledger;

/// <summary>What the journal and the due-table say about deadlines across all cases. It only reads.</summary>
public sealed class LedgerStore
{
    /// <summary>Register of the days that are closed.</summary>
    public const string ClosedDays = "DEADLINE_DAY";

    private const string DayFormat = "yyyy-MM-dd";
    private static readonly TimeSpan PutOffMax = TimeSpan.FromDays(1);

    // What is read of the journal at once: a busy day does not fit into memory.
    private static readonly TimeSpan Slice = TimeSpan.FromHours(1);

    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly StorageDatabase _database;
    private readonly DataSeal _seal;

    internal LedgerStore(IDbContextFactory<DoorstepDb> contexts, StorageDatabase database, DataSeal seal) => (_contexts, _database, _seal) = (contexts, database, seal);

    /// <summary>Key of a day in its register.</summary>
    public static string KeyOf(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads every step that was decided in a span, in no order, and counts the rows of the due-table, all as it stands at one moment.</summary>
    /// <param name="from">From then on (UTC).</param>
    /// <param name="until">Until then, not included.</param>
    /// <param name="begin">What is made of the steps before any was read; a read that breaks begins again.</param>
    /// <param name="take">Takes one.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<(T Made, long InDueTable)> ReadAsync<T>(DateTimeOffset from, DateTimeOffset until, Func<T> begin, Action<T, LedgerRow> take, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var moment = await _database.BeginReadAsync(db, cancellation);
            var made = begin();
            for (var at = from; at < until; at += Slice)
                foreach (var row in await SliceAsync(db, at, at + Slice < until ? at + Slice : until, cancellation)) take(made, Open(row));
            return (made, await db.Deadlines.LongCountAsync(cancellation));
        });
    }

    private static Task<List<LedgerRow>> SliceAsync(DoorstepDb db, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation) =>
        db.Journal.Where(row => row.At >= from && row.At < until)
            .Select(row => new LedgerRow(row.CaseId, row.Sequence, row.At, row.EventType, row.Entries)).ToListAsync(cancellation);

    private LedgerRow Open(LedgerRow row) =>
        row with { Entries = _seal.Open(row.Entries, RowSeal.Place("journal", "entries", row.CaseId, row.Sequence.ToString(CultureInfo.InvariantCulture))) };

    /// <summary>The first day (UTC) of any case; null where there is none.</summary>
    public async Task<DateOnly?> FirstDayAsync(CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var first = await db.Cases.OrderBy(row => row.CreatedAt).Select(row => (DateTimeOffset?)row.CreatedAt).FirstOrDefaultAsync(cancellation);
        return first is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;
    }

    /// <summary>The last closed day that is not after another; null where there is none.</summary>
    public async Task<ClosedDay?> LastClosedAsync(DateOnly notAfter, CancellationToken cancellation = default)
    {
        var key = KeyOf(notAfter);
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
#pragma warning disable CA1309 // The database compares; digits and dashes sort alike in every order of letters.
        var row = await db.Registers.Where(row => row.Kind == ClosedDays && string.Compare(row.Key, key) <= 0).OrderByDescending(row => row.Key).FirstOrDefaultAsync(cancellation);
#pragma warning restore CA1309
        return row is null ? null : new ClosedDay(DateOnly.ParseExact(row.Key, DayFormat, CultureInfo.InvariantCulture), row.Json);
    }

    /// <summary>Deadlines that should have fired before a time and still wait, the one that has waited longest first.</summary>
    public async Task<IReadOnlyList<DeadlineRecord>> OverdueAsync(DateTimeOffset before, int limit, CancellationToken cancellation = default)
    {
        // Those that were put off stand a little later in the due-table; they are found by a range that is a little longer. Variables, for the index; see the sweep.
        var (isParked, no, last) = (true, false, before + PutOffMax);
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Deadlines
            .Where(row => row.DueAt < before && (row.IsParked == isParked || (row.IsParked == no && EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt) <= last)))
            .OrderBy(row => row.DueAt).ThenBy(row => row.CaseId).ThenBy(row => row.Id)
            .Take(limit)
            .ToListAsync(cancellation);
    }

    /// <summary>Deadlines that were due in a span of time and still wait, counted.</summary>
    /// <param name="from">From then on (UTC).</param>
    /// <param name="to">Until then (UTC), included.</param>
    /// <param name="now">Those that are to be looked at later than this are held back.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<IReadOnlyList<WaitingCount>> WaitingAsync(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Deadlines.Where(row => row.DueAt >= from && row.DueAt <= to)
            .GroupBy(row => new { row.Risk, row.IsParked, IsHeld = EF.Property<DateTimeOffset>(row, DeadlineTable.NextTryAt) > now })
            .Select(group => new WaitingCount(group.Key.Risk, group.Key.IsParked, group.Key.IsHeld, group.LongCount()))
            .ToListAsync(cancellation);
    }
}
