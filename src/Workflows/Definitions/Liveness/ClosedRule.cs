using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>Nothing is demanded in a case that has ended (b.2): what its last state plans tells of the end or puts something right. At run time the desk of acts drops it, whatever a definition says.</summary>
internal static class ClosedRule
{
    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, LivenessRules rules) =>
        from place in graph.Places
        where place.IsEnd
        from act in place.MayPlan
        where act.Purpose == "DEMAND" || (act.Template is { } template && rules.DemandTemplates.Contains(StateMark.Of(template)))
        select new DefinitionFault(graph.PathTo(place), $"'{place.Path}' ends the case, and a demand is planned in it ({Text(act)}). A closed case asks for nothing any more (b.2): plan notices and corrections there, with another purpose.");

    private static string Text(PlannedWords act) => string.Join(", ", new[] { act.Kind, act.Purpose, act.Template }.OfType<string>().Where(word => word.Length > 0));
}
