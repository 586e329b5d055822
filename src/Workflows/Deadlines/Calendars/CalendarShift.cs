using System.Globalization;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Deadlines.Calendars;

/// <summary>Says of a deadline that other rules or another calendar would move how it moves, before they are changed.</summary>
public static class CalendarShift
{
    /// <summary>One sentence for people, by the deadline's own clock.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="moved">The deadline.</param>
    /// <param name="zone">By whose clock it is counted.</param>
    public static string Sentence(string caseId, MovedDeadline moved, TimeZoneInfo zone)
    {
        var (before, after) = (moved.Before, moved.After);
        var subject = $"Case '{caseId}': deadline '{before.Transition}' ({after.By?.By})";
        return after.Left is { } left
            ? $"{subject} stands still and has {Length(left)} left instead of {Length(before.Left.GetValueOrDefault())}."
            : $"{subject} moves from {Shown(before.DueAt, zone)} to {Shown(after.DueAt, zone)} ({zone.Id}), {Distance(after.DueAt - before.DueAt)}.";
    }

    private static string Shown(DateTimeOffset at, TimeZoneInfo zone) => LocalClock.Local(at, zone).ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Distance(TimeSpan by) => $"{Length(by.Duration())} {(by > TimeSpan.Zero ? "later" : "earlier")}";

    private static string Length(TimeSpan length)
    {
        var days = (int)Math.Round(length.TotalDays);
        return length < TimeSpan.FromHours(23) ? $"{(int)Math.Ceiling(length.TotalHours)} h" : $"{days} {(days == 1 ? "day" : "days")}";
    }
}
