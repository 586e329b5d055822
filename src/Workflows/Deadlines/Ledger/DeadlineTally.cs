using System.Text.Json.Serialization;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Deadlines.Ledger;

/// <summary>What happened to deadlines, counted. Two equations hold: what was open and what was armed is what was applied, cancelled or restarted and what is open still;
/// and what fired was applied at once, was restarted or stays due.</summary>
public sealed record DeadlineTally
{
    /// <summary>Armed: those of reminders too, and those that wait again after an interruption.</summary>
    public long Armed { get; init; }

    /// <summary>Fired: told to their case after they were due.</summary>
    public long Fired { get; init; }

    /// <summary>Fired later than the limit after they were due.</summary>
    public long FiredLate { get; init; }

    /// <summary>The longest that one fired after it was due.</summary>
    public TimeSpan LatenessMax { get; init; }

    /// <summary>Did what they were armed for.</summary>
    public long Applied { get; init; }

    /// <summary>Of those applied, the ones that had stayed due and were taken by a later fact.</summary>
    public long AppliedAfterwards { get; init; }

    /// <summary>No longer wanted before they did anything.</summary>
    public long Cancelled { get; init; }

    /// <summary>Fired in vain and started again.</summary>
    public long Restarted { get; init; }

    /// <summary>Fired and stay due, to be asked at every later fact.</summary>
    public long KeptDue { get; init; }

    /// <summary>Their clock was stopped.</summary>
    public long Stopped { get; init; }

    /// <summary>Their clock goes on.</summary>
    public long Resumed { get; init; }

    /// <summary>Counted again to another time.</summary>
    public long Moved { get; init; }

    /// <summary>Put right by the auditor.</summary>
    public long Healed { get; init; }

    /// <summary>By how many more are open than before.</summary>
    [JsonIgnore]
    public long Opened => Armed - Applied - Cancelled - Restarted;

    /// <summary>By how many more stay due than before.</summary>
    public long DueMore { get; init; }

    /// <summary>By how many more stand still than before.</summary>
    public long StoppedMore { get; init; }

    /// <summary>Whether everything that fired is accounted for.</summary>
    [JsonIgnore]
    public bool Balances => Fired == Applied - AppliedAfterwards + Restarted + KeptDue;

    /// <summary>With a line of a step counted in.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">When the step was decided (UTC).</param>
    /// <param name="lateAfter">From when on it is late.</param>
    public DeadlineTally With(JournalEntry line, DateTimeOffset at, TimeSpan lateAfter)
    {
        if (line.Deadline is not { } mark) return this;
        var (isDue, isStopped) = (mark.Wait == DeadlineMark.Due, mark.Wait == DeadlineMark.Stopped);
        return line.Kind switch
        {
            JournalKind.DeadlineArmed or JournalKind.ReminderArmed => this with
            {
                Armed = Armed + 1, DueMore = DueMore + (isDue ? 1 : 0), StoppedMore = StoppedMore + (isStopped ? 1 : 0),
            },
            JournalKind.DeadlineFired when isDue => this with { KeptDue = KeptDue + 1, DueMore = DueMore + 1 },
            JournalKind.DeadlineFired => WithFired(Lateness(line, at), lateAfter),
            JournalKind.DeadlineApplied => this with { Applied = Applied + 1, AppliedAfterwards = AppliedAfterwards + (isDue ? 1 : 0), DueMore = DueMore - (isDue ? 1 : 0) },
            JournalKind.DeadlineCancelled => this with { Cancelled = Cancelled + 1, DueMore = DueMore - (isDue ? 1 : 0), StoppedMore = StoppedMore - (isStopped ? 1 : 0) },
            JournalKind.DeadlineRestarted => this with { Restarted = Restarted + 1 },
            JournalKind.ClockStopped => this with { Stopped = Stopped + 1, StoppedMore = StoppedMore + 1 },
            JournalKind.ClockResumed => this with { Resumed = Resumed + 1, StoppedMore = StoppedMore - 1 },
            JournalKind.ClockMoved => this with { Moved = Moved + 1 },
            JournalKind.DeadlineHealed => this with { Healed = Healed + 1 },
            _ => this,
        };
    }

    /// <summary>How long after it was due a deadline fired; never less than nothing.</summary>
    public static TimeSpan Lateness(JournalEntry line, DateTimeOffset at) => line.DueAt is { } due && at > due ? at - due : TimeSpan.Zero;

    private DeadlineTally WithFired(TimeSpan lateness, TimeSpan lateAfter) => this with
    {
        Fired = Fired + 1, FiredLate = FiredLate + (lateness > lateAfter ? 1 : 0), LatenessMax = lateness > LatenessMax ? lateness : LatenessMax,
    };
}
