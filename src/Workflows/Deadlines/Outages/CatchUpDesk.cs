using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Ledger;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Deadlines.Outages;

/// <summary>Keeps count of what fell due in an outage and how far the house is with it. What waits is counted in the due-table, so that a crash forgets nothing.</summary>
public sealed class CatchUpDesk(OutageLog outages, LedgerStore ledger, RegisterStore registers, ICaseStore store, IGrainFactory grains, TimeProvider clock, SweepOptions options)
{
    private const string Kind = "CATCH_UP";
    private const string House = "clock";
    private const int AttemptsMax = 3;

    /// <summary>Counts what fell due in an outage that is just over.</summary>
    public async Task OpenAsync(Outage outage, CancellationToken cancellation = default)
    {
        var waiting = await ledger.WaitingAsync(outage.From, outage.To, outage.To, cancellation);
        await WriteAsync(outage, record => record with { Overdue = waiting.Sum(count => count.Count) }, cancellation);
    }

    /// <summary>Writes down what the guards hold back; the journal of a case says it once.</summary>
    public async Task HoldAsync(Outage outage, IReadOnlyCollection<HeldDeadline> held, CancellationToken cancellation = default)
    {
        var known = (await FindAsync(outage, cancellation))?.Record.Held ?? [];
        var room = options.CatchUp.NamedMax - known.Length;
        var fresh = held.Where(one => !known.Any(other => IsSame(one, other))).Take(Math.Max(0, room)).ToArray();
        foreach (var one in fresh) await grains.GetGrain<ICaseGrain>(one.CaseId).Held(one.Id, one.Reason);
        var still = await StillAsync(known, cancellation);
        await WriteAsync(outage, record => record with { Held = [.. still.Select(one => held.FirstOrDefault(other => IsSame(one, other)) is { } again ? again with { Since = one.Since } : one), .. fresh] }, cancellation);
    }

    /// <summary>The latest outages and how far the house is with each.</summary>
    public async Task<IReadOnlyList<CatchUp>> ReadAsync(int limit, CancellationToken cancellation = default)
    {
        var reports = new List<CatchUp>();
        foreach (var outage in (await outages.ListAsync(cancellation)).Take(limit))
        {
            var (record, waiting) = ((await FindAsync(outage, cancellation))?.Record, await ledger.WaitingAsync(outage.From, outage.To, clock.GetUtcNow(), cancellation));
            reports.Add(new CatchUp(
                outage, record?.Overdue, waiting.Where(count => count is { IsParked: false, IsHeld: false }).ToImmutableSortedDictionary(count => count.Risk, count => count.Count),
                waiting.Where(count => count is { IsParked: false, IsHeld: true }).Sum(count => count.Count), waiting.Where(count => count.IsParked).Sum(count => count.Count),
                await StillAsync(record?.Held ?? [], cancellation)));
        }

        return reports;
    }

    private async Task<ImmutableArray<HeldDeadline>> StillAsync(ImmutableArray<HeldDeadline> held, CancellationToken cancellation)
    {
        var still = ImmutableArray.CreateBuilder<HeldDeadline>();
        foreach (var one in held)
            if ((await store.DeadlinesAsync(one.CaseId, cancellation)).Any(row => row.Id == one.Id)) still.Add(one);
        return still.ToImmutable();
    }

    private static bool IsSame(HeldDeadline one, HeldDeadline other) => one.CaseId == other.CaseId && one.Id == other.Id;

    private async Task<(CatchUpRecord Record, long Version)?> FindAsync(Outage outage, CancellationToken cancellation) =>
        await registers.FindAsync(Kind, OutageLog.KeyOf(outage), cancellation) is { } row ? (JsonSerializer.Deserialize(row.Json, CatchUpJson.Default.CatchUpRecord)!, row.Version) : null;

    /// <summary>Two hosts may write at the same time: whoever comes second reads again.</summary>
    private async Task WriteAsync(Outage outage, Func<CatchUpRecord, CatchUpRecord> change, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            var found = await FindAsync(outage, cancellation);
            var json = JsonSerializer.Serialize(change(found?.Record ?? new CatchUpRecord(0, [])), CatchUpJson.Default.CatchUpRecord);
            if (await registers.SaveAsync(new RegisterRecord(Kind, OutageLog.KeyOf(outage), (found?.Version ?? 0) + 1, json, clock.GetUtcNow(), House), cancellation)) return;
        }
    }
}
