using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Deadlines;

public sealed class SweepTests
{
    [Fact]
    public async Task A_deadline_fires_when_it_is_due_not_a_millisecond_before_and_never_again()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1");

        (await house.PassAsync(TimeSpan.FromDays(5) - TimeSpan.FromMilliseconds(1))).ShouldBe(0);
        (await house.StateAsync(id)).ShouldBe("Waiting");
        (await house.PassAsync(TimeSpan.FromMilliseconds(1))).ShouldBe(1);
        (await house.StateAsync(id)).ShouldBe("Called");
        (await house.PassAsync(TimeSpan.FromDays(400))).ShouldBe(0);
        await FiredOnceAsync(house, id);
    }

    [Fact]
    public async Task R5_A_clock_that_is_set_forward_and_back_by_an_hour_fires_nothing_early_and_nothing_twice()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var (one, two) = (await house.StartAsync("reminder", "loan-1"), await house.StartAsync("reminder", "loan-2"));
        var hour = TimeSpan.FromHours(1);

        (await house.PassAsync(TimeSpan.FromDays(5) - (hour / 2))).ShouldBe(0);
        (await house.PassAsync(-hour)).ShouldBe(0, "set back: it is further away");
        await house.RaiseAsync(two, "e-1", "Paid");
        (await house.PassAsync(hour * 1.5)).ShouldBe(1);
        (await house.PassAsync(-hour)).ShouldBe(0, "set back behind the moment at which it was due");
        (await house.PassAsync(hour * 2)).ShouldBe(0);

        await FiredOnceAsync(house, one);
        (await house.LinesAsync(two, "deadlineFired")).ShouldBeEmpty();
        foreach (var id in new[] { one, two })
            (await house.JournalAsync(id)).Select(row => row.Sequence).ShouldBe(Enumerable.Range(1, (await house.JournalAsync(id)).Count).Select(number => (long)number), "steps are counted, not timed");
    }

    [Fact]
    public async Task A_payment_a_millisecond_before_the_call_stops_the_call()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1");
        house.Clock.Advance(TimeSpan.FromDays(5) - TimeSpan.FromMilliseconds(1));

        await house.RaiseAsync(id, "e-1", "Paid");

        (await house.PassAsync(TimeSpan.FromDays(1))).ShouldBe(0);
        (await house.LinesAsync(id, "deadlineCancelled")).ShouldBe(["call"]);
        (await house.LinesAsync(id, "deadlineFired")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stale_deadline_that_is_told_all_the_same_changes_nothing()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1");
        var deadline = (await house.Store.DeadlinesAsync(id)).ShouldHaveSingleItem();
        var case1 = house.Grains.GetGrain<Workflows.Grains.ICaseGrain>(id);

        (await case1.DeadlineDue(deadline.Id)).Outcome.ShouldBe(Workflows.Grains.CaseOutcome.Ignored);
        (await house.Store.DeadlinesAsync(id)).Count.ShouldBe(1, "it is early, not stale");
        await house.RaiseAsync(id, "e-1", "Paid");
        house.Clock.Advance(TimeSpan.FromDays(9));

        (await case1.DeadlineDue(deadline.Id)).Outcome.ShouldBe(Workflows.Grains.CaseOutcome.Ignored);
        (await house.JournalAsync(id)).Count.ShouldBe(2);
        (await house.Grains.GetGrain<Workflows.Grains.ICaseGrain>("nobody").DeadlineDue("1.0")).Outcome.ShouldBe(Workflows.Grains.CaseOutcome.NotFound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deadline_is_applied_once_when_the_process_dies_on_either_side_of_its_commit(bool isBefore)
    {
        InterposedStore store = null!;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Machines.Reminder()], Wrap = inner => store = new InterposedStore(inner) });
        var id = await house.StartAsync("reminder", "loan-1");
        if (isBefore) store.BeforeCommit = _ => throw new DiedException();
        else store.AfterCommit = (_, _) => throw new DiedException();

        await house.PassAsync(TimeSpan.FromDays(5));

        (await house.StateAsync(id)).ShouldBe(isBefore ? "Waiting" : "Called");
        await house.CrashAsync();
        await house.Sweep.RunAsync();
        await house.PassAsync(new SweepOptions().PutOff);
        await FiredOnceAsync(house, id);
    }

    [Fact]
    public async Task A_sweep_that_dies_in_the_middle_is_taken_up_by_the_next_and_no_deadline_fires_twice()
    {
        InterposedStore store = null!;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Definitions = [Machines.Reminder()], Sweep = new SweepOptions { BatchMax = 4, InFlightMax = 1 }, Wrap = inner => store = new InterposedStore(inner),
        });
        var ids = await StartManyAsync(house, "reminder", 10);
        using var died = new CancellationTokenSource();
        var applied = 0;
        store.AfterCommit = (_, _) => ++applied == 6 ? died.CancelAsync() : Task.CompletedTask;
        house.Clock.Advance(TimeSpan.FromDays(5));

        await Should.ThrowAsync<OperationCanceledException>(() => house.Sweep.RunAsync(died.Token));
        applied.ShouldBe(6);
        await house.CrashAsync();
        (await house.Sweep.RunAsync()).ShouldBe(4);

        foreach (var id in ids) await FiredOnceAsync(house, id);
    }

    [Fact]
    public async Task Two_sweeps_at_once_fire_every_deadline_once()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var ids = await StartManyAsync(house, "reminder", 60);
        house.Clock.Advance(TimeSpan.FromDays(5));
        var other = ActivatorUtilities.CreateInstance<DeadlineSweep>(house.Services);

        await Task.WhenAll(Task.Run(() => house.Sweep.RunAsync()), Task.Run(() => other.RunAsync()));

        foreach (var id in ids) await FiredOnceAsync(house, id);
        (house.Sweep.Fired + other.Fired).ShouldBe(60);
    }

    [Fact]
    public async Task More_deadlines_than_a_batch_holds_are_all_told_in_one_sweep()
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Machines.Reminder()], Sweep = new SweepOptions { BatchMax = 7 } });
        await StartManyAsync(house, "reminder", 30);

        (await house.PassAsync(TimeSpan.FromDays(6))).ShouldBe(30);
        (await house.Sweep.RunAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task The_deadlines_of_one_case_are_told_in_the_order_in_which_they_were_due()
    {
        InterposedStore store = null!;
        var days = Enumerable.Range(1, 20).Select(day => $"day-{day}").ToArray();
        await using var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Definitions = [Of("Waiting", [State("Waiting"), State("Never")],
                [.. days.Select((day, index) => Way("Waiting", "Never", Machines.Deadline($"P{index + 1}D"), Script("false"), name: day))]).Named("m")],
            Wrap = inner => store = new InterposedStore(inner) { ReversesDue = true },
        });
        var id = await house.StartAsync("m", "loan-1");

        (await house.PassAsync(TimeSpan.FromDays(30))).ShouldBe(20);

        (await house.LinesAsync(id, "deadlineFired")).Distinct().ShouldBe(days);
    }

    [Fact]
    public async Task A_late_deadline_says_when_it_was_due_and_when_it_was_applied()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var start = house.Clock.GetUtcNow();
        var id = await house.StartAsync("reminder", "loan-1");
        await house.CrashAsync();

        await house.PassAsync(TimeSpan.FromDays(12));

        var row = (await house.JournalAsync(id))[^1];
        (row.EventType, row.OccurredAt, row.At).ShouldBe(("deadline", start.AddDays(5), start.AddDays(12)));
        row.EventData.ShouldContain("\"transition\":\"call\"");
        row.Actor.ShouldBe("clock");
    }

    [Fact]
    public async Task A_jump_of_months_fires_what_was_armed_and_counts_what_comes_next_from_the_day_it_fired()
    {
        await using var house = await EngineHouse.OpenAsync(Of("A", [State("A"), State("B"), State("C")],
            [Way("A", "B", Machines.Delay("P5D")), Way("B", "C", Machines.Delay("P30D"))]).Named("m"));
        var start = house.Clock.GetUtcNow();
        var id = await house.StartAsync("m", "loan-1");

        await house.PassAsync(TimeSpan.FromDays(200));

        (await house.StateAsync(id)).ShouldBe("B");
        (await house.Store.DeadlinesAsync(id)).ShouldHaveSingleItem().DueAt.ShouldBe(start.AddDays(230));
        await house.PassAsync(TimeSpan.FromDays(30));
        (await house.StateAsync(id)).ShouldBe("C");
        (await house.Store.NextDueAsync()).ShouldBeNull();
    }

    private static async Task<string[]> StartManyAsync(EngineHouse house, string definition, int count) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(number => house.StartAsync(definition, $"loan-{number}")));

    private static async Task FiredOnceAsync(EngineHouse house, string id)
    {
        (await house.LinesAsync(id, "deadlineFired")).ShouldBe(["call"]);
        (await house.StateAsync(id)).ShouldBe("Called");
        (await house.Store.DeadlinesAsync(id)).ShouldBeEmpty();
    }
}
