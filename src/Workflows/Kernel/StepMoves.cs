using System.Collections.Immutable;
using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>How a step moves: leave, act, enter; semantics 2, 3, 5, 7 and 11.</summary>
public sealed partial class Step
{
    /// <summary>Whether the transition may be taken from the frame; says in the journal when its condition stands in the way.</summary>
    internal bool Allows(int depth, Transition way, bool isQuiet = false)
    {
        if (HasNoWayBack(depth, way) || !Holds(depth, way))
        {
            if (!isQuiet) Write(JournalKind.ConditionNotMet, way.Key, $"'{way.Key}' stood ready, but {Obstacle(depth, way)}");
            return false;
        }

        return true;
    }

    /// <summary>Whether the transition would be taken when the submachine that it waits for ended in a state.</summary>
    internal bool WouldTake(Transition way, string outcome)
    {
        See(EventView.SubmachineEnded(((Trigger.Submachine)way.Trigger!).DefinitionId, outcome));
        return Allows(0, way, isQuiet: true);
    }

    /// <summary>What stands in the way of a transition that is not allowed, as the end of a sentence.</summary>
    internal string Obstacle(int depth, Transition way) => HasNoWayBack(depth, way)
        ? $"there is no state for '{way.Key}' to go back to"
        : $"the condition of '{way.Key}' does not hold: {way.Condition?.Text}";

    private bool HasNoWayBack(int depth, Transition way) => way.To == Transition.Back && Stack[depth].Interruptions.IsEmpty;

    /// <summary>Evaluates the condition with the event's data in its variable, where it stays only if the condition holds.</summary>
    private bool Holds(int depth, Transition way)
    {
        var before = way.Trigger is Trigger.OnEvent { ResultVariable: not null } ? Stack.ToArray() : null;
        var holds = At(depth, () =>
        {
            if (way.Trigger is Trigger.OnEvent { ResultVariable: { } variable } && Cause is WorkflowEvent.Raised raised) Assign(variable, raised.Data);
            return way.Condition is null || Asked(way, way.Condition);
        });
        if (!holds && before is not null) for (var frame = 0; frame < before.Length; frame++) Stack[frame] = before[frame];
        return holds;
    }

    private bool Asked(Transition way, Expression condition)
    {
        try
        {
            return Values.ToBoolean(condition.Evaluate(this), $"The condition of transition '{way.Key}'");
        }
        catch (StepFaultException fault)
        {
            fault.Place ??= new FaultPlace(Stack[Depth].DefinitionId, null, way.Key);
            throw;
        }
    }

    private T At<T>(int depth, Func<T> read)
    {
        var innermost = Depth;
        Depth = depth;
        try
        {
            return read();
        }
        finally
        {
            Depth = innermost;
        }
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
        for (var inner = Stack.Count - 1; inner >= depth; inner--) EndDeadlines(inner, inner == depth ? way : null);
        for (var inner = Stack.Count - 1; inner >= depth; inner--) Leave(inner);
        var left = way.From == Transition.Anywhere ? Left(depth, way, deadlines) : null;
        Stack.RemoveRange(depth + 1, Stack.Count - depth - 1);
        Depth = depth;
        _target = target;
        Run(way.Action);
        _target = null;

        if (way.To == Transition.Back) Resume(depth);
        else Enter(depth, way.To, left);
    }

    /// <summary>Enters a state and goes on from it as far as it goes without waiting.</summary>
    internal void Enter(int depth, string name, Interruption? left = null)
    {
        _moved = true;
        Depth = depth;
        Stack[depth] = Stack[depth] with { State = name, Interruptions = Remember(Stack[depth].Interruptions, name, left) };
        var state = Machine.States[name];
        Write(JournalKind.StateEntered, StatePath, $"In state '{StatePath}'");
        Run(state.Entry);
        if (state.IsFinal) Finish(depth, name);
        else GoOn(depth, state);
    }

    /// <summary>Takes the first triggerless transition that is allowed, else waits in the state (semantics 2).</summary>
    private void GoOn(int depth, State state)
    {
        if (state.Outbound.FirstOrDefault(way => way.Trigger is null && Allows(depth, way, isQuiet: true)) is { } atOnce) Take(depth, atOnce);
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
        var ways = Machine.States[Stack[Depth].State].Own.Where(way => way.Trigger is Trigger.Submachine submachine && submachine.DefinitionId == ended).ToArray();
        Take(depth - 1, ways.FirstOrDefault(way => Allows(depth - 1, way)) ?? throw Stranded(ended, name, ways));
    }

    /// <summary>The submachine is over and nothing would ever come of it: that is a mistake in the definition, and silence would hide it.</summary>
    private StepFaultException Stranded(string ended, string outcome, Transition[] ways) => new(
        "definition",
        $"'{ended}' ended in '{outcome}', and no transition of state '{StatePath}' takes that: {string.Join("; ", ways.Select(way => Obstacle(Depth, way)))}. Add a transition for this outcome, or one without a condition.");

    private void Arm(int depth, State state)
    {
        foreach (var way in state.Outbound)
            if (way.Trigger is Trigger.Timed timed) ArmOne(depth, way, timed);
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

    /// <summary>What <c>^</c> comes back to: the frames as they stood, with every deadline but the one that was spent on leaving.</summary>
    private Interruption Left(int depth, Transition way, ImmutableArray<ArmedDeadline>[] deadlines)
    {
        deadlines[0] = deadlines[0].RemoveAll(deadline => deadline.Transition == way.Key);
        var frames = Stack.Skip(depth).Select((frame, index) => frame with { Deadlines = deadlines[index] }).ToImmutableArray();
        return new Interruption(Now, frames.SetItem(0, frames[0] with { Interruptions = [] }), IsWaiting: way.Trigger is not null);
    }

    /// <summary>A state that is entered is no longer one to go back to, and neither is what was left after it.</summary>
    private ImmutableArray<Interruption> Remember(ImmutableArray<Interruption> seen, string target, Interruption? left)
    {
        if (seen.FirstOrDefault(interruption => interruption.State == target) is { } known) seen = seen[..seen.IndexOf(known)];
        if (left is not null) seen = seen.Add(left);
        return seen.Length > Bounds.InterruptionsMax ? seen.RemoveAt(0) : seen;
    }
}
