using System.Collections.Frozen;
using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions;

/// <summary>What the compiler made of a definition.</summary>
/// <param name="Definition">The definition as read; null when it is not even an object.</param>
/// <param name="Machine">The machine; null when there are faults.</param>
/// <param name="Faults">Everything that stands in the way of publishing.</param>
/// <param name="Warnings">Everything that a designer should look at twice.</param>
/// <param name="Submachines">The definitions that it runs inside itself, where they stand; also of a faulty one.</param>
public sealed record CompiledDefinition(
    AuthoredDefinition? Definition, StateMachine? Machine, ImmutableArray<DefinitionFault> Faults, ImmutableArray<DefinitionFault> Warnings,
    ImmutableArray<SubmachineUse> Submachines)
{
    /// <summary>The machine of a faulty definition as far as it can be told, so that the rest of it can be looked at; null where it has no faults or no states to stand in. It never runs.</summary>
    public StateMachine? Sketch { get; init; }
}

/// <summary>A transition that runs another definition.</summary>
/// <param name="Path">Where: <c>transitions[2].trigger.definitionId</c>.</param>
/// <param name="DefinitionId">The other definition.</param>
public sealed record SubmachineUse(string Path, string DefinitionId)
{
    internal static ImmutableArray<SubmachineUse> Of(ImmutableArray<Transition> ways) =>
    [
        .. ways.Select((way, index) => way.Trigger is Trigger.Submachine { DefinitionId: { Length: > 0 } id } ? new SubmachineUse($"transitions[{index}].trigger.definitionId", id) : null)
            .OfType<SubmachineUse>(),
    ];
}

/// <summary>Turns definitions into machines. Reports every fault at once, each with its path and a repair.</summary>
public sealed class DefinitionCompiler(IEnumerable<ActivityType> activities, IEnumerable<ExpressionLanguage> languages, Bounds bounds)
{
    /// <summary>The only root that runs.</summary>
    public const string RootType = "Elsa.StateMachine";

    private readonly FrozenDictionary<string, ActivityType> _activities = activities.ToFrozenDictionary(type => type.Descriptor.TypeName, StringComparer.Ordinal);
    private readonly FrozenDictionary<string, ExpressionLanguage> _languages = languages.ToFrozenDictionary(language => language.Type, StringComparer.Ordinal);

    /// <summary>Compiles definition JSON.</summary>
    /// <param name="json">The text.</param>
    /// <param name="definitionId">The id to compile it under; null: the one it says itself.</param>
    /// <param name="version">The version to compile it under.</param>
    public CompiledDefinition Compile(string json, string? definitionId = null, int version = 1)
    {
        var findings = new Findings();
        var faults = findings.Faults;
        var definition = DefinitionReader.Read(json, faults);
        if (definition is null) return new CompiledDefinition(null, null, [.. faults], [], []);
        var id = definitionId ?? definition.DefinitionId ?? "";
        if (id.Length == 0) faults.Add(new DefinitionFault("definitionId", "is missing: cases are started by it."));
        if (definition.RootType is { } type && type != RootType)
            faults.Add(new DefinitionFault("root.type", $"'{type}' does not run here; the root must be '{RootType}'."));

        var compilation = new Compilation(definition, _activities, _languages, findings);
        MachineRules.Check(definition, findings);
        var ways = MachineCompiler.Transitions(definition, compilation);
        var states = MachineCompiler.States(definition, compilation, ways);
        MachineRules.CheckSubmachines(definition, ways, faults);
        WayRules.Check(definition, ways, states, findings);
        ImmutableArray<DefinitionFault> warnings = [.. findings.Warnings, .. MachineLint.Warn(definition, states)];
        var machine = faults.Count > 0 ? null : new StateMachine(id, version, definition.Name, definition.InitialState!, states, definition.Variables, bounds) { IsPart = definition.IsPart, SetByScripts = [.. findings.SetByScripts] };
        return new CompiledDefinition(definition, machine, [.. faults], warnings, SubmachineUse.Of(ways))
        {
            Sketch = machine is null ? MachineSketch.Of(id, version, definition, states, bounds, findings) : null,
        };
    }
}
