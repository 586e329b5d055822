using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overrides;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task An_override_is_there_with_the_step_that_it_is_and_not_without_it()
    {
        var start = Start("c1");
        var pending = Asked("o1", "c1") with { ExpiresAt = Monday.AddHours(1) };
        await CommitAsync(start);
        (await Stores.Overrides.SaveAsync(pending)).ShouldBeTrue();
        (await Stores.Overrides.SaveAsync(pending)).ShouldBeFalse();

        var applied = pending with { Version = 2, Status = OverrideStatus.Applied, AppliedSequence = 2, Json = """{"done":true}""" };
        await CommitAsync(start.Then() with { Override = applied });
        (await Cases.CommitAsync(start.Then("late") with { Override = applied with { Version = 3 } })).ShouldBeOfType<CommitOutcome.Conflict>();

        (await Stores.Overrides.FindAsync("o1")).ShouldBe(applied);
        (await Stores.Overrides.FindAsync("o2")).ShouldBeNull();
    }

    [Fact]
    public async Task A_step_whose_override_somebody_wrote_first_is_refused_whole_and_leaves_its_neighbours_alone()
    {
        var (one, two) = (Start("c1"), Start("c2"));
        await CommitAsync(one, two);
        await Stores.Overrides.SaveAsync(Asked("o1", "c1"));
        await Stores.Overrides.SaveAsync(Asked("o1", "c1") with { Version = 2, Status = OverrideStatus.Declined });
        StepRecord Applying(StepRecord after, OverrideRecord governed) => after.Then() with { Override = governed with { Status = OverrideStatus.Applied, AppliedSequence = 2 } };

        var outcomes = await Task.WhenAll(Cases.CommitAsync(Applying(one, Asked("o1", "c1") with { Version = 2 })), Cases.CommitAsync(Applying(two, Asked("o2", "c2"))));

        outcomes.Select(outcome => outcome.GetType().Name).ShouldBe(["Conflict", "Committed"]);
        (await Cases.FindCaseAsync("c1"))!.Sequence.ShouldBe(1);
        (await Stores.Overrides.FindAsync("o1"))!.Status.ShouldBe(OverrideStatus.Declined);
        (await Stores.Overrides.FindAsync("o2"))!.AppliedSequence.ShouldBe(2);
    }

    [Fact]
    public async Task Overrides_that_wait_come_by_urgency_and_those_of_a_case_newest_first()
    {
        await CommitAsync(Start("c1"), Start("c2"));
        foreach (var (id, caseId, hours) in ((string, string, int)[])[("late", "c1", 5), ("soon", "c2", 2), ("over", "c1", 0)])
            await Stores.Overrides.SaveAsync(Asked(id, caseId) with { ExpiresAt = Monday.AddHours(hours), RequestedAt = Monday.AddMinutes(hours) });
        await Stores.Overrides.SaveAsync(Asked("done", "c1") with { Status = OverrideStatus.Applied, AppliedSequence = 1, ExpiresAt = Monday.AddHours(9), RequestedAt = Monday.AddHours(1) });

        (await Stores.Overrides.WaitingAsync([], Monday.AddHours(1), 10)).Select(row => row.Id).ShouldBe(["soon", "late"]);
        (await Stores.Overrides.WaitingAsync(["another"], Monday.AddHours(1), 10)).ShouldBeEmpty();
        (await Stores.Overrides.ListAsync("c1", null, 10)).Select(row => row.Id).ShouldBe(["done", "late", "over"]);
        (await Stores.Overrides.ListAsync(null, OverrideStatus.Pending, 2)).Select(row => row.Id).ShouldBe(["late", "soon"]);
    }

    [Fact]
    public async Task A_bulk_override_has_its_cases_in_turn_and_each_is_written_once()
    {
        var bulk = new BulkRecord("b1", 1, BulkStatus.Pending, "EXTEND_DEADLINE", "key:lin", Monday, "{}");
        BulkItemRecord[] items = [.. Enumerable.Range(1, 1200).Select(number => new BulkItemRecord("b1", number, $"c{number}", number + 6))];

        (await Stores.Bulk.AddAsync(bulk, items)).ShouldBeTrue();
        (await Stores.Bulk.AddAsync(bulk, items[..5])).ShouldBeFalse();

        (await Stores.Bulk.ItemsAsync("b1", null, 1198, 10)).ShouldBe(items[1198..]);
        var done = items[2] with { Status = BulkItemStatus.Applied, At = Monday.AddMinutes(1), Result = "done" };
        (await Stores.Bulk.SaveItemAsync(done, BulkItemStatus.Waiting)).ShouldBeTrue();
        (await Stores.Bulk.SaveItemAsync(done with { Status = BulkItemStatus.Failed }, BulkItemStatus.Waiting)).ShouldBeFalse();
        (await Stores.Bulk.ItemsAsync("b1", BulkItemStatus.Waiting, 0, 3)).Select(item => item.Number).ShouldBe([1, 2, 4]);
        (await Stores.Bulk.ItemsAsync("b1", BulkItemStatus.Applied, 0, 3)).ShouldBe([done]);
        (await Stores.Bulk.CountsAsync("b1")).ShouldBe(new Dictionary<BulkItemStatus, int> { [BulkItemStatus.Waiting] = 1199, [BulkItemStatus.Applied] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task A_bulk_override_is_written_by_whoever_has_read_the_last_one_and_cases_without_one_are_nobodys()
    {
        var bulk = new BulkRecord("b1", 1, BulkStatus.Pending, "SUSPEND", "key:lin", Monday, "{}");
        await Database.ExecuteAsync("INSERT INTO bulk_override_items (bulk_id, number, case_id, sequence, status) VALUES ('b1', 7, 'c7', 1, 'Waiting')");
        (await Stores.Bulk.AddAsync(bulk, [new BulkItemRecord("b1", 1, "c1", 1)])).ShouldBeTrue();

        (await Stores.Bulk.ItemsAsync("b1", null, 0, 10)).ShouldHaveSingleItem().CaseId.ShouldBe("c1");
        (await Stores.Bulk.SaveAsync(bulk with { Version = 2, Status = BulkStatus.Running })).ShouldBeTrue();
        (await Stores.Bulk.SaveAsync(bulk with { Version = 2, Status = BulkStatus.Declined })).ShouldBeFalse();
        (await Stores.Bulk.ListAsync(BulkStatus.Running, 10)).ShouldHaveSingleItem().Version.ShouldBe(2);
        (await Stores.Bulk.ListAsync(BulkStatus.Pending, 10)).ShouldBeEmpty();
        (await Stores.Bulk.FindAsync("b1"))!.Status.ShouldBe(BulkStatus.Running);
    }

    private static OverrideRecord Asked(string id, string caseId) => new()
    {
        Id = id, CaseId = caseId, Tenant = "bank", Version = 1, Status = OverrideStatus.Pending, Verb = "MOVE", RequestedBy = "key:lin", RequestedAt = Monday, Sequence = 1, Json = "{}",
    };
}
