using System.Globalization;

namespace Doorstep.Workflows.Kernel;

/// <summary>How a step arms, cancels, keeps and gives back deadlines.</summary>
public sealed partial class Step
{
    /// <summary>The deadline fired but its condition does not hold: it stays due, or it starts again (semantics 3).</summary>
    internal void KeepWaiting(int depth, ArmedDeadline deadline, Transition way, Trigger.Timed timed)
    {
        Forget(depth, deadline);
        if (timed.StaysDue)
        {
            var due = deadline with { IsDue = true };
            Stack[depth] = Stack[depth] with { Deadlines = Stack[depth].Deadlines.Add(due) };
            Write(JournalKind.DeadlineFired, due, $"'{way.Key}' stays due and is asked again at every later fact.");
            return;
        }

        Write(JournalKind.DeadlineRestarted, deadline, $"'{way.Key}' starts again.");
        Depth = depth;
        ArmOne(depth, way, timed);
        Depth = Stack.Count - 1;
    }

    private void Forget(int depth, ArmedDeadline deadline)
    {
        Stack[depth] = Stack[depth] with { Deadlines = Stack[depth].Deadlines.RemoveAll(armed => armed.Id == deadline.Id) };
        _cancelled.Add(deadline.Id);
    }

    /// <summary>Ends the deadlines of a frame: the one that triggers the way is applied, the others no longer wait.</summary>
    private void EndDeadlines(int depth, Transition? taken)
    {
        foreach (var deadline in Stack[depth].Deadlines)
        {
            _cancelled.Add(deadline.Id);
            if (deadline.Transition == taken?.Key && (deadline.IsDue || (Cause is WorkflowEvent.DeadlineFired fired && fired.DeadlineId == deadline.Id)))
                Write(JournalKind.DeadlineApplied, deadline, $"'{deadline.Transition}' is applied");
            else Write(JournalKind.DeadlineCancelled, deadline, $"'{deadline.Transition}' no longer waits for {Instants.Text(deadline.DueAt)}");
        }

        Stack[depth] = Stack[depth] with { Deadlines = [] };
    }

    private void ArmOne(int depth, Transition way, Trigger.Timed timed)
    {
        var (dueAt, by) = Due(way, timed);
        ArmOne(depth, way.Key, dueAt, by, timed.Risk);
    }

    /// <summary>Arms a deadline that should have been armed when its state was entered.</summary>
    internal void ArmLost(int depth, Transition way, Step entered)
    {
        entered.Depth = depth;
        var timed = (Trigger.Timed)way.Trigger!;
        var (dueAt, by) = entered.Due(way, timed);
        ArmOne(depth, way.Key, dueAt, by, timed.Risk);
    }

    private (DateTimeOffset DueAt, Reckoning? By) Due(Transition way, Trigger.Timed timed)
    {
        try
        {
            var by = timed.Reckon(this);
            return (by?.Until ?? timed.DueAt(this), by);
        }
        catch (StepFaultException fault)
        {
            throw new StepFaultException(fault.Code, $"Transition '{way.Key}': {fault.Message}", fault) { Place = fault.Place ?? new FaultPlace(Stack[Depth].DefinitionId, null, way.Key) };
        }
    }

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"{Before.Sequence + 1}.{_deadlineNumber++}");

    private void ArmOne(int depth, string transition, DateTimeOffset dueAt, Reckoning? by, DeadlineRisk risk)
    {
        if (Stack.Sum(frame => frame.Deadlines.Length) >= Bounds.DeadlinesMax)
            throw Exceeded($"'{transition}' would be deadline number {Bounds.DeadlinesMax + 1} of the case", nameof(Bounds.DeadlinesMax));
        dueAt = WholeMilliseconds(dueAt);
        var deadline = new ArmedDeadline(NextId(), transition, Now, dueAt, By: by) { Risk = risk };
        _armed.Add(deadline);
        Stack[depth] = Stack[depth] with { Deadlines = Stack[depth].Deadlines.Add(deadline) };
        Write(JournalKind.DeadlineArmed, deadline, $"'{transition}' waits until {Instants.Text(dueAt)}{(by is null ? "" : $" ({by.By})")}");
    }

    /// <summary>Goes back to the state left through <c>*</c>: it is resumed, not entered, and every deadline gets what it had left.</summary>
    private void Resume(int depth)
    {
        var interruption = Stack[depth].Interruptions[^1];
        var remembered = Stack[depth].Interruptions.RemoveAt(Stack[depth].Interruptions.Length - 1);
        Stack[depth] = Stack[depth] with { State = interruption.State, Interruptions = remembered };
        Stack.AddRange(interruption.Frames.Skip(1).Select(frame => frame with { Deadlines = [] }));
        _moved = true;
        for (var (offset, at) = (0, depth); offset < interruption.Frames.Length; offset++, at++)
        {
            Depth = at;
            foreach (var deadline in interruption.Frames[offset].Deadlines) Rearm(at, deadline, interruption.LeftAt);
        }

        Write(JournalKind.StateResumed, StatePath, $"Back in state '{StatePath}'");
        if (!interruption.IsWaiting) GoOn(depth, Machine.States[interruption.State]);
    }

    private void Rearm(int depth, ArmedDeadline deadline, DateTimeOffset leftAt)
    {
        if (deadline.IsDue)
        {
            Stack[depth] = Stack[depth] with { Deadlines = Stack[depth].Deadlines.Add(deadline) };
            Write(JournalKind.DeadlineArmed, deadline, $"'{deadline.Transition}' is due again and is asked at every later fact");
            return;
        }

        var isAbsolute = Machine.Way(Stack[depth].State, deadline.Transition)?.Trigger is Trigger.Timed { IsAbsolute: true };
        ArmOne(depth, deadline.Transition, isAbsolute ? deadline.DueAt : new Duration(0, deadline.Left ?? deadline.DueAt - leftAt).After(Now), deadline.By, deadline.Risk);
    }

    private static DateTimeOffset WholeMilliseconds(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
