using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Deadlines.Ledger;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Host.Api;

/// <summary>A day of the ledger. <c>carriedOver + armed = applied + cancelled + restarted + open</c>, <c>fired = applied - appliedAfterwards + restarted + keptDue</c>,
/// <c>open = waiting + due + stopped</c>. Lateness is an ISO 8601 duration.</summary>
internal sealed record LedgerDayView(
    DateOnly Day, long CarriedOver, long Armed, long Applied, long Cancelled, long Restarted, long Open, long Waiting, long Due, long Stopped,
    long Fired, long FiredLate, string LatenessMax, long AppliedAfterwards, long KeptDue, long ClocksStopped, long ClocksResumed, long Moved, long Healed)
{
    public static LedgerDayView Of(LedgerDay day) => new(
        day.Day, day.CarriedOver, day.Tally.Armed, day.Tally.Applied, day.Tally.Cancelled, day.Tally.Restarted, day.Open, day.Waiting, day.Due, day.Stopped,
        day.Tally.Fired, day.Tally.FiredLate, Spans.Text(day.Tally.LatenessMax), day.Tally.AppliedAfterwards, day.Tally.KeptDue, day.Tally.Stopped, day.Tally.Resumed, day.Tally.Moved, day.Tally.Healed);
}

/// <summary>The ledger of some days.</summary>
/// <param name="Balances">Everything that fired is accounted for, and the due-table has as many rows as the journal says. The due-table is asked where the last day is today.</param>
/// <param name="InDueTable">Rows of the due-table; null where the last day is over.</param>
/// <param name="Days">One after the other.</param>
internal sealed record LedgerView(bool Balances, long? InDueTable, IEnumerable<LedgerDayView> Days)
{
    public static LedgerView Of(LedgerReport report) => new(report.Balances, report.InDueTable, report.Days.Select(LedgerDayView.Of));
}

/// <summary>The life of a deadline.</summary>
/// <param name="Id">Unique within the case.</param>
/// <param name="Transition">The transition that it triggers, or what it reminds of.</param>
/// <param name="Stand">Where it stands: <c>waiting</c>, <c>due</c> and <c>stopped</c> are open, the others are ends.</param>
/// <param name="ArmedAt">When it was armed.</param>
/// <param name="ArmedBy">The step of the journal that armed it.</param>
/// <param name="Before">The deadline in whose place it stands.</param>
/// <param name="DueAt">When it is or was due.</param>
/// <param name="FiredAt">When it fired.</param>
/// <param name="Lateness">How long after it was due it fired (ISO 8601).</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="EndedBy">The step of the journal that ended it.</param>
/// <param name="Cause">What ended it: <c>deadline</c> for the clock, else the type of the event.</param>
/// <param name="Healed">The auditor put its row in the due-table right.</param>
internal sealed record DeadlineLifeView(
    string Id, string Transition, DeadlineStand Stand, DateTimeOffset ArmedAt, long ArmedBy, string? Before, DateTimeOffset DueAt, DateTimeOffset? FiredAt, string? Lateness,
    DateTimeOffset? EndedAt, long? EndedBy, string? Cause, bool Healed)
{
    public static DeadlineLifeView Of(DeadlineLife life) => new(
        life.Id, life.Transition, life.Stand, life.ArmedAt, life.ArmedBy, life.Before, life.DueAt, life.FiredAt, life.Lateness is { } late ? Spans.Text(late) : null,
        life.EndedAt, life.EndedBy, life.Cause, life.WasHealed);
}

/// <summary>A deadline that did not fire in time.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Id">The deadline.</param>
/// <param name="Transition">The transition that it triggers.</param>
/// <param name="DueAt">When it was due.</param>
/// <param name="FiredAt">When it fired; null: it waits still.</param>
/// <param name="Lateness">How long after it was due it fired, or how long it has waited by now (ISO 8601).</param>
/// <param name="Cause"><c>outage</c>: nobody was at work when it was due; <c>faulted</c>: its step broke and waits or waited for a person; <c>backlog</c>: the house had not come to it.</param>
internal sealed record LateDeadlineView(string CaseId, string Id, string Transition, DateTimeOffset DueAt, DateTimeOffset? FiredAt, string Lateness, LateCause Cause)
{
    public static LateDeadlineView Of(LateDeadline late) => new(late.CaseId, late.Id, late.Transition, late.DueAt, late.FiredAt, Spans.Text(late.Lateness), late.Cause);
}

/// <summary>Deadlines that did not fire in time, the latest first.</summary>
/// <param name="Waiting">Those that wait still.</param>
/// <param name="Fired">Those that fired late on the days asked for.</param>
internal sealed record LateView(IEnumerable<LateDeadlineView> Waiting, IEnumerable<LateDeadlineView> Fired)
{
    public static LateView Of(LateReport report) => new(report.Waiting.Select(LateDeadlineView.Of), report.Fired.Select(LateDeadlineView.Of));
}

/// <summary>Spans of time as the API writes them: ISO 8601.</summary>
internal static class Spans
{
    public static string Text(TimeSpan span) => new Duration(0, span).ToString();
}
