namespace Doorstep.Workflows.Kernel;

/// <summary>What a person does to where a case stands. Each gives why it cannot be done; null where it is done.</summary>
public sealed partial class Step
{
    private Suspension? _suspension;

    /// <summary>The deadline that an incident is about is another one now, so the incident is over.</summary>
    private bool _isFaultGone;

    internal string? Extend(string transition, TimeSpan by)
    {
        if (Armed(transition) is not var (depth, deadline, timed)) return $"No deadline '{transition}' is armed in '{StatePath}'. Armed are: {Names(Stack.SelectMany(frame => frame.Deadlines).Select(armed => armed.Transition))}.";
        if (timed.IsAbsolute) return $"'{transition}' means a date. It moves with what it comes from, a plan or an appointment, and by nothing else.";
        if (deadline.IsDue) return $"'{transition}' was due at {Instants.Text(deadline.DueAt)} already; it waits for a fact and no longer for its time.";
        Exchange(depth, deadline, Longer(deadline, by));
        return null;
    }

    internal string? Skip(string transition)
    {
        for (var depth = Stack.Count - 1; depth >= 0; depth--)
        {
            if (WaysOut(depth).FirstOrDefault(way => way.Key == transition) is not { } way) continue;
            if (!way.IsOptional) return $"'{transition}' is not optional. {Optional()}";
            if (!Allows(depth, way)) return $"'{transition}' is optional, but {Obstacle(depth, way)}.";
            Take(depth, way);
            return null;
        }

        return $"No way '{transition}' leads out of '{StatePath}'. {Optional()}";
    }

    internal string? Suspend(DateTimeOffset until)
    {
        if (_suspension is { } there) return $"The case is suspended since {Instants.Text(there.Since)}, until {Instants.Text(there.Until)}.";
        if (until <= Now) return $"{Instants.Text(until)} is over; it is {Instants.Text(Now)}.";
        _suspension = new Suspension(Now, WholeMilliseconds(until));
        Write(JournalKind.Suspended, StatePath, $"Suspended until {Instants.Text(until)}: nothing happens by itself, and what is reported is kept.", until);
        return null;
    }

    internal string? ResumeCase()
    {
        if (_suspension is null) return "The case is not suspended.";
        _suspension = null;
        Write(JournalKind.Resumed, StatePath, "The case goes on.");
        return null;
    }

    /// <summary>A suspension has lasted as long as it was meant to: the duty desk hears of it once.</summary>
    internal void TellOverdue()
    {
        if (_suspension is not { IsOverdue: false } there) return;
        _suspension = there with { IsOverdue = true };
        Emit(new Effect.PublishEvent(Suspension.Task, Values.FromObject([new("case", Values.Of(Before.CorrelationId)), new("suspendedSince", Values.Of(Instants.Text(there.Since)))])), Suspension.Task);
    }

    private ArmedDeadline Longer(ArmedDeadline deadline, TimeSpan by)
    {
        _isFaultGone |= (Before.Incident?.Event as WorkflowEvent.DeadlineFired)?.DeadlineId == deadline.Id;
        if (deadline.Left is { } left)
        {
            var longer = deadline with { Left = left + by > TimeSpan.Zero ? left + by : TimeSpan.Zero };
            Write(JournalKind.ClockMoved, longer, $"'{deadline.Transition}' stands still and has {new Duration(0, longer.Left.Value)} left instead of {new Duration(0, left)}");
            return longer;
        }

        var dueAt = WholeMilliseconds(deadline.DueAt.Add(by < DateTimeOffset.MaxValue - deadline.DueAt ? by : DateTimeOffset.MaxValue - deadline.DueAt));
        var later = deadline with { Id = NextId(), DueAt = dueAt < Now ? Now : dueAt };
        _cancelled.Add(deadline.Id);
        _armed.Add(later);
        Write(JournalKind.ClockMoved, later, $"'{deadline.Transition}' waits until {Instants.Text(later.DueAt)} instead of {Instants.Text(deadline.DueAt)}", deadline.Id);
        return later;
    }

    private (int Depth, ArmedDeadline Deadline, Trigger.Timed Trigger)? Armed(string transition)
    {
        for (var depth = Stack.Count - 1; depth >= 0; depth--)
            if (Stack[depth].Deadlines.FirstOrDefault(armed => armed.Transition == transition) is { } deadline
                && TimerOf(depth, deadline) is { } timed) return (depth, deadline, timed);
        return null;
    }

    private string Optional() => $"Optional here are: {Names(Enumerable.Range(0, Stack.Count).SelectMany(depth => WaysOut(depth)).Where(way => way.IsOptional).Select(way => way.Key))}.";

    private static string Names(IEnumerable<string> names) => names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } some ? string.Join(", ", some) : "none";
}
