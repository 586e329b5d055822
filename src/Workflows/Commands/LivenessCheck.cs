using System.Collections.Frozen;
using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Collections.Samples;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Commands;

/// <summary>Asks the liveness lint about definitions that are about to be published: each with the published ones that it runs inside itself,
/// and every published one that would run it from then on.</summary>
internal sealed class LivenessCheck(IDefinitionStore store, DefinitionCompiler compiler, LivenessRules house, PackShelf shelf)
{
    /// <summary>A definition with what the lint says added to what the compiler said. Of one with faults the rest is looked at: what the compiler could not read hides nothing else.</summary>
    public async Task<CompiledDefinition> LookAsync(CompiledDefinition compiled, CancellationToken cancellation)
    {
        if ((compiled.Machine ?? compiled.Sketch) is not { } machine) return compiled;
        var report = await LookAsync([machine], cancellation);
        var (faults, unread) = (report.Faults, Unread(compiled));
        if (unread.Count > 0) faults = [.. faults.Where(fault => !fault.Path.Split(" → ")[^1].Split('/').Any(unread.Contains))];
        return compiled with
        {
            Machine = faults.IsEmpty ? compiled.Machine : null, Faults = [.. compiled.Faults, .. faults], Warnings = [.. compiled.Warnings.Where(warning => !IsTold(warning, machine, faults)), .. report.Warnings],
        };
    }

    /// <summary>States from which a way leads whose trigger could not be read: what they wait for nobody knows yet.</summary>
    private static FrozenSet<string> Unread(CompiledDefinition compiled) => compiled.Definition is not { } definition ? [] : definition.Transitions
        .Where((_, index) => compiled.Faults.Any(fault => fault.Path.StartsWith($"transitions[{index}].trigger", StringComparison.Ordinal))).Select(way => way.From).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A state without a clock is told once: where it is a fault, not as a warning too.</summary>
    private static bool IsTold(DefinitionFault warning, StateMachine machine, ImmutableArray<DefinitionFault> faults) => machine.Declared.Any(state =>
        warning.Message == MachineLint.NoDeadline(state.Name) && faults.Any(fault => fault.Message.StartsWith(WaitRules.NoClock(state.Name), StringComparison.Ordinal)));

    /// <summary>What the lint says about machines that are published together.</summary>
    public async Task<LivenessReport> LookAsync(IReadOnlyCollection<StateMachine> fresh, CancellationToken cancellation)
    {
        var (before, rules) = (await PublishedAsync(cancellation), await RulesAsync(cancellation));
        var after = before.SetItems(fresh.Select(machine => KeyValuePair.Create(machine.Id, machine)));
        var reports = fresh.Select(machine => (machine.Id, Report: LivenessLint.Look(machine, after.GetValueOrDefault, rules)))
            .Concat(Callers(fresh, after).Select(caller => (caller.Id, Report: Worse(caller, before, after, rules)))).ToArray();
        return new LivenessReport(All(reports.Select(pair => (pair.Id, pair.Report.Faults)), fresh.Count), All(reports.Select(pair => (pair.Id, pair.Report.Warnings)), fresh.Count));
    }

    /// <summary>The rules with the maxima of the latest approved version of every pack, and with every fact that only somebody else reports.</summary>
    private async Task<LivenessRules> RulesAsync(CancellationToken cancellation) => house with
    {
        Takes = FactSamples.CanTake, Ticks = FactSamples.CanTick, Reach = FactSamples.Reach, KnowsLoans = true,
        DemandTemplates = TemplateClasses.All.Values.Where(one => one.IsDemand).Select(one => StateMark.Of(one.Name)).ToFrozenSet(StringComparer.Ordinal),
        Protecting = FactCatalogue.Protecting.ToFrozenSet(StringComparer.Ordinal),
        Reported = FactCatalogue.Names.Except(FactCatalogue.Protecting).ToFrozenSet(StringComparer.Ordinal),
        Packs =
        [
            .. (await shelf.ApprovedAsync(cancellation)).GroupBy(version => version.Pack.Id, StringComparer.Ordinal)
                .Select(same => StateMaxima.Of(same.MaxBy(version => version.Pack.Version)!.Pack)),
        ],
    };

    private async Task<ImmutableDictionary<string, StateMachine>> PublishedAsync(CancellationToken cancellation)
    {
        var machines = ImmutableDictionary.CreateBuilder<string, StateMachine>(StringComparer.Ordinal);
        foreach (var row in (await store.ListAsync(null, withJson: false, cancellation)).Where(row => row.Status == DefinitionStatus.Published))
            if (await store.FindAsync(row.DefinitionId, row.Version, cancellation) is { } stored && compiler.Compile(stored.Json, row.DefinitionId, row.Version).Machine is { } machine)
                machines[row.DefinitionId] = machine;
        return machines.ToImmutable();
    }

    private static IEnumerable<StateMachine> Callers(IReadOnlyCollection<StateMachine> fresh, ImmutableDictionary<string, StateMachine> machines)
    {
        var reached = fresh.Select(machine => machine.Id).ToHashSet(StringComparer.Ordinal);
        for (var known = 0; known < reached.Count;)
        {
            known = reached.Count;
            reached.UnionWith(machines.Values.Where(machine => machine.References.Any(reached.Contains)).Select(machine => machine.Id).ToArray());
        }

        return machines.Values.Where(machine => reached.Contains(machine.Id) && !fresh.Contains(machine)).OrderBy(machine => machine.Id, StringComparer.Ordinal);
    }

    /// <summary>What becomes wrong with a published machine; what was wrong with it before is not this publication's fault.</summary>
    private static LivenessReport Worse(
        StateMachine caller, ImmutableDictionary<string, StateMachine> before, ImmutableDictionary<string, StateMachine> after, LivenessRules rules)
    {
        var known = LivenessLint.Look(caller, before.GetValueOrDefault, rules).Faults;
        return new LivenessReport([.. LivenessLint.Look(caller, after.GetValueOrDefault, rules).Faults.Except(known)], []);
    }

    /// <summary>One definition's findings need no name; where there are more, each path begins with the definition's id.</summary>
    private static ImmutableArray<DefinitionFault> All(IEnumerable<(string Id, ImmutableArray<DefinitionFault> Found)> found, int fresh) =>
        [.. found.SelectMany((pair, index) => pair.Found.Select(fault => fresh == 1 && index == 0 ? fault : fault with { Path = $"{pair.Id}: {fault.Path}" }))];
}
