using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>Wherever a case waits there is a way to an end, a clock, and an ear for what may always happen.</summary>
internal static class WaitRules
{
    public static IEnumerable<DefinitionFault> Exits(PlaceGraph graph)
    {
        var free = graph.Places.Where(place => place.IsEnd || place.IsOpaque || place.Out.Any(passage => passage.To is null)).ToHashSet();
        var into = graph.Passings.Where(passage => passage.To is not null).ToLookup(passage => passage.To!, passage => passage.From);
        var waiting = new Queue<Place>(free);
        while (waiting.TryDequeue(out var place))
            foreach (var before in into[place].Where(free.Add)) waiting.Enqueue(before);

        return graph.Places.Where(place => !free.Contains(place)).Select(place => new DefinitionFault(graph.PathTo(place), Stuck(place)));
    }

    /// <summary>A case that ends where nobody said it should has no exit either.</summary>
    public static IEnumerable<DefinitionFault> Ends(PlaceGraph graph) => graph.Places.Where(place => place.IsEnd && !place.Leaf.IsMeantFinal && !StateMark.IsClosed(place.Leaf.Name))
        .Select(place => new DefinitionFault(graph.PathTo(place), $"State '{place.Path}' has no exit, so the case ends in it. If that is meant, mark it \"final\": true or call it 'Closed…'; else add a way out. A definition that only runs inside another one is usable as an activity: say so in its options."));

    public static IEnumerable<DefinitionFault> Clocks(PlaceGraph graph, LivenessRules rules) => graph.Places
        .Where(place => place.IsWaiting && !place.Out.Any(passage => passage.Way.Trigger is Trigger.Timed && passage.From.Frames[passage.Depth] is var at && rules.Ticks(at.Machine, at.State.Name, passage.Way)))
        .Select(place => new DefinitionFault(graph.PathTo(place), $"{NoClock(place.Path)}{Still(place)}: a case can wait in it for ever. Add a Doorstep.Deadline, here or around it."));

    /// <summary>How the fault of a state without a clock begins.</summary>
    public static string NoClock(string path) => $"State '{path}' has no clock";

    public static IEnumerable<DefinitionFault> Facts(PlaceGraph graph, LivenessRules rules) =>
        from fact in rules.Facts
        let deaf = graph.Places.Where(place => place.IsWaiting && !fact.Events.Any(name => IsHeard(place, name, fact.EndsCase && rules.KnowsLoans, rules))).ToArray()
        where deaf.Length > 0
        select new DefinitionFault(graph.PathTo(deaf[0]), Deaf(graph, fact, deaf, rules));

    /// <summary>Whether the fact is taken, and leads somewhere: the first way that takes it is the one that is gone, and one that leads back to where the case stands swallows it. What ends a case is heard where that way leads to an end.</summary>
    private static bool IsHeard(Place place, string eventType, bool endsCase, LivenessRules rules)
    {
        foreach (var passage in place.Out.Where(passage => passage.EventName == eventType && passage.Asks != "false" && Takes(rules, passage, eventType)))
        {
            if (passage.To is { } there && there != place && (!endsCase || Ends(there, []))) return true;
            // Without knowing what a loan is nobody can say whether a condition holds.
            if (passage.Way.Condition is null || rules.KnowsLoans) return false;
        }

        return false;
    }

    /// <summary>Whether a case that comes here is over, at once or by what follows by itself.</summary>
    private static bool Ends(Place place, HashSet<Place> known) =>
        place.IsEnd || (known.Add(place) && place.IsLeftAtOnce && place.Out.Any(passage => passage.Way.Trigger is null or Trigger.Submachine && passage.To is { } next && Ends(next, known)));

    private static bool Takes(LivenessRules rules, Passage passage, string eventType) =>
        passage.From.Frames[passage.Depth] is var at && rules.Takes(at.Machine, at.State.Name, passage.Way, eventType);

    private static string Idle(RequiredFact fact, Place deaf) =>
        deaf.Out.FirstOrDefault(passage => passage.EventName is { } name && fact.Events.Contains(name)) is { Way: { Condition: { } condition, Key: var key } } ? $", with a condition on the case and the event alone that holds once it has come true: that of '{key}' is {condition.Text}" : "";

    private static string Still(Place place) =>
        place.Out.FirstOrDefault(passage => passage.Way.Trigger is Trigger.Timed) is { Way: { Key: var key, Condition: { } condition } } ? $" that can come true (that of '{key}' asks {condition.Text})" : "";

    private static string Stuck(Place place) => place.Frames.Length > 1 && place.Leaf.IsFinal
        ? $"'{place.Frames[^1].Machine.Id}' ends in '{place.Leaf.Name}', and no way of '{place.Frames[^2].State.Name}' takes that outcome. Add a transition with the condition event.outcome == '{place.Leaf.Name}'."
        : $"From state '{place.Path}' no way leads to an end of the case. Add a transition that comes to an end.";

    /// <summary>The fault's own path is that to the first state; those to the others stand in its words.</summary>
    private static string Deaf(PlaceGraph graph, RequiredFact fact, Place[] deaf, LivenessRules rules)
    {
        var others = deaf.Length > 1 ? $" and {deaf.Length - 1} more ({string.Join("; ", deaf.Skip(1).Select(graph.PathTo))})" : "";
        var isHeard = fact.EndsCase && fact.Events.Any(name => IsHeard(deaf[0], name, endsCase: false, rules));
        return $"State '{deaf[0].Path}'{others} does not take {fact.Name} ({fact.Basis}){(isHeard ? ": the first way that does leads to no end" : "")}. Add a transition from '*' that waits for {string.Join(" or ", fact.Events.Select(name => $"'{name}'"))}{Idle(fact, deaf[0])}.";
    }
}
