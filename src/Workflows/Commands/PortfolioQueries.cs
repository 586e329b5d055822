using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Outcomes;
using Doorstep.Workflows.Storage.Overview;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>How the house went day by day: where its running cases stood, how they moved, and the figures of docs/outcomes.md.</summary>
/// <param name="From">First day (UTC); at most a year ago.</param>
/// <param name="To">Last day (UTC), included; today at the latest.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record GetPortfolio(DateOnly From, DateOnly To, Actor Actor) : IQuery<Reply<Portfolio>>, IActed
{
    /// <summary>Days that are looked back at most.</summary>
    public const int DaysMax = 366;
}

/// <summary>A line of a chart: a number for each day.</summary>
/// <param name="Name">A state path, or a figure.</param>
/// <param name="Values">In the order of the days.</param>
public sealed record DayLine(string Name, ImmutableArray<long> Values);

/// <summary>How the house went.</summary>
/// <param name="Days">The days, oldest first.</param>
/// <param name="States">Running cases in each state at the end of each day, the state with the most on the last one first; of today: now.</param>
/// <param name="Moves">Moves between states over all the days, the most first.</param>
/// <param name="Figures">Each figure that was counted, by day.</param>
/// <param name="Money">Net of each currency in minor units, by day; its name is the currency.</param>
public sealed record Portfolio(ImmutableArray<DateOnly> Days, ImmutableArray<DayLine> States, ImmutableArray<StateFlow> Moves, ImmutableArray<DayLine> Figures, ImmutableArray<DayLine> Money);

internal sealed class PortfolioHandler(HouseOverview overview, StateFlows flows, OutcomeStore outcomes, TimeProvider clock) : IQueryHandler<GetPortfolio, Reply<Portfolio>>
{
    public async ValueTask<Reply<Portfolio>> Handle(GetPortfolio query, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (Faults(query, today).ToArray() is { Length: > 0 } faults) return Refuse.Invalid<Portfolio>("The portfolio cannot be read like this.", faults);
        ImmutableArray<DateOnly> days = [.. Enumerable.Range(0, query.To.DayNumber - query.From.DayNumber + 1).Select(query.From.AddDays)];
        var moves = new Dictionary<DateOnly, ImmutableArray<StateFlow>>();
        for (var day = today; day >= query.From; day = day.AddDays(-1)) moves[day] = await flows.OfAsync(day, cancellationToken);
        var states = await StatesAsync(today, days, moves, cancellationToken);
        var counted = await outcomes.ReadAsync(query.From, query.To, cancellationToken);
        return new Reply<Portfolio>.Done(new Portfolio(
            days, states,
            [.. days.SelectMany(day => moves[day]).GroupBy(flow => (flow.From, flow.To)).Select(same => new StateFlow(same.Key.From, same.Key.To, same.Sum(flow => flow.Count))).OrderByDescending(flow => flow.Count).ThenBy(flow => flow.To, StringComparer.Ordinal)],
            Lines(days, counted, row => row.Figure, row => row.Count),
            Lines(days, counted.Where(row => row.Currency is not null && row.Figure is "RECOVERED" or "REVERSED"), row => row.Currency!, row => row.Figure == "RECOVERED" ? row.Amount : -row.Amount)));
    }

    /// <summary>Walks back from where the cases stand now: whoever came into a state on a day was not in it before, and whoever left it was.</summary>
    private async Task<ImmutableArray<DayLine>> StatesAsync(DateOnly today, ImmutableArray<DateOnly> days, Dictionary<DateOnly, ImmutableArray<StateFlow>> moves, CancellationToken cancellation)
    {
        var counts = await overview.StatesAsync(cancellation);
        var standing = counts.Where(count => count.Status == CaseStatus.Running).GroupBy(count => count.State, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Sum(count => (long)count.Count), StringComparer.Ordinal);
        var closed = counts.Where(count => count.Status == CaseStatus.Completed).Select(count => count.State).ToHashSet(StringComparer.Ordinal);
        var lines = new Dictionary<string, long[]>(StringComparer.Ordinal);
        for (var day = today; day >= days[0]; day = day.AddDays(-1))
        {
            if (day <= days[^1])
                foreach (var (state, count) in standing.Where(count => count.Value > 0 && !closed.Contains(count.Key))) Line(lines, state, days.Length)[day.DayNumber - days[0].DayNumber] = count;
            foreach (var flow in moves[day])
            {
                standing[flow.To] = standing.GetValueOrDefault(flow.To) - flow.Count;
                if (flow.From.Length > 0) standing[flow.From] = standing.GetValueOrDefault(flow.From) + flow.Count;
            }
        }

        return [.. lines.OrderByDescending(line => line.Value[^1]).ThenBy(line => line.Key, StringComparer.Ordinal).Select(line => new DayLine(line.Key, [.. line.Value]))];
    }

    private static long[] Line(Dictionary<string, long[]> lines, string name, int days) => lines.TryGetValue(name, out var line) ? line : lines[name] = new long[days];

    private static ImmutableArray<DayLine> Lines(ImmutableArray<DateOnly> days, IEnumerable<OutcomeRow> rows, Func<OutcomeRow, string> name, Func<OutcomeRow, long> value)
    {
        var lines = new SortedDictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!lines.TryGetValue(name(row), out var line)) lines[name(row)] = line = new long[days.Length];
            line[row.Day.DayNumber - days[0].DayNumber] += value(row);
        }

        return [.. lines.Select(line => new DayLine(line.Key, [.. line.Value]))];
    }

    private static IEnumerable<Fault> Faults(GetPortfolio query, DateOnly today)
    {
        if (query.From < today.AddDays(-GetPortfolio.DaysMax)) yield return new Fault("from", $"'{query.From:yyyy-MM-dd}' is more than {GetPortfolio.DaysMax} days ago.");
        if (query.To < query.From) yield return new Fault("to", $"'{query.To:yyyy-MM-dd}' is before from, '{query.From:yyyy-MM-dd}'.");
        if (query.To > today) yield return new Fault("to", $"'{query.To:yyyy-MM-dd}' is not over and not today.");
    }
}
