using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Deadlines_are_due_earliest_first_and_not_before_their_time()
    {
        await CommitAsync(
            Start("c1").Arming(Due("c1", "1.0", 30), Due("c1", "1.1", 10)),
            Start("c2").Arming(Due("c2", "1.0", 20), Due("c2", "1.1", 10)));

        (await DueAsync(9)).ShouldBeEmpty();
        (await DueAsync(10)).ShouldBe(["c1 1.1", "c2 1.1"]);
        (await DueAsync(60)).ShouldBe(["c1 1.1", "c2 1.1", "c2 1.0", "c1 1.0"]);
        (await DueAsync(60, limit: 3)).ShouldBe(["c1 1.1", "c2 1.1", "c2 1.0"]);
        (await Cases.DeadlinesAsync("c1")).Select(deadline => deadline.Id).ShouldBe(["1.1", "1.0"]);
    }

    [Fact]
    public async Task R6_deadlines_are_due_in_order_of_risk_and_within_one_risk_as_they_came_due()
    {
        await CommitAsync(
            Start("c1").Arming(Due("c1", "1.0", 10), Due("c1", "1.1", 20) with { Risk = DeadlineRisk.Customer }, Due("c1", "1.2", 40) with { Risk = DeadlineRisk.Legal }),
            Start("c2").Arming(Due("c2", "1.0", 30) with { Risk = DeadlineRisk.Hold }, Due("c2", "1.1", 25) with { Risk = DeadlineRisk.Legal }, Due("c2", "1.2", 5)));

        (await DueAsync(60)).ShouldBe(["c2 1.1", "c1 1.2", "c2 1.0", "c1 1.1", "c2 1.2", "c1 1.0"]);
        (await DueAsync(60, limit: 3)).ShouldBe(["c2 1.1", "c1 1.2", "c2 1.0"]);
        (await DueAsync(30)).ShouldBe(["c2 1.1", "c2 1.0", "c1 1.1", "c2 1.2", "c1 1.0"]);
        (await Cases.NextDueAsync()).ShouldBe(Monday.AddMinutes(5), "which is the first to be looked at, not the one of most risk");
        (await Cases.DeadlinesAsync("c2")).Select(row => row.Risk).ShouldBe([DeadlineRisk.House, DeadlineRisk.Legal, DeadlineRisk.Hold]);
    }

    [Fact]
    public async Task The_next_due_time_is_the_earliest_that_the_sweep_will_see()
    {
        (await Cases.NextDueAsync()).ShouldBeNull();

        var start = Start("c1").Arming(Due("c1", "1.0", 30), Due("c1", "1.1", 10));
        await CommitAsync(start);
        (await Cases.NextDueAsync()).ShouldBe(Monday.AddMinutes(10));

        await CommitAsync(start.Then() with { Parked = "1.1" });
        (await Cases.NextDueAsync()).ShouldBe(Monday.AddMinutes(30));

        await Cases.PutOffAsync(Due("c1", "1.0", 30), Monday.AddMinutes(90));
        (await Cases.NextDueAsync()).ShouldBe(Monday.AddMinutes(90));
    }

    [Fact]
    public async Task A_cancelled_deadline_is_gone_and_so_is_one_that_its_own_step_arms_and_cancels()
    {
        var start = Start("c1").Arming(Due("c1", "1.0", 10), Due("c1", "1.1", 20));
        await CommitAsync(start, start.Then().Arming(Due("c1", "2.0", 5)) with { Cancelled = ["1.0", "2.0", "never armed"] });

        (await DueAsync(60)).ShouldBe(["c1 1.1"]);
    }

    [Fact]
    public async Task Cancelling_reaches_no_other_case()
    {
        var one = Start("c1").Arming(Due("c1", "1.0", 10));
        await CommitAsync(one, Start("c2").Arming(Due("c2", "1.0", 10)));
        await CommitAsync(one.Then() with { Cancelled = ["1.0"], Parked = "1.0" });

        (await DueAsync(60)).ShouldBe(["c2 1.0"]);
    }

    [Fact]
    public async Task A_parked_deadline_is_shown_but_not_swept_until_it_is_armed_anew()
    {
        var start = Start("c1").Arming(Due("c1", "1.0", 10));
        var faulted = start.Then() with { Parked = "1.0" };
        await CommitAsync(start, faulted);

        (await DueAsync(60)).ShouldBeEmpty();
        (await Cases.NextDueAsync()).ShouldBeNull();
        (await Cases.DeadlinesAsync("c1")).ShouldBe([Due("c1", "1.0", 10) with { IsParked = true }]);

        await CommitAsync(faulted.Then().Arming(Due("c1", "1.0", 10)));
        (await DueAsync(60)).ShouldBe(["c1 1.0"]);
    }

    [Fact]
    public async Task Arming_a_deadline_again_replaces_it_whole()
    {
        var start = Start("c1").Arming(Due("c1", "1.0", 10));
        await CommitAsync(start);
        await Cases.PutOffAsync(Due("c1", "1.0", 10), Monday.AddMinutes(500));

        var again = new DeadlineRecord("c1", "1.0", "Other", Monday.AddMinutes(1), Monday.AddMinutes(40));
        await CommitAsync(start.Then().Arming(again));

        (await Cases.DeadlinesAsync("c1")).ShouldBe([again]);
        (await Cases.NextDueAsync()).ShouldBe(Monday.AddMinutes(40));
    }

    [Fact]
    public async Task A_deadline_that_is_put_off_keeps_its_due_time_and_starves_nobody()
    {
        await CommitAsync(Start("c1").Arming(Due("c1", "1.0", 1)), Start("c2").Arming(Due("c2", "1.0", 2)), Start("c3").Arming(Due("c3", "1.0", 9)));

        await Cases.PutOffAsync(Due("c1", "1.0", 1), Monday.AddMinutes(5));

        (await DueAsync(4)).ShouldBe(["c2 1.0"]);
        (await DueAsync(60)).ShouldBe(["c2 1.0", "c1 1.0", "c3 1.0"]);
        (await Cases.DueAsync(Monday.AddMinutes(60), 10))[1].DueAt.ShouldBe(Monday.AddMinutes(1));
    }

    [Fact]
    public async Task Putting_off_what_is_no_longer_there_does_nothing()
    {
        var start = Start("c1").Arming(Due("c1", "1.0", 10));
        await CommitAsync(start, start.Then().Arming(Due("c1", "1.0", 20)));

        await Cases.PutOffAsync(Due("c1", "1.0", 10), Monday.AddMinutes(500));
        await Cases.PutOffAsync(Due("c1", "7.0", 10), Monday.AddMinutes(500));

        (await DueAsync(20)).ShouldBe(["c1 1.0"]);
    }

    [Fact]
    public async Task A_stale_deadline_can_be_taken_out_and_twice_does_no_harm()
    {
        await CommitAsync(Start("c1").Arming(Due("c1", "1.0", 10), Due("c1", "1.1", 10)));

        await Cases.RemoveDeadlineAsync("c1", "1.0");
        await Cases.RemoveDeadlineAsync("c1", "1.0");

        (await DueAsync(60)).ShouldBe(["c1 1.1"]);
    }

    private async Task<IEnumerable<string>> DueAsync(int minutes, int limit = 10) =>
        (await Cases.DueAsync(Monday.AddMinutes(minutes), limit)).Select(deadline => $"{deadline.CaseId} {deadline.Id}");
}
