using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Every version of every definition, or of one, without their JSON.</summary>
[Allow(Role.Designer, Role.Service, Role.Supervisor, Role.Compliance), ForScoped]
public sealed record ListDefinitions(string? DefinitionId, Actor Actor) : IQuery<Reply<IReadOnlyList<DefinitionRecord>>>, IActed;

/// <summary>One version with its JSON; without a number the latest.</summary>
[Allow(Role.Designer, Role.Service, Role.Supervisor, Role.Compliance), ForScoped]
public sealed record GetDefinition(string DefinitionId, int? Version, Actor Actor) : IQuery<Reply<DefinitionRecord>>, IActed;

internal sealed class DefinitionQueryHandler(IDefinitionStore store) :
    IQueryHandler<ListDefinitions, Reply<IReadOnlyList<DefinitionRecord>>>, IQueryHandler<GetDefinition, Reply<DefinitionRecord>>
{
    public async ValueTask<Reply<IReadOnlyList<DefinitionRecord>>> Handle(ListDefinitions query, CancellationToken cancellationToken) =>
        new Reply<IReadOnlyList<DefinitionRecord>>.Done(await store.ListAsync(query.DefinitionId, withJson: false, cancellationToken));

    public async ValueTask<Reply<DefinitionRecord>> Handle(GetDefinition query, CancellationToken cancellationToken)
    {
        var found = query.Version is { } version
            ? await store.FindAsync(query.DefinitionId, version, cancellationToken)
            : await store.LatestAsync(query.DefinitionId, cancellationToken);
        return found is null
            ? Refuse.NotFound<DefinitionRecord>($"There is no definition '{query.DefinitionId}'{(query.Version is { } wanted ? $" in version {wanted}" : "")}.")
            : new Reply<DefinitionRecord>.Done(found);
    }
}
