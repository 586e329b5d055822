namespace Doorstep.Workflows.Kernel;

/// <summary>A person has stopped what a case does by itself: its deadlines stand still, and nothing is sent. What is reported is kept and counts as ever.</summary>
/// <param name="Since">Since when (UTC).</param>
/// <param name="Until">Until when it was meant to last (UTC). Then somebody is asked to look; the case does not go on by itself.</param>
/// <param name="IsOverdue">Somebody was asked.</param>
public sealed record Suspension(DateTimeOffset Since, DateTimeOffset Until, bool IsOverdue = false)
{
    /// <summary>The event that the house raises when a suspension has lasted as long as it was meant to.</summary>
    public const string Overdue = "SuspensionOverdue";

    /// <summary>The task by which the duty desk hears of it.</summary>
    public const string Task = "InterventionRequested";

    /// <summary>What the case wants to be reminded of; null once it was.</summary>
    public Reminder? Reminder => IsOverdue ? null : new Reminder(Overdue, "suspension", Until);
}
