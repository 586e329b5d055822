using System.Globalization;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Outcomes;

/// <summary>What was counted on one day.</summary>
/// <param name="Day">The day (UTC) on which the house recorded it.</param>
/// <param name="Figure">What.</param>
/// <param name="Currency">ISO 4217; null where there is no amount.</param>
/// <param name="Count">How often.</param>
/// <param name="Amount">The sum in minor units.</param>
public sealed record OutcomeRow(DateOnly Day, string Figure, string? Currency, long Count, long Amount);

/// <summary>The figures of the house by day (S63): counted with every step, so that reading them touches some rows for a day and no case.</summary>
public sealed class OutcomeStore
{
    internal const string Kind = "OUTCOME";
    private const string DayFormat = "yyyy-MM-dd";

    private readonly IDbContextFactory<DoorstepDb> _contexts;

    internal OutcomeStore(IDbContextFactory<DoorstepDb> contexts) => _contexts = contexts;

    /// <summary>What was counted on the days from one to another, both included.</summary>
    public async Task<IReadOnlyList<OutcomeRow>> ReadAsync(DateOnly from, DateOnly to, CancellationToken cancellation = default)
    {
        var (first, after) = (Text(from), Text(to.AddDays(1)));
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
#pragma warning disable CA1309 // The database compares; a key begins with its day, which every order of letters sorts alike.
        var rows = await db.Registers.Where(row => row.Kind == Kind && string.Compare(row.Key, first) >= 0 && string.Compare(row.Key, after) < 0).OrderBy(row => row.Key).ToListAsync(cancellation);
#pragma warning restore CA1309
        return [.. rows.Select(row => Read(row.Key, row.Version, row.Json))];
    }

    internal static string KeyOf(DateOnly day, Tally tally) => $"{Text(day)}|{tally.Figure}|{tally.Currency}";

    private static OutcomeRow Read(string key, long count, string amount)
    {
        var parts = key.Split('|');
        return new OutcomeRow(
            DateOnly.ParseExact(parts[0], DayFormat, CultureInfo.InvariantCulture), string.Join('|', parts[1..^1]), parts[^1].Length == 0 ? null : parts[^1], count, long.Parse(amount, CultureInfo.InvariantCulture));
    }

    private static string Text(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);
}
