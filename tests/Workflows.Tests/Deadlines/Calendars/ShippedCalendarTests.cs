using System.Globalization;
using Doorstep.Workflows.Deadlines.Calendars;
using static Doorstep.Workflows.Tests.Deadlines.Calendars.Shipped;

namespace Doorstep.Workflows.Tests.Deadlines.Calendars;

/// <summary>The calendars that are shipped, against rules written a second time.</summary>
public sealed class ShippedCalendarTests
{
    private static readonly int[] Years = [2026, 2027];

    public static TheoryData<string> Calendars => [.. Ids];

    public static TheoryData<int> EachYear => [.. Years];

    [Theory]
    [MemberData(nameof(Calendars))]
    public void A_shipped_calendar_has_no_fault_and_knows_these_two_years(string id)
    {
        var read = CalendarReader.Read(Text(id));

        read.Faults.ShouldBeEmpty();
        read.Calendar!.Id.ShouldBe(id);
        read.Calendar.Years.Keys.ShouldBe(Years);
    }

    [Fact]
    public void The_folder_holds_these_calendars() => Directory.GetFiles(Folder).Select(Path.GetFileNameWithoutExtension).ShouldBe(Ids, ignoreOrder: true);

    [Theory]
    [InlineData("2026-01-04")]
    [InlineData("2026-02-14")]
    [InlineData("2026-02-28")]
    [InlineData("2026-05-09")]
    [InlineData("2026-09-20")]
    [InlineData("2026-10-10")]
    public void In_China_a_weekend_that_makes_up_for_a_holiday_is_worked(string day)
    {
        Day(day).DayOfWeek.ShouldBeOneOf(DayOfWeek.Saturday, DayOfWeek.Sunday);
        China.On(Day(day)).ShouldBe(new DayReading.Working());
    }

    [Theory]
    [InlineData("2026-01-01", "2026-01-03", 3)]
    [InlineData("2026-02-15", "2026-02-23", 9)]
    [InlineData("2026-04-04", "2026-04-06", 3)]
    [InlineData("2026-05-01", "2026-05-05", 5)]
    [InlineData("2026-06-19", "2026-06-21", 3)]
    [InlineData("2026-09-25", "2026-09-27", 3)]
    [InlineData("2026-10-01", "2026-10-07", 7)]
    public void In_China_a_holiday_of_2026_has_the_length_that_was_published(string first, string last, int length)
    {
        var days = Enumerable.Range(0, length).Select(Day(first).AddDays).ToArray();

        days[^1].ShouldBe(Day(last));
        days.ShouldAllBe(day => China.On(day) is DayReading.Holiday);
        China.On(Day(first).AddDays(-1)).ShouldNotBeOfType<DayReading.Holiday>();
        China.On(Day(last).AddDays(1)).ShouldNotBeOfType<DayReading.Holiday>();
    }

    [Fact]
    public void In_China_2026_has_thirty_three_days_of_holiday_and_2027_is_projected_with_the_thirteen_of_the_law_and_says_so()
    {
        China.Years[2026].Holidays.Count.ShouldBe(33);
        China.Years[2027].Holidays.Count.ShouldBe(13);
        China.Years[2027].IsProjected.ShouldBeTrue();
        China.Years[2027].Note.ShouldNotBeNullOrEmpty();
        China.On(Day("2027-02-06")).ShouldBe(new DayReading.Holiday("春节 Spring Festival") { IsProjected = true });
        China.On(Day("2027-02-13")).ShouldBe(new DayReading.Weekend { IsProjected = true });
    }

