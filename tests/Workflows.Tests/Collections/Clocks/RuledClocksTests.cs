using System.Globalization;
using CsCheck;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Deadlines.Calendars;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Collections.Policy;
using static Doorstep.Workflows.Tests.Deadlines.Calendars.Shipped;

namespace Doorstep.Workflows.Tests.Collections.Clocks;

/// <summary>How a loan's case counts its clocks: length by its pack, days by its calendar, hours by its clock on the wall.</summary>
public sealed class RuledClocksTests
{
    private const string Escalated = "clock.escalatedDays";
    private static readonly DateTimeOffset Armed = At("2026-11-02T09:00:00+08:00");

    [Theory]
    [InlineData("2026-02-13T10:00:00+08:00", "P1B", "2026-02-14T10:00:00+08:00")] // Saturday 14 February is worked for the Spring Festival
    [InlineData("2026-02-14T10:00:00+08:00", "P1B", "2026-02-24T10:00:00+08:00")] // nine days of festival
    [InlineData("2026-02-12T10:00:00+08:00", "P10B", "2026-03-04T10:00:00+08:00")] // 13, 14, 24–28 (a worked Saturday), 2–4 March
    [InlineData("2026-02-14T15:30:00+08:00", "PT4BH", "2026-02-24T11:30:00+08:00")]
    [InlineData("2026-02-28T10:00:00+08:00", "P1B", "2026-03-02T10:00:00+08:00")]
    public void A_business_day_clock_knows_the_Spring_Festival_and_its_working_Saturdays(string from, string within, string until) =>
        Rules.Clocks().Reckon(within, null, At(from)).Until.ShouldBe(At(until));

    [Theory]
    [InlineData("US-REGF-2026.1", "America/New_York", "2026-07-02T10:00:00-04:00", "P1B", "2026-07-06T10:00:00-04:00")] // Independence Day is kept on Friday 3 July
    [InlineData("US-REGF-2026.1", "America/New_York", "2026-11-25T10:00:00-05:00", "P1B", "2026-11-27T10:00:00-05:00")] // Thanksgiving
    [InlineData("UK-2026.1", "Europe/London", "2026-04-02T10:00:00+01:00", "P1B", "2026-04-07T10:00:00+01:00")] // Good Friday to Easter Monday
    [InlineData("UK-2026.1", "Europe/London", "2026-12-24T10:00:00+00:00", "P1B", "2026-12-29T10:00:00+00:00")] // Boxing Day is kept on Monday 28
    public void Another_jurisdiction_keeps_its_own_holidays(string pack, string zone, string from, string within, string until) =>
        Rules.Clocks(pack, zone).Reckon(within, null, At(from)).Until.ShouldBe(At(until));

    [Theory]
    [InlineData("2026-03-07T10:00:00-05:00", "P1D", "2026-03-08T10:00:00-04:00", 23)] // the clock jumps forward
    [InlineData("2026-10-31T10:00:00-04:00", "P1D", "2026-11-01T10:00:00-05:00", 25)] // and back
    [InlineData("2026-03-06T10:00:00-05:00", "P1B", "2026-03-09T10:00:00-04:00", 71)]
    [InlineData("2026-10-30T10:00:00-04:00", "P1B", "2026-11-02T10:00:00-05:00", 73)]
    [InlineData("2026-03-07T10:00:00-05:00", "PT24H", "2026-03-08T11:00:00-04:00", 24)] // hours are hours
    public void A_day_ends_at_the_same_hour_where_the_clock_is_changed(string from, string within, string until, int hours)
    {
        var reckoned = Rules.Clocks("US-REGF-2026.1", "America/New_York").Reckon(within, null, At(from));

        (reckoned.Until, (int)(reckoned.Until - reckoned.From).TotalHours).ShouldBe((At(until).ToUniversalTime(), hours));
    }

    [Fact]
    public void The_length_comes_from_the_pack_and_the_text_is_only_for_where_it_says_nothing()
    {
        var clocks = Rules.Clocks();

        clocks.Reckon("P99D", Escalated, Armed).By.ShouldBe("P10B of CN-2026.1, calendar cn version 1, Asia/Shanghai");
        clocks.Reckon("P99D end-of-day", "2 x clock.escalatedDays", Armed).By.ShouldBe("P20B end-of-day of CN-2026.1, calendar cn version 1, Asia/Shanghai");
        clocks.Reckon("P99D", "moratorium.midReviewFromDay", Armed).By.ShouldBe("P99D, Asia/Shanghai", "CN sets no such parameter");
        Rules.Clocks("CN-2031.9").Reckon("P3B", Escalated, Armed).By.ShouldBe("P3B, weekdays, Asia/Shanghai", "a pack that nobody approved says nothing");
    }

