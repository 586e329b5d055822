using System.Collections.Immutable;

namespace Doorstep.Workflows.Kernel;

/// <summary>How cases go over to other versions of a machine, and back.</summary>
public sealed partial class StateMachine
{
    /// <summary>Decides how a case goes over to this machine and the machines inside it, which are its definitions in other versions. Rejected with every reason where it stands in
    /// something that they do not have. Pure, like <see cref="Transition"/>.</summary>
    /// <param name="snapshot">Where the case stands.</param>
    /// <param name="now">The time (UTC).</param>
    public Decision Repin(Snapshot snapshot, DateTimeOffset now) => Repin(snapshot, RepinPlan.None, now);

    /// <summary>The same with states that have other names, and deadlines that are not all due when they were.</summary>
    /// <param name="snapshot">Where the case stands, with its clocks.</param>
    /// <param name="plan">How.</param>
    /// <param name="now">The time (UTC).</param>
    public Decision Repin(Snapshot snapshot, RepinPlan plan, DateTimeOffset now)
    {
        var pins = Family.ToImmutableSortedDictionary(machine => machine.Id, machine => machine.Version, StringComparer.Ordinal);
        if (snapshot.Status == CaseStatus.Completed) return new Decision.Rejected($"The case is closed in '{snapshot.StatePath}'.");
        if (pins.SequenceEqual(snapshot.Pins)) return new Decision.Rejected($"The case runs these versions already: {Text(pins)}.");
        return Guarded(snapshot, null, now, step =>
        {
            step.Rename(plan);
            var misfits = step.Misfits().ToArray();
            if (misfits.Length > 0) return new Decision.Rejected(string.Join(" ", misfits));
            step.Repin(plan);
            var accepted = step.Accept($"The case runs {Text(pins)} instead of {Text(snapshot.Pins)}.", isMove: false);
            return accepted with { Next = accepted.Next with { Pins = pins } };
        });
    }

    /// <summary>Decides how a case goes back to this machine, the one that it ran before it went over to another: it stands where it stood, and every deadline is due when it was due.
    /// Pure. Only whoever knows that the case has not moved since may ask for it.</summary>
    /// <param name="snapshot">Where the case stands.</param>
    /// <param name="frames">Where it stood.</param>
    /// <param name="now">The time (UTC).</param>
    public Decision GoBack(Snapshot snapshot, ImmutableArray<Frame> frames, DateTimeOffset now)
    {
        var pins = Family.ToImmutableSortedDictionary(machine => machine.Id, machine => machine.Version, StringComparer.Ordinal);
        if (snapshot.Status == CaseStatus.Completed) return new Decision.Rejected($"The case is closed in '{snapshot.StatePath}'.");
        return Guarded(snapshot with { Frames = frames }, null, now, step =>
        {
            step.GoBack([.. snapshot.Deadlines]);
            var accepted = step.Accept($"The case runs {Text(pins)} again instead of {Text(snapshot.Pins)}.", isMove: false);
            return accepted with { Next = accepted.Next with { Pins = pins } };
        });
    }

    /// <summary>The machine of a definition in this family; null where it is not in it.</summary>
    internal StateMachine? Lookup(string definitionId) => definitionId == Id ? this : _submachines.GetValueOrDefault(definitionId);

    private static string Text(ImmutableSortedDictionary<string, int> pins) => string.Join(", ", pins.Select(pin => $"{pin.Key} {pin.Value}"));
}
