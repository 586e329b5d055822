namespace Doorstep.Workflows.Definitions.Liveness;

/// <summary>What a case does without anybody outside: what comes at once or by a clock, events that the definition raises on its own case, and what the house says to an act that the case plans.</summary>
internal sealed class OwnDoing(PlaceGraph graph)
{
    private readonly HashSet<string> _raised = Spots.Of(graph).SelectMany(spot => spot.Activity.MayRaise).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether a way is taken so.</summary>
    public bool Takes(Passage way) => way.IsAlone || (way.EventName is { } name && (_raised.Contains(name) || name == RulingRule.Decided));
}