    [Fact]
    public void A_year_that_the_calendar_does_not_know_is_counted_by_its_weekends_and_says_so()
    {
        var reckoned = Rules.Clocks().Reckon("P10B", null, At("2031-01-01T09:00:00+08:00"));

        (reckoned.Until, reckoned.By).ShouldBe((At("2031-01-15T09:00:00+08:00"), "P10B, calendar cn version 1, projected, Asia/Shanghai"));
        Rules.Clocks().Reckon("P9999B", null, At("2026-01-01T09:00:00+08:00")).Until.ShouldBeGreaterThan(At("2063-01-01T09:00:00+08:00"));
    }

    [Fact]
    public void S19_a_stricter_version_that_takes_effect_tomorrow_does_not_change_today_and_moves_the_running_clock_tomorrow()
    {
        var tomorrow = Armed.AddDays(1);
        var rules = Rules.Shipped.With(Packs.Version(2, tomorrow, (Escalated, Packs.Number(5))).Approved(Armed.AddHours(-1)));

        Span(rules, now: Armed).ShouldBe("P10B of CN-2026.1");
        Span(rules, now: tomorrow.AddTicks(-1)).ShouldBe("P10B of CN-2026.1");
        Span(rules, now: tomorrow).ShouldBe("P5B of CN-2026.2", "also for a clock that was armed before");
    }

    [Fact]
    public void S19_a_looser_version_counts_only_for_clocks_that_start_after_its_approval()
    {
        var rules = Rules.Shipped.With(Packs.Version(2, Armed, (Escalated, Packs.Number(15))).Approved(Armed.AddHours(1)));

        Span(rules, now: Armed.AddDays(3)).ShouldBe("P10B of CN-2026.1", "it ran already");
        Span(rules, now: Armed.AddDays(3), from: Armed.AddHours(1).AddTicks(1)).ShouldBe("P15B of CN-2026.2");
    }

    [Fact]
    public void What_protects_the_customer_is_stricter_where_it_is_longer()
    {
        var rules = Rules.Shipped.With(Packs.Version(2, Armed, ("evasion.replyDays", Packs.Number(20)), ("visit.noticeDays", Packs.Number(3))).Approved(Armed.AddHours(1)));

        Span(rules, now: Armed.AddDays(1), parameter: "evasion.replyDays").ShouldBe("P20D of CN-2026.2");
        Span(rules, now: Armed.AddDays(1), parameter: "visit.noticeDays").ShouldBe("P5D of CN-2026.1");
    }

    [Fact]
    public void A_clock_that_runs_never_gets_looser_whatever_is_approved() =>
        Gen.Select(Gen.Int[1, 60].Array[1, 4], Gen.Int[0, 200]).Sample((values, hours) =>
        {
            var rules = values.Index().Aggregate(Rules.Shipped, (all, one) => all.With(Packs.Version(one.Index + 2, Armed.AddHours(one.Index * 10), (Escalated, Packs.Number(one.Item))).Approved(Armed.AddHours(one.Index * 10))));
            var (before, after) = (Until(rules, Armed.AddHours(hours)), Until(rules, Armed.AddHours(hours + 10)));
            return after <= before;
        });

    [Fact]
    public void Names_of_lengths_that_definitions_may_use_are_those_of_the_catalogue() =>
        Doorstep.Workflows.Activities.ClockWords.Parameters.ShouldBe(
            ParameterCatalogue.Types.Values.Where(type => type.Kind is ParameterKind.Whole && RuledClocks.Span(type, 1) is not null).Select(type => type.Name).Order(StringComparer.Ordinal));

    private static string Span(ClockRules rules, DateTimeOffset now, DateTimeOffset? from = null, string parameter = Escalated) =>
        CaseClockDesk.Of(Rules.File(), rules, now).Reckon("P99D", parameter, from ?? Armed).By.Split(',')[0];

    private static DateTimeOffset Until(ClockRules rules, DateTimeOffset now) => CaseClockDesk.Of(Rules.File(), rules, now).Reckon("P99D", Escalated, Armed).Until;
}
