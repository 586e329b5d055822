using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions;

/// <summary>Transitions that can only do harm, or nothing at all.</summary>
internal static class WayRules
{
    public static void Check(AuthoredDefinition definition, ImmutableArray<Transition> ways, ImmutableArray<State> states, Findings findings)
    {
        for (var index = 0; index < ways.Length; index++)
        {
            if (ways[index].From == Transition.Anywhere && IsSure(definition, ways, index))
                findings.Fault($"transitions[{index}]", $"'{ways[index].Key}' leaves every state at once: it has neither a trigger nor a condition. Give it one of them.");
            if (ways[index].To == Transition.Back && !ways.Any(way => way.From == Transition.Anywhere))
                findings.Fault($"transitions[{index}].to", "'^' goes back to a state that was left through '*', and no transition leaves through '*'.");
            if (ways[index] is { IsOptional: true, Trigger: null or Trigger.Submachine })
                findings.Fault($"transitions[{index}].optional", $"'{ways[index].Key}' waits for {(ways[index].Trigger is null ? "nothing" : "the end of a submachine, which says how it ended")}, so there is nothing to skip.");
        }

        CheckTwins(definition, findings);
        CheckLoops(definition, ways, states, findings);
    }

    private static void CheckTwins(AuthoredDefinition definition, Findings findings)
    {
        var twins = definition.Transitions.Select((way, index) => (way, index)).Where(pair => !string.IsNullOrWhiteSpace(pair.way.Name))
            .GroupBy(pair => (pair.way.Name, pair.way.From, pair.way.To)).SelectMany(same => same.Skip(1));
        foreach (var (way, index) in twins)
            findings.Warn($"transitions[{index}].name", $"'{way.Name}' leads from '{way.From}' to '{way.To}' already; journals and deadlines tell transitions apart by name. Give this one a name of its own.");
    }

    /// <summary>A round in which every state is left at once and for sure by its first triggerless transition never comes to its end.</summary>
    private static void CheckLoops(AuthoredDefinition definition, ImmutableArray<Transition> ways, ImmutableArray<State> states, Findings findings)
    {
        var sure = new Dictionary<string, (string To, int Index)>(StringComparer.Ordinal);
        foreach (var state in states)
        {
            var first = state.Own.Select(way => ways.IndexOf(way)).FirstOrDefault(index => Values.IsNull(definition.Transitions[index].Trigger), -1);
            if (first >= 0 && ways[first].To != Transition.Back && IsSure(definition, ways, first)) sure.TryAdd(state.Name, (ways[first].To, first));
        }

        var told = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in states.Select(state => state.Name))
        {
            if (told.Contains(start) || Round(start, sure) is not { Length: > 0 } round) continue;
            told.UnionWith(round);
            findings.Fault($"transitions[{sure[start].Index}]", $"The case would go round for ever: {string.Join(" → ", round.Append(start).Select(name => $"'{name}'"))}. Give a transition of the round a trigger or a condition.");
        }
    }

    private static string[] Round(string start, Dictionary<string, (string To, int Index)> sure)
    {
        var round = new List<string>();
        for (var at = start; sure.TryGetValue(at, out var next) && round.Count <= sure.Count; at = next.To)
        {
            round.Add(at);
            if (next.To == start) return [.. round];
        }

        return [];
    }

    private static bool IsSure(AuthoredDefinition definition, ImmutableArray<Transition> ways, int index) =>
        Values.IsNull(definition.Transitions[index].Trigger) && ways[index].Condition is null;
}
