using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands.Lists;

/// <summary>A page of the cases that fit a filter, as people look for them: where no key begins with what is typed, it may be a case's id. Whoever sees some tenants only sees those of them.</summary>
/// <param name="Filter">Which cases.</param>
/// <param name="After">Last row of the page before: when it began (UTC), its id, its business key.</param>
/// <param name="Limit">Rows of the page.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Compliance), ForScoped]
public sealed record SearchCases(CaseFilter Filter, (DateTimeOffset CreatedAt, string Id, string Key)? After, int Limit, Actor Actor) : IQuery<Reply<IReadOnlyList<CaseSummary>>>, IActed;

internal sealed class SearchHandler(ICaseStore store, TimeProvider clock) : IQueryHandler<SearchCases, Reply<IReadOnlyList<CaseSummary>>>
{
    public async ValueTask<Reply<IReadOnlyList<CaseSummary>>> Handle(SearchCases query, CancellationToken cancellationToken)
    {
        if (query.Filter.Faults().ToArray() is { Length: > 0 } faults) return Refuse.Invalid<IReadOnlyList<CaseSummary>>("Nothing can be looked for like this.", faults);
        var asked = query.Filter.ToQuery(clock.GetUtcNow()) with
        {
            Tenants = query.Actor.OnlyTenants, Limit = query.Limit, After = query.After is { } last ? (last.CreatedAt, last.Id) : null, AfterKey = query.After?.Key,
        };
        var found = await store.ListCasesAsync(asked, cancellationToken);
        if (found.Count == 0 && query.After is null && asked.Key is { } id) found = await store.ListCasesAsync(asked with { Key = null, Ids = [id] }, cancellationToken);
        return new Reply<IReadOnlyList<CaseSummary>>.Done(found);
    }
}
