using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions;

/// <summary>What a machine may do but probably should not: places where a case could wait for ever or that no case reaches.</summary>
internal static class MachineLint
{
    public static ImmutableArray<DefinitionFault> Warn(AuthoredDefinition definition, ImmutableArray<State> states)
    {
        var reached = Reached(definition, states);
        // Studio knows no mark for an end, so only a definition that marks some of its ends is asked about the others.
        var isMarking = definition.States.Any(IsMarked);
        var isStarting = states.Any(state => state.Name == definition.InitialState);
        return [.. states.SelectMany(state => Warn(definition, state, !isStarting || reached.Contains(state.Name), isMarking))];
    }

    private static IEnumerable<DefinitionFault> Warn(AuthoredDefinition definition, State state, bool isReached, bool isMarking)
    {
        var authored = definition.States.Select((candidate, index) => (candidate, index)).First(pair => pair.candidate.Name == state.Name);
        var path = $"states[{authored.index}]";
        if (!isReached) yield return new DefinitionFault(path, $"No way leads to state '{state.Name}'.");
        if (state.IsFinal && isMarking && !IsMarked(authored.candidate))
            yield return new DefinitionFault(path, $"State '{state.Name}' has no exit, so it ends the machine. If that is meant, mark it \"final\": true or call it 'Closed…'.");
        if (!state.IsFinal && state.Submachine is null && !state.Outbound.Any(way => way.Trigger is null or Trigger.Timed))
            yield return new DefinitionFault(path, NoDeadline(state.Name));
    }

    /// <summary>What is said of a state in which a case can wait for ever.</summary>
    public static string NoDeadline(string state) => $"State '{state}' has no deadline: a case can wait in it for ever. Add a Doorstep.Deadline or an Elsa.Delay.";

    private static bool IsMarked(AuthoredState state) => state.IsFinal || state.Name.StartsWith("Closed", StringComparison.Ordinal);

    private static HashSet<string> Reached(AuthoredDefinition definition, ImmutableArray<State> states)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([definition.InitialState ?? ""]);
        while (waiting.TryDequeue(out var name))
        {
            if (!reached.Add(name) || states.FirstOrDefault(state => state.Name == name) is not { } state) continue;
            foreach (var way in state.Outbound) waiting.Enqueue(way.To);
        }

        return reached;
    }
}
