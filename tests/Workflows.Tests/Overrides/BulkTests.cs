using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Overrides.Bulk;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overrides;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Overrides.BulkHouse;
using static Doorstep.Workflows.Tests.Overrides.OverrideHouse;

namespace Doorstep.Workflows.Tests.Overrides;

/// <summary>The same override on many cases: counted before, looked at on the way, stopped when it fails, and never twice to one case.</summary>
public sealed class BulkTests
{
    [Fact]
    public async Task A_dry_run_counts_says_why_not_and_shows_a_few_and_changes_nothing()
    {
        await using var house = await OpenAsync();
        var ids = await StartAsync(house, 12);
        await house.RaiseAsync(ids[0], "paid", "Paid");
        await house.PassAsync(TimeSpan.FromDays(5));
        var waiting = await StartAsync(house, 20, "later");

        var preview = (await house.Sender.Send(new PreviewBulkOverride(Body(new { definition = "reminder" }), Li))).Value();

        (preview.Cases, preview.WouldApply, preview.NeedsApproval, preview.SecondPerson).ShouldBe((31, 20, true, 0));
        var refusal = preview.Refusals.ShouldHaveSingleItem();
        (refusal.Count, refusal.Reason).ShouldBe((11, "No deadline 'call' is armed in 'Called'. Armed are: none."));
        preview.Sample.Length.ShouldBe(5);
        preview.Sample.ShouldAllBe(one => waiting.Contains(one.CaseId) && Lines(one.Consequences).Contains("DEADLINE_MOVED call"));
        foreach (var id in waiting) (await house.CaseAsync(id)).Record.Sequence.ShouldBe(1);
        (await house.Sender.Send(new PreviewBulkOverride(Body(new { definition = "nothing" }), Li))).Refusal().Reason.ShouldBe("The filter picks no running case.");
    }

    [Fact]
    public async Task Cases_that_would_not_take_it_get_no_turn_and_whoever_approves_sees_how_many_and_why()
    {
        await using var house = await OpenAsync();
        await StartAsync(house, 12);
        await house.PassAsync(TimeSpan.FromDays(5));
        var waiting = await StartAsync(house, 3, "later");

        var body = Body(new { definition = "reminder" }).Deserialize<System.Text.Json.Nodes.JsonObject>()!;
        (body["reason"], body["ticket"]) = (new System.Text.Json.Nodes.JsonObject { ["code"] = "OUTAGE", ["text"] = "After the outage." }, "T-1");
        var bulk = (await house.Sender.Send(new RequestBulkOverride("bulk-1", JsonSerializer.SerializeToElement(body), Li))).Value().Row.Id;

        var seen = (await house.Sender.Send(new GetBulkOverride(bulk, Wang))).Value();
        seen.Counts[BulkItemStatus.Waiting].ShouldBe(waiting.Length);
        BulkPlan.Read(seen.Row.Json).LeftOut!.Value.ShouldHaveSingleItem().Count.ShouldBe(12);
    }

    [Fact]
    public async Task What_no_case_would_take_is_not_asked_for()
    {
        await using var house = await OpenAsync();
        await StartAsync(house, 4);
        await house.PassAsync(TimeSpan.FromDays(5));

        var refusal = (await house.Sender.Send(new RequestBulkOverride("b1", JsonSerializer.SerializeToElement(new { @override = Extend, filter = new { definition = "reminder" }, reason = new { code = "OUTAGE", text = "After the outage." }, ticket = "T-1" }), Li))).Refusal();

        refusal.Reason.ShouldBe("None of the 4 cases that the filter picks would take it: No deadline 'call' is armed in 'Called'. Armed are: none.");
    }

