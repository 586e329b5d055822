using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Overrides.Bulk;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overrides;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Overrides.BulkHouse;
using static Doorstep.Workflows.Tests.Overrides.OverrideHouse;

namespace Doorstep.Workflows.Tests.Overrides;

/// <summary>Bulk overrides over crashes and outages.</summary>
public sealed class BulkCrashTests
{
    [Theory]
    [InlineData("before the case")]
    [InlineData("between the case and its line")]
    public async Task After_a_crash_it_goes_on_where_it_was_and_does_no_case_twice(string when)
    {
        InterposedStore store = null!;
        await using var house = await OpenAsync(inner => store = new InterposedStore(inner));
        var ids = await StartAsync(house, 25);
        var bulk = await RunningAsync(house);
        await PassAsync(house, TimeSpan.FromMinutes(1));
        (await house.Sender.Send(new ContinueBulkOverride(bulk, "Looked.", Li))).Value();
        await house.Bulk().RunAsync();
        using var death = new CancellationTokenSource();
        var done = 0;
        Task Die(StepRecord step)
        {
            if (step.Override is null || Interlocked.Increment(ref done) < 5) return Task.CompletedTask;
            death.Cancel();
            throw new DiedException();
        }

        if (when == "before the case") store.BeforeCommit = Die;
        else store.AfterCommit = (step, _) => Die(step);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await Should.ThrowAsync<Exception>(() => house.Bulk().RunAsync(death.Token));

        store.BeforeCommit = _ => Task.CompletedTask;
        store.AfterCommit = (_, _) => Task.CompletedTask;
        await house.CrashAsync(plan => plan with { Wrap = inner => inner });
        (await CountsAsync(house, bulk)).Waiting.ShouldBeInRange(1, 14);
        await FinishAsync(house, bulk);

        foreach (var id in ids) (await house.JournalAsync(id)).Count(row => row.EventType == "SupervisorOverride").ShouldBe(1);
        (await house.Sender.Send(new ListBulkItems(bulk, null, 0, 100, Zhao))).Value().ShouldAllBe(item => item.Status == BulkItemStatus.Applied);
    }

    [Fact]
    public async Task Where_nearly_everything_is_refused_it_stops_before_the_rest_had_its_turn()
    {
        InterposedStore store = null!;
        await using var house = await OpenAsync(inner => store = new InterposedStore(inner));
        await StartAsync(house, 14);
        var bulk = await AskAsync(house, new { definition = "reminder" }, perMinute: 600, lookAfter: 2);
        (await house.Sender.Send(new ApproveBulkOverride(bulk, "Yes.", Wang))).Value();
        await PassAsync(house, TimeSpan.FromMinutes(1));
        store.BeforeCommit = _ => throw new InvalidOperationException("The disk is broken.");
        (await house.Sender.Send(new ContinueBulkOverride(bulk, "Looked.", Li))).Value();

        await PassAsync(house, TimeSpan.FromMinutes(1));

        (await CountsAsync(house, bulk)).ShouldBe((BulkStatus.Stopped, 4, 10));
    }

    [Fact]
    public async Task Time_in_which_no_process_was_at_it_is_not_caught_up_with()
    {
        await using var house = await OpenAsync();
        await StartAsync(house, 60);
        var bulk = await AskAsync(house, new { definition = "reminder" }, perMinute: 60, lookAfter: 10);
        (await house.Sender.Send(new ApproveBulkOverride(bulk, "Yes.", Wang))).Value();
        await PassAsync(house, TimeSpan.FromSeconds(4));
        (await CountsAsync(house, bulk)).ShouldBe((BulkStatus.Running, 5, 55));

        await house.CrashAsync(plan => plan);
        house.Clock.Advance(TimeSpan.FromSeconds(12));
        await house.Bulk().RunAsync();
        (await CountsAsync(house, bulk)).ShouldBe((BulkStatus.Running, 6, 54), "It begins where it was, one at once.");
        house.Clock.Advance(TimeSpan.FromHours(1));
        await PassAsync(house, TimeSpan.FromSeconds(2));

        (await CountsAsync(house, bulk)).ShouldBe((BulkStatus.Running, 9, 51), "An hour in which it was not looked at makes one, and two seconds make two.");
    }
}
