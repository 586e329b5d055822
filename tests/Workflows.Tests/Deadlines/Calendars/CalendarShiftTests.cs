using CsCheck;
using Doorstep.Workflows.Deadlines.Calendars;
using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Deadlines.Calendars.Shipped;

namespace Doorstep.Workflows.Tests.Deadlines.Calendars;

/// <summary>What another calendar moves: the difference between the two reckonings, and nothing else.</summary>
public sealed class CalendarShiftTests
{
    private const string Start = "2026-11-05T09:00:00+08:00";
    private static readonly TimeZoneInfo Shanghai = Zone("Asia/Shanghai");

    [Theory]
    [InlineData("P1B", null)]
    [InlineData("P2B", "Case 'c-1': deadline 'T10' (P2B, calendar cn version 2, Asia/Shanghai) moves from Mon 2026-11-09 09:00 to Tue 2026-11-10 09:00 (Asia/Shanghai), 1 day later.")]
    [InlineData("PT20BH", "Case 'c-1': deadline 'T10' (PT20BH, calendar cn version 2, Asia/Shanghai) moves from Mon 2026-11-09 13:00 to Tue 2026-11-10 13:00 (Asia/Shanghai), 1 day later.")]
    [InlineData("P5D", null)]
    [InlineData("P10B", "Case 'c-1': deadline 'T10' (P10B, calendar cn version 2, Asia/Shanghai) moves from Thu 2026-11-19 09:00 to Fri 2026-11-20 09:00 (Asia/Shanghai), 1 day later.")]
    public void A_new_holiday_moves_what_counts_its_day_and_nothing_else(string within, string? sentence) => Said(Armed(within), With("2026-11-09")).ShouldBe(sentence);

    [Fact]
    public void A_working_day_that_is_added_moves_deadlines_earlier()
    {
        var year = China.Years[2026];
        var after = China with { Years = China.Years.SetItem(2026, year with { WorkingDays = year.WorkingDays.Add(Day("2026-11-07"), "for a test") }) };

        Said(Armed("P2B"), after).ShouldBe("Case 'c-1': deadline 'T10' (P2B, calendar cn version 2, Asia/Shanghai) moves from Mon 2026-11-09 09:00 to Sat 2026-11-07 09:00 (Asia/Shanghai), 2 days earlier.");
    }

    [Fact]
    public void Time_during_which_the_clock_was_stopped_stays_added()
    {
        var stopped = Armed("P2B");
        stopped = stopped with { DueAt = stopped.DueAt.AddDays(3).AddSeconds(7) };

        Moved(stopped, With("2026-11-09")).ShouldNotBeNull().After.DueAt.ShouldBe(At("2026-11-13T09:00:07+08:00"));
    }

    [Fact]
    public void A_clock_that_stands_still_has_more_or_less_left()
    {
        var standing = Armed("P2B") with { Left = TimeSpan.FromHours(20) };

        (Moved(standing, With("2026-11-09"))!.After.Left, Said(standing, With("2026-11-09"))).ShouldBe(
            (TimeSpan.FromHours(44), "Case 'c-1': deadline 'T10' (P2B, calendar cn version 2, Asia/Shanghai) stands still and has 2 days left instead of 20 h."));
    }

    [Fact]
    public void What_is_due_already_stays_where_it_is() => Moved(Armed("P2B") with { IsDue = true }, With("2026-11-09")).ShouldBeNull();

    [Fact]
    public void A_year_that_is_published_moves_what_was_projected()
    {
        var published = China.Years[2027] with { IsProjected = false, Holidays = China.Years[2027].Holidays.Add(Day("2027-02-09"), "春节 Spring Festival") };

        Said(Armed("P2B", "2027-02-03T09:00:00+08:00"), China with { Years = China.Years.SetItem(2027, published) })
            .ShouldBe("Case 'c-1': deadline 'T10' (P2B, calendar cn version 2, Asia/Shanghai) moves from Tue 2027-02-09 09:00 to Wed 2027-02-10 09:00 (Asia/Shanghai), 1 day later.");
    }

    [Fact]
    public void With_the_same_calendar_nothing_moves() =>
        Gen.Select(Gen.Int[0, 700], Gen.Int[1, 40], Gen.OneOfConst("P{0}B", "P{0}D", "PT{0}BH", "P{0}B served P3D notice P60D end-of-day")).Sample((days, count, text) =>
            Moved(Armed(text.Replace("{0}", $"{count}", StringComparison.Ordinal), At("2026-01-01T09:00:00+08:00").AddDays(days).ToString("O")), Calendar("cn")) is null);

    private static ArmedDeadline Armed(string within, string start = Start)
    {
        var by = new CalendarClocks(China, 1, Shanghai).Reckon(within, null, At(start).ToUniversalTime());
        return new ArmedDeadline("1.0", "T10", by.From, by.Until, By: by);
    }

    private static MovedDeadline? Moved(ArmedDeadline deadline, BusinessCalendar after) => Recounting.Moved(deadline, new CalendarClocks(after, 2, Shanghai));

    private static string? Said(ArmedDeadline deadline, BusinessCalendar after) => Moved(deadline, after) is { } moved ? CalendarShift.Sentence("c-1", moved, Shanghai) : null;

    private static BusinessCalendar With(string holiday) => China with
    {
        Years = China.Years.SetItem(2026, China.Years[2026] with { Holidays = China.Years[2026].Holidays.Add(Day(holiday), "A day for a test") }),
    };
}