    [Fact]
    public async Task The_first_cases_are_looked_at_then_it_goes_on_at_its_rate_can_be_paused_and_does_each_case_once()
    {
        await using var house = await OpenAsync();
        var ids = await StartAsync(house, 60);
        var bulk = await AskAsync(house, new { definition = "reminder" }, perMinute: 60, lookAfter: 5);
        (await house.Bulk().RunAsync()).ShouldBe(0, "It waits for a second person.");
        (await house.Sender.Send(new ApproveBulkOverride(bulk, "Yes.", Li))).Refusal().Reason.ShouldBe("'user:li.wei' has asked for it; somebody else has to decide.");
        await Should.ThrowAsync<ForbiddenException>(async () => await house.Sender.Send(new ApproveBulkOverride(bulk, "Yes.", EngineHouse.Service)));
        (await house.Sender.Send(new ApproveBulkOverride(bulk, "Yes.", Wang))).Value().Row.Status.ShouldBe(BulkStatus.Running);

        await PassAsync(house, TimeSpan.FromMinutes(10));
        (await CountsAsync(house, bulk)).ShouldBe((BulkStatus.Looking, 5, 55));
        (await house.Sender.Send(new ContinueBulkOverride(bulk, "They are right.", Li))).Value().Row.Status.ShouldBe(BulkStatus.Running);
        await PassAsync(house, TimeSpan.FromSeconds(20));
        (await CountsAsync(house, bulk)).ShouldBe((BulkStatus.Running, 26, 34), "Twenty seconds at sixty a minute, and one at once.");
        (await house.Sender.Send(new PauseBulkOverride(bulk, "Lunch.", Zhao))).Value().Row.Status.ShouldBe(BulkStatus.Paused);
        await PassAsync(house, TimeSpan.FromHours(1));
        (await CountsAsync(house, bulk)).ShouldBe((BulkStatus.Paused, 26, 34));
        (await house.Sender.Send(new ContinueBulkOverride(bulk, "Back.", Li))).Value();
        await PassAsync(house, TimeSpan.FromMinutes(1));
        await PassAsync(house, TimeSpan.Zero);

        (await CountsAsync(house, bulk)).ShouldBe((BulkStatus.Done, 60, 0));
        foreach (var id in ids)
        {
            var journal = await house.JournalAsync(id);
            journal.Count.ShouldBe(2);
            var kept = JsonElement.Parse(journal[1].EventData);
            (kept.GetProperty("bulk").GetString(), kept.GetProperty("approval").GetProperty("by").GetString(), journal[1].Actor).ShouldBe((bulk, "user:wang", "user:li.wei"));
            (await house.Store.DeadlinesAsync(id)).ShouldHaveSingleItem().DueAt.ShouldBe((await house.CaseAsync(id)).Record.CreatedAt.AddDays(7));
        }
    }

    [Fact]
    public async Task After_the_first_cases_a_share_goes_and_is_looked_at_before_the_rest()
    {
        await using var house = await OpenAsync();
        await StartAsync(house, 20);
        var body = JsonSerializer.SerializeToElement(new
        {
            @override = Extend, filter = new { definition = "reminder" }, reason = new { code = "OUTAGE", text = "After the outage." }, ticket = "T-1", perMinute = 600, lookAfter = 2, canaryPercent = 25,
        });
        var bulk = (await house.Sender.Send(new RequestBulkOverride("bulk-1", body, Li))).Value().Row.Id;
        (await house.Sender.Send(new ApproveBulkOverride(bulk, "Yes.", Wang))).Value();

        foreach (var (status, done) in ((BulkStatus, int)[])[(BulkStatus.Looking, 2), (BulkStatus.Looking, 5), (BulkStatus.Done, 20)])
        {
            await PassAsync(house, TimeSpan.FromMinutes(5));
            await PassAsync(house, TimeSpan.Zero);
            (await CountsAsync(house, bulk)).ShouldBe((status, done, 20 - done));
            if (status == BulkStatus.Looking) (await house.Sender.Send(new ContinueBulkOverride(bulk, "They are right.", Li))).Value();
        }
    }

    [Fact]
    public async Task A_case_that_moved_since_it_was_picked_is_left_alone_and_is_no_failure()
    {
        await using var house = await OpenAsync();
        var ids = await StartAsync(house, 12);
        var bulk = await RunningAsync(house);
        await house.RaiseAsync(ids[3], "x", "Again");

        await FinishAsync(house, bulk);

        var moved = (await house.Sender.Send(new ListBulkItems(bulk, BulkItemStatus.Moved, 0, 10, Zhao))).Value().ShouldHaveSingleItem();
        (moved.CaseId, moved.Result).ShouldBe((ids[3], "The case has moved from step 1 to 2 since it was picked."));
    }

