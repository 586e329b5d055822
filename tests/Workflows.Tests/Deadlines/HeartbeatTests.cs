using System.Text.Json.Nodes;
using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Deadlines;

/// <summary>Quartz on its own SQLite file, in real time.</summary>
public sealed class HeartbeatTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Never = TimeSpan.FromHours(10);

    [Fact]
    public async Task Deadlines_and_messages_go_by_themselves_and_go_on_after_a_restart()
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Definitions = [Waiting("PT1S", "soon"), Waiting("PT3S", "later"), Answering()],
            Beats = true, Sweep = new SweepOptions { Interval = Soon }, Outbox = new OutboxOptions { Interval = Soon },
        });
        var (first, second) = (await house.StartAsync("soon", "loan-1"), await house.StartAsync("later", "loan-2"));
        await InStateAsync(house, first, "Late");

        await house.CrashAsync();
        await InStateAsync(house, await house.StartAsync("answering", "loan-3"), "Open");
        await InStateAsync(house, second, "Late");

        foreach (var id in new[] { first, second }) (await house.LinesAsync(id, "deadlineFired")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_jobs_are_kept_ask_for_recovery_and_never_run_twice_at_once()
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Beats = true });
        var scheduler = await house.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();

        foreach (var name in new[] { "deadline-sweep", "outbox-relay" })
        {
            var job = (await scheduler.GetJobDetail(new JobKey(name, "doorstep"))).ShouldNotBeNull();
            (job.Durable, job.RequestsRecovery, job.ConcurrentExecutionDisallowed).ShouldBe((true, true, true));
        }
    }

    [Fact]
    public async Task A_sweep_that_takes_long_is_not_joined_by_a_second_one()
    {
        InterposedStore store = null!;
        var (held, sweeps, rounds) = (new TaskCompletionSource(), 0, 0);
        await using var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Beats = true, Sweep = new SweepOptions { Interval = Soon }, Outbox = new OutboxOptions { Interval = Soon },
            Wrap = inner => store = new InterposedStore(inner)
            {
                BeforeDue = async () =>
                {
                    Interlocked.Increment(ref sweeps);
                    await held.Task;
                },
                BeforeOutboxDue = () =>
                {
                    Interlocked.Increment(ref rounds);
                    return Task.CompletedTask;
                },
            },
        });

        await EngineHouse.UntilAsync(() => Task.FromResult(Volatile.Read(ref sweeps) == 1 && Volatile.Read(ref rounds) >= 10), "ten beats of the relay beside one long sweep");
        sweeps.ShouldBe(1);
        held.SetResult();
        await EngineHouse.UntilAsync(() => Task.FromResult(Volatile.Read(ref sweeps) >= 3), "the sweep goes on");
    }

    [Fact]
    public async Task A_hint_after_the_commit_wakes_the_relay_and_the_sweep_long_before_their_next_beat()
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Definitions = [Answering(), Waiting("PT0S", "at-once")],
            Beats = true, Sweep = new SweepOptions { Interval = Never }, Outbox = new OutboxOptions { Interval = Never },
        });

        await InStateAsync(house, await house.StartAsync("answering", "loan-1"), "Open");
        await InStateAsync(house, await house.StartAsync("at-once", "loan-2"), "Late");
    }

    [Fact]
    public async Task A_hint_whose_work_fails_is_harmless()
    {
        InterposedStore store = null!;
        var failures = 0;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Definitions = [Answering()], Beats = true, Outbox = new OutboxOptions { Interval = Never }, Wrap = inner => store = new InterposedStore(inner),
        });
        store.BeforeOutboxDue = () => ++failures == 1 ? throw new DiedException() : Task.CompletedTask;
        var first = await house.StartAsync("answering", "loan-1");
        await EngineHouse.UntilAsync(() => Task.FromResult(Volatile.Read(ref failures) > 0), "the first hint fails");

        await InStateAsync(house, await house.StartAsync("answering", "loan-2"), "Open");
        await InStateAsync(house, first, "Open");
    }

    private static JsonObject Waiting(string span, string id) => Of("New", [State("New"), State("Late")], [Way("New", "Late", Machines.Delay(span))]).Named(id);

    private static JsonObject Answering() => Of("New", [State("New", Machines.Publish("Opened", isLocal: true)), State("Open")],
        [Way("New", "Open", OnEvent("Opened"))]).Named("answering");

    private static Task InStateAsync(EngineHouse house, string id, string state) =>
        EngineHouse.UntilAsync(async () => await house.StateAsync(id) == state, $"case {id} in {state}");
}
