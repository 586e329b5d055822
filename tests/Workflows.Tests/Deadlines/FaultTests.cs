using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Deadlines;

public sealed class FaultTests
{
    /// <summary>The outer deadline faults until a payment is in the file; 'Step' moves the machine inside and leaves the outer deadline armed.</summary>
    private static JsonObject[] Nested() =>
    [
        Of("A", [State("A"), State("B")], [Way("A", "B", OnEvent("Step"), Script("event.data.safe || case.Paid.amount > 0")), Way("B", "A", OnEvent("Step"))]).Named("inner"),
        Of("Inside", [State("Inside"), State("Late"), State("Done")],
            [Way("Inside", "Late", Machines.Delay("P1D"), Script("case.Paid.amount > 0"), name: "late"), Way("Inside", "Done", Machines.Submachine("inner")), Way("Late", "Done", OnEvent("Paid"))])
            .Named("outer"),
    ];

    [Fact]
    public async Task A_deadline_that_faults_is_parked_with_an_incident_and_delays_nobody()
    {
        await using var house = await EngineHouse.OpenAsync([.. Nested(), Machines.Reminder()]);
        var poisoned = await house.StartAsync("outer", "loan-0");
        var others = await Task.WhenAll(Enumerable.Range(1, 20).Select(number => house.StartAsync("reminder", $"loan-{number}")));

        await house.PassAsync(TimeSpan.FromDays(5));

        foreach (var id in others) (await house.StateAsync(id)).ShouldBe("Called");
        var kept = await house.CaseAsync(poisoned);
        kept.Record.IsFaulted.ShouldBeTrue();
        kept.Snapshot.StatePath.ShouldBe("Inside/A");
        kept.Snapshot.Incident!.Message.ShouldContain("transitions[0].condition");
        (await house.Store.DeadlinesAsync(poisoned)).ShouldHaveSingleItem().IsParked.ShouldBeTrue();
        (await house.Sweep.RunAsync()).ShouldBe(0);
        (await house.JournalAsync(poisoned)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_parked_deadline_is_applied_by_a_retry_once_its_cause_is_gone()
    {
        await using var house = await EngineHouse.OpenAsync(Nested());
        var id = await house.StartAsync("outer", "loan-1");
        await house.PassAsync(TimeSpan.FromDays(1));
        await house.RaiseAsync(id, "e-1", "Paid", new { amount = 1 });

        (await house.Sender.Send(new RetryCase(id, "Paid now.", EngineHouse.Supervisor))).Value().State.ShouldBe("Late");

        (await house.Store.DeadlinesAsync(id)).ShouldBeEmpty();
        (await house.LinesAsync(id, "deadlineFired")).ShouldBe(["late"]);
    }

    [Fact]
    public async Task An_event_that_clears_the_incident_arms_the_parked_deadline_again()
    {
        await using var house = await EngineHouse.OpenAsync(Nested());
        var id = await house.StartAsync("outer", "loan-1");
        await house.PassAsync(TimeSpan.FromDays(1));
        await house.RaiseAsync(id, "e-1", "Paid", new { amount = 1 });

        (await house.RaiseAsync(id, "e-2", "Step")).State.ShouldBe("Inside/B");

        (await house.Store.DeadlinesAsync(id)).ShouldHaveSingleItem().IsParked.ShouldBeFalse();
        (await house.Sweep.RunAsync()).ShouldBe(1);
        (await house.StateAsync(id)).ShouldBe("Late");
    }

    [Fact]
    public async Task A_parked_deadline_is_not_forgotten_over_a_second_fault()
    {
        await using var house = await EngineHouse.OpenAsync(Nested());
        var id = await house.StartAsync("outer", "loan-1");
        await house.PassAsync(TimeSpan.FromDays(1));
        await house.RaiseAsync(id, "e-1", "Step");
        (await house.CaseAsync(id)).Snapshot.Incident!.Event.ShouldBeOfType<WorkflowEvent.Raised>();
        await house.RaiseAsync(id, "e-2", "Paid", new { amount = 1 });

        (await house.Sender.Send(new RetryCase(id, "Paid now.", EngineHouse.Supervisor))).Value().State.ShouldBe("Inside/B");

        (await house.Sweep.RunAsync()).ShouldBe(1);
        (await house.StateAsync(id)).ShouldBe("Late");
    }

    [Fact]
    public async Task A_deadline_that_faults_again_after_it_was_armed_again_is_parked_again()
    {
        await using var house = await EngineHouse.OpenAsync(Nested());
        var id = await house.StartAsync("outer", "loan-1");
        await house.PassAsync(TimeSpan.FromDays(1));

        await house.RaiseAsync(id, "e-1", "Step", new { safe = true });
        (await house.Sweep.RunAsync()).ShouldBe(1);

        (await house.Store.DeadlinesAsync(id)).ShouldHaveSingleItem().IsParked.ShouldBeTrue();
        (await house.Sweep.RunAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task A_deadline_whose_step_is_too_big_to_be_kept_is_parked_like_any_other_that_faults()
    {
        await using var house = await EngineHouse.OpenAsync(new EnginePlan
        {
            Definitions = [Of("New", [State("New"), State("Loud", Note("'x'.repeat(9000)"))], [Way("New", "Loud", Machines.Delay("P1D"))]).Named("m")],
            Bounds = new Bounds { JournalBytesMax = 8000 },
        });
        var id = await house.StartAsync("m", "loan-1");

        await house.PassAsync(TimeSpan.FromDays(1));
        await house.Sweep.RunAsync();

        (await house.CaseAsync(id)).Snapshot.Incident!.Message.ShouldContain("JournalBytesMax");
        (await house.Store.DeadlinesAsync(id)).ShouldHaveSingleItem().IsParked.ShouldBeTrue();
        (await house.JournalAsync(id)).Count.ShouldBe(2);
        (await house.Sender.Send(new RetryCase(id, "Try.", EngineHouse.Supervisor))).Refusal().Reason.ShouldContain("JournalBytesMax");
        (await house.JournalAsync(id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_case_that_cannot_be_reached_is_put_off_and_the_others_are_told_meanwhile()
    {
        InterposedStore store = null!;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Machines.Reminder()], Wrap = inner => store = new InterposedStore(inner) });
        var unreachable = await house.StartAsync("reminder", "loan-0");
        var others = await Task.WhenAll(Enumerable.Range(1, 20).Select(number => house.StartAsync("reminder", $"loan-{number}")));
        await house.CrashAsync();
        store.BeforeFind = id => id == unreachable ? throw new DiedException() : Task.CompletedTask;

        await house.PassAsync(TimeSpan.FromDays(5));

        foreach (var id in others) (await house.StateAsync(id)).ShouldBe("Called");
        store.BeforeFind = _ => Task.CompletedTask;
        (await house.Sweep.RunAsync()).ShouldBe(0);
        (await house.PassAsync(new SweepOptions().PutOff)).ShouldBe(1);
        (await house.StateAsync(unreachable)).ShouldBe("Called");
    }
}
