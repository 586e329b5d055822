using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Engine;
using Doorstep.Workflows.Tests.Outbox;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Deadlines;

/// <summary>Semantics 12: one poisoned case, and one dead receiver, never delays another; and nothing goes round for ever.</summary>
public sealed class SlowCaseTests
{
    private const string Secret = "a secret of some length";

    [Fact]
    public async Task S12_a_case_that_does_not_answer_keeps_no_other_and_is_applied_once_when_it_does()
    {
        InterposedStore store = null!;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Definitions = [Machines.Reminder()], Sweep = new SweepOptions { CasePatience = TimeSpan.FromSeconds(5) }, Wrap = inner => store = new InterposedStore(inner),
        });
        var slow = await house.StartAsync("reminder", "loan-1");
        var release = new TaskCompletionSource();
        store.BeforeCommit = step => step.Case.Id == slow ? release.Task : Task.CompletedTask;

        (await house.PassAsync(TimeSpan.FromDays(5))).ShouldBe(1);
        var quick = await house.StartAsync("reminder", "loan-2");
        (await house.PassAsync(TimeSpan.FromDays(5))).ShouldBe(1, "the slow one is still being told");
        (await house.StateAsync(quick)).ShouldBe("Called");

        release.SetResult();
        await EngineHouse.UntilAsync(async () => await house.StateAsync(slow) == "Called", "the slow case ends its step");
        (await house.PassAsync(TimeSpan.FromDays(1))).ShouldBe(0);
        (await house.LinesAsync(slow, "deadlineFired")).ShouldBe(["call"]);
    }

    [Fact]
    public async Task S12_a_receiver_that_hangs_delays_neither_another_receiver_nor_what_cases_say_to_each_other()
    {
        await using var hanging = new Receiver();
        await using var quick = new Receiver();
        var release = new TaskCompletionSource<int>();
        hanging.Answer = _ => release.Task;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Definitions = [Of("A", [State("A", Machines.Sequence(Machines.Publish("Said"), Machines.Publish("Next", isLocal: true))), State("B")], [Way("A", "B", OnEvent("Next"))]).Named("m")],
            Outbox = new OutboxOptions
            {
                BatchMax = 2, Patience = TimeSpan.FromSeconds(5),
                Webhooks = [new WebhookOptions { Name = "dead", Url = hanging.Url, Secret = Secret }, new WebhookOptions { Name = "crm", Url = quick.Url, Secret = Secret }],
            },
        });
        string[] ids = [await house.StartAsync("m", "loan-1"), await house.StartAsync("m", "loan-2"), await house.StartAsync("m", "loan-3")];

        await house.Relay.RunAsync();

        foreach (var id in ids) (await house.StateAsync(id)).ShouldBe("B");
        quick.Arrived.Count.ShouldBe(3);
        (await house.Store.OutboxAsync(OutboxStatus.Pending, null, 10)).ShouldAllBe(message => message.Destination == "webhook:dead");
        release.SetResult(204);
        await EngineHouse.UntilAsync(async () => await house.Relay.RunAsync() == 0 && (await house.Store.OutboxAsync(OutboxStatus.Pending, null, 10)).Count == 0, "the hanging receiver answers");
        hanging.Arrived.Select(arrived => arrived.Key).Distinct().Count().ShouldBe(hanging.Arrived.Count, "nothing is sent twice while it is on its way");
    }

    [Fact]
    public async Task S9_a_case_that_answers_itself_twice_each_time_ends_as_an_incident()
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Definitions = [Of("A", [State("A"), State("B")],
                [Way("A", "A", OnEvent("Again"), action: Machines.Sequence(Machines.Publish("Again", isLocal: true), Machines.Publish("Again", isLocal: true))), Way("A", "B", OnEvent("Stop"))]).Named("m")],
            Bounds = new Bounds { HouseStepsMax = 12 },
        });
        var id = await house.StartAsync("m", "loan-1");
        await house.RaiseAsync(id, "e-1", "Again");

        await house.Relay.RunAsync();

        (await house.Store.OutboxAsync(OutboxStatus.Pending, id, 100)).ShouldBeEmpty();
        var incident = (await house.CaseAsync(id)).Snapshot.Incident.ShouldNotBeNull();
        incident.Message.ShouldContain("bound HouseStepsMax");
        (await house.JournalAsync(id)).Count(row => row.Outcome == "accepted" && row.EventType == "Again").ShouldBe(13, "one from outside, and as many as the bound");
        (await house.RaiseAsync(id, "e-2", "Stop")).State.ShouldBe("B");
    }

    [Fact]
    public async Task S9_a_clock_that_starts_again_at_once_ends_as_an_incident_and_a_slow_one_goes_on()
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Definitions = [Loop("PT0S", "fast"), Loop("PT10S", "slow")], Bounds = new Bounds { HouseStepsMax = 12 },
        });
        var (fast, slow) = (await house.StartAsync("fast", "loan-1"), await house.StartAsync("slow", "loan-2"));

        for (var round = 0; round < 40; round++) await house.PassAsync(TimeSpan.Zero);
        (await house.CaseAsync(fast)).Snapshot.Incident.ShouldNotBeNull().Message.ShouldContain("bound HouseStepsMax");
        (await house.JournalAsync(fast)).Count.ShouldBe(14);
        for (var round = 0; round < 40; round++) await house.PassAsync(TimeSpan.FromSeconds(10));
        (await house.CaseAsync(slow)).Snapshot.Incident.ShouldBeNull();

        System.Text.Json.Nodes.JsonObject Loop(string span, string name) =>
            Of("A", [State("A"), State("B")], [Way("A", "A", Machines.Delay(span)), Way("A", "B", OnEvent("Stop"))]).Named(name);
    }
}
