using System.Collections.Frozen;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>No way comes into a protected state without having passed what must be passed. Having been in the state once is no pass for the next time.</summary>
internal static class PassageRule
{
    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, RequiredPassage rule)
    {
        bool Passes(Passage passage) => passage.To!.HasAny(rule.States) || Does(passage.Published, passage.Planned);
        bool Does(IEnumerable<string> published, IEnumerable<string> planned) => published.Any(name => rule.Events.Contains(name)) || planned.Select(StateMark.Of).Any(rule.Templates.Select(StateMark.Of).Contains);
        var starts = graph.Places.Where(place => place.Has(rule.Target) || place.HasAny(rule.Again));
        if (!graph.Start.HasAny(rule.States) && !Does(graph.Start.Published, graph.Start.Planned)) starts = starts.Prepend(graph.Start);
        if (ShortCut(starts, rule.Target, passage => Passes(passage) ? 1 : 0, 1) is { } path)
            yield return new DefinitionFault(PlaceGraph.Text(path), $"This way reaches '{rule.Target}' without passing {rule.Name} ({rule.Basis}). {Repair(rule)}");
        else if (graph.Start.Has(rule.Target))
            yield return new DefinitionFault(graph.Start.Path, $"A case starts in '{rule.Target}' without passing {rule.Name} ({rule.Basis}). {Repair(rule)}");
    }

    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, RequiredDecisions rule, FrozenSet<string> decisions)
    {
        int Decided(Passage passage) => (passage.EventName is { } name && decisions.Contains(name)) || RulingRule.IsYes(passage, rule.Kind) ? 1 : 0;
        var starts = graph.Places.Where(place => place.Has(rule.Target)).Prepend(graph.Start);
        if (ShortCut(starts, rule.Target, Decided, rule.CountMin) is { } path)
            yield return new DefinitionFault(
                PlaceGraph.Text(path),
                $"This way reaches '{rule.Target}' with fewer than {rule.CountMin} decisions of people ({rule.Basis}). Put a review in between; reviews are: {string.Join(", ", decisions.Order(StringComparer.Ordinal))}.");
    }

    /// <summary>A shortest way into the target that gathers less than enough, or null.</summary>
    private static IEnumerable<Place>? ShortCut(IEnumerable<Place> starts, string target, Func<Passage, int> worth, int enough)
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
                if (gathered >= enough) continue;
                if (passage.Enters(target)) return Steps(cameFrom, here).Append(passage.To!);
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

    private static string Repair(RequiredPassage rule) => rule.Templates.IsEmpty
        ? $"Lead it through a state called {string.Join(" or ", rule.States)}."
        : $"Lead it through a state called {string.Join(" or ", rule.States)}, or plan an act with the template '{rule.Templates[0]}' on the way.";
}
