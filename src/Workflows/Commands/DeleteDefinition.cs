using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Cases;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Removes a definition, or one version of it. What a case runs or ran on stays: what was decided has to stay explainable.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="Version">The version; null: all of them.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Designer)]
public sealed record DeleteDefinition(string DefinitionId, int? Version, Actor Actor) : ICommand<Reply<int>>, IActed;

internal sealed class DeleteDefinitionHandler(IDefinitionStore store, CasePages cases, DefinitionCompiler compiler, MachineCatalogue machines) : ICommandHandler<DeleteDefinition, Reply<int>>
{
    public async ValueTask<Reply<int>> Handle(DeleteDefinition command, CancellationToken cancellationToken)
    {
        var rows = (await store.ListAsync(command.DefinitionId, withJson: false, cancellationToken)).Where(row => command.Version is null || row.Version == command.Version).ToArray();
        if (rows.Length == 0) return Refuse.NotFound<int>($"There is no definition '{command.DefinitionId}'{(command.Version is { } version ? $" in version {version}" : "")}.");
        if (rows.FirstOrDefault(row => row.Status == DefinitionStatus.Published) is { } published)
            return Refuse.Conflict<int>($"Version {published.Version} of '{published.DefinitionId}' is published: new cases start on it. Retract it first.");
        if (rows.Any(row => row.PublishedAt is not null) && await StandingAsync(command, cancellationToken) is { } standing) return Refuse.Conflict<int>(standing);

        foreach (var row in rows)
            if (!await store.DeleteAsync(row, cancellationToken)) return Refuse.Conflict<int>($"Version {row.Version} of '{row.DefinitionId}' was changed, or a case was started on it, at the same moment. Look at it again.");
        machines.Forget(command.DefinitionId);
        return new Reply<int>.Done(rows.Length);
    }

    /// <summary>Why cases stand in the way. A case may run a definition inside another, so those that do count too; in which version says only the case itself.</summary>
    private async Task<string?> StandingAsync(DeleteDefinition command, CancellationToken cancellation)
    {
        var own = await cases.FindAsync(new CasePageQuery { DefinitionIds = [command.DefinitionId], Version = command.Version, Take = 1 }, cancellation);
        if (own.Total > 0) return $"{own.Total} cases run or ran on '{command.DefinitionId}'{(command.Version is { } version ? $" version {version}" : "")}, such as '{own.Items[0].Id}'. It is kept for them; retract it so that no new case starts on it.";
        var callers = await CallersAsync(command.DefinitionId, cancellation);
        if (callers.Count == 0) return null;
        var inner = await cases.FindAsync(new CasePageQuery { DefinitionIds = [.. callers], Take = 1 }, cancellation);
        return inner.Total == 0 ? null : $"'{command.DefinitionId}' runs inside {string.Join(", ", callers.Select(id => $"'{id}'"))}, on which {inner.Total} cases run or ran, such as '{inner.Items[0].Id}'. It is kept for them.";
    }

    /// <summary>Definitions of which a version that was ever published runs this one inside itself, at any depth.</summary>
    private async Task<IReadOnlyList<string>> CallersAsync(string definitionId, CancellationToken cancellation)
    {
        var uses = (await store.ListAsync(null, withJson: true, cancellation)).Where(row => row.PublishedAt is not null)
            .Select(row => (row.DefinitionId, Inner: compiler.Compile(row.Json, row.DefinitionId, row.Version).Submachines.Select(use => use.DefinitionId).ToArray())).ToArray();
        var reached = new HashSet<string>(StringComparer.Ordinal) { definitionId };
        for (var known = 0; known < reached.Count;)
        {
            known = reached.Count;
            reached.UnionWith(uses.Where(use => use.Inner.Any(reached.Contains)).Select(use => use.DefinitionId).ToArray());
        }

        return [.. reached.Where(id => id != definitionId).Order(StringComparer.Ordinal)];
    }
}
