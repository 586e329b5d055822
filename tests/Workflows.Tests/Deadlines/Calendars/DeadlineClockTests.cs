using CsCheck;
using Doorstep.Workflows.Deadlines.Calendars;
using static Doorstep.Workflows.Tests.Deadlines.Calendars.Shipped;

namespace Doorstep.Workflows.Tests.Deadlines.Calendars;

/// <summary>When a deadline is due.</summary>
public sealed class DeadlineClockTests
{
    private const string Shanghai = "Asia/Shanghai";
    private const string London = "Europe/London";
    private const string NewYork = "America/New_York";

    [Theory]
    [InlineData("P1B", "2026-03-02T09:00:00+08:00", "2026-03-03T09:00:00+08:00")]
    [InlineData("P1B", "2026-03-06T09:00:00+08:00", "2026-03-09T09:00:00+08:00")] // a Friday
    [InlineData("P1B", "2026-03-07T23:30:00+08:00", "2026-03-09T23:30:00+08:00")] // a Saturday
    [InlineData("P1B", "2026-02-13T09:00:00+08:00", "2026-02-14T09:00:00+08:00")] // a Saturday that is worked
    [InlineData("P2B", "2026-02-13T09:00:00+08:00", "2026-02-24T09:00:00+08:00")] // over the Spring Festival
    [InlineData("P6B", "2026-02-13T09:00:00+08:00", "2026-02-28T09:00:00+08:00")] // to the Saturday that is worked after it
    [InlineData("P10B", "2026-09-18T09:00:00+08:00", "2026-10-09T09:00:00+08:00")] // a worked Sunday, Mid-Autumn and the National Day
    [InlineData("P1B", "2026-12-31T09:00:00+08:00", "2027-01-04T09:00:00+08:00")]
    [InlineData("P10B", "2026-03-01T16:30:00Z", "2026-03-16T00:30:00+08:00")] // a Sunday in UTC, a Monday in Shanghai
    public void In_China_business_days_are_counted_over_holidays_and_days_that_make_up_for_them(string spec, string start, string due) =>
        China.Due(Shanghai, spec, start).Moment().ShouldBe(At(due));

    [Theory]
    [InlineData("PT4BH", "2026-03-02T09:00:00+08:00", "2026-03-02T13:00:00+08:00")]
    [InlineData("PT8BH", "2026-03-02T09:00:00+08:00", "2026-03-02T17:00:00+08:00")]
    [InlineData("PT4BH", "2026-03-02T15:00:00+08:00", "2026-03-03T11:00:00+08:00")]
    [InlineData("PT4BH", "2026-03-02T06:00:00+08:00", "2026-03-02T13:00:00+08:00")]
    [InlineData("PT4BH", "2026-03-02T17:00:00+08:00", "2026-03-03T13:00:00+08:00")]
    [InlineData("PT4BH", "2026-03-06T16:30:15+08:00", "2026-03-09T12:30:15+08:00")]
    [InlineData("PT4BH", "2026-02-14T16:00:00+08:00", "2026-02-24T12:00:00+08:00")]
    [InlineData("PT20BH", "2026-03-02T09:00:00+08:00", "2026-03-04T13:00:00+08:00")]
    public void Office_hours_pass_only_while_offices_are_open(string spec, string start, string due) => China.Due(Shanghai, spec, start).Moment().ShouldBe(At(due));

