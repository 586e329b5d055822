using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Outcomes;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Harm beside money (S63): what was counted on some days.</summary>
/// <param name="From">First day (UTC).</param>
/// <param name="To">Last day (UTC), included; at most ten years after the first.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record GetOutcomes(DateOnly From, DateOnly To, Actor Actor) : IQuery<Reply<OutcomeReport>>, IActed;

/// <summary>A number.</summary>
/// <param name="Name">What was counted; docs/outcomes.md says what it means.</param>
/// <param name="Count">How often.</param>
public sealed record OutcomeFigure(string Name, long Count);

/// <summary>Money that came and went, in minor units.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Recovered">What came in.</param>
/// <param name="Reversed">What went back.</param>
/// <param name="Net">The difference.</param>
public sealed record OutcomeMoney(string Currency, long Recovered, long Reversed, long Net);

/// <summary>What was counted, harm first.</summary>
/// <param name="From">First day (UTC).</param>
/// <param name="To">Last day (UTC).</param>
/// <param name="Harm">Complaints, objections that were right, incidents, visits that were refused.</param>
/// <param name="Relief">Cures, plans, hardship heard.</param>
/// <param name="Acts">Decisions on acts: allowed, refused.</param>
/// <param name="RefusedByGuard">Refused decisions by the guard that stood in the way; one decision may have several.</param>
/// <param name="Closures">Cases closed, by their final state.</param>
/// <param name="Opened">Cases opened.</param>
/// <param name="Money">By currency.</param>
public sealed record OutcomeReport(
    DateOnly From, DateOnly To, ImmutableArray<OutcomeFigure> Harm, ImmutableArray<OutcomeFigure> Relief, ImmutableArray<OutcomeFigure> Acts, ImmutableArray<OutcomeFigure> RefusedByGuard,
    ImmutableArray<OutcomeFigure> Closures, long Opened, ImmutableArray<OutcomeMoney> Money);

internal sealed class OutcomeHandler(OutcomeStore store) : IQueryHandler<GetOutcomes, Reply<OutcomeReport>>
{
    private const string Closed = "CLOSED:";
    private const string RefusedBy = "REFUSED_BY:";
    private const int YearsMax = 10;
    private static readonly string[] Harm = ["COMPLAINT", "DISPUTE", "DISPUTE_UPHELD", "SAFETY_INCIDENT", "DATA_INCIDENT", "FAKE_AGENT", "VISIT_REFUSED", "VISIT_ABORTED"];
    private static readonly string[] Relief = ["CURED", "HARDSHIP", "PLAN_AGREED", "PLAN_SUSTAINED", "INSTALMENT_MISSED"];
    private static readonly string[] Acts = ["ACT_ALLOWED", "ACT_REFUSED"];

    public async ValueTask<Reply<OutcomeReport>> Handle(GetOutcomes query, CancellationToken cancellationToken)
    {
        if (query.To < query.From) return Refuse.Invalid<OutcomeReport>("The figures cannot be read like this.", [new Fault("to", $"'{query.To:yyyy-MM-dd}' is before from, '{query.From:yyyy-MM-dd}'.")]);
        if (query.To > query.From.AddYears(YearsMax)) return Refuse.Invalid<OutcomeReport>("The figures cannot be read like this.", [new Fault("to", $"'{query.To:yyyy-MM-dd}' is more than {YearsMax} years after from.")]);
        var rows = await store.ReadAsync(query.From, query.To, cancellationToken);
        var counts = rows.GroupBy(row => row.Figure, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Sum(row => row.Count), StringComparer.Ordinal);
        return new Reply<OutcomeReport>.Done(new OutcomeReport(
            query.From, query.To, Named(Harm, counts), Named(Relief, counts), Named(Acts, counts), After(RefusedBy, counts), After(Closed, counts), counts.GetValueOrDefault("OPENED"), [.. Money(rows)]));
    }

    /// <summary>Every figure is there, also at zero: one that is missing looks like one that nobody counts.</summary>
    private static ImmutableArray<OutcomeFigure> Named(string[] names, Dictionary<string, long> counts) => [.. names.Select(name => new OutcomeFigure(name, counts.GetValueOrDefault(name)))];

    private static ImmutableArray<OutcomeFigure> After(string prefix, Dictionary<string, long> counts) =>
        [.. counts.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(pair => new OutcomeFigure(pair.Key[prefix.Length..], pair.Value)).OrderBy(figure => figure.Name, StringComparer.Ordinal)];

    private static IEnumerable<OutcomeMoney> Money(IEnumerable<OutcomeRow> rows) =>
        from row in rows
        where row.Currency is not null
        group row by row.Currency into currency
        orderby currency.Key
        let came = currency.Where(row => row.Figure == "RECOVERED").Sum(row => row.Amount)
        let went = currency.Where(row => row.Figure == "REVERSED").Sum(row => row.Amount)
        select new OutcomeMoney(currency.Key!, came, went, came - went);
}
