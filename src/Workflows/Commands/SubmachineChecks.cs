using System.Collections.Immutable;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Commands;

/// <summary>What can only be said of a definition by looking at the ones it runs inside itself: whether they are published, and whether every end of theirs leads on.</summary>
internal sealed class SubmachineChecks(IDefinitionStore store, DefinitionCompiler compiler)
{
    public async Task<CompiledDefinition> CheckAsync(CompiledDefinition compiled, CancellationToken cancellation)
    {
        var faults = compiled.Faults.ToBuilder();
        var inner = new List<StateMachine>();
        foreach (var same in compiled.Submachines.Where(use => use.DefinitionId != compiled.Definition?.DefinitionId).GroupBy(use => use.DefinitionId, StringComparer.Ordinal))
        {
            if (await store.PublishedAsync(same.Key, cancellation) is { } published)
                inner.AddRange(compiler.Compile(published.Json, published.DefinitionId, published.Version).Machine is { } machine ? [machine] : []);
            else
                faults.AddRange(await MissingAsync(same.Key, same, cancellation));
        }

        return compiled with { Faults = faults.ToImmutable(), Warnings = compiled.Warnings.AddRange(Uncovered(compiled, inner)) };
    }

    private async Task<IEnumerable<DefinitionFault>> MissingAsync(string id, IEnumerable<SubmachineUse> uses, CancellationToken cancellation)
    {
        var known = (await store.ListAsync(null, withJson: false, cancellation)).Select(row => row.DefinitionId).Distinct(StringComparer.Ordinal).ToArray();
        var repair = known.Contains(id, StringComparer.Ordinal) ? ". Publish it first." : Nearest.To(id, known) is { } near ? $"; did you mean '{near}'?" : ". Save it and publish it first.";
        return uses.Select(use => new DefinitionFault(use.Path, $"Submachine '{id}' is not published{repair}"));
    }

    private static IEnumerable<DefinitionFault> Uncovered(CompiledDefinition compiled, List<StateMachine> inner) =>
        from uncovered in compiled.Machine?.WithSubmachines(inner).UncoveredOutcomes() ?? []
        let index = compiled.Definition!.States.Select((state, at) => (state, at)).First(pair => pair.state.Name == uncovered.State).at
        select new DefinitionFault(
            $"states[{index}]", $"Submachine '{uncovered.Submachine}' can end in '{uncovered.Outcome}', and no transition of '{uncovered.State}' is sure to take that: the case would stop with an incident.");
}
