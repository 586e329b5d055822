using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions;

/// <summary>Compiles the states and transitions of a root.</summary>
internal static class MachineCompiler
{
    public static ImmutableArray<Transition> Transitions(AuthoredDefinition definition, Compilation compilation)
    {
        var keys = TransitionKeys.Of(definition);
        return [.. definition.Transitions.Select((way, index) => Compile(way, $"transitions[{index}]", keys[index], compilation))];
    }

    public static ImmutableArray<State> States(AuthoredDefinition definition, Compilation compilation, ImmutableArray<Transition> ways) =>
    [
        .. definition.States
            .Select((state, index) => (state, path: $"states[{index}]"))
            .Where(pair => pair.state.Name is not (Transition.Anywhere or Transition.Back))
            .Select(pair => new State(
                pair.state.Name,
                Slot(pair.state.Entry, $"{pair.path}.entry", compilation),
                Slot(pair.state.Exit, $"{pair.path}.exit", compilation),
                [.. ways.Where(way => way.From == pair.state.Name)],
                [.. ways.Where(way => way.From == Transition.Anywhere && way.To != pair.state.Name)]) { Stage = pair.state.Stage, IsMeantFinal = pair.state.IsFinal }),
    ];

    private static Transition Compile(AuthoredTransition way, string path, string key, Compilation compilation) => new()
    {
        Key = key,
        From = way.From,
        To = way.To,
        DisplayName = string.IsNullOrWhiteSpace(way.DisplayName) ? null : way.DisplayName,
        Trigger = Values.IsNull(way.Trigger) ? null : compilation.Trigger(way.Trigger, $"{path}.trigger"),
        Condition = Condition(way.Condition, $"{path}.condition", compilation),
        Action = Slot(way.Action, $"{path}.action", compilation),
        IsOptional = way.IsOptional,
    };

    private static Activity? Slot(JsonElement json, string path, Compilation compilation) => Values.IsNull(json) ? null : compilation.Slot(json, path);

    private static Expression? Condition(JsonElement json, string path, Compilation compilation)
    {
        if (Values.IsNull(json)) return null;
        if (json.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
        {
            compilation.Faults.Add(new DefinitionFault(path, $"must be true, false or an expression, not {Json.Kind(json)}."));
            return null;
        }

        var compiled = compilation.Wrapped(json, "Boolean", path, mayWrite: false);
        return compiled is Constant { Text: "true" } ? null : compiled;
    }
}
