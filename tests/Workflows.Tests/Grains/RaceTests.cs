using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Grains;

public sealed class RaceTests
{
    [Fact]
    public async Task A_lost_race_is_decided_again_on_what_the_winner_made()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1");
        await house.RaiseBehindAsync(id, "b-1", "Paid");

        var answer = await house.RaiseAsync(id, "e-1", "Again");

        answer.Outcome.ShouldBe(CaseOutcome.Recorded);
        answer.Reason.ShouldContain("closed in 'Paid'");
        answer.Sequence.ShouldBe(3);
        (await house.Services.GetRequiredService<JournalVerifier>().VerifyAsync(id)).ShouldBeOfType<ChainVerdict.Intact>();
    }

    [Fact]
    public async Task A_race_lost_to_the_same_event_is_a_repetition()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1");
        await house.RaiseBehindAsync(id, "e-1", "Paid");

        var answer = await house.RaiseAsync(id, "e-1", "Paid");

        answer.ShouldBe(new CaseAnswer(CaseOutcome.Accepted, answer.Reason, "Paid", 2, true));
        (await house.JournalAsync(id)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task Three_lost_races_are_enough_then_nothing_is_kept_and_the_sender_may_come_again(int losses, bool isBusy)
    {
        InterposedStore store = null!;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Machines.Reminder()], Wrap = inner => store = new InterposedStore(inner) });
        var id = await house.StartAsync("reminder", "loan-1");
        var lost = 0;
        store.BeforeCommit = async _ =>
        {
            if (lost < losses) await house.RaiseBehindAsync(id, $"b-{lost++}", "Again");
        };

        var reply = await house.SendEventAsync(id, "e-1", "Paid");

        if (isBusy)
        {
            reply.Refusal().Kind.ShouldBe(RefusalKind.Busy);
            (await house.Store.FindEventAsync(id, "e-1")).ShouldBeNull();
            (await house.RaiseAsync(id, "e-1", "Paid")).State.ShouldBe("Paid");
        }
        else
        {
            reply.Value().State.ShouldBe("Paid");
        }

        (await house.CaseAsync(id)).Record.Sequence.ShouldBe(losses + 2);
    }

    [Fact]
    public async Task A_step_that_died_before_its_commit_left_nothing_and_one_that_died_after_it_is_answered_again()
    {
        InterposedStore store = null!;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Machines.Reminder()], Wrap = inner => store = new InterposedStore(inner) });
        var id = await house.StartAsync("reminder", "loan-1");
        store.BeforeCommit = _ => throw new DiedException();
        await Should.ThrowAsync<Exception>(async () => await house.SendEventAsync(id, "e-1", "Paid"));
        (await house.JournalAsync(id)).Count.ShouldBe(1);

        store.BeforeCommit = _ => Task.CompletedTask;
        store.AfterCommit = (_, _) => throw new DiedException();
        await Should.ThrowAsync<Exception>(async () => await house.SendEventAsync(id, "e-1", "Paid"));

        (await house.RaiseAsync(id, "e-1", "Paid")).State.ShouldBe("Paid");
        (await house.JournalAsync(id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_deadline_that_another_node_armed_is_not_taken_for_stale_by_a_grain_with_an_old_memory()
    {
        await using var house = await EngineHouse.OpenAsync(Of("New", [State("New"), State("Waiting"), State("Late")],
            [Way("New", "Waiting", OnEvent("Go")), Way("Waiting", "Late", Machines.Delay("P1D"))]).Named("m"));
        var id = await house.StartAsync("m", "loan-1");
        await house.RaiseBehindAsync(id, "b-1", "Go");

        await house.PassAsync(TimeSpan.FromDays(1));

        (await house.StateAsync(id)).ShouldBe("Late");
    }

    [Fact]
    public async Task A_fault_that_another_node_met_is_retried_by_a_grain_with_an_old_memory()
    {
        await using var house = await EngineHouse.OpenAsync(Of("New", [State("New"), State("Done")],
            [Way("New", "Done", OnEvent("Go"), Script("case.Paid.amount > 0")), Way("Done", "New", OnEvent("Paid"))]).Named("m"));
        var id = await house.StartAsync("m", "loan-1");
        await house.RaiseBehindAsync(id, "b-1", "Go");
        await house.RaiseBehindAsync(id, "b-2", "Paid", new { amount = 1 });

        (await house.Sender.Send(new RetryCase(id, "The payment is there.", EngineHouse.Supervisor))).Value().State.ShouldBe("Done");
    }
}
