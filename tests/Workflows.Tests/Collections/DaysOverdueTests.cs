using System.Text.Json;
using Doorstep.Workflows.Collections;

namespace Doorstep.Workflows.Tests.Collections;

/// <summary>What a letter says of time is true on the day on which it is read (S4).</summary>
public sealed class DaysOverdueTests
{
    [Fact]
    public void S4_days_overdue_go_on_after_the_ledger_has_spoken_and_the_due_date_stays()
    {
        var debt = Debt.Read(JsonElement.Parse("""{"currency":"CNY","principal":100,"interest":0,"penalty":0,"fees":0,"total":100,"dpd":45,"asOf":"2026-11-30","oldestDue":"2026-10-15"}"""));

        (debt.DaysPastDueOn(new DateOnly(2026, 11, 30)), debt.DaysPastDueOn(new DateOnly(2027, 1, 20))).ShouldBe((45, 96));
        debt.DueSince(new DateOnly(2027, 1, 20)).ShouldBe(new DateOnly(2026, 10, 15));
        (debt with { OldestDue = null }).DueSince(new DateOnly(2027, 1, 20)).ShouldBe(new DateOnly(2026, 10, 16));
    }

    [Fact]
    public void S4_the_ledger_speaks_again_and_the_file_remembers_when()
    {
        var said = Files.Open().With("BalanceUpdated", new { principal = 90_000, interest = 0, penalty = 0, fees = 0, dpd = 10 }, Files.Monday.AddDays(3));
        var (day, again) = (DateOnly.FromDateTime(Files.Monday.UtcDateTime).AddDays(8), (CaseFile)Files.Folder.Read(said.ToJson()));

        (said.Debt.DaysPastDueOn(day), again.Debt.DaysPastDueOn(day), again.Debt.DueSince(day)).ShouldBe((15, 15, day.AddDays(-15)));
        again.With("AccountCured", new { }, Files.Monday.AddDays(4)).Debt.DaysPastDueOn(day).ShouldBe(0);
    }

    [Fact]
    public void S4_the_figures_are_of_the_day_of_the_ledger_and_move_on_with_every_payment_that_is_not_older()
    {
        var day = DateOnly.FromDateTime(Files.Monday.UtcDateTime);
        var said = Files.Open().With("BalanceUpdated", new { principal = 90_000, interest = 0, penalty = 0, fees = 0, dpd = 10, asOf = day.AddDays(3) }, Files.Monday.AddDays(5));
        said.Debt.FiguresOn.ShouldBe(day.AddDays(3), "the ledger says of which day it speaks");

        var paid = said.With("PaymentReceived", new { amount = 100, @ref = "L-1" }, Files.Monday.AddDays(8));
        var late = paid.With("PaymentReceived", new { amount = 100, @ref = "L-2" }, Files.Monday.AddDays(6));

        (paid.Debt.FiguresOn, late.Debt.FiguresOn, ((CaseFile)Files.Folder.Read(late.ToJson())).Debt.FiguresOn).ShouldBe((day.AddDays(8), day.AddDays(8), day.AddDays(8)));
        paid.Debt.DaysPastDueOn(day.AddDays(8)).ShouldBe(15);
        late.With("PaymentReversed", new { amount = 100, @ref = "L-1" }, Files.Monday.AddDays(9)).Debt.FiguresOn.ShouldBe(day.AddDays(9));
        late.With("BalanceUpdated", new { principal = 80_000, interest = 0, penalty = 0, fees = 0, dpd = 12 }, Files.Monday.AddDays(10)).Debt.FiguresOn.ShouldBe(day.AddDays(10));
    }
}
