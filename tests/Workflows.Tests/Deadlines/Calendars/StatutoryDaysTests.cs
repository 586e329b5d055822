using Doorstep.Workflows.Deadlines.Calendars;
using static Doorstep.Workflows.Tests.Deadlines.Calendars.Shipped;

namespace Doorstep.Workflows.Tests.Deadlines.Calendars;

/// <summary>Holidays that the law fixes are worked out by rules and held against what was published.</summary>
public sealed class StatutoryDaysTests
{
    [Fact]
    public void The_shipped_calendars_leave_none_out() => Ids.Select(Calendar).SelectMany(StatutoryDays.Missing).ShouldBeEmpty();

    [Theory]
    [InlineData(2025, "2025-01-01 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-04-04 2025-05-01 2025-05-02 2025-05-31 2025-10-01 2025-10-02 2025-10-03 2025-10-06")]
    [InlineData(2028, "2028-01-01 2028-01-25 2028-01-26 2028-01-27 2028-01-28 2028-04-04 2028-05-01 2028-05-02 2028-05-28 2028-10-01 2028-10-02 2028-10-03 2028-10-03")]
    public void China_has_thirteen_also_where_a_leap_month_moves_them(int year, string days) =>
        StatutoryDays.Of("cn", year).Select(day => day.Day).Order().ShouldBe(days.Split(' ').Select(Day));

    [Theory]
    [InlineData(2028, "2028-04-14", "2028-04-17")]
    [InlineData(2030, "2030-04-19", "2030-04-22")]
    public void England_counts_from_Easter(int year, string friday, string monday) =>
        StatutoryDays.Of("england", year).Select(day => day.Day).ShouldBe([new(year, 1, 1), Day(friday), Day(monday), new(year, 12, 25), new(year, 12, 26)]);

    [Fact]
    public void Nothing_is_known_of_other_calendars_and_of_years_before_the_revision() => (StatutoryDays.Of("de", 2027).Any(), StatutoryDays.Of("cn", 2024).Any()).ShouldBe((false, false));
}
