using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.DueTables;

namespace Doorstep.Workflows.Grains;

/// <summary>What is wrong with the row of a deadline.</summary>
public enum DueFault
{
    /// <summary>The case waits for the deadline, and there is no row.</summary>
    Missing,

    /// <summary>There is a row, and the case does not wait for it.</summary>
    Stray,

    /// <summary>The row says something else than the case.</summary>
    Changed,
}

/// <summary>A row that is not what its case waits for.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Deadline">The deadline: as the case has it, and for one that it does not have as the row has it.</param>
public sealed record DueFinding(DueFault Fault, ArmedDeadline Deadline)
{
    /// <summary>For a person.</summary>
    public string Text => Fault switch
    {
        DueFault.Missing => $"'{Deadline.Transition}' ({Deadline.Id}) was not in the due-table; it is due at {Instants.Text(Deadline.DueAt)}.",
        DueFault.Stray => $"'{Deadline.Transition}' ({Deadline.Id}) was in the due-table, and the case does not wait for it.",
        _ => $"'{Deadline.Transition}' ({Deadline.Id}) was changed in the due-table; it is due at {Instants.Text(Deadline.DueAt)}.",
    };
}

/// <summary>Holds the rows of the due-table against what a case waits for.</summary>
public static class DueTableCheck
{
    /// <summary>How long the sweep puts a deadline off at most. A row that is to be looked at later than this was not put off by it.</summary>
    public static readonly TimeSpan PutOffMax = TimeSpan.FromDays(1);

    /// <summary>Every row that is not what the case waits for.</summary>
    /// <param name="snapshot">The case.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="now">The time (UTC).</param>
    public static IEnumerable<DueFinding> Findings(Snapshot snapshot, IReadOnlyCollection<DueRow> rows, DateTimeOffset now)
    {
        var wanted = Waits.Of(snapshot).ToDictionary(deadline => deadline.Id, StringComparer.Ordinal);
        var faulted = (snapshot.Incident?.Event as WorkflowEvent.DeadlineFired)?.DeadlineId;
        foreach (var row in rows)
        {
            if (!wanted.Remove(row.Deadline.Id, out var deadline)) yield return Stray(row);
            else if (!Says(row, deadline, deadline.Id == faulted, now)) yield return new DueFinding(DueFault.Changed, deadline);
        }

        foreach (var lost in wanted.Values) yield return new DueFinding(DueFault.Missing, lost);
    }

    /// <summary>The finding of a row for which there is no case that waits.</summary>
    public static DueFinding Stray(DueRow row) => new(DueFault.Stray, new ArmedDeadline(row.Deadline.Id, row.Deadline.Transition, row.Deadline.ArmedAt, row.Deadline.DueAt));

    /// <summary>Whether a row says what its case says, and the sweep will look at it in time. One that its incident parked may have been parked or not.</summary>
    private static bool Says(DueRow row, ArmedDeadline deadline, bool mayBeParked, DateTimeOffset now) =>
        row.Deadline.DueAt == deadline.DueAt && row.Deadline.ArmedAt == deadline.ArmedAt && row.Deadline.Transition == deadline.Transition
        && (mayBeParked || !row.Deadline.IsParked)
        && row.NextTryAt >= deadline.DueAt && (row.NextTryAt == deadline.DueAt || row.NextTryAt <= now + PutOffMax);
}
