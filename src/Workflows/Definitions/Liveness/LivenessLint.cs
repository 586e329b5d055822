using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>What the lint found.</summary>
/// <param name="Faults">What keeps a definition from being published. A path is a list of states: <c>Contact/RemoteContact → Escalated → Visit/VisitReview</c>.</param>
/// <param name="Warnings">What could not be checked, or should be looked at twice.</param>
public sealed record LivenessReport(ImmutableArray<DefinitionFault> Faults, ImmutableArray<DefinitionFault> Warnings)
{
    /// <summary>Nothing to say.</summary>
    public static LivenessReport Silent { get; } = new([], []);
}

/// <summary>Whether a case of a machine can get stuck, run in circles or reach a visit or a court by a short cut (domain.md b.5, S64).
/// Asked of a loan's definitions before they are published. Three kinds are told apart:
/// a loan's <b>own</b> machine has a final state called <c>Closed…</c> and gets every rule; an <b>inner</b> one ends in outcomes and is checked whole only together with
/// the machine that runs it; any <b>other</b> definition is only warned of loops.</summary>
public static class LivenessLint
{
    /// <summary>The faults of a machine with everything that runs inside it.</summary>
    /// <param name="machine">The machine that cases start.</param>
    /// <param name="submachines">Finds what it runs inside itself, by definition id; null where there is no such machine.</param>
    /// <param name="rules">What to ask.</param>
    public static IReadOnlyList<DefinitionFault> Check(StateMachine machine, Func<string, StateMachine?> submachines, LivenessRules rules) =>
        Look(machine, submachines, rules).Faults;

    /// <summary>Faults and warnings of a machine with everything that runs inside it.</summary>
    /// <param name="machine">The machine that cases start.</param>
    /// <param name="submachines">Finds what it runs inside itself, by definition id; null where there is no such machine.</param>
    /// <param name="rules">What to ask.</param>
    public static LivenessReport Look(StateMachine machine, Func<string, StateMachine?> submachines, LivenessRules rules)
    {
        var graph = new PlaceGraph(machine, submachines, rules.PlacesMax);
        if (graph.IsCut) return TooLarge(machine, rules);
        var loops = LoopRule.Check(graph, rules);
        if (!IsLoan(graph, rules)) return new LivenessReport([], [.. loops]);
        var warnings = TimerRule.Unchecked(graph, rules);
        var faults = loops.Concat(TimerRule.Check(graph, rules)).Concat(OutboundRule.Check(graph, rules));
        if (!IsOwn(machine, rules)) return new LivenessReport([.. faults], [.. warnings.Append(Inner(machine))]);
        faults = faults
            .Concat(WaitRules.Exits(graph)).Concat(WaitRules.Ends(graph)).Concat(WaitRules.Clocks(graph)).Concat(WaitRules.Facts(graph, rules.Facts))
            .Concat(rules.Passages.SelectMany(passage => PassageRule.Check(graph, passage)))
            .Concat(rules.Rulings.SelectMany(ruling => RulingRule.Check(graph, ruling)))
            .Concat(OptionalRule.Check(graph, rules))
            .Concat(rules.DecisionCounts.SelectMany(count => PassageRule.Check(graph, count, rules.Decisions)));
        return new LivenessReport([.. faults.Distinct()], [.. warnings]);
    }

    private static bool IsLoan(PlaceGraph graph, LivenessRules rules)
    {
        var marks = rules.LoanStates.Select(StateMark.Of).ToHashSet(StringComparer.Ordinal);
        return rules.LoanDefinitions.Contains(graph.Machine.Id) || graph.Family.SelectMany(machine => machine.Declared).Any(state => marks.Contains(StateMark.Of(state.Name)));
    }

    private static bool IsOwn(StateMachine machine, LivenessRules rules) =>
        rules.LoanDefinitions.Contains(machine.Id) || machine.Declared.Any(state => state.IsFinal && StateMark.IsClosed(state.Name));

    private static DefinitionFault Inner(StateMachine machine) => new(
        machine.InitialState,
        $"No final state of '{machine.Id}' is called 'Closed…', so it counts as a part of another definition. Its exits, clocks and protected states are checked together with the one that runs it.");

    private static LivenessReport TooLarge(StateMachine machine, LivenessRules rules) => new(
        [new DefinitionFault(machine.InitialState, $"'{machine.Id}' has more than {rules.PlacesMax} places with everything inside it, too many to check. Cut it into fewer or smaller submachines.")], []);
}
