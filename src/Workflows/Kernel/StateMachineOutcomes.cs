using System.Collections.Immutable;

namespace Doorstep.Workflows.Kernel;

/// <summary>An end of a submachine that no transition of the state that runs it would take.</summary>
/// <param name="State">The state that runs the submachine.</param>
/// <param name="Submachine">The submachine.</param>
/// <param name="Outcome">Name of its final state.</param>
public sealed record UncoveredOutcome(string State, string Submachine, string Outcome);

public sealed partial class StateMachine
{
    /// <summary>Ends of the machines inside this one that would strand a case (semantics 11), as far as that can be told without a case:
    /// a condition that breaks without one is given the benefit of the doubt.</summary>
    public IEnumerable<UncoveredOutcome> UncoveredOutcomes() =>
        from state in Declared
        let inner = state.Submachine is { } id ? _submachines.GetValueOrDefault(id) : null
        where inner is not null
        let ways = state.Own.Where(way => way.Trigger is Trigger.Submachine).ToArray()
        from outcome in inner.Declared
        where outcome.IsFinal && !ways.Any(way => MayTake(state, way, outcome.Name))
        select new UncoveredOutcome(state.Name, inner.Id, outcome.Name);

    private bool MayTake(State state, Transition way, string outcome)
    {
        var imagined = new Snapshot
        {
            CaseId = "", Sequence = 0, Status = CaseStatus.Running, Frames = [NewFrame() with { State = state.Name }], Input = Values.EmptyObject, Facts = JsonFacts.Empty,
            StartedAt = DateTimeOffset.UnixEpoch, StateSince = DateTimeOffset.UnixEpoch, Pins = ImmutableSortedDictionary<string, int>.Empty,
        };
        try
        {
            return way.To == Kernel.Transition.Back || new Step(this, imagined, null, DateTimeOffset.UnixEpoch).WouldTake(way, outcome);
        }
        catch (StepFaultException)
        {
            return true;
        }
    }
}
