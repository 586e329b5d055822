namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>No way comes into a protected state with fewer decisions of people than it takes. Having been in the state once is no decision for the next time.</summary>
internal static class DecisionCountRule
{
    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, RequiredDecisions rule, LivenessRules rules)
    {
        int Decided(Passage passage) => (passage.EventName is { } name && rules.Decisions.Contains(name)) || RulingRule.IsYes(passage, rule.Kind) ? 1 : 0;
        var starts = graph.Places.Where(place => place.Has(rule.Target)).Prepend(graph.Start);
        if (ShortCut(starts, rule, Decided) is { } path)
            yield return new DefinitionFault(
                PlaceGraph.Text(path),
                $"This way reaches '{rule.Target}' with fewer than {rule.CountMin} decisions of people ({rule.Basis}). Put a review in between; reviews are: {string.Join(", ", rules.Decisions.Order(StringComparer.Ordinal))}.");
    }

    /// <summary>A shortest way into the target that gathers less than enough, or null.</summary>
    private static IEnumerable<Place>? ShortCut(IEnumerable<Place> starts, RequiredDecisions rule, Func<Passage, int> worth)
    {
        var cameFrom = new Dictionary<(Place, int), (Place, int)?>();
        var waiting = new Queue<(Place Place, int Gathered)>();
        foreach (var start in starts)
            if (cameFrom.TryAdd((start, 0), null)) waiting.Enqueue((start, 0));
        while (waiting.TryDequeue(out var here))
        {
            foreach (var passage in here.Place.Out.Where(passage => passage.To is not null))
            {
                var gathered = here.Gathered + worth(passage);
                if (gathered >= rule.CountMin) continue;
                if (passage.Enters(rule.Target)) return Steps(cameFrom, here).Append(passage.To!);
                if (cameFrom.TryAdd((passage.To!, gathered), here)) waiting.Enqueue((passage.To!, gathered));
            }
        }

        return null;
    }

    private static IEnumerable<Place> Steps(Dictionary<(Place, int), (Place, int)?> cameFrom, (Place Place, int) end)
    {
        var steps = new List<Place>();
        for ((Place Place, int)? here = end; here is { } step; here = cameFrom[step]) steps.Add(step.Place);
        return Enumerable.Reverse(steps);
    }
}
