using System.Collections.Immutable;

namespace Doorstep.Workflows.Kernel;

/// <summary>Where a case stands, as far as one event is concerned.</summary>
/// <param name="State">State path.</param>
/// <param name="IsAwaited">Whether some way out of it waits for the event, whatever its condition says.</param>
/// <param name="AwaitedIn">Paths of all states of the definition in which one does; a way out of every state (<c>*</c>) names none.</param>
public sealed record EventPlace(string State, bool IsAwaited, ImmutableArray<string> AwaitedIn);

public sealed partial class StateMachine
{
    /// <summary>Where a case stands as far as an event is concerned. Pure.</summary>
    public EventPlace PlaceOf(Snapshot snapshot, string eventName, DateTimeOffset now) => new(
        snapshot.StatePath, snapshot.Status != CaseStatus.Completed && new Step(this, snapshot, null, now).AcceptedEvents().Contains(eventName, StringComparer.Ordinal),
        [.. AwaitedIn(eventName, "", 0).Distinct(StringComparer.Ordinal)]);

    private IEnumerable<string> AwaitedIn(string eventName, string path, int depth)
    {
        foreach (var state in States.Values.OrderBy(state => state.Name, StringComparer.Ordinal))
        {
            if (state.Outbound.Any(way => way.From != Kernel.Transition.Anywhere && way.Trigger is Trigger.OnEvent { ConstantName: { } name } && name == eventName)) yield return path + state.Name;
            if (state.Submachine is { } inner && depth < Bounds.FramesMax)
                foreach (var inside in Find(inner).AwaitedIn(eventName, $"{path}{state.Name}/", depth + 1)) yield return inside;
        }
    }
}