    [Fact]
    public async Task It_stops_by_itself_when_more_fails_than_may_and_goes_on_when_somebody_says_so()
    {
        InterposedStore store = null!;
        await using var house = await OpenAsync(inner => store = new InterposedStore(inner));
        var broken = await StartAsync(house, 10);
        await house.PassAsync(TimeSpan.FromDays(1));
        await StartAsync(house, 30, "later");
        store.BeforeCommit = step => broken.Contains(step.Case.Id) ? throw new InvalidOperationException("The disk is broken.") : Task.CompletedTask;
        var bulk = await RunningAsync(house);

        await PassAsync(house, TimeSpan.FromMinutes(1));

        var stopped = (await house.Sender.Send(new GetBulkOverride(bulk, Zhao))).Value();
        (stopped.Row.Status, stopped.Counts[BulkItemStatus.Failed], stopped.Counts[BulkItemStatus.Waiting]).ShouldBe((BulkStatus.Stopped, 10, 30));
        stopped.Row.Json.ShouldContain("10 of 10 cases were refused or failed; 10 % are allowed.");
        (await house.Sender.Send(new ContinueBulkOverride(bulk, "Those are known.", Li))).Value();
        await FinishAsync(house, bulk);
        (await house.Sender.Send(new GetBulkOverride(bulk, Zhao))).Value().Counts[BulkItemStatus.Applied].ShouldBe(30);
    }

    [Fact]
    public async Task A_few_cases_that_each_take_one_person_take_one_and_one_that_takes_compliance_is_left_to_compliance()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        var alone = (await house.Sender.Send(new RequestBulkOverride("few", Body(new { ids = new[] { id } }, new { verb = "ADD_HOLD", hold = "SAFETY" }), Li))).Value();
        alone.Row.Status.ShouldBe(BulkStatus.Running);
        await PassAsync(house, TimeSpan.Zero);
        await PassAsync(house, TimeSpan.Zero);
        (await house.CaseAsync(id)).Snapshot.Facts.Holds.ShouldBe(["SAFETY"]);
        (await CountsAsync(house, alone.Row.Id)).Status.ShouldBe(BulkStatus.Done);

        var repin = (await house.Sender.Send(new RequestBulkOverride("many", Body(new { ids = new[] { id } }, new { verb = "EXTEND_DEADLINE", transition = "T55-escalated", by = "P11D" }), Li))).Value();
        repin.Row.Status.ShouldBe(BulkStatus.Pending, "Ten days or more take a second person.");
    }

    [Fact]
    public async Task The_same_request_is_the_same_bulk_override_and_everything_wrong_is_said_at_once()
    {
        await using var house = await OpenAsync();
        await StartAsync(house, 12);
        var body = Body(new { definition = "reminder" });

        var (one, two) = ((await house.Sender.Send(new RequestBulkOverride("same", body, Li))).Value(), (await house.Sender.Send(new RequestBulkOverride("same", body, Li))).Value());
        one.Row.Id.ShouldBe(two.Row.Id);
        (await house.Sender.Send(new RequestBulkOverride("same", Body(new { definition = "reminder" }, new { verb = "RETRY_STEP" }), Li))).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
        var wrong = JsonSerializer.SerializeToElement(new { @override = new { verb = "MOVE", target = "X" }, filter = new { stat = "x", faulted = "y", ids = Array.Empty<string>() }, reason = new { code = "OTHER", text = "x" }, perMinute = 0, nothing = 1 });
        (await house.Sender.Send(new RequestBulkOverride(null, wrong, Li))).Refusal().Faults.Select(fault => fault.Path)
            .ShouldBe(["Idempotency-Key", "nothing", "override.verb", "filter.stat", "filter.ids", "filter.faulted", "perMinute"], ignoreOrder: true);
        (await house.Sender.Send(new RequestBulkOverride("k", Body(new { }), Li))).Refusal().Faults.ShouldHaveSingleItem().Message.ShouldStartWith("picks every case there is.");
        (await house.Sender.Send(new DeclineBulkOverride(one.Row.Id, "No.", Zhao))).Value().Row.Status.ShouldBe(BulkStatus.Declined);
        (await house.Sender.Send(new CancelBulkOverride(one.Row.Id, "No.", Zhao))).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
    }

    [Fact]
    public async Task Without_a_policy_nothing_is_done_in_bulk()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());

        (await house.Sender.Send(new PreviewBulkOverride(Body(new { definition = "reminder" }), Li))).Refusal().Reason.ShouldStartWith("No policy says how");
    }

    private static JsonElement Body(object filter, object? verb = null) => verb is null
        ? JsonSerializer.SerializeToElement(new { @override = Extend, filter, reason = new { code = "OUTAGE", text = "After the outage." }, ticket = "T-1" })
        : JsonSerializer.SerializeToElement(new { @override = verb, filter, reason = new { code = "OTHER", text = "After the outage." }, ticket = "T-1" });
}
