using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Everything that the compiler and the liveness lint say about a stored version.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Version">The version; null: the latest.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Designer, Role.Supervisor, Role.Compliance)]
public sealed record LintDefinition(string DefinitionId, int? Version, Actor Actor) : IQuery<Reply<DefinitionSaved>>, IActed;

internal sealed class LintDefinitionHandler(IDefinitionStore store, DefinitionCompiler compiler, SubmachineChecks submachines, LivenessCheck liveness) : IQueryHandler<LintDefinition, Reply<DefinitionSaved>>
{
    public async ValueTask<Reply<DefinitionSaved>> Handle(LintDefinition query, CancellationToken cancellationToken)
    {
        var found = query.Version is { } version ? await store.FindAsync(query.DefinitionId, version, cancellationToken) : await store.LatestAsync(query.DefinitionId, cancellationToken);
        if (found is null) return Refuse.NotFound<DefinitionSaved>($"There is no definition '{query.DefinitionId}'{(query.Version is { } wanted ? $" in version {wanted}" : "")}.");
        var compiled = await submachines.CheckAsync(compiler.Compile(found.Json, found.DefinitionId, found.Version), cancellationToken);
        return new Reply<DefinitionSaved>.Done(new DefinitionSaved(found, await liveness.LookAsync(compiled, cancellationToken)));
    }
}
