using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Overview;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public abstract partial class StoreContract
{
    private HouseOverview Overview => _stores.Overview;

    [Fact]
    public async Task Cases_are_counted_where_they_stand()
    {
        var (closed, faulted) = (Start("c2"), Start("c3"));
        await CommitAsync(Start("c1"), closed, closed.Close(), faulted, faulted.Then(change: row => row with { IsFaulted = true }));

        var counts = await Overview.StatesAsync();

        counts.Sum(count => count.Count).ShouldBe(3);
        counts.Where(count => count.Status == CaseStatus.Running).Sum(count => count.Count).ShouldBe(2);
        counts.Where(count => count.Status == CaseStatus.Completed).Sum(count => count.Count).ShouldBe(1);
        counts.Sum(count => count.Faulted).ShouldBe(1);
    }

    [Fact]
    public async Task What_comes_due_is_counted_by_stretches_of_time_and_listed_with_its_case()
    {
        var start = Start("c1").Arming(Due("c1", "1.0", 10), Due("c1", "1.1", 20) with { Risk = DeadlineRisk.Legal }, Due("c1", "1.2", 5));
        await CommitAsync(start, start.Then() with { Parked = "1.2" }, Start("c2").Arming(Due("c2", "1.0", 20)));

        (await Overview.CountAsync([Monday, Monday.AddMinutes(10), Monday.AddMinutes(20), Monday.AddMinutes(21)])).ShouldBe([0, 1, 2]);
        (await Overview.DueAsync(Monday.AddMinutes(20), Monday.AddMinutes(60), 0, 10)).Select(due => $"{due.Case.Id} {due.Deadline.Id}").ShouldBe(["c1 1.1", "c2 1.0"]);
        (await Overview.DueAsync(null, Monday.AddMinutes(20), 0, 10)).Select(due => $"{due.Deadline.Id} {due.Deadline.IsParked}").ShouldBe(["1.2 True", "1.0 False"], "What faulted is late too.");
        (await Overview.DueAsync(null, Monday.AddMinutes(60), 1, 2)).Select(due => $"{due.Case.Id} {due.Deadline.Id}").ShouldBe(["c1 1.0", "c1 1.1"]);
    }
}
