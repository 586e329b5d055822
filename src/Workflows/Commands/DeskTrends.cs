using Doorstep.Workflows.Collections.Attention;
using Doorstep.Workflows.Storage.Concerns;
using Doorstep.Workflows.Storage.Outcomes;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>How much waited for people at the end of each of the last days, by kind; of the whole house.</summary>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record GetDeskTrend(Actor Actor) : IQuery<Reply<IReadOnlyList<DeskTrend>>>, IActed
{
    /// <summary>Two weeks, today included.</summary>
    public const int Days = 14;
}

internal sealed class DeskTrendHandler(ConcernStore concerns, OutcomeStore outcomes, TimeProvider clock) : IQueryHandler<GetDeskTrend, Reply<IReadOnlyList<DeskTrend>>>
{
    public async ValueTask<Reply<IReadOnlyList<DeskTrend>>> Handle(GetDeskTrend query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var waiting = (await concerns.CountAsync([], now, now, cancellationToken)).ToDictionary(count => count.Kind, count => (long)count.Count, StringComparer.Ordinal);
        var rows = await outcomes.ReadAsync(today.AddDays(1 - GetDeskTrend.Days), today, cancellationToken);
        return new Reply<IReadOnlyList<DeskTrend>>.Done([.. ConcernWords.All.Keys.Select(kind => DeskTrend.Of(kind, waiting.GetValueOrDefault(kind), today, GetDeskTrend.Days, rows))]);
    }
}
