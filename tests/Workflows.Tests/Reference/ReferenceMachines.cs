using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Tests.Reference;

/// <summary>The definitions that are shipped, compiled.</summary>
internal static class ReferenceMachines
{
    public static readonly string[] Ids = ["overdue-visit", "remote-contact", "visit", "hardship-plan", "legal", "overdue-reminder"];

    /// <summary>Those that run inside others.</summary>
    public static readonly string[] Inner = ["remote-contact", "visit", "hardship-plan", "legal"];

    private static readonly Dictionary<string, CompiledDefinition> All = Ids.ToDictionary(
        id => id, id => ActivityCatalogue.Compiler().Compile(File.ReadAllText(Path.Combine("workflow-definitions", $"{id}.json"))));

    public static StateMachine OverdueVisit { get; } = All["overdue-visit"].Machine!.WithSubmachines(Inner.Select(id => All[id].Machine!));

    public static StateMachine OverdueReminder { get; } = All["overdue-reminder"].Machine!.WithSubmachines([All["hardship-plan"].Machine!]);

    /// <summary>Every transition of every file: the definition, and the way.</summary>
    public static IEnumerable<(string Definition, Transition Way)> Ways =>
        from id in Ids
        from way in All[id].Machine!.Declared.SelectMany(state => state.Outbound).DistinctBy(way => way.Key)
        select (id, way);

    /// <summary>A case never waits in it.</summary>
    public static bool IsLeftAtOnce(State state) => state.Own.Any(way => way is { Trigger: null, Condition: null });

    public static CompiledDefinition Compiled(string id) => All[id];
}
