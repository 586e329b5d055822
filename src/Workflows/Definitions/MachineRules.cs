using System.Collections.Immutable;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions;

/// <summary>What must be true of a machine's states and transitions before it can run.</summary>
internal static class MachineRules
{
    public static void Check(AuthoredDefinition definition, Findings findings)
    {
        var faults = findings.Faults;
        if (definition.RootType != DefinitionCompiler.RootType) return;
        var names = definition.States.Select(state => state.Name).Where(name => name is not ("" or Transition.Anywhere or Transition.Back)).ToHashSet(StringComparer.Ordinal);
        VariableRules.Check(definition, findings);
        MemberRules.Check(definition, findings);
        CheckStates(definition, names, faults);
        CheckInitial(definition, names, faults);
        for (var index = 0; index < definition.Transitions.Length; index++) CheckEnds(definition.Transitions[index], $"transitions[{index}]", names, faults);
    }

    public static void CheckSubmachines(AuthoredDefinition definition, ImmutableArray<Transition> ways, List<DefinitionFault> faults)
    {
        for (var index = 0; index < ways.Length; index++)
        {
            if (ways[index].Trigger is not Trigger.Submachine submachine) continue;
            if (ways[index].From == Transition.Anywhere)
                faults.Add(new DefinitionFault($"transitions[{index}].trigger", "A submachine runs in a state, not anywhere: give the transition a source state."));
            if (submachine.DefinitionId == definition.DefinitionId)
                faults.Add(new DefinitionFault($"transitions[{index}].trigger.definitionId", $"'{submachine.DefinitionId}' cannot run inside itself."));
            var first = ways.First(way => way.From == ways[index].From && way.Trigger is Trigger.Submachine);
            if (first.Trigger is Trigger.Submachine other && other.DefinitionId != submachine.DefinitionId)
                faults.Add(new DefinitionFault(
                    $"transitions[{index}].trigger.definitionId", $"State '{ways[index].From}' already runs '{other.DefinitionId}'; a state runs one submachine."));
        }
    }

    private static void CheckStates(AuthoredDefinition definition, HashSet<string> names, List<DefinitionFault> faults)
    {
        if (names.Count == 0) faults.Add(new DefinitionFault("states", "are missing: a state machine needs at least one state."));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < definition.States.Length; index++)
        {
            var (state, path) = (definition.States[index], $"states[{index}]");
            if (string.IsNullOrWhiteSpace(state.Name)) faults.Add(new DefinitionFault($"{path}.name", "is missing."));
            else if (state.Name.Contains('/', StringComparison.Ordinal)) faults.Add(new DefinitionFault($"{path}.name", $"'{state.Name}' contains '/', which separates submachines in a state path."));
            else if (!seen.Add(state.Name)) faults.Add(new DefinitionFault($"{path}.name", $"'{state.Name}' is there twice; states are known by name."));
            if (state.Stage is { } stage && !Stages.All.Contains(StateMark.Of(stage))) faults.Add(new DefinitionFault($"{path}.stage", $"'{stage}' is not a stage of a loan{Nearest.Hint(stage, Stages.Names)}"));
            if (state.Name is Transition.Anywhere or Transition.Back && !(Values.IsNull(state.Entry) && Values.IsNull(state.Exit)))
                faults.Add(new DefinitionFault(path, $"'{state.Name}' stands for other states and has no entry or exit of its own."));
        }
    }

    private static void CheckInitial(AuthoredDefinition definition, HashSet<string> names, List<DefinitionFault> faults)
    {
        if (string.IsNullOrEmpty(definition.InitialState))
            faults.Add(new DefinitionFault("initialState", $"is missing. Choose one of: {string.Join(", ", names.Order(StringComparer.Ordinal).Take(12))}."));
        else if (!names.Contains(definition.InitialState))
            faults.Add(new DefinitionFault("initialState", $"'{definition.InitialState}' is not a state{Nearest.Hint(definition.InitialState, names)}"));
    }

    private static void CheckEnds(AuthoredTransition way, string path, HashSet<string> names, List<DefinitionFault> faults)
    {
        if (way.From == Transition.Back) faults.Add(new DefinitionFault($"{path}.from", "'^' is a way back, not a place: it can only be a target."));
        else if (way.From != Transition.Anywhere && !names.Contains(way.From)) faults.Add(Unknown($"{path}.from", way.From, names));
        if (way.To == Transition.Anywhere) faults.Add(new DefinitionFault($"{path}.to", "'*' stands for any state and cannot be a target. Use '^' to go back."));
        else if (way.To != Transition.Back && !names.Contains(way.To)) faults.Add(Unknown($"{path}.to", way.To, names));
    }

    private static DefinitionFault Unknown(string path, string name, HashSet<string> names) =>
        new(path, name.Length == 0 ? "is missing." : $"'{name}' is not a state{Nearest.Hint(name, names)}");
}
