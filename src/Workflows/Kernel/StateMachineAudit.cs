using System.Collections.Immutable;

namespace Doorstep.Workflows.Kernel;

/// <summary>What a case must wait for, by where it stands and what its definition says.</summary>
public static class Waits
{
    /// <summary>The rows that the due-table must have for a case, and no others: every deadline that runs, and every reminder; of a closed one the reminders that outlast it.</summary>
    public static IEnumerable<ArmedDeadline> Of(Snapshot snapshot) =>
        snapshot.Deadlines.Where(deadline => snapshot.Status == CaseStatus.Running && deadline is { IsDue: false, Left: null })
            .Concat(snapshot.Reminders.Select(armed => armed.AsDeadline(snapshot.Facts)));
}

public sealed partial class StateMachine
{
    /// <summary>Timed ways out of the states that a case waits in for which it has no deadline, as <c>definition: way</c>. There is none unless somebody changed the case by another way than a step.
    /// A way of <c>*</c> that was spent on an interruption has none when the state is resumed, so those are not asked for.</summary>
    /// <param name="snapshot">Where the case stands.</param>
    public ImmutableArray<string> Unarmed(Snapshot snapshot) => snapshot.Status == CaseStatus.Completed ? []
        : [.. snapshot.Frames.SelectMany(frame => Lacked(frame).Select(way => $"{frame.DefinitionId}: {way.Key}"))];

    /// <summary>Arms what <see cref="Unarmed"/> names, counted from when the state was entered. Pure, like <see cref="Transition"/>; ignored where nothing is missing.</summary>
    /// <param name="snapshot">Where the case stands.</param>
    /// <param name="now">The time (UTC).</param>
    public Decision Rearm(Snapshot snapshot, DateTimeOffset now)
    {
        if (Unarmed(snapshot).IsEmpty) return new Decision.Ignored("Every deadline that the definition asks for is armed.");
        return Guarded(snapshot, null, now, step =>
        {
            var entered = new Step(this, snapshot, null, snapshot.StateSince);
            for (var depth = 0; depth < snapshot.Frames.Length; depth++)
                foreach (var way in Lacked(snapshot.Frames[depth])) step.ArmLost(depth, way, entered);
            return step.Accept($"Armed what was missing: {string.Join(", ", Unarmed(snapshot))}.", isMove: false);
        });
    }

    private IEnumerable<Transition> Lacked(Frame frame) => Lookup(frame.DefinitionId)?.States.GetValueOrDefault(frame.State) is not { } state ? []
        : state.Own.Where(way => way.Trigger is Trigger.Timed && !frame.Deadlines.Any(deadline => deadline.Transition == way.Key));
}
