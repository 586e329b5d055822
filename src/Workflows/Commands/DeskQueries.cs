using Doorstep.Workflows.Storage.Concerns;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>What waits for people over all cases, by kind. Whoever sees some tenants only sees what is about their cases.</summary>
[Allow(Role.Supervisor, Role.Compliance), ForScoped]
public sealed record GetDesk(Actor Actor) : IQuery<Reply<IReadOnlyList<ConcernCount>>>, IActed
{
    /// <summary>What came within this time is new.</summary>
    public static readonly TimeSpan NewTime = TimeSpan.FromDays(1);
}

/// <summary>A page of what waits for people, the oldest first. Whoever sees some tenants only sees what is about their cases.</summary>
/// <param name="Kinds">Of these kinds; empty: of all.</param>
/// <param name="Skip">Rows before the page.</param>
/// <param name="Take">Rows of the page.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance), ForScoped]
public sealed record ListConcerns(IReadOnlyCollection<string> Kinds, int Skip, int Take, Actor Actor) : IQuery<Reply<IReadOnlyList<ConcernedCase>>>, IActed;

/// <summary>What waits for people about one case, the oldest first.</summary>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record GetConcerns(string CaseId, Actor Actor) : IQuery<Reply<IReadOnlyList<ConcernRecord>>>, IAboutCase;

internal sealed class DeskQueryHandler(ConcernStore concerns, TimeProvider clock) :
    IQueryHandler<GetDesk, Reply<IReadOnlyList<ConcernCount>>>, IQueryHandler<ListConcerns, Reply<IReadOnlyList<ConcernedCase>>>, IQueryHandler<GetConcerns, Reply<IReadOnlyList<ConcernRecord>>>
{
    public async ValueTask<Reply<IReadOnlyList<ConcernCount>>> Handle(GetDesk query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return new Reply<IReadOnlyList<ConcernCount>>.Done(await concerns.CountAsync(query.Actor.OnlyTenants, now, now - GetDesk.NewTime, cancellationToken));
    }

    public async ValueTask<Reply<IReadOnlyList<ConcernedCase>>> Handle(ListConcerns query, CancellationToken cancellationToken) =>
        new Reply<IReadOnlyList<ConcernedCase>>.Done(await concerns.ListAsync(query.Kinds, query.Actor.OnlyTenants, query.Skip, query.Take, cancellationToken));

    public async ValueTask<Reply<IReadOnlyList<ConcernRecord>>> Handle(GetConcerns query, CancellationToken cancellationToken) =>
        new Reply<IReadOnlyList<ConcernRecord>>.Done(await concerns.OfAsync(query.CaseId, cancellationToken));
}