    [Theory]
    [MemberData(nameof(EachYear))]
    public void In_China_the_days_of_the_moon_and_the_sun_are_holidays(int year)
    {
        var moon = new ChineseLunisolarCalendar();
        var newYear = DateOnly.FromDateTime(moon.ToDateTime(year, 1, 1, 0, 0, 0, 0));
        var leap = moon.GetLeapMonth(year);
        DateOnly Lunar(int month, int day) => DateOnly.FromDateTime(moon.ToDateTime(year, leap > 0 && month >= leap ? month + 1 : month, day, 0, 0, 0, 0));
        var qingming = new DateOnly(year, 4, (int)(((year % 100) * 0.2422) + 4.81) - (year % 100 / 4));

        DateOnly[] days = [newYear.AddDays(-1), newYear, newYear.AddDays(1), newYear.AddDays(2), qingming, Lunar(5, 5), Lunar(8, 15), new(year, 1, 1), new(year, 5, 1), new(year, 10, 1)];
        days.ShouldAllBe(day => China.On(day) is DayReading.Holiday);
    }

    [Theory]
    [MemberData(nameof(EachYear))]
    public void In_the_United_States_the_holidays_are_those_of_the_law_and_the_days_on_which_they_are_observed(int year)
    {
        DateOnly[] floating =
        [
            Nth(year, 1, DayOfWeek.Monday, 3), Nth(year, 2, DayOfWeek.Monday, 3), Last(year, 5, DayOfWeek.Monday), Nth(year, 9, DayOfWeek.Monday, 1),
            Nth(year, 10, DayOfWeek.Monday, 2), Nth(year, 11, DayOfWeek.Thursday, 4),
        ];
        DateOnly[] fixedDays = [new(year, 1, 1), new(year, 6, 19), new(year, 7, 4), new(year, 11, 11), new(year, 12, 25)];
        var observed = fixedDays.Append(new DateOnly(year + 1, 1, 1)).Select(Observed).Where(day => day.Year == year);

        UnitedStates.Years[year].Holidays.Keys.ShouldBe(floating.Concat(fixedDays).Concat(observed).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(EachYear))]
    public void In_England_the_bank_holidays_follow_Easter_and_the_rule_of_substitute_days(int year)
    {
        var easter = Easter(year);
        DateOnly[] days =
        [
            new(year, 1, 1), easter.AddDays(-2), easter.AddDays(1), Nth(year, 5, DayOfWeek.Monday, 1), Last(year, 5, DayOfWeek.Monday), Last(year, 8, DayOfWeek.Monday), new(year, 12, 25), new(year, 12, 26),
        ];
        var substitutes = Enumerable.Range(27, 2).Select(day => new DateOnly(year, 12, day)).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .TakeLast(days.Count(day => day is { Month: 12, DayOfWeek: DayOfWeek.Saturday or DayOfWeek.Sunday }));

        England.Years[year].Holidays.Keys.ShouldBe(days.Concat(substitutes).Order());
    }

    [Fact]
    public void Beyond_its_years_a_calendar_says_that_it_does_not_know()
    {
        China.On(Day("2027-12-31")).ShouldBeOfType<DayReading.Working>();
        China.On(Day("2028-01-01")).ShouldBe(new DayReading.Unknown("Calendar 'cn' does not know 2028; it knows 2026, 2027."));
        China.On(Day("2025-12-31")).ShouldBeOfType<DayReading.Unknown>();
    }

    private static DateOnly Nth(int year, int month, DayOfWeek weekday, int nth) =>
        Enumerable.Range(1, 31).Select(day => new DateOnly(year, month, 1).AddDays(day - 1)).Where(day => day.Month == month && day.DayOfWeek == weekday).ElementAt(nth - 1);

    private static DateOnly Last(int year, int month, DayOfWeek weekday) =>
        Enumerable.Range(1, 7).Select(back => new DateOnly(year, month, 1).AddMonths(1).AddDays(-back)).Single(day => day.DayOfWeek == weekday);

    private static DateOnly Observed(DateOnly day) => day.DayOfWeek switch
    {
        DayOfWeek.Saturday => day.AddDays(-1),
        DayOfWeek.Sunday => day.AddDays(1),
        _ => day,
    };

    /// <summary>Gauss's rule, for the years from 1900 to 2099.</summary>
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year % 4, year % 7);
        var d = ((19 * a) + 24) % 30;
        var e = ((2 * b) + (4 * c) + (6 * d) + 5) % 7;
        return new DateOnly(year, 3, 22).AddDays(d + e);
    }
}
