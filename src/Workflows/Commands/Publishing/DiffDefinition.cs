using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Definitions.Difference;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands.Publishing;

/// <summary>Tells how two versions of a definition differ in what they mean.</summary>
/// <param name="DefinitionId">The definition.</param>
/// <param name="From">The earlier version; null: the one that cases start on, or did last, before <paramref name="To"/>.</param>
/// <param name="To">The later version; null: the latest.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Designer, Role.Supervisor, Role.Compliance)]
public sealed record DiffDefinition(string DefinitionId, int? From, int? To, Actor Actor) : IQuery<Reply<DefinitionCompared>>, IActed;

/// <summary>Two versions and how they differ.</summary>
/// <param name="From">The earlier one; null where there was none.</param>
/// <param name="To">The later one.</param>
/// <param name="Changes">How they differ.</param>
public sealed record DefinitionCompared(DefinitionRecord? From, DefinitionRecord To, DefinitionChanges Changes);

internal sealed class DiffDefinitionHandler(IDefinitionStore store, VersionComparison comparison) : IQueryHandler<DiffDefinition, Reply<DefinitionCompared>>
{
    public async ValueTask<Reply<DefinitionCompared>> Handle(DiffDefinition query, CancellationToken cancellationToken)
    {
        var to = query.To is { } later ? await store.FindAsync(query.DefinitionId, later, cancellationToken) : await store.LatestAsync(query.DefinitionId, cancellationToken);
        if (to is null) return Missing(query.DefinitionId, query.To);
        if (query.From is not { } earlier) return await comparison.WithBaselineAsync(to, cancellationToken);
        return await store.FindAsync(query.DefinitionId, earlier, cancellationToken) is { } from ? comparison.Between(from, to) : Missing(query.DefinitionId, query.From);
    }

    private static Reply<DefinitionCompared> Missing(string id, int? version) =>
        Refuse.NotFound<DefinitionCompared>($"There is no definition '{id}'{(version is { } wanted ? $" in version {wanted}" : "")}.");
}

/// <summary>Compares stored versions.</summary>
internal sealed class VersionComparison(IDefinitionStore store, DefinitionDiff diff)
{
    /// <summary>A version with what cases start on now, or did last before it; with nothing where no version before it was ever published.</summary>
    public async Task<Reply<DefinitionCompared>> WithBaselineAsync(DefinitionRecord to, CancellationToken cancellation)
    {
        var rows = await store.ListAsync(to.DefinitionId, withJson: false, cancellation);
        var last = rows.Where(row => row.PublishedAt is not null && row.Version < to.Version).MaxBy(row => (row.Status == DefinitionStatus.Published, row.Version));
        return Between(last is null ? null : await store.FindAsync(to.DefinitionId, last.Version, cancellation), to);
    }

    /// <summary>Two versions.</summary>
    public Reply<DefinitionCompared> Between(DefinitionRecord? from, DefinitionRecord to)
    {
        var faults = new List<DefinitionFault>();
        var (before, after) = (from is null ? null : DefinitionReader.Read(from.Json, faults), DefinitionReader.Read(to.Json, faults));
        return after is null || (from is not null && before is null)
            ? Refuse.Impossible<DefinitionCompared>($"A version of '{to.DefinitionId}' cannot be read.", faults.Select(fault => new Fault(fault.Path, fault.Message)))
            : new Reply<DefinitionCompared>.Done(new DefinitionCompared(from, to, diff.Between(before, after)));
    }
}
