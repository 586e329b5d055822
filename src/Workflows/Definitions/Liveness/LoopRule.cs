using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>No loop goes round by itself for ever. A loop is good where it waits for an event, asks a person each time round, or counts:
/// one of its conditions reads a variable that the loop itself sets and does not set back.</summary>
internal static class LoopRule
{
    /// <summary>A cap above this is none.</summary>
    private const int RoundsMax = 1_000;

    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, LivenessRules rules)
    {
        var told = new HashSet<Place>();
        var edges = Circling(Uncounted(Alone(graph, rules)));
        foreach (var edge in edges)
        {
            if (Round(edge, edges) is not { } round || round.Any(step => told.Contains(step.Passage.From))) continue;
            told.UnionWith(round.Select(step => step.Passage.From));
            yield return new DefinitionFault(
                PlaceGraph.Text(round.Select(step => step.Passage.From).Append(edge.Passage.From)),
                "This loop goes round by itself: it waits for no event and has no end. Wait for an event in it, or count: set a variable to itself and one more each time round, and ask in a condition that it is under a number.");
        }
    }

    /// <summary>Everything that happens without anybody, and where it leads; back leads to every place from which one comes here.</summary>
    private static Edge[] Alone(PlaceGraph graph, LivenessRules rules)
    {
        // An event that a definition raises on its own case is no event that anybody waits for.
        var raised = Spots.Of(graph).SelectMany(spot => spot.Activity.MayRaise).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var sources = graph.Passings.Where(passage => passage.To is not null).ToLookup(passage => passage.To!, passage => passage.From);
        return
        [
            .. from passage in graph.Passings
               where (passage.IsAlone || (passage.EventName is { } name && raised.Contains(name))) && !passage.Published.Any(rules.PersonAsked.Contains)
               from to in passage.To is { } there ? [there] : sources[passage.From].Distinct()
               select new Edge(passage, to),
        ];
    }

    private static Edge[] Uncounted(Edge[] edges)
    {
        var circling = Circling(edges);
        return [.. circling.Where(edge => !IsCounted(edge, Round(edge, circling) ?? []))];
    }

    /// <summary>Drops what cannot be part of a loop: ways from where nothing comes, and to where nothing goes on.</summary>
    private static Edge[] Circling(Edge[] edges)
    {
        while (true)
        {
            var (starts, ends) = (edges.Select(edge => edge.Passage.From).ToHashSet(), edges.Select(edge => edge.To).ToHashSet());
            var left = edges.Where(edge => ends.Contains(edge.Passage.From) && starts.Contains(edge.To)).ToArray();
            if (left.Length == edges.Length) return left;
            edges = left;
        }
    }

    private static bool IsCounted(Edge edge, List<Edge> round) =>
        edge.Passage.Way.Condition is { Text: var text }
        && round.SelectMany(step => step.Passage.Sets).Distinct(StringComparer.Ordinal).Any(name =>
            !IsSetBack(name, round) && Regex.IsMatch(text, $@"(?<![\w$]){Regex.Escape(name)}(?![\w$])") && (IsFlag(name, round) || IsCap(name, edge.Passage.Asks ?? text, round)));

    /// <summary>Set to a value that is always the same, or by something of which nothing is written here.</summary>
    private static bool IsFlag(string name, List<Edge> round) => !round.SelectMany(step => step.Passage.Writes).Any(one => one.Name == name && !round.SelectMany(step => step.Passage.Fixes).Contains(one));

    /// <summary>A counter goes up by one or more each time, and there is a number that it has to stay under.</summary>
    private static bool IsCap(string name, string condition, List<Edge> round)
    {
        var variable = $@"(?:variables\.)?{Regex.Escape(name)}";
        var goesUp = round.SelectMany(step => step.Passage.Writes).Any(one => one.Name == name && Regex.IsMatch(one.Text, $@"\A(?:variables\.|getVariable\('){Regex.Escape(name)}(?:'\))?\s*\+\s*[1-9]\d*\z"));
        return goesUp && Regex.Match(condition, $@"(?<![\w$]){variable}\s*<=?\s*(?<cap>[\w.]+)") is { Success: true } asked && (!char.IsAsciiDigit(asked.Groups["cap"].Value[0]) || (int.TryParse(asked.Groups["cap"].Value, out var cap) && cap <= RoundsMax));
    }

    /// <summary>What is set back each time round counts nothing: a number that is always the same, or one value beside another.</summary>
    private static bool IsSetBack(string name, List<Edge> round)
    {
        var values = round.SelectMany(step => step.Passage.Fixes).Where(one => one.Name == name).Select(one => one.Text).ToArray();
        return values.Length > 0 && (round.SelectMany(step => step.Passage.Sets).Count(one => one == name) > 1 || char.IsAsciiDigit(values[0][0]));
    }

    /// <summary>A shortest way that begins with an edge and comes back to where it begins, or null.</summary>
    private static List<Edge>? Round(Edge first, Edge[] edges)
    {
        var next = edges.ToLookup(edge => edge.Passage.From);
        var cameFrom = new Dictionary<Place, (Place From, Edge By)>();
        var waiting = new Queue<Place>([first.To]);
        while (waiting.TryDequeue(out var place) && place != first.Passage.From)
            foreach (var edge in next[place].Where(edge => edge.To != first.To && cameFrom.TryAdd(edge.To, (place, edge)))) waiting.Enqueue(edge.To);

        if (first.To != first.Passage.From && !cameFrom.ContainsKey(first.Passage.From)) return null;
        var steps = new List<Edge>();
        for (var here = first.Passage.From; here != first.To; here = cameFrom[here].From) steps.Add(cameFrom[here].By);
        return [first, .. Enumerable.Reverse(steps)];
    }

    private sealed record Edge(Passage Passage, Place To);
}
