using System.Collections.Immutable;

namespace Doorstep.Workflows.Kernel;

/// <summary>How the holds and the wishes of the case file meet the clocks; the last thing a step does.</summary>
public sealed partial class Step
{
    /// <summary>Stops the deadlines that a hold stops, or a suspension, and lets those go on that nothing stops any more, with what they had left.</summary>
    private void SettleClocks()
    {
        if (_completed) return;
        var holds = Before.Facts.Holds;
        for (var depth = 0; depth < Stack.Count; depth++)
        {
            foreach (var deadline in Stack[depth].Deadlines)
            {
                if (deadline.IsDue || (deadline.Left is null && holds.IsEmpty && _suspension is null)) continue;
                var stopper = Stopper(depth, deadline, holds);
                if (stopper is not null && deadline.Left is null) Stop(depth, deadline, stopper);
                else if (stopper is null && deadline.Left is { } left) Resume(depth, deadline, left);
            }
        }
    }

    private string? Stopper(int depth, ArmedDeadline deadline, ImmutableSortedSet<string> holds) =>
        TimerOf(depth, deadline) is not { } timed ? null
        : _suspension is not null ? "the suspension"
        : holds.FirstOrDefault(timed.StopsFor) is { } hold ? $"hold {hold}" : null;

    /// <summary>How a deadline stands still; null for one that runs.</summary>
    internal StoppedClock? Stopped(int depth, ArmedDeadline deadline) => deadline.Left is { } left && TimerOf(depth, deadline) is { } timed
        ? new StoppedClock(deadline.StoppedAt ?? deadline.DueAt - left, left, [.. Before.Facts.Holds.Where(timed.StopsFor)], _suspension is not null)
        : null;

    private Trigger.Timed? TimerOf(int depth, ArmedDeadline deadline) => Root.Find(Stack[depth].DefinitionId).Way(Stack[depth].State, deadline.Transition)?.Trigger as Trigger.Timed;

    private void Stop(int depth, ArmedDeadline deadline, string stopper)
    {
        var left = deadline.DueAt > Now ? deadline.DueAt - Now : TimeSpan.Zero;
        _cancelled.Add(deadline.Id);
        var stopped = deadline with { Left = left, StoppedAt = Now };
        Exchange(depth, deadline, stopped);
        Write(JournalKind.ClockStopped, stopped, $"'{deadline.Transition}' stands still for {stopper}; {new Duration(0, left)} is left.");
    }

    private void Resume(int depth, ArmedDeadline deadline, TimeSpan left)
    {
        // A hold never stops what means a date; a suspension does, and the date stays what it is.
        var dueAt = TimerOf(depth, deadline) is { IsAbsolute: true } ? deadline.DueAt : new Duration(0, left).After(Now);
        var resumed = new ArmedDeadline(NextId(), deadline.Transition, Now, dueAt, By: deadline.By) { Risk = deadline.Risk };
        _armed.Add(resumed);
        Exchange(depth, deadline, resumed);
        Write(JournalKind.ClockResumed, resumed, $"'{deadline.Transition}' goes on and waits until {Instants.Text(resumed.DueAt)}", deadline.Id);
    }

    private void Exchange(int depth, ArmedDeadline old, ArmedDeadline made) =>
        Stack[depth] = Stack[depth] with { Deadlines = Stack[depth].Deadlines.Replace(old, made) };

    /// <summary>Arms what the file wants to be reminded of and is not yet, and cancels what it no longer wants. A closed case wants only what outlasts it.</summary>
    private ImmutableArray<ArmedReminder> SettleReminders()
    {
        var wanted = _completed ? [.. Before.Facts.Reminders.Where(Before.Facts.Outlasts)] : _suspension?.Reminder is { } overdue ? Before.Facts.Reminders.Add(overdue) : Before.Facts.Reminders;
        if (wanted.IsEmpty && Before.Reminders.IsEmpty) return [];
        var raised = (Cause as WorkflowEvent.Raised)?.Id;
        var kept = Before.Reminders.Where(armed => wanted.Contains(armed.Reminder) && ArmedReminder.EventIdOf(armed.Id) != raised).ToList();
        foreach (var ended in Before.Reminders.Except(kept)) End(ended, raised);
        foreach (var reminder in wanted.Where(reminder => !kept.Exists(armed => armed.Reminder == reminder)))
        {
            var armed = new ArmedReminder(NextId(), reminder with { DueAt = WholeMilliseconds(reminder.DueAt) }, Now);
            kept.Add(armed);
            _armed.Add(armed.AsDeadline(Before.Facts));
            WriteReminder(JournalKind.ReminderArmed, armed, $"'{reminder.EventType}' comes by itself at {Instants.Text(reminder.DueAt)}");
        }

        return [.. kept];
    }

    private void End(ArmedReminder ended, string? raised)
    {
        _cancelled.Add(ended.Id);
        if (ArmedReminder.EventIdOf(ended.Id) != raised)
        {
            WriteReminder(JournalKind.DeadlineCancelled, ended, $"'{ended.Reminder.EventType}' is no longer waited for");
            return;
        }

        WriteReminder(JournalKind.DeadlineFired, ended, $"'{ended.Reminder.EventType}' was due at {Instants.Text(ended.Reminder.DueAt)}");
        WriteReminder(JournalKind.DeadlineApplied, ended, $"'{ended.Reminder.EventType}' came by itself");
    }

    private void WriteReminder(JournalKind kind, ArmedReminder armed, string text) => _journal.Add(new JournalEntry(kind, armed.Reminder.Key, text, armed.Reminder.DueAt, new DeadlineMark(armed.Id)));
}
