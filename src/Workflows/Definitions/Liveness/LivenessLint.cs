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
/// Asked of a loan's definitions before they are published: of those that plan an act, or that wait for what only a loan's case hears. A <b>part</b> (Elsa's option
/// <c>usableAsActivity</c>) starts no case and is checked whole only together with the definition that runs it; any <b>other</b> definition is only warned of loops.</summary>
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
        if (!IsLoan(graph)) return new LivenessReport([], [.. loops]);
        var warnings = TimerRule.Unchecked(graph, rules);
        var faults = loops.Concat(TimerRule.Check(graph, rules)).Concat(TimerRule.Far(graph, rules)).Concat(OutboundRule.Check(graph, rules)).Concat(ForgeryRule.Check(graph, rules)).Concat(ReviewRule.Check(graph, rules));
        if (machine.IsPart) return new LivenessReport([.. faults.Distinct()], [.. warnings.Append(Part(machine))]);
        faults = faults
            .Concat(WaitRules.Exits(graph)).Concat(WaitRules.Ends(graph)).Concat(WaitRules.Clocks(graph, rules)).Concat(WaitRules.Facts(graph, rules))
            .Concat(MilestoneRule.Check(graph, rules))
            .Concat(rules.Rulings.SelectMany(ruling => RulingRule.Check(graph, ruling)))
            .Concat(OptionalRule.Check(graph, rules)).Concat(ClosingRule.Check(graph, rules)).Concat(ClosedRule.Check(graph, rules)).Concat(SuspicionRule.Check(graph, rules))
            .Concat(rules.DecisionCounts.SelectMany(count => DecisionCountRule.Check(graph, count, rules)));
        return new LivenessReport([.. faults.Distinct()], [.. warnings]);
    }

    /// <summary>What plans an act is a loan's, for only a loan's case has somebody to contact; and so is what waits for a decision, an answer or a report of a loan.</summary>
    private static bool IsLoan(PlaceGraph graph) =>
        graph.Passings.Any(way => way.MayPlan.Any() || (way.EventName is { } name && Stages.OfLoans.Contains(name)))
        || graph.Places.Any(place => place.MayPlan.Any() || Stages.All.Any(place.HasMark));

    private static DefinitionFault Part(StateMachine machine) => new(
        machine.InitialState,
        $"'{machine.Id}' is usable as an activity, so it is a part of other definitions and no case starts in it. Its exits, clocks and what stands behind a review are checked together with the one that runs it.");

    private static LivenessReport TooLarge(StateMachine machine, LivenessRules rules) => new(
        [new DefinitionFault(machine.InitialState, $"'{machine.Id}' has more than {rules.PlacesMax} places with everything inside it, too many to check. Cut it into fewer or smaller submachines.")], []);
}
