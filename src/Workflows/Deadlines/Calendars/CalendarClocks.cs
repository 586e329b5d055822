using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Deadlines.Calendars;

/// <summary>A length that rules set.</summary>
/// <param name="Span">How long.</param>
/// <param name="Source">Whose rules say so: <c>CN-2026.1</c>.</param>
public sealed record RuledLength(DeadlineSpan Span, string Source);

/// <summary>Counts a case's clocks by a calendar, a time zone and rules.</summary>
/// <param name="calendar">Which days are worked.</param>
/// <param name="version">Version of the calendar; 0 for one that is nobody's.</param>
/// <param name="zone">By whose clock days begin and end.</param>
public class CalendarClocks(BusinessCalendar calendar, long version, TimeZoneInfo zone) : CaseClocks
{
    /// <summary>Saturdays and Sundays are free, offices are open from nine to five, and no year is known to have a holiday.</summary>
    public static BusinessCalendar Weekdays { get; } = new()
    {
        Id = "weekdays", Name = "Weekdays", Weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday], OfficeOpens = new TimeOnly(9, 0), OfficeCloses = new TimeOnly(17, 0),
        Years = ImmutableSortedDictionary<int, CalendarYear>.Empty,
    };

    /// <summary>For a case of no jurisdiction: weekdays, by UTC, and no rules.</summary>
    public static CaseClocks Plain { get; } = new CalendarClocks(Weekdays, 0, TimeZoneInfo.Utc);

    /// <inheritdoc />
    public override long? Number(string parameter, DateTimeOffset from) => null;

    /// <summary>The length that the rules set for a deadline that starts then; null where they say nothing.</summary>
    protected virtual RuledLength? Length(string parameter, DateTimeOffset from) => null;

    /// <inheritdoc />
    public override Reckoning Reckon(string within, string? parameter, DateTimeOffset from)
    {
        var text = DeadlineText.Read(within);
        if (text.Fault is { } fault) throw new StepFaultException("expression", fault);
        var ruled = parameter is null ? null : Ruled(ParameterText.Read(parameter), from);
        if (ruled is null && text.Plain is { } plain) return new Reckoning(within, parameter, from, Whole(plain.After(from)), within);
        var spec = ruled is null ? text.Spec! : (text.Spec ?? new DeadlineSpec { Span = ruled.Span }) with { Span = ruled.Span };
        var due = Due(spec, from);
        return new Reckoning(within, parameter, from, Whole(due.At), $"{spec}{(ruled is null ? "" : $" of {ruled.Source}")}{(Counts(spec) ? Named(due) : "")}{(zone == TimeZoneInfo.Utc ? "" : $", {zone.Id}")}");
    }

    private RuledLength? Ruled(ParameterText parameter, DateTimeOffset from) => Length(parameter.Name, from) is { } length
        ? length with { Span = new DeadlineSpan(Math.Min(DeadlineSpan.CountMax, length.Span.Count * parameter.Times), length.Span.Unit) }
        : null;

    /// <summary>Nobody guesses a holiday; but a case without a clock would wait for ever. Years that the calendar does not know are counted by their weekends,
    /// which is early at worst, and the calendar's next version moves what was counted so.</summary>
    private DueMoment.Known Due(DeadlineSpec spec, DateTimeOffset from)
    {
        for (var (known, end) = (calendar, from.Year); ; end += 10)
        {
            if (new DeadlineClock(known, zone).Due(spec, from) is DueMoment.Known due) return due;
            known = calendar with { Years = calendar.Years.AddRange(Enumerable.Range(from.Year - 1, end - from.Year + 12).Where(year => !calendar.Years.ContainsKey(year)).Select(year => KeyValuePair.Create(year, Projected(year)))) };
        }
    }

    private static CalendarYear Projected(int year) => new()
    {
        Year = year, IsProjected = true, Source = "", Holidays = ImmutableSortedDictionary<DateOnly, string>.Empty, WorkingDays = ImmutableSortedDictionary<DateOnly, string>.Empty,
    };

    private string Named(DueMoment.Known due) => version == 0 ? ", weekdays" : $", calendar {calendar.Id} version {version}{(due.IsProjected ? ", projected" : "")}";

    private static bool Counts(DeadlineSpec spec) => new[] { spec.Span, spec.Served ?? default, spec.Notice ?? default }.Any(span => span is { Count: > 0, Unit: SpanUnit.BusinessDays or SpanUnit.BusinessHours });

    private static DateTimeOffset Whole(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
