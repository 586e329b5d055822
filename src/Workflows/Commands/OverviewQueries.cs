using Doorstep.Workflows.Storage.Overview;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>How many cases stand in each state, the most first.</summary>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record CountStates(Actor Actor) : IQuery<Reply<IReadOnlyList<StateCount>>>, IActed;

/// <summary>How many deadlines come due in each of some stretches of time, of all cases.</summary>
/// <param name="Bounds">Where the stretches begin (UTC), ascending, and where the last one ends: 2 to <see cref="BoundsMax"/>.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record CountDue(IReadOnlyList<DateTimeOffset> Bounds, Actor Actor) : IQuery<Reply<IReadOnlyList<int>>>, IActed
{
    /// <summary>Two months of days.</summary>
    public const int BoundsMax = 63;
}

/// <summary>A page of deadlines of all cases, the earliest first.</summary>
/// <param name="From">Due from then on (UTC); null: everything that is late.</param>
/// <param name="Until">Due before then (UTC).</param>
/// <param name="Skip">Rows before the page.</param>
/// <param name="Take">Rows of the page.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record ListDue(DateTimeOffset? From, DateTimeOffset Until, int Skip, int Take, Actor Actor) : IQuery<Reply<IReadOnlyList<DueCase>>>, IActed;

internal sealed class OverviewHandler(HouseOverview overview) :
    IQueryHandler<CountStates, Reply<IReadOnlyList<StateCount>>>, IQueryHandler<CountDue, Reply<IReadOnlyList<int>>>, IQueryHandler<ListDue, Reply<IReadOnlyList<DueCase>>>
{
    public async ValueTask<Reply<IReadOnlyList<StateCount>>> Handle(CountStates query, CancellationToken cancellationToken) =>
        new Reply<IReadOnlyList<StateCount>>.Done(await overview.StatesAsync(cancellationToken));

    public async ValueTask<Reply<IReadOnlyList<int>>> Handle(CountDue query, CancellationToken cancellationToken) => query.Bounds.Count is < 2 or > CountDue.BoundsMax
        ? Refuse.Invalid<IReadOnlyList<int>>("The deadlines cannot be counted like this.", [new Fault("bounds", $"{query.Bounds.Count} bounds; 2 to {CountDue.BoundsMax} are allowed.")])
        : new Reply<IReadOnlyList<int>>.Done(await overview.CountAsync(query.Bounds, cancellationToken));

    public async ValueTask<Reply<IReadOnlyList<DueCase>>> Handle(ListDue query, CancellationToken cancellationToken) =>
        new Reply<IReadOnlyList<DueCase>>.Done(await overview.DueAsync(query.From, query.Until, query.Skip, query.Take, cancellationToken));
}
