using System.Collections.Immutable;

namespace Doorstep.Workflows.Kernel;

/// <summary>A deadline that other rules or another calendar move.</summary>
/// <param name="Before">The deadline as it was.</param>
/// <param name="After">The same, moved: its due time, or what it has left while it stands still.</param>
public sealed record MovedDeadline(ArmedDeadline Before, ArmedDeadline After);

/// <summary>Counts armed deadlines again. What moves is the difference between the two reckonings, so time for which a clock stood still stays added.</summary>
public static class Recounting
{
    /// <summary>The deadlines of a case, also those it can come back to, that its <see cref="CaseFacts.Clocks"/> now count otherwise. One whose time has come stays.</summary>
    public static ImmutableArray<MovedDeadline> Of(Snapshot snapshot) => snapshot.Facts.Clocks is not { } clocks || snapshot.Status == CaseStatus.Completed ? []
        : [.. snapshot.Frames.SelectMany(All).Select(deadline => Moved(deadline, clocks)).OfType<MovedDeadline>()];

    internal static MovedDeadline? Moved(ArmedDeadline deadline, CaseClocks clocks)
    {
        if (deadline.IsDue || deadline.By is not { } by || Reckoned(by, clocks) is not { } again || again.Until == by.Until) return null;
        return new MovedDeadline(deadline, deadline.Left is { } left
            ? deadline with { Left = NotNegative(left + (again.Until - by.Until)), By = again }
            : deadline with { DueAt = Later(deadline.DueAt, again.Until - by.Until), By = again });
    }

    private static IEnumerable<ArmedDeadline> All(Frame frame) =>
        frame.Deadlines.Concat(frame.Interruptions.SelectMany(interruption => interruption.Frames).SelectMany(All));

    /// <summary>A text that cannot be read any more says nothing new.</summary>
    private static Reckoning? Reckoned(Reckoning by, CaseClocks clocks)
    {
        try
        {
            return clocks.Reckon(by.Within, by.Parameter, by.From);
        }
        catch (StepFaultException)
        {
            return null;
        }
    }

    private static TimeSpan NotNegative(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;

    private static DateTimeOffset Later(DateTimeOffset at, TimeSpan by) => by > DateTimeOffset.MaxValue - at ? DateTimeOffset.MaxValue : at + by;
}

/// <summary>How a step moves deadlines that are counted otherwise now.</summary>
public sealed partial class Step
{
    private int _recounted;

    /// <summary>Moves every deadline that is counted otherwise; gives how many moved.</summary>
    internal int Recount(CaseClocks clocks)
    {
        for (var depth = 0; depth < Stack.Count; depth++)
        {
            foreach (var deadline in Stack[depth].Deadlines)
                if (Recounting.Moved(deadline, clocks) is { } move) Move(depth, move);
            Stack[depth] = Stack[depth] with { Interruptions = [.. Stack[depth].Interruptions.Select(interruption => Recounted(interruption, clocks))] };
        }

        return _recounted;
    }

    /// <summary>One that runs gets a new id, so that its row in the due-table is another one; one that stands still keeps its own.</summary>
    private void Move(int depth, MovedDeadline move)
    {
        var after = move.After;
        if (after.Left is null)
        {
            after = after with { Id = NextId() };
            _cancelled.Add(move.Before.Id);
            _armed.Add(after);
        }

        Exchange(depth, move.Before, after);
        _recounted++;
        Write(JournalKind.ClockMoved, after, Moved(move.Before, after), move.Before.Id == after.Id ? null : move.Before.Id);
    }

    private Interruption Recounted(Interruption interruption, CaseClocks clocks) => interruption with { Frames = [.. interruption.Frames.Select(frame => Recounted(frame, clocks))] };

    private Frame Recounted(Frame frame, CaseClocks clocks) => frame with
    {
        Deadlines = [.. frame.Deadlines.Select(deadline => Recounted(deadline, clocks))],
        Interruptions = [.. frame.Interruptions.Select(interruption => Recounted(interruption, clocks))],
    };

    private ArmedDeadline Recounted(ArmedDeadline deadline, CaseClocks clocks)
    {
        if (Recounting.Moved(deadline, clocks) is not { } move) return deadline;
        _recounted++;
        Write(JournalKind.ClockMoved, move.After.Transition, Moved(move.Before, move.After), move.After.DueAt);
        return move.After;
    }

    private static string Moved(ArmedDeadline before, ArmedDeadline after) => after.Left is { } left
            ? $"'{after.Transition}' stands still and has {new Duration(0, left)} left instead of {new Duration(0, before.Left.GetValueOrDefault())}{Counted(after)}"
            : $"'{after.Transition}' waits until {Instants.Text(after.DueAt)} instead of {Instants.Text(before.DueAt)}{Counted(after)}";

    private static string Counted(ArmedDeadline deadline) => deadline.By is { } by ? $" ({by.By})" : "";
}

public sealed partial class StateMachine
{
    /// <summary>Counts the case's deadlines again by its facts' clocks. Pure, like <see cref="Transition"/>; ignored where nothing moves.</summary>
    /// <param name="snapshot">Where the case stands, with its clocks as they are now.</param>
    /// <param name="original">The same before its facts were counted again.</param>
    /// <param name="why">What changed: a calendar's version, a policy pack.</param>
    /// <param name="now">The time (UTC).</param>
    public Decision Recount(Snapshot snapshot, Snapshot original, string why, DateTimeOffset now)
    {
        if (snapshot.Status == CaseStatus.Completed) return new Decision.Ignored("The case is closed.");
        var isSame = snapshot.Facts.ToJson().GetRawText() == original.Facts.ToJson().GetRawText();
        return Guarded(snapshot, null, now, step =>
        {
            var moved = snapshot.Facts.Clocks is { } clocks ? step.Recount(clocks) : 0;
            if (moved == 0 && isSame) return new Decision.Ignored($"{why} moves nothing of the case.");
            return step.Accept($"{why} moved {moved} {(moved == 1 ? "deadline" : "deadlines")}.", isMove: false);
        });
    }
}
