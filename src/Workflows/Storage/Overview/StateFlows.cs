using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Storage.Model;
using Doorstep.Workflows.Storage.Registers;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Overview;

/// <summary>How many cases went from a state to another one on a day.</summary>
/// <param name="From">State path; empty: they began.</param>
/// <param name="To">State path.</param>
/// <param name="Count">How many went; one that went twice counts twice.</param>
public sealed record StateFlow(string From, string To, long Count);

/// <summary>The moves of the house by day (UTC), from the journals: nothing is written for them with a step. A day that is over is counted when somebody first asks, and kept.</summary>
public sealed class StateFlows
{
    private const string Kind = "STATE_FLOWS";

    /// <summary>A step is decided before it is committed: a day is kept once nothing of it can still come.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromHours(1);

    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly RegisterStore _registers;
    private readonly TimeProvider _clock;

    internal StateFlows(IDbContextFactory<DoorstepDb> contexts, RegisterStore registers, TimeProvider clock) => (_contexts, _registers, _clock) = (contexts, registers, clock);

    /// <summary>The moves of a day, the most first.</summary>
    public async Task<ImmutableArray<StateFlow>> OfAsync(DateOnly day, CancellationToken cancellation = default)
    {
        var key = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (await _registers.FindAsync(Kind, key, cancellation) is { } kept) return JsonSerializer.Deserialize<ImmutableArray<StateFlow>>(kept.Json);
        var (from, until) = (new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero));
        var flows = await CountAsync(from, until, cancellation);
        var now = _clock.GetUtcNow();
        if (now >= until + Settled) await _registers.SaveAsync(new RegisterRecord(Kind, key, 1, JsonSerializer.Serialize(flows), now, "doorstep"), cancellation);
        return flows;
    }

    private async Task<ImmutableArray<StateFlow>> CountAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var moves = from row in db.Journal
                    where row.At >= @from && row.At < until
                    join one in db.Journal on new { row.CaseId, Sequence = row.Sequence - 1 } equals new { one.CaseId, one.Sequence } into earlier
                    from before in earlier.DefaultIfEmpty()
                    where before == null || before.State != row.State
                    group row by new { From = before == null ? "" : before.State, row.State } into same
                    select new { same.Key.From, same.Key.State, Count = same.LongCount() };
        return [.. (await moves.ToListAsync(cancellation)).Select(same => new StateFlow(same.From, same.State, same.Count)).OrderByDescending(flow => flow.Count).ThenBy(flow => flow.From, StringComparer.Ordinal).ThenBy(flow => flow.To, StringComparer.Ordinal)];
    }
}
