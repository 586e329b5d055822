using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Plans;

namespace Doorstep.Workflows.Tests.Collections.Plans;

public sealed class PlanPerformanceTests
{
    private static readonly InstalmentSchedule Six = InstalmentSchedule.Create(600, 0, 6, new DateOnly(2031, 1, 10), out _)!;

    [Theory]
    [InlineData("2031-01-09", "", PlanStanding.Current, 0)]
    [InlineData("2031-01-10", "", PlanStanding.InGrace, 0)]
    [InlineData("2031-01-17", "", PlanStanding.InGrace, 0)] // the last day of grace
    [InlineData("2031-01-18", "", PlanStanding.Missed, 0)]
    [InlineData("2031-01-18", "2031-01-17:100", PlanStanding.Current, 1)]
    [InlineData("2031-03-09", "2031-01-10:100 2031-02-10:100", PlanStanding.Current, 2)]
    [InlineData("2031-03-10", "2031-01-10:100 2031-02-10:100 2031-03-10:99", PlanStanding.InGrace, 2)]
    [InlineData("2031-03-10", "2031-01-10:100 2031-02-10:100 2031-03-10:100", PlanStanding.Cured, 3)]
    [InlineData("2031-02-10", "2031-01-10:300", PlanStanding.Current, 2)] // paid ahead, but the days have not come
    [InlineData("2031-04-10", "2031-01-20:100 2031-02-10:100 2031-03-10:100", PlanStanding.InGrace, 2)] // the first was late
    [InlineData("2031-04-10", "2031-01-20:100 2031-02-10:100 2031-03-10:100 2031-04-10:100", PlanStanding.Cured, 3)]
    [InlineData("2031-03-20", "2031-01-10:100 2031-02-10:100 2031-03-10:100 2031-03-19:-100", PlanStanding.Missed, 0)] // it went back
    [InlineData("2031-01-10", "2031-01-10:600", PlanStanding.Completed, 1)]
    public void S43_A_plan_is_cured_once_all_dues_of_three_periods_were_met(string today, string payments, PlanStanding standing, int met)
    {
        var now = PlanPerformance.On(Day(today), Six, [.. payments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Payment)]);

        (now.Standing, now.MetInRow).ShouldBe((standing, met));
    }

    [Fact]
    public void What_is_missed_says_since_when_and_how_much()
    {
        var now = PlanPerformance.On(new DateOnly(2031, 2, 20), Six, [new PlanPayment(new DateOnly(2031, 1, 10), 130)]);

        (now.MissedSince, now.Arrears).ShouldBe((new DateOnly(2031, 2, 10), 70));
    }

    [Fact]
    public void T59_A_settlement_is_for_a_part_of_what_is_owed_and_a_day_that_is_still_to_come()
    {
        var debt = new Debt("CNY", 900, 100, 0, 0, 0, 90, Debt.LawfulOrder);
        var day = new DateOnly(2031, 4, 1);
        var offer = SettlementOffer.Create(debt, 600, day, day, out _)!;

        offer.Waived.ShouldBe(400);
        foreach (var sum in (long[])[0, 1_001])
        {
            SettlementOffer.Create(debt, sum, day, day, out var refusal).ShouldBeNull();
            refusal.ShouldNotBeNull();
        }

        SettlementOffer.Create(debt, 600, day, day.AddDays(1), out _).ShouldBeNull();
    }

    [Fact]
    public void A_written_plan_adds_up_to_the_ledgers_balance_and_for_a_card_has_the_promise()
    {
        var debt = new Debt("CNY", 900, 100, 0, 0, 0, 90, Debt.LawfulOrder);
        var today = new DateOnly(2031, 3, 3);
        var offer = new PlanProposed("h1", "AGENT", "synthetic", 9, new DateOnly(2031, 4, 1), 900, false, "What happens when an instalment is missed.", 100, 100, NoNewCard: true);
        string[] Faults(PlanProposed one, bool isCard = true) => [.. PlanContent.Faults(one, debt, isCard, today).Select(fault => fault.Path)];

        Faults(offer).ShouldBeEmpty();
        Faults(offer with { Instalment = null }).ShouldBeEmpty("nine equal instalments");
        Faults(offer with { NoNewCard = null }).ShouldBe(["noNewCard"]);
        Faults(offer with { NoNewCard = null }, isCard: false).ShouldBeEmpty();
        Faults(offer with { Waived = 99, Months = 8, FirstDue = today.AddDays(-1) }).ShouldBe(["total", "total", "firstDue"]);
        FactCatalogue.Check(nameof(PlanProposed), JsonElement.Parse("""{"by":"h1","role":"AGENT","reason":"r","months":9,"firstDue":"2031-04-01","total":900}""")).Select(fault => fault.Field).ShouldBe(["accrues", "liabilities"]);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static PlanPayment Payment(string text) => new(Day(text.Split(':')[0]), long.Parse(text.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
}
