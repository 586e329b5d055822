namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>Every outbound act stands behind its guards (b.5): a definition publishes tasks of the house, and plans everything else as an act. What is not known to stay inside
/// is taken to go out.</summary>
internal static class OutboundRule
{
    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, LivenessRules rules) =>
        (from spot in Spots.Of(graph)
         from name in spot.Activity.SendsOut
         where name is null || !rules.Tasks.Contains(name)
         select (spot.Activity, Fault: new DefinitionFault(spot.Path, Message(name, rules)))).DistinctBy(found => (found.Activity, found.Fault.Message)).Select(found => found.Fault);

    private static string Hint(string name, LivenessRules rules) => Nearest.To(name, rules.Tasks) is { } near ? $" (did you mean '{near}'?)." : ".";

    private static string Message(string? name, LivenessRules rules) => name is null
        ? "The name of an event that goes out here depends on the case, so nobody can say where it goes. Write the name of a task of the house, or use Doorstep.PlanAct."
        : $"'{name}' goes out here past the guards: it is no task of the house{Hint(name, rules)} Whatever reaches a person or an institution outside is an act: use Doorstep.PlanAct.";
}
