using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Deadlines.Outages;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>How far the house is with what fell due while nobody was at work.</summary>
/// <param name="Limit">Outages, the last one first.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record GetCatchUp(int Limit, Actor Actor) : IQuery<Reply<CatchUpSight>>, IActed;

/// <summary>The answer to <see cref="GetCatchUp"/>.</summary>
/// <param name="Options">The pace, and how long is listened first.</param>
/// <param name="Outages">How far the house is with each.</param>
public sealed record CatchUpSight(CatchUpOptions Options, IReadOnlyList<CatchUp> Outages);

internal sealed class CatchUpHandler(CatchUpDesk desk, SweepOptions options) : IQueryHandler<GetCatchUp, Reply<CatchUpSight>>
{
    public async ValueTask<Reply<CatchUpSight>> Handle(GetCatchUp query, CancellationToken cancellationToken) =>
        new Reply<CatchUpSight>.Done(new CatchUpSight(options.CatchUp, await desk.ReadAsync(query.Limit, cancellationToken)));
}