    [Theory]
    [InlineData("P5D", "2026-09-30T09:00:00+08:00", "2026-10-05T09:00:00+08:00")] // days of the calendar know no holiday
    [InlineData("P1M", "2026-01-31T09:00:00+08:00", "2026-02-28T09:00:00+08:00")]
    [InlineData("P34M", "2026-03-02T09:00:00+08:00", "2029-01-02T09:00:00+08:00")] // beyond the calendar, which it does not need
    [InlineData("PT24H", "2026-09-30T09:00:00+08:00", "2026-10-01T09:00:00+08:00")]
    [InlineData("PT20M", "2026-09-30T23:50:00+08:00", "2026-10-01T00:10:00+08:00")]
    [InlineData("P5D end-of-day", "2026-03-02T09:00:00+08:00", "2026-03-08T00:00:00+08:00")]
    [InlineData("P10B end-of-day", "2026-03-02T09:00:00+08:00", "2026-03-17T00:00:00+08:00")]
    [InlineData("P5D served P3D", "2026-03-02T09:00:00+08:00", "2026-03-10T09:00:00+08:00")]
    [InlineData("P2B served P3D", "2026-03-05T09:00:00+08:00", "2026-03-10T09:00:00+08:00")] // served on a Sunday
    [InlineData("P1B served P2B", "2026-03-05T09:00:00+08:00", "2026-03-10T09:00:00+08:00")]
    [InlineData("P2B notice P5D", "2026-03-02T09:00:00+08:00", "2026-03-07T09:00:00+08:00")]
    [InlineData("P10B notice P5D", "2026-03-02T09:00:00+08:00", "2026-03-16T09:00:00+08:00")]
    [InlineData("PT4BH served P1D notice P3D end-of-day", "2026-03-02T09:00:00+08:00", "2026-03-07T00:00:00+08:00")]
    [InlineData("P9999M", "2026-03-02T09:00:00+08:00", "2859-06-02T01:00:00Z")]
    [InlineData("P9999M", "9998-03-02T09:00:00+00:00", "9999-12-31T23:59:59.9999999Z")]
    public void Days_months_hours_and_options_mean_what_they_say(string spec, string start, string due) => China.Due(Shanghai, spec, start).Moment().ShouldBe(At(due));

    [Theory]
    [InlineData(London, "P1D", "2026-03-28T12:00:00+00:00", "2026-03-29T12:00:00+01:00")] // 23 hours
    [InlineData(London, "P1D", "2026-10-24T12:00:00+01:00", "2026-10-25T12:00:00+00:00")] // 25 hours
    [InlineData(London, "PT24H", "2026-03-28T12:00:00+00:00", "2026-03-29T13:00:00+01:00")]
    [InlineData(London, "P1D", "2026-03-28T01:30:00+00:00", "2026-03-29T02:30:00+01:00")] // 01:30 is left out
    [InlineData(London, "P1D", "2026-10-24T01:30:00+01:00", "2026-10-25T01:30:00+00:00")] // 01:30 comes twice: the second
    [InlineData(London, "P1B", "2026-03-27T09:00:00+00:00", "2026-03-30T09:00:00+01:00")]
    [InlineData(London, "P1B", "2026-10-23T09:00:00+01:00", "2026-10-26T09:00:00+00:00")]
    [InlineData(London, "PT4BH", "2026-03-27T15:00:00+00:00", "2026-03-30T11:00:00+01:00")]
    [InlineData(London, "PT4BH", "2026-10-23T15:00:00+01:00", "2026-10-26T11:00:00+00:00")]
    [InlineData(NewYork, "P1D", "2026-03-07T02:30:00-05:00", "2026-03-08T03:30:00-04:00")]
    [InlineData(NewYork, "P1D", "2026-10-31T01:30:00-04:00", "2026-11-01T01:30:00-05:00")]
    [InlineData(NewYork, "P1D end-of-day", "2026-10-31T12:00:00-04:00", "2026-11-02T00:00:00-05:00")]
    [InlineData("America/Santiago", "P1D end-of-day", "2026-09-04T12:00:00-04:00", "2026-09-06T01:00:00-03:00")] // midnight is left out
    [InlineData("America/Havana", "P1D end-of-day", "2026-10-30T12:00:00-04:00", "2026-11-01T00:00:00-04:00")] // midnight comes twice
    public void Where_clocks_are_changed_days_keep_their_time_of_day(string zone, string spec, string start, string due) => England.Due(zone, spec, start).Moment().ShouldBe(At(due));

