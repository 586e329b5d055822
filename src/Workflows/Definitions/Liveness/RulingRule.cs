namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>Into a state that stands behind an act leads nothing but the guards' yes: <c>ActDecided</c> of that kind, allowed.</summary>
internal static class RulingRule
{
    /// <summary>The fact by which a case hears the guards.</summary>
    public const string Decided = "ActDecided";

    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, RequiredRuling rule)
    {
        var open = graph.Passings.Where(passage => passage.Enters(rule.Target) && !IsYes(passage, rule.Kind)).DistinctBy(passage => passage.Way);
        var faults = open.Select(passage => new DefinitionFault($"{graph.PathTo(passage.From)} → {passage.To!.Path}", Message(rule)));
        return graph.Start.Has(rule.Target) ? faults.Prepend(new DefinitionFault(graph.Start.Path, Message(rule))) : faults;
    }

    /// <summary>The way waits for an allowing decision on an act of a kind, and for nothing less.</summary>
    public static bool IsYes(Passage passage, string kind) =>
        passage.EventName == Decided && Conjunction.Pins(passage.Asks, "kind", kind) && Conjunction.IsTrue(passage.Asks, "allowed");

    private static string Message(RequiredRuling rule) =>
        $"This way reaches '{rule.Target}' without the guards' yes ({rule.Basis}). Plan a {rule.Kind} with Doorstep.PlanAct, and let the way wait for '{Decided}' with the condition "
        + $"event.data.kind == '{rule.Kind}' && event.data.allowed.";
}
