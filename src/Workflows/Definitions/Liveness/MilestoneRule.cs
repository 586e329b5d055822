namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>Nothing guarded happens on a way that has not passed what must lie behind it, each time anew. States are known by what they do, so no name opens a short cut.</summary>
internal static class MilestoneRule
{
    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, LivenessRules rules)
    {
        var milestones = Milestone.All(rules);
        return from moment in GuardedMoment.All
               from milestone in milestones
               let path = ShortCut(graph, moment, milestone)
               where path is not null
               select new DefinitionFault(
                   PlaceGraph.Text(path), $"This way reaches {moment.Name} without {milestone.Name} ({milestone.Basis}). {milestone.Repair}");
    }

    /// <summary>A shortest way to the moment that does not have the milestone behind it, or null.</summary>
    private static IEnumerable<Place>? ShortCut(PlaceGraph graph, GuardedMoment moment, Milestone milestone)
    {
        if (moment.IsIn(graph.Start, milestone)) return [graph.Start];
        var cameFrom = new Dictionary<(Place, bool), (Place, bool)?> { [(graph.Start, false)] = null };
        var waiting = new Queue<(Place Place, bool Has)>([(graph.Start, false)]);
        while (waiting.TryDequeue(out var here))
        {
            foreach (var way in here.Place.Out)
            {
                var has = milestone.Gives(way) || (here.Has && !milestone.Takes(way));
                if (!has && moment.IsIn(way, milestone)) return Steps(cameFrom, here).Append(way.To ?? here.Place);
                if (way.To is { } to && cameFrom.TryAdd((to, has), here)) waiting.Enqueue((to, has));
            }
        }

        return null;
    }

    private static IEnumerable<Place> Steps(Dictionary<(Place, bool), (Place, bool)?> cameFrom, (Place Place, bool Has) end)
    {
        var steps = new List<Place>();
        for ((Place Place, bool Has)? here = end; here is { } step; here = cameFrom[step]) steps.Add(step.Place);
        return Enumerable.Reverse(steps);
    }
}
