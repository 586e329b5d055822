using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Deadlines.Ledger;

/// <summary>Tells the lives of a case's deadlines from the lines of its journal, and from nothing else.</summary>
public sealed class DeadlineLives
{
    private readonly Dictionary<string, DeadlineLife> _lives = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>The deadlines in the order in which they were armed.</summary>
    public IEnumerable<DeadlineLife> All => _order.Select(id => _lives[id]);

    /// <summary>Takes the next step.</summary>
    /// <param name="sequence">The step.</param>
    /// <param name="at">When it was decided (UTC).</param>
    /// <param name="cause">The type of its event.</param>
    /// <param name="lines">Its lines.</param>
    public void Take(long sequence, DateTimeOffset at, string cause, IEnumerable<JournalEntry> lines)
    {
        foreach (var line in lines)
            if (line.Deadline is { } mark) Take(new Telling(sequence, at, cause, line, mark));
    }

    private void Take(Telling told)
    {
        switch (told.Line.Kind)
        {
            case JournalKind.DeadlineArmed or JournalKind.ReminderArmed:
                Arm(told, told.Mark.Wait switch { DeadlineMark.Due => DeadlineStand.Due, DeadlineMark.Stopped => DeadlineStand.Stopped, _ => DeadlineStand.Waiting });
                break;
            case JournalKind.ClockResumed or JournalKind.ClockMoved when told.Mark.Before is { } before:
                End(told, before, told.Line.Kind == JournalKind.ClockMoved ? DeadlineStand.Moved : DeadlineStand.Resumed);
                Arm(told, DeadlineStand.Waiting);
                break;
            case JournalKind.DeadlineFired when told.IsDue:
                Change(told.Mark.Id, life => life with { Stand = DeadlineStand.Due });
                break;
            case JournalKind.DeadlineFired:
                Change(told.Mark.Id, life => life with { FiredAt = told.At, Lateness = DeadlineTally.Lateness(told.Line, told.At) });
                break;
            case JournalKind.ClockStopped:
                Change(told.Mark.Id, life => life with { Stand = DeadlineStand.Stopped });
                break;
            case JournalKind.DeadlineApplied:
                End(told, told.Mark.Id, DeadlineStand.Applied);
                break;
            case JournalKind.DeadlineCancelled:
                End(told, told.Mark.Id, DeadlineStand.Cancelled);
                break;
            case JournalKind.DeadlineRestarted:
                End(told, told.Mark.Id, DeadlineStand.Restarted);
                break;
            case JournalKind.DeadlineHealed:
                Change(told.Mark.Id, life => life with { WasHealed = true });
                break;
        }
    }

    /// <summary>A deadline that was due when its state was left has the same id when the state is resumed: its life goes on.</summary>
    private void Arm(Telling told, DeadlineStand stand)
    {
        if (_lives.TryGetValue(told.Mark.Id, out var known))
        {
            _lives[told.Mark.Id] = known with { Stand = stand, EndedAt = null, EndedBy = null, Cause = null };
            return;
        }

        _order.Add(told.Mark.Id);
        _lives.Add(told.Mark.Id, new DeadlineLife(told.Mark.Id, told.Line.Subject, told.At, told.Sequence, told.Line.DueAt ?? told.At, stand) { Before = told.Mark.Before });
    }

    private void End(Telling told, string id, DeadlineStand stand) => Change(id, life => life with { Stand = stand, EndedAt = told.At, EndedBy = told.Sequence, Cause = told.Cause });

    private void Change(string id, Func<DeadlineLife, DeadlineLife> change)
    {
        if (_lives.TryGetValue(id, out var life)) _lives[id] = change(life);
    }

    private sealed record Telling(long Sequence, DateTimeOffset At, string Cause, JournalEntry Line, DeadlineMark Mark)
    {
        public bool IsDue => Mark.Wait == DeadlineMark.Due;
    }
}
