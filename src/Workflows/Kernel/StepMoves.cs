using System.Collections.Immutable;
using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>How a step moves: leave, act, enter; semantics 2, 3, 5, 7 and 11.</summary>
public sealed partial class Step
{
    /// <summary>Whether the transition may be taken from the frame; says in the journal when its condition stands in the way.</summary>
    internal bool Allows(int depth, Transition way, bool isQuiet = false)
    {
        if (way.To == Transition.Back && Stack[depth].Interruptions.IsEmpty) return false;
        var innermost = Depth;
        Depth = depth;
        var before = way.Trigger is Trigger.OnEvent { ResultVariable: not null } ? Stack.ToArray() : null;
        if (way.Trigger is Trigger.OnEvent { ResultVariable: { } variable } && Cause is WorkflowEvent.Raised raised) Assign(variable, raised.Data);
        var holds = way.Condition is null || Values.ToBoolean(way.Condition.Evaluate(this), $"The condition of transition '{way.Key}'");
        Depth = innermost;
        if (holds) return true;
        if (before is not null) for (var frame = 0; frame < before.Length; frame++) Stack[frame] = before[frame];

        if (!isQuiet) Write(JournalKind.ConditionNotMet, way.Key, $"'{way.Key}' stood ready, but its condition does not hold: {way.Condition?.Text}");
        return false;
    }

    /// <summary>Takes a transition that is allowed: inner frames end, the source is left, the action runs, the target is entered.</summary>
    internal void Take(int depth, Transition way)
    {
        if (++_microSteps > Bounds.MicroStepsMax)
            throw Exceeded($"The step took more than {Bounds.MicroStepsMax} transitions; the last was '{way.Key}'", nameof(Bounds.MicroStepsMax));
        var source = Stack[depth].State;
        var target = way.To == Transition.Back ? Stack[depth].Interruptions[^1].State : way.To;
        Write(JournalKind.TransitionTaken, way.Key, $"{source} → {target} by '{way.Key}' ({way.Trigger?.Text ?? "at once"})");

        var deadlines = Stack.Skip(depth).Select(frame => frame.Deadlines).ToArray();
        for (var inner = Stack.Count - 1; inner >= depth; inner--) CancelDeadlines(inner);
        for (var inner = Stack.Count - 1; inner >= depth; inner--) Leave(inner);
        var left = Stack.Skip(depth).Select((frame, index) => frame with { Deadlines = deadlines[index] }).ToImmutableArray();
        Stack.RemoveRange(depth + 1, Stack.Count - depth - 1);
        Depth = depth;
        Run(way.Action);

        if (way.To == Transition.Back) Resume(depth);
        else Enter(depth, way.To, way.From == Transition.Anywhere ? left : default);
    }

    /// <summary>Enters a state and goes on from it as far as it goes without waiting.</summary>
    internal void Enter(int depth, string name, ImmutableArray<Frame> interrupted = default)
    {
        _moved = true;
        Depth = depth;
        Stack[depth] = Stack[depth] with { State = name, Interruptions = Remember(Stack[depth], name, interrupted) };
        var state = Machine.States[name];
        Write(JournalKind.StateEntered, StatePath, $"In state '{StatePath}'");
        Run(state.Entry);
        if (state.IsFinal) Finish(depth, name);
        else if (state.Outbound.FirstOrDefault(way => way.Trigger is null && Allows(depth, way, isQuiet: true)) is { } atOnce) Take(depth, atOnce);
        else Arm(depth, state);
    }

    private void Leave(int depth)
    {
        Depth = depth;
        var state = Machine.States[Stack[depth].State];
        Run(state.Exit);
        Write(JournalKind.StateLeft, StatePath, $"Left state '{StatePath}'");
    }

    private void Finish(int depth, string name)
    {
        if (depth == 0)
        {
            _completed = true;
            Write(JournalKind.Completed, name, $"The case is closed in '{name}'.");
            return;
        }

        var ended = Stack[depth].DefinitionId;
        Stack.RemoveAt(depth);
        Depth = depth - 1;
        See(EventView.SubmachineEnded(ended, name));
        Write(JournalKind.SubmachineEnded, ended, $"'{ended}' ended in '{name}'");
        var way = Machine.States[Stack[Depth].State].Own
            .FirstOrDefault(way => way.Trigger is Trigger.Submachine submachine && submachine.DefinitionId == ended && Allows(depth - 1, way));
        if (way is not null) Take(depth - 1, way);
    }

    private void Arm(int depth, State state)
    {
        foreach (var way in state.Outbound)
            if (way.Trigger is Trigger.Timed timed) ArmOne(depth, way.Key, Due(timed, way));
        if (state.Submachine is { } submachine) Push(depth, submachine);
    }

    private void Push(int depth, string definitionId)
    {
        if (Stack.Count == Bounds.FramesMax)
            throw Exceeded($"'{definitionId}' would be submachine number {Stack.Count} inside each other; {Bounds.FramesMax} frames are allowed", nameof(Bounds.FramesMax));
        var machine = Root.Find(definitionId);
        Stack.Add(machine.NewFrame());
        Enter(depth + 1, machine.InitialState);
    }

    private ImmutableArray<Interruption> Remember(Frame frame, string target, ImmutableArray<Frame> interrupted)
    {
        if (interrupted.IsDefault) return frame.Interruptions;
        var seen = frame.Interruptions.ToList();
        var known = seen.FindIndex(interruption => interruption.State == target);
        if (known >= 0) seen.RemoveRange(known, seen.Count - known);
        seen.Add(new Interruption(Now, interrupted.SetItem(0, interrupted[0] with { Interruptions = [] })));
        return [.. seen.TakeLast(Bounds.InterruptionsMax)];
    }
}
