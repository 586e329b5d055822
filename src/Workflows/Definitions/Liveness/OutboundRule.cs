namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>Every outbound act stands behind its guards (b.5): a definition publishes tasks of the house, and plans everything else as an act. What is not known to stay inside
/// is taken to go out, and so is what another case is told: that case may be of any definition and hand it on to anybody.</summary>
internal static class OutboundRule
{
    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, LivenessRules rules) =>
        (from spot in Spots.Of(graph)
         from name in spot.Activity.SendsOut
         where name is null || !rules.Tasks.Contains(name)
         select (spot.Activity, Fault: new DefinitionFault(spot.Path, Message(name, rules))))
        .Concat(from spot in Spots.Of(graph)
                from name in spot.Activity.TellsCases
                where name is not null && !rules.Protecting.Contains(name) && !rules.Reported.Contains(name)
                select (spot.Activity, Fault: new DefinitionFault(spot.Path, $"'{name}' is told to another case here, which may hand it on past the guards of this one. A loan's case tells another one only what protects its customer, such as HardshipDeclared; whatever reaches a person or an institution outside is an act: use Doorstep.PlanAct.")))
        .DistinctBy(found => (found.Activity, found.Fault.Message)).Select(found => found.Fault);

    private static string Hint(string name, LivenessRules rules) => Nearest.To(name, rules.Tasks) is { } near ? $" (did you mean '{near}'?)." : ".";

    private static string Message(string? name, LivenessRules rules) => name is null
        ? "The name of an event that goes out here depends on the case, so nobody can say where it goes. Write the name of a task of the house, or use Doorstep.PlanAct."
        : $"'{name}' goes out here past the guards: it is no task of the house{Hint(name, rules)} Whatever reaches a person or an institution outside is an act: use Doorstep.PlanAct.";
}
