using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>Every place that a case of a machine can reach, its submachines unfolded (semantics 11). Conditions are not evaluated: each way counts as possible,
/// except that an outcome is told from another where its condition does nothing else.</summary>
internal sealed class PlaceGraph
{
    private readonly Func<string, StateMachine?> _submachines;
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<Place, Place> _cameFrom = [];

    public PlaceGraph(StateMachine machine, Func<string, StateMachine?> submachines, int placesMax)
    {
        _submachines = submachines;
        Machine = machine;
        Start = Enter([new Standing(machine, machine.States[machine.InitialState])]);
        var waiting = new Queue<Place>([Start]);
        var known = new HashSet<Place> { Start };
        while (waiting.TryDequeue(out var place) && !(IsCut = known.Count > placesMax))
        {
            place.Out.AddRange(Passages(place));
            foreach (var next in place.Out.Select(passage => passage.To).OfType<Place>().Where(known.Add))
            {
                _cameFrom[next] = place;
                waiting.Enqueue(next);
            }
        }

        Places = [.. known];
    }

    public StateMachine Machine { get; }

    public Place Start { get; }

    public IReadOnlyList<Place> Places { get; }

    /// <summary>There were more places than the limit, so nothing can be said.</summary>
    public bool IsCut { get; }

    public IEnumerable<Passage> Passings => Places.SelectMany(place => place.Out);

    /// <summary>The machine and everything it runs inside itself, as far as cases reach it.</summary>
    public IEnumerable<StateMachine> Family => Places.SelectMany(place => place.Frames).Select(frame => frame.Machine).Distinct();

    /// <summary>A shortest way from the start.</summary>
    public string PathTo(Place place)
    {
        var steps = new List<Place> { place };
        while (_cameFrom.TryGetValue(steps[^1], out var before)) steps.Add(before);
        return Text(Enumerable.Reverse(steps));
    }

    public static string Text(IEnumerable<Place> places) => string.Join(" → ", places.Select(place => place.Path));

    private Place Enter(IEnumerable<Standing> standing)
    {
        var frames = standing.ToList();
        while (frames.Count < Machine.Bounds.FramesMax && frames[^1].State.Submachine is { } id && _submachines(id) is { } inner && inner.States.TryGetValue(inner.InitialState, out var first))
            frames.Add(new Standing(inner, first));
        var path = string.Join('/', frames.Select(frame => frame.State.Name));
        return _places.TryGetValue(path, out var known) ? known : _places[path] = new Place([.. frames]);
    }

    private IEnumerable<Passage> Passages(Place place)
    {
        for (var depth = place.Frames.Length - 1; depth >= 0; depth--)
            foreach (var way in place.Frames[depth].State.Outbound.Where(way => IsOpen(place, depth, way)))
                yield return new Passage(place, way.To == Transition.Back ? null : Target(place, depth, way), way, depth);
    }

    private Place Target(Place place, int depth, Transition way)
    {
        var machine = place.Frames[depth].Machine;
        return Enter(place.Frames.Take(depth).Append(new Standing(machine, machine.States[way.To])));
    }

    private static bool IsOpen(Place place, int depth, Transition way)
    {
        var inner = place.Frames.Skip(depth + 1).ToArray();
        return way.Trigger switch
        {
            // At once means on entering, before anything inside has moved.
            null => inner.All(frame => frame.State.Name == frame.Machine.InitialState),
            Trigger.Submachine => inner.Length == 0 ? place.IsOpaque : inner.Length == 1 && inner[0].State.IsFinal && Admits(way.Condition, inner[0].State.Name),
            _ => true,
        };
    }

    private static bool Admits(Expression? condition, string outcome) => Conjunction.Outcome(condition?.Source) is not { } wanted || wanted == outcome;
}
