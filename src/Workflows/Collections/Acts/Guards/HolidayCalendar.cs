using Doorstep.Workflows.Deadlines.Calendars;

namespace Doorstep.Workflows.Collections.Acts.Guards;

/// <summary>G17: no visits on public holidays, and none on a day that the calendar does not know.</summary>
internal sealed class HolidayCalendar : Guard
{
    private const int DaysAhead = 20;

    public override string Number => "G17";

    public override string Name => "Calendar";

    public override bool AppliesTo(PlannedAct act) => act.Kind == ActKind.Visit;

    public override Verdict Judge(GuardContext context) => context.Calendar is not { } calendar
        ? Verdict.Refuse("The calendar of the policy pack is not known.")
        : calendar.On(context.Today) switch
        {
            DayReading.Unknown unknown => Verdict.Refuse(unknown.Reason),
            DayReading.Holiday holiday => Verdict.Refuse($"{context.Today:yyyy-MM-dd} is a public holiday: {holiday.Name}.", Next(context, calendar)),
            _ => Verdict.Pass,
        };

    private static DateTimeOffset? Next(GuardContext context, BusinessCalendar calendar) => Enumerable.Range(1, DaysAhead).Select(days => context.Today.AddDays(days))
        .Where(day => calendar.On(day) is DayReading.Working or DayReading.Weekend).Select(day => (DateTimeOffset?)LocalTime.Midnight(day, context.File.Zone)).FirstOrDefault();
}
