using System.Collections.Immutable;

namespace Doorstep.Workflows.Kernel;

/// <summary>How a case goes over to other versions of its definitions without moving.</summary>
public sealed partial class Step
{
    /// <summary>Everything that keeps the case where it stands from standing there in the other versions.</summary>
    internal IEnumerable<string> Misfits() => Misfits(Stack, isInnermost: true).Distinct(StringComparer.Ordinal);

    /// <summary>States take the names that they have in the other versions, also those that the case can come back to.</summary>
    internal void Rename(RepinPlan plan)
    {
        for (var depth = 0; depth < Stack.Count; depth++)
        {
            if (plan.NameOf(Stack[depth].DefinitionId, Stack[depth].State) is var name && name != Stack[depth].State)
                Write(JournalKind.Repinned, Stack[depth].DefinitionId, $"'{Stack[depth].State}' is '{name}' in the other version.");
            Stack[depth] = Renamed(Stack[depth], plan);
        }
    }

    /// <summary>Frames take the other versions: what becomes of deadlines that both have the plan says, those that are gone are cancelled, new ones are armed.</summary>
    internal void Repin(RepinPlan plan)
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

            foreach (var armed in Stack[depth].Deadlines)
                if (Moved(depth, armed, plan) is { } after) Move(depth, armed, after);
            foreach (var way in state.Outbound.Where(way => way.Trigger is Trigger.Timed && !Stack[depth].Deadlines.Any(armed => armed.Transition == way.Key)))
                ArmOne(depth, way, (Trigger.Timed)way.Trigger!);
            if (before.Version != Machine.Version) Write(JournalKind.Repinned, Machine.Id, $"'{Machine.Id}' runs in version {Machine.Version} instead of {before.Version}");
        }

        Depth = Stack.Count - 1;
        ForgetFault();
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

    private static Frame Renamed(Frame frame, RepinPlan plan) => frame with
    {
        State = plan.NameOf(frame.DefinitionId, frame.State),
        Interruptions = [.. frame.Interruptions.Select(left => left with { Frames = [.. left.Frames.Select(inner => Renamed(inner, plan))] })],
    };

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
