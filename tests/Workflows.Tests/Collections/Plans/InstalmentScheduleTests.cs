using CsCheck;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.Plans;

namespace Doorstep.Workflows.Tests.Collections.Plans;

public sealed class InstalmentScheduleTests
{
    private static readonly DateOnly Day = new(2031, 1, 31);

    [Fact]
    public void A_schedule_adds_up_to_the_fen_and_is_never_longer_than_the_most_months() =>
        Gen.Select(Gen.Long[0, 9_000_000], Gen.Long[0, 900_000], Gen.Int[-2, 90], Gen.Int[1, 90], Gen.Int[0, 900]).Sample((principal, charges, months, max, days) =>
        {
            var schedule = InstalmentSchedule.Create(principal, charges, months, Day.AddDays(days), out var refusal, max);

            (schedule is null).ShouldBe(refusal is not null);
            (schedule is null).ShouldBe(months < 1 || months > Math.Min(max, 60) || principal + charges == 0);
            if (schedule is null) return;
            schedule.Instalments.Length.ShouldBeInRange(1, months);
            (schedule.Total, schedule.Instalments.Sum(one => one.Principal), schedule.Instalments.Sum(one => one.Charges)).ShouldBe((principal + charges, principal, charges));
            schedule.Instalments.ShouldAllBe(one => one.Amount > 0 && one.Amount == one.Principal + one.Charges && one.Principal >= 0 && one.Charges >= 0);
            schedule.Instalments.SkipLast(1).ShouldAllBe(one => one.Amount == schedule.Largest);
        });

    [Fact]
    public void What_a_proposal_says_becomes_a_schedule_within_the_capacity() =>
        Gen.Select(Gen.Long[1, 5_000_000], Gen.Long[1, 300_000]).Sample((owed, capacity) =>
        {
            var months = ReliefOptions.Months(owed, capacity);
            if (months > 60) return;

            InstalmentSchedule.Create(owed, 0, (int)months, Day, out _)!.Largest.ShouldBeLessThanOrEqualTo(capacity);
        });

    [Fact]
    public void Instalments_are_due_on_the_same_day_or_the_last_of_a_shorter_month() =>
        InstalmentSchedule.Create(401, 0, 4, Day, out _)!.Instalments.Select(one => (one.Due.ToString("o", null), one.Amount))
            .ShouldBe([("2031-01-31", 101), ("2031-02-28", 101), ("2031-03-31", 101), ("2031-04-30", 98)]);

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    [InlineData(0, false)]
    public void A_plan_of_61_months_is_refused_and_one_of_60_is_not(int months, bool isMade)
    {
        (InstalmentSchedule.Create(1_000_000, 0, months, Day, out var refusal) is not null).ShouldBe(isMade);
        if (months > 60) refusal.ShouldBe("61 months are more than a plan may have; the most is 60. Offer relief instead of a longer plan.");
    }

    [Fact]
    public void Ten_fen_in_seven_months_take_five() => InstalmentSchedule.Create(10, 0, 7, Day, out _)!.Instalments.Length.ShouldBe(5);

    [Fact]
    public void Charges_are_paid_before_principal() =>
        InstalmentSchedule.Create(200, 100, 4, Day, out _)!.Instalments.Select(one => (one.Charges, one.Principal)).ShouldBe([(75, 0), (25, 50), (0, 75), (0, 75)]);

    [Fact]
    public void The_plan_of_the_running_machine_has_the_schedule_that_was_agreed() =>
        Gen.Select(Gen.Long[1, 900_000], Gen.Int[1, 60]).Sample((total, months) =>
        {
            var schedule = InstalmentSchedule.Create(total, 0, months, Day, out _)!;

            var plan = Plan.Of(PlanTerms.Of(schedule), 1);

            InstalmentSchedule.Of(plan)!.Instalments.ShouldBe(schedule.Instalments);
            plan.Received(total - 1, 1, Day).IsComplete.ShouldBeFalse();
            plan.Received(total, 0, Day).IsComplete.ShouldBeTrue();
            (plan with { Paid = total }).Covered.ShouldBe(plan.Months);
            for (var paid = 0; paid < plan.Months; paid++) (plan with { Paid = paid * plan.Instalment }).NextDue.ShouldBe(schedule.Instalments[paid].Due);
        });

    [Fact]
    public void Relief_has_no_schedule_and_ends_by_being_looked_at_again()
    {
        var relief = Plan.Of(new PlanTerms(3, 0, Day, 400, Relief: "DEFERRAL"), 1);

        InstalmentSchedule.Of(relief).ShouldBeNull();
        relief.PerformanceOn(Day).ShouldBeNull();
        (relief.IsComplete, relief.NextDue).ShouldBe((false, Day));
        relief.Received(400, 0, Day).IsComplete.ShouldBeTrue();
    }
}
