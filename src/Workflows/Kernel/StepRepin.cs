using System.Collections.Immutable;

namespace Doorstep.Workflows.Kernel;

/// <summary>How a case goes over to other versions of its definitions without moving.</summary>
public sealed partial class Step
{
    /// <summary>Everything that keeps the case where it stands from standing there in the other versions.</summary>
    internal IEnumerable<string> Misfits() => Misfits(Stack, isInnermost: true).Distinct(StringComparer.Ordinal);

    /// <summary>Frames take the other versions: deadlines that both have are kept as they run, those that are gone are cancelled, new ones are armed.</summary>
    internal void Repin()
    {
        for (var depth = 0; depth < Stack.Count; depth++)
        {
            Depth = depth;
            var (before, state) = (Stack[depth], Machine.States[Stack[depth].State]);
            Stack[depth] = Repinned(before);
            foreach (var gone in before.Deadlines.Where(armed => !IsTimed(state, armed.Transition)))
            {
                Forget(depth, gone);
                Write(JournalKind.DeadlineCancelled, gone, $"'{gone.Transition}' is not in version {Machine.Version} of '{Machine.Id}' and no longer waits");
            }

            foreach (var way in state.Outbound.Where(way => way.Trigger is Trigger.Timed && !Stack[depth].Deadlines.Any(armed => armed.Transition == way.Key)))
                ArmOne(depth, way, (Trigger.Timed)way.Trigger!);
            if (before.Version != Machine.Version) Write(JournalKind.Repinned, Machine.Id, $"'{Machine.Id}' runs in version {Machine.Version} instead of {before.Version}");
        }

        Depth = Stack.Count - 1;
    }

    private IEnumerable<string> Misfits(IReadOnlyList<Frame> frames, bool isInnermost)
    {
        for (var depth = 0; depth < frames.Count; depth++)
        {
            var frame = frames[depth];
            if (Root.Lookup(frame.DefinitionId) is not { } machine)
            {
                yield return $"'{frame.DefinitionId}', in which the case stands, runs nowhere in '{Root.Id}' version {Root.Version}.";
                continue;
            }

            var inner = depth + 1 < frames.Count ? frames[depth + 1].DefinitionId : null;
            if (!machine.States.TryGetValue(frame.State, out var state)) yield return $"'{frame.State}' is no state of '{machine.Id}' version {machine.Version}.";
            else if (state.IsFinal) yield return $"'{frame.State}' is an end of '{machine.Id}' version {machine.Version}.";
            else if (state.Submachine != inner && (inner is not null || isInnermost)) yield return $"State '{frame.State}' runs {Quoted(state.Submachine)} inside itself in '{machine.Id}' version {machine.Version}, and the case stands in {Quoted(inner)}.";
            foreach (var misfit in frame.Interruptions.SelectMany(left => Misfits(left.Frames, isInnermost: left.IsWaiting))) yield return misfit;
        }
    }

    private static string Quoted(string? definition) => definition is null ? "nothing" : $"'{definition}'";

    private static bool IsTimed(State state, string transition) => state.Outbound.Any(way => way.Key == transition && way.Trigger is Trigger.Timed);

    /// <summary>The frame on the machine that now stands for its definition; variables that are new get their initial values, and none is lost.</summary>
    private Frame Repinned(Frame frame)
    {
        var machine = Root.Find(frame.DefinitionId);
        return frame with
        {
            Version = machine.Version,
            Variables = machine.Variables.Where(variable => !frame.Variables.ContainsKey(variable.Name)).Aggregate(frame.Variables, (known, variable) => known.Add(variable.Name, variable.Initial)),
            Interruptions = [.. frame.Interruptions.Select(left => left with { Frames = [.. left.Frames.Select(Repinned)] })],
        };
    }
}

public sealed partial class StateMachine
{
    /// <summary>Decides how a case goes over to this machine and the machines inside it, which are its definitions in other versions. Rejected with every reason where it stands in
    /// something that they do not have. Pure, like <see cref="Transition"/>.</summary>
    /// <param name="snapshot">Where the case stands.</param>
    /// <param name="now">The time (UTC).</param>
    public Decision Repin(Snapshot snapshot, DateTimeOffset now)
    {
        var pins = Family.ToImmutableSortedDictionary(machine => machine.Id, machine => machine.Version, StringComparer.Ordinal);
        if (snapshot.Status == CaseStatus.Completed) return new Decision.Rejected($"The case is closed in '{snapshot.StatePath}'.");
        if (pins.SequenceEqual(snapshot.Pins)) return new Decision.Rejected($"The case runs these versions already: {Text(pins)}.");
        return Guarded(snapshot, null, now, step =>
        {
            var misfits = step.Misfits().ToArray();
            if (misfits.Length > 0) return new Decision.Rejected(string.Join(" ", misfits));
            step.Repin();
            var accepted = step.Accept($"The case runs {Text(pins)} instead of {Text(snapshot.Pins)}.", isMove: false);
            return accepted with { Next = accepted.Next with { Pins = pins } };
        });
    }

    /// <summary>The machine of a definition in this family; null where it is not in it.</summary>
    internal StateMachine? Lookup(string definitionId) => definitionId == Id ? this : _submachines.GetValueOrDefault(definitionId);

    private static string Text(ImmutableSortedDictionary<string, int> pins) => string.Join(", ", pins.Select(pin => $"{pin.Key} {pin.Value}"));
}
