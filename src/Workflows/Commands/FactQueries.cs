using Doorstep.Workflows.Collections.Facts;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Every event that a loan's case hears, with its fields.</summary>
[Allow(Role.Designer, Role.Service, Role.Supervisor, Role.Agent, Role.Compliance), ForScoped]
public sealed record ListFactKinds(Actor Actor) : IQuery<Reply<IReadOnlyList<FactKind>>>, IActed;

internal sealed class FactQueryHandler : IQueryHandler<ListFactKinds, Reply<IReadOnlyList<FactKind>>>
{
    public ValueTask<Reply<IReadOnlyList<FactKind>>> Handle(ListFactKinds query, CancellationToken cancellationToken) =>
        ValueTask.FromResult<Reply<IReadOnlyList<FactKind>>>(new Reply<IReadOnlyList<FactKind>>.Done([.. FactCatalogue.Kinds.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal)]));
}
