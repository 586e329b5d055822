using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>A definition does not say in a person's place what only that person can say: a decision, a confirmation, a payment. Nor does it say so to another case.</summary>
internal static class ForgeryRule
{
    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, LivenessRules rules) =>
        (from spot in Spots.Of(graph)
         from name in spot.Activity.MayRaise
         where name is null || rules.Reported.Contains(name)
         select (spot.Activity, Fault: new DefinitionFault(spot.Path, Message(name)))).DistinctBy(found => (found.Activity, found.Fault.Message)).Select(found => found.Fault);

    private static string Message(string? name) => name is null
        ? "The name of an event that a case is told here depends on the case, so nobody can say what it is told. Write the name."
        : $"'{name}' is told to a case here as if it had happened. Whoever saw it reports it; a definition tells a case only events of its own.";
}

/// <summary>Every activity that a case can come by, with the way to it.</summary>
internal static class Spots
{
    public static IEnumerable<(Activity Activity, string Path)> Of(PlaceGraph graph)
    {
        foreach (var place in graph.Places)
        {
            foreach (var state in place.Frames.Select(frame => frame.State))
            {
                if (state.Entry is { } entry) yield return (entry, graph.PathTo(place));
                if (state.Exit is { } exit) yield return (exit, graph.PathTo(place));
            }

            foreach (var passage in place.Out)
                if (passage.Way.Action is { } action) yield return (action, $"{graph.PathTo(place)} → {passage.To?.Path ?? Transition.Back}");
        }
    }
}
