using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions;

/// <summary>A definition that has faults, as far as it can be told: one wrong condition must not hide what else is wrong. What leads nowhere is left out.</summary>
internal static class MachineSketch
{
    public static StateMachine? Of(string id, int version, AuthoredDefinition definition, ImmutableArray<State> states, Bounds bounds, Findings findings)
    {
        var names = states.Select(state => state.Name).ToHashSet(StringComparer.Ordinal);
        if (names.Count != states.Length || !names.Contains(definition.InitialState ?? "")) return null;
        return new StateMachine(id, version, definition.Name, definition.InitialState!, [.. states.Select(Kept)], definition.Variables, bounds) { IsPart = definition.IsPart, SetByScripts = [.. findings.SetByScripts] };

        State Kept(State state) => new(state.Name, state.Entry, state.Exit, Ways(state.Own), Ways(state.Anywhere)) { Stage = state.Stage, IsMeantFinal = state.IsMeantFinal };

        ImmutableArray<Transition> Ways(ImmutableArray<Transition> ways) => [.. ways.Where(way => way.To == Transition.Back || names.Contains(way.To))];
    }
}