    [Theory]
    [InlineData("P1B", "2026-07-02T12:00:00-04:00", "2026-07-06T12:00:00-04:00")] // the fourth is a Saturday, observed on the third
    [InlineData("P1B", "2026-11-25T12:00:00-05:00", "2026-11-27T12:00:00-05:00")]
    public void In_the_United_States_an_observed_holiday_is_no_business_day(string spec, string start, string due) => UnitedStates.Due(NewYork, spec, start).Moment().ShouldBe(At(due));

    [Fact]
    public void A_deadline_beyond_the_calendar_is_unknown_and_not_guessed()
    {
        China.Due(Shanghai, "P10B", "2027-12-24T09:00:00+08:00").ShouldBe(new DueMoment.Unknown("Calendar 'cn' does not know 2028; it knows 2026, 2027."));
        China.Due(Shanghai, "PT4BH", "2028-01-03T09:00:00+08:00").ShouldBeOfType<DueMoment.Unknown>();
        China.Due(Shanghai, "P1D served P5B", "2027-12-31T09:00:00+08:00").ShouldBeOfType<DueMoment.Unknown>();
        China.Due(Shanghai, "P1D notice P5B end-of-day", "2027-12-31T09:00:00+08:00").ShouldBeOfType<DueMoment.Unknown>();
        China.Due(Shanghai, "P5D", "2028-01-03T09:00:00+08:00").ShouldBeOfType<DueMoment.Known>();
    }

    [Fact]
    public void A_deadline_that_counts_days_of_a_projected_year_says_so()
    {
        China.Due(Shanghai, "P5B", "2026-12-21T09:00:00+08:00").ShouldBeOfType<DueMoment.Known>().IsProjected.ShouldBeFalse();
        China.Due(Shanghai, "P10B", "2026-12-21T09:00:00+08:00").ShouldBeOfType<DueMoment.Known>().IsProjected.ShouldBeTrue();
        China.Due(Shanghai, "P1D notice P10B", "2026-12-21T09:00:00+08:00").ShouldBeOfType<DueMoment.Known>().IsProjected.ShouldBeTrue();
        China.Due(Shanghai, "P30D", "2026-12-21T09:00:00+08:00").ShouldBeOfType<DueMoment.Known>().IsProjected.ShouldBeFalse();
    }

    [Fact]
    public void Business_days_end_on_a_working_day_after_exactly_that_many_and_longer_is_later() =>
        Gen.Select(Gen.Int[0, 400 * 24 * 60], Gen.Int[1, 60]).Sample((minutes, count) =>
        {
            var (clock, start) = (new DeadlineClock(China, Zone(Shanghai)), At("2026-01-01T00:00:00+08:00").AddMinutes(minutes));
            var due = clock.Due(Spec($"P{count}B"), start).Moment();
            var (first, last) = (Local(start), Local(due));
            var worked = Enumerable.Range(1, last.DayNumber - first.DayNumber).Count(day => China.On(first.AddDays(day)) is DayReading.Working);
            return worked == count && China.On(last) is DayReading.Working && due.TimeOfDay == start.ToUniversalTime().TimeOfDay && clock.Due(Spec($"P{count + 1}B"), start).Moment() > due;
        });

    [Fact]
    public void Nobody_gets_less_than_the_days_that_were_said_wherever_clocks_are_changed() =>
        Gen.Select(Gen.OneOfConst(London, NewYork, "America/Santiago", "Australia/Lord_Howe"), Gen.Int[0, 700 * 24 * 4], Gen.Int[1, 30]).Sample((id, quarters, days) =>
        {
            var (zone, start) = (Zone(id), At("2026-01-01T00:00:00Z").AddMinutes(15 * quarters));
            var due = England.Due(id, $"P{days}D", start.ToString("O")).Moment();
            return TimeZoneInfo.ConvertTime(due, zone).DateTime >= TimeZoneInfo.ConvertTime(start, zone).DateTime.AddDays(days)
                && TimeZoneInfo.ConvertTime(due, zone).DateTime <= TimeZoneInfo.ConvertTime(start, zone).DateTime.AddDays(days).AddHours(1);
        });

    private static DateOnly Local(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone(Shanghai)).DateTime);
}
