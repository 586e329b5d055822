using System.Text.Json;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage.Ledger;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Deadlines.Ledger;

/// <summary>The ledger of deadlines by day. It is counted from the journal, whose rows are chained, so it says what can be proved. A day that is over is counted once and
/// then closed, so that a ledger of years touches no step of it.</summary>
public sealed class LedgerBook(LedgerStore store, RegisterStore registers, TimeProvider clock, SweepOptions options)
{
    /// <summary>Days that one request counts at most; more are closed by the heartbeat, one after the other.</summary>
    public const int CountedMax = 31;

    private const string House = "clock";

    /// <summary>A step is committed moments after it was decided; a day is closed when even a slow one is in.</summary>
    private static readonly TimeSpan CloseAfter = TimeSpan.FromHours(1);

    /// <summary>The days from one to another, both included, none after today; null while days before them have still to be counted.</summary>
    public async Task<LedgerReport?> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var last = to < today ? to : today;
        if (last < from) return new LedgerReport([], null);
        if (await store.FirstDayAsync(cancellation) is not { } first) return Empty(from, last, last == today);
        if (last < first) return Empty(from, last, false);
        var days = new List<LedgerDay>();
        for (var day = from; day < first; day = day.AddDays(1)) days.Add(LedgerDay.After(null, day, new DeadlineTally()));

        var (begin, before) = await BeginAsync(from > first ? from : first, first, cancellation);
        // Days are closed in their order, so the open ones come after the last closed one.
        var uncounted = last.DayNumber - ((await store.LastClosedAsync(last, cancellation))?.Day ?? first.AddDays(-1)).DayNumber;
        if (uncounted > CountedMax) return null;
        long? inTable = null;
        for (var day = begin; day <= last; day = before!.Day.AddDays(1))
        {
            if (await ClosedAsync(day, cancellation) is { } closed) before = closed;
            else if (IsOver(day, now)) before = await CloseAsync(day, before, now, cancellation);
            else
            {
                var (rest, waiting) = await CountAsync(day, today, cancellation);
                foreach (var (open, tally) in rest.Where(item => item.Day <= last))
                {
                    before = LedgerDay.After(before, open, tally);
                    if (open >= from) days.Add(before);
                }

                inTable = last == today ? waiting : null;
                break;
            }

            if (before.Day >= from) days.Add(before);
        }

        return new LedgerReport(days, inTable);
    }

    /// <summary>Closes the oldest day that is over and is not closed; gives the number of days closed.</summary>
    public async Task<int> CloseAsync(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow();
        if (await store.FirstDayAsync(cancellation) is not { } first) return 0;
        var (day, before) = await BeginAsync(DateOnly.FromDateTime(now.UtcDateTime), first, cancellation);
        if (!IsOver(day, now)) return 0;
        await CloseAsync(day, before, now, cancellation);
        return 1;
    }

    /// <summary>The first day to count for a day to be known, and the closed one before it.</summary>
    private async Task<(DateOnly Day, LedgerDay? Before)> BeginAsync(DateOnly wanted, DateOnly first, CancellationToken cancellation) =>
        wanted > first && await store.LastClosedAsync(wanted.AddDays(-1), cancellation) is { } closed ? (closed.Day.AddDays(1), Read(closed)) : (first, null);

    private async Task<LedgerDay?> ClosedAsync(DateOnly day, CancellationToken cancellation) =>
        await store.LastClosedAsync(day, cancellation) is { } closed && closed.Day == day ? Read(closed) : null;

    private async Task<LedgerDay> CloseAsync(DateOnly day, LedgerDay? before, DateTimeOffset now, CancellationToken cancellation)
    {
        var (counted, _) = await CountAsync(day, day, cancellation);
        var closed = LedgerDay.After(before, day, counted[0].Tally);
        await registers.SaveAsync(new RegisterRecord(LedgerStore.ClosedDays, LedgerStore.KeyOf(day), 1, JsonSerializer.Serialize(closed, LedgerJson.Default.LedgerDay), now, House), cancellation);
        return closed;
    }

    /// <summary>Counts some days from the journal, all as it stood at one moment.</summary>
    private async Task<((DateOnly Day, DeadlineTally Tally)[] Days, long InDueTable)> CountAsync(DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        var (tallies, waiting) = await store.ReadAsync(
            Begin(from), Begin(to.AddDays(1)), () => Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1).Select(_ => new DeadlineTally()).ToArray(),
            (tallies, row) =>
            {
                ref var tally = ref tallies[DateOnly.FromDateTime(row.At.UtcDateTime).DayNumber - from.DayNumber];
                foreach (var line in JournalText.Read(row.Entries)) tally = tally.With(line, row.At, options.LateAfter);
            },
            cancellation);
        return ([.. tallies.Select((tally, index) => (from.AddDays(index), tally))], waiting);
    }

    private static LedgerReport Empty(DateOnly from, DateOnly last, bool isNow) =>
        new([.. Enumerable.Range(0, last.DayNumber - from.DayNumber + 1).Select(index => LedgerDay.After(null, from.AddDays(index), new DeadlineTally()))], isNow ? 0 : null);

    private static LedgerDay Read(ClosedDay closed) => JsonSerializer.Deserialize(closed.Json, LedgerJson.Default.LedgerDay)!;

    private static bool IsOver(DateOnly day, DateTimeOffset now) => now >= Begin(day.AddDays(1)) + CloseAfter;

    private static DateTimeOffset Begin(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}

[JsonSerializable(typeof(LedgerDay))]
internal sealed partial class LedgerJson : JsonSerializerContext;
