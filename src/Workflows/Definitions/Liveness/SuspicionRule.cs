namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>A case comes under suspicion of evasion by signs that somebody reports or by a person's decision, and never by itself: not being reached is no sign (T49, S40).</summary>
internal static class SuspicionRule
{
    private const string Stage = "EVASION_REVIEW";
    private const string Reported = "EvasionSuspected";

    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, LivenessRules rules)
    {
        var arriving = graph.Passings.Where(way => way.To is not null).ToLookup(way => way.To!);
        return (from last in graph.Passings
                where last.Enters(Stage)
                from way in ClosingRule.Causes(last, arriving)
                where !(way.EventName is { } name && (name == Reported || rules.Decisions.Contains(name)))
                select (way.Way, Fault: new DefinitionFault(
                    $"{graph.PathTo(way.From)} → {way.To?.Path ?? Kernel.Transition.Back}",
                    $"'{way.Way.Key}' brings a case under suspicion of evasion, and nobody has suspected anything (T49, S40). Let the way wait for '{Reported}', or for a decision of a person."))).DistinctBy(found => found.Way).Select(found => found.Fault);
    }
}
