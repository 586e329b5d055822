using Doorstep.Host.Demo;

namespace Doorstep.Host.Tests.Demo;

public sealed class DemoSummaryTests
{
    private static readonly DemoSummary Whole = new()
    {
        Seed = 1, In = 3, From = DemoClock.Monday, To = DemoClock.Monday.AddDays(400), Took = TimeSpan.FromSeconds(4), Outcomes = [("Paid", 2), ("Cured", 1)],
        Accepted = 10, Recorded = 20, Refused = 0, DeadlinesFired = 6, Promises = 4, Kept = 2, Broken = 1, Visits = 1, Acts = DemoActs.None, OwedAtStart = 1_000, Paid = 900, OwedAtEnd = 100, Chains = 3,
    };

    [Fact]
    public void Sums_that_add_up_are_said_to()
    {
        Whole.AddsUp.ShouldBeTrue();
        Whole.Text.ShouldContain("still open 0: the sum adds up");
        Whole.Text.ShouldContain("kept 2, broken 1, overtaken by events 1");
        Whole.Pace.ShouldContain("9 steps per second");
    }

    [Fact]
    public void A_case_that_is_still_open_money_that_is_gone_and_a_broken_chain_are_each_told()
    {
        (Whole with { Outcomes = [("Paid", 2)] }).AddsUp.ShouldBeFalse();
        (Whole with { Outcomes = [("Paid", 2)] }).Text.ShouldContain("still open 1: THE SUM DOES NOT ADD UP");
        (Whole with { Paid = 901 }).AddsUp.ShouldBeFalse();
        (Whole with { Paid = 901 }).Text.ShouldContain("CNY 1.00 left: THE SUM DOES NOT ADD UP");
        (Whole with { Chains = 2 }).AddsUp.ShouldBeFalse();
    }
}
