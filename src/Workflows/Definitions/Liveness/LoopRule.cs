using System.Text.Json;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>No loop goes round by itself for ever. A loop is good where it waits for an event, asks a person each time round, or counts:
/// one of its ways asks that a variable is under a plain number and counts it up, and nothing in the loop writes it otherwise.</summary>
internal static partial class LoopRule
{
    /// <summary>A cap above this is none.</summary>
    private const int RoundsMax = 100;

    public static IEnumerable<DefinitionFault> Check(PlaceGraph graph, LivenessRules rules)
    {
        var told = new HashSet<Place>();
        var edges = Planned(Circling(Uncounted(Alone(graph, rules))));
        foreach (var edge in edges)
        {
            if (Round(edge, edges) is not { } round || round.Any(step => told.Contains(step.Passage.From))) continue;
            told.UnionWith(round.Select(step => step.Passage.From));
            yield return new DefinitionFault(
                PlaceGraph.Text(round.Select(step => step.Passage.From).Append(edge.Passage.From)),
                "This loop goes round by itself: it waits for no event and has no end. Wait for an event in it, or count: let one of its ways ask that a variable is under a whole number of at most 100 (variables.Rounds < 3), set it to itself and one more on that very way (variables.Rounds + 1), and write it nowhere else in the loop.");
        }
    }

    /// <summary>Everything that happens without anybody, and where it leads; back leads to every place from which one comes here.</summary>
    private static Edge[] Alone(PlaceGraph graph, LivenessRules rules)
    {
        var own = new OwnDoing(graph);
        var sources = graph.Passings.Where(passage => passage.To is not null).ToLookup(passage => passage.To!, passage => passage.From);
        return
        [
            .. from passage in graph.Passings
               where own.Takes(passage) && !passage.Published.Any(rules.PersonAsked.Contains)
               from to in passage.To is { } there ? [there] : sources[passage.From].Distinct()
               select new Edge(passage, to),
        ];
    }

    /// <summary>Drops the ways that wait for a decision on an act which nothing on their own round plans: the acts planned elsewhere are used up.</summary>
    private static Edge[] Planned(Edge[] edges)
    {
        while (true)
        {
            var left = Circling([.. edges.Where(edge => edge.Passage.EventName != RulingRule.Decided || IsAnswered(edge, edges))]);
            if (left.Length == edges.Length) return left;
            edges = left;
        }
    }

    /// <summary>Whether somewhere on a round that goes over a way an act is planned whose decision it may be taken by.</summary>
    private static bool IsAnswered(Edge way, Edge[] edges)
    {
        var kind = Conjunction.Pinned(way.Passage.Asks, "kind");
        var (after, before) = (Reached(way.To, edges.ToLookup(edge => edge.Passage.From, edge => edge.To)), Reached(way.Passage.From, edges.ToLookup(edge => edge.To, edge => edge.Passage.From)));
        return edges.Where(edge => edge == way || (after.Contains(edge.Passage.From) && before.Contains(edge.To))).SelectMany(edge => edge.Passage.MayPlan).Any(words => kind is null || words.MayBe(kind));
    }

    private static HashSet<Place> Reached(Place start, ILookup<Place, Place> next)
    {
        var (reached, waiting) = (new HashSet<Place> { start }, new Queue<Place>([start]));
        while (waiting.TryDequeue(out var place))
            foreach (var further in next[place].Where(reached.Add)) waiting.Enqueue(further);
        return reached;
    }

    private static Edge[] Uncounted(Edge[] edges)
    {
        var circling = Circling(edges);
        return [.. circling.Where(edge => !IsCounted(edge.Passage, circling))];
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

    /// <summary>A way counts where one part of its condition says how often it is taken at most, and where it counts up by itself.</summary>
    private static bool IsCounted(Passage way, Edge[] circling) => Conjunction.Of(way.Asks ?? way.Way.Condition?.Text).Any(part => Capped(part) is { } name && !IsText(name, way) && IsSolely(name, way, circling, IsMore) || Flagged(part) is { } flag && IsSolely(flag, way, circling, IsYes));

    /// <summary>The variable that has to be under a number; null where the part of the condition asks something else.</summary>
    private static string? Capped(string part) => Cap().Match(part) is { Success: true } asked && int.TryParse(asked.Groups["cap"].Value, out var cap) && cap <= RoundsMax ? asked.Groups["name"].Value : null;

    /// <summary>A text is not counted up: one more is one letter more.</summary>
    private static bool IsText(string name, Passage way) => way.From.Frames.SelectMany(frame => frame.Machine.Variables).Any(variable => variable.Name == name && variable.Initial.ValueKind is not (JsonValueKind.Number or JsonValueKind.Null or JsonValueKind.Undefined));

    /// <summary>The variable that must not be true yet, so that the way is taken once.</summary>
    private static string? Flagged(string part) => Flag().Match(part) is { Success: true } asked ? asked.Groups["name"].Value : null;

    /// <summary>Whether the way itself writes the variable whenever it is taken, and whatever else in the loop writes it, in whichever branch, does so alike.</summary>
    private static bool IsSolely(string name, Passage way, Edge[] circling, Func<string, string, bool> isRight)
    {
        IEnumerable<string> Written(Passage passage) => passage.Writes.Concat(passage.Fixes).Where(one => one.Name == name).Select(one => one.Text);
        if (circling.Any(edge => edge.Passage.From.Frames.Any(frame => frame.Machine.SetByScripts.Any(set => set is Findings.AnyVariable || set == name)))) return false;
        return way.Sets.Contains(name) && Written(way).Any() && circling.Select(edge => edge.Passage).Distinct().SelectMany(Written).All(text => isRight(name, text));
    }

    private static bool IsMore(string name, string text) => More().Match(text) is { Success: true } said && said.Groups["name"].Value == name;

    private static bool IsYes(string name, string text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

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

    [GeneratedRegex(@"\A\(?(?:variables\.(?<name>\w+)|getVariable\((?<quote>['""])(?<name>\w+)\k<quote>\))(?:\s*(?:\|\||\?\?)\s*0\))?\s*<=?\s*(?<cap>\d{1,3})\z")]
    private static partial Regex Cap();

    [GeneratedRegex(@"\A!\s*(?:variables\.(?<name>\w+)|getVariable\((?<quote>['""])(?<name>\w+)\k<quote>\))\z")]
    private static partial Regex Flag();

    [GeneratedRegex(@"\A\(?(?:variables\.(?<name>\w+)|getVariable\((?<quote>['""])(?<name>\w+)\k<quote>\))(?:\s*(?:\|\||\?\?)\s*0\))?\s*\+\s*[1-9]\d{0,2}\z")]
    private static partial Regex More();
}
