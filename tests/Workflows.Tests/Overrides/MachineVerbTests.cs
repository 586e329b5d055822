using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Definitions.Definition;
using static Doorstep.Workflows.Tests.Overrides.OverrideHouse;

namespace Doorstep.Workflows.Tests.Overrides;

/// <summary>Verbs that are about where the machine stands: each allowed, and each refused.</summary>
public sealed class MachineVerbTests
{
    [Fact]
    public async Task A_step_that_is_skipped_to_the_end_of_a_case_takes_two_persons()
    {
        var definition = Of("Waiting", [State("Waiting"), State("Done")], [Way("Waiting", "Done", OnEvent("Checked"), name: "check")]).Named("checks");
        definition["root"]!["transitions"]![0]!["optional"] = true;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [definition], Now = ShippedHouse.Monday });
        (await house.Sender.Send(new ImportPolicies("workflow-definitions", Actor.House))).Value();
        var id = await house.StartAsync("checks", "k-1");

        await house.DoByTwoAsync(id, new { verb = "SKIP_STEP", transition = "check" });

        (await house.StateAsync(id)).ShouldBe("Done");
    }

    [Fact]
    public async Task A_deadline_is_given_more_time_and_comes_then_but_never_more_than_its_pack_lets_it()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        var due = (await Deadline(house, id, "T55-escalated")).DueAt;

        (await house.AskForAsync(id, new { verb = "EXTEND_DEADLINE", transition = "T55-escalated", by = "P90D" })).Refusal().Reason.ShouldContain("CN-2026.1: 2 x clock.escalatedDays");
        (await house.AskForAsync(id, new { verb = "EXTEND_DEADLINE", transition = "T99", by = "P1D" })).Refusal().Reason.ShouldStartWith("No deadline 'T99' is armed in 'Escalated'.");
        var done = await house.DoAsync(id, new { verb = "EXTEND_DEADLINE", transition = "T55-escalated", by = "P3D" });

        done.Case!.Outcome.ShouldBe(CaseOutcome.Recorded);
        (await Deadline(house, id, "T55-escalated")).DueAt.ShouldBe(due.AddDays(3));
        (await house.Store.DeadlinesAsync(id)).Single(row => row.Transition == "T55-escalated").DueAt.ShouldBe(due.AddDays(3));
        house.Clock.Advance(due - house.Clock.GetUtcNow());
        await house.SettleAsync();
        (await house.StateAsync(id)).ShouldBe("Escalated");
        await house.LaterAsync(TimeSpan.FromDays(3));
        (await house.StateAsync(id)).ShouldBe("ManualIntervention");
    }

    [Fact]
    public async Task A_stuck_case_is_moved_along_the_definitions_ways_and_nowhere_else()
    {
        var (house, id) = await StuckAsync();
        await using var _ = house;

        (await house.AskForAsync(id, new { verb = "MOVE", target = "Paris" })).Refusal().Reason.ShouldBe("The definition draws no way for supervisors from 'ManualIntervention' to 'Paris'. It draws ways to: Contact, Escalated, Hardship, Legal.");
        var moved = await house.DoAsync(id, new { verb = "MOVE", target = "escalated" }, "STUCK_CASE");

        (moved.Case!.State, moved.Case.Outcome).ShouldBe(("Escalated", CaseOutcome.Accepted));
        var kept = await house.KeptAsync(id);
        kept.GetProperty("reason").GetProperty("code").GetString().ShouldBe("STUCK_CASE");
        kept.GetProperty("evidence")[0].GetString().ShouldBe("doc:1");
        (await house.LinesAsync(id, "transitionTaken"))[^1].ShouldStartWith("override-escalated");
    }

    [Fact]
    public async Task Whoever_keeps_a_plan_is_not_moved_and_a_visit_is_called_off_before_its_case_is()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();
        await house.AgreeAsync(id);

        (await house.AskForAsync(id, new { verb = "MOVE", target = "Contact" })).Refusal().Reason.ShouldContain("Call it off first (CANCEL_VISIT)");
        (await house.AskForAsync(id, new { verb = "CLOSE" })).Refusal().Reason.ShouldContain("Call it off first (CANCEL_VISIT)");
    }

    [Fact]
    public async Task What_the_definition_calls_optional_is_skipped_and_nothing_else()
    {
        var (house, id) = await StuckAsync();
        await using var _ = house;

        (await house.AskForAsync(id, new { verb = "SKIP_STEP", transition = "T56-escalated" })).Refusal().Reason.ShouldBe("'T56-escalated' is not optional. Optional here are: intervention-taken.");
        (await house.DoAsync(id, new { verb = "SKIP_STEP", transition = "intervention-taken" }, "STUCK_CASE")).Case!.State.ShouldBe("InterventionTaken");
    }

    [Fact]
    public async Task A_suspended_case_does_nothing_by_itself_sends_nothing_hears_everything_and_goes_on_where_it_was()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        var due = (await Deadline(house, id, "T55-escalated")).DueAt;
        var now = house.Clock.GetUtcNow();
        (await house.AskForAsync(id, new { verb = "SUSPEND", until = now.AddDays(31) })).Refusal().Reason.ShouldStartWith("A case is suspended for 30 days at most");
        (await house.AskForAsync(id, new { verb = "RESUME" })).Refusal().Reason.ShouldBe("The case is not suspended.");

        await house.DoAsync(id, new { verb = "SUSPEND", until = now.AddDays(7) });
        await house.LaterAsync(TimeSpan.FromDays(5));

        var asked = (await house.AskAsync(id, "call-1", new { kind = "MESSAGE", purpose = "SERVICE", template = "hardshipInvitation" })).Value();
        (asked.Outcome, asked.Reason).ShouldBe((ActOutcome.Refused, "A supervisor has suspended the case."));
        await house.LaterAsync(TimeSpan.FromDays(40));
        (await house.StateAsync(id)).ShouldBe("Escalated");
        (await house.CaseAsync(id)).Snapshot.Suspension!.IsOverdue.ShouldBeTrue();
        (await house.SentAsync(id, "InterventionRequested")).ShouldHaveSingleItem();
        await house.DoAsync(id, new { verb = "RESUME" });
        (await Deadline(house, id, "T55-escalated")).DueAt.ShouldBe(due.AddDays(45));
        (await house.TellAsync(id, "PaymentReceived", new { amount = 100_000 })).ShouldBe("ClosedPaid");
    }

    [Fact]
    public async Task S69_A_payment_closes_a_suspended_case()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        await house.DoAsync(id, new { verb = "SUSPEND", until = house.Clock.GetUtcNow().AddDays(7) });

        (await house.TellAsync(id, "PaymentReceived", new { amount = 100_000 })).ShouldBe("ClosedPaid");

        (await house.CaseAsync(id)).Snapshot.Suspension.ShouldBeNull();
        (await house.AskForAsync(id, new { verb = "RESUME" })).Refusal().Reason.ShouldContain("Nothing reopens it");
    }

    [Fact]
    public async Task A_case_is_closed_by_two_persons_and_for_good()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;

        var closed = await house.DoByTwoAsync(id, new { verb = "CLOSE" });

        (closed.Case!.State, closed.Case.IsCompleted).ShouldBe(("ClosedRecalled", true));
        (await house.AskForAsync(id, new { verb = "MOVE", target = "Contact" })).Refusal().Reason.ShouldContain("Nothing reopens it");
    }

    [Fact]
    public async Task A_case_goes_over_to_the_published_version_where_it_can_stand_in_it()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1");
        (await house.AskForAsync(id, new { verb = "REPIN" })).Refusal().Reason.ShouldBe("The case runs these versions already: reminder 1.");
        await house.PublishAsync(Of("Waiting", [State("Waiting"), State("Called"), State("Paid")],
            [Way("Waiting", "Paid", OnEvent("Settled"), name: "paid"), Way("Waiting", "Called", Machines.Delay("P9D"), name: "call"), Way("Called", "Paid", OnEvent("Settled"), name: "late")]).Named("reminder"));

        (await house.AskForAsync(id, new { verb = "REPIN", version = 7 })).Refusal().Reason.ShouldContain("is published in version 2, not 7");
        var repinned = await house.DoByTwoAsync(id, new { verb = "REPIN" });

        repinned.Case!.State.ShouldBe("Waiting");
        var detail = await house.CaseAsync(id);
        (detail.Record.DefinitionVersion, detail.Snapshot.Pins["reminder"]).ShouldBe((2, 2));
        detail.Snapshot.Deadlines.ShouldHaveSingleItem().DueAt.ShouldBe(detail.Record.CreatedAt.AddDays(5), "A deadline that both versions have runs on as it was armed.");
        (await house.RaiseAsync(id, "e-1", "Settled")).State.ShouldBe("Paid");
        (await house.Services.GetRequiredService<JournalVerifier>().VerifyAsync(id)).ShouldBeOfType<ChainVerdict.Intact>();
    }

    [Fact]
    public async Task A_case_that_stands_in_what_the_new_version_does_not_have_stays_on_the_old_one()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1");
        await house.PublishAsync(Of("Begun", [State("Begun"), State("Paid")], [Way("Begun", "Paid", OnEvent("Paid"), name: "paid")]).Named("reminder"));

        (await house.AskForAsync(id, new { verb = "REPIN" })).Refusal().Reason.ShouldBe("'Waiting' is no state of 'reminder' version 2.");
        (await house.RaiseAsync(id, "e-1", "Paid")).State.ShouldBe("Paid");
    }

    [Fact]
    public async Task A_faulted_event_is_offered_again_and_a_case_without_one_has_nothing_to_offer()
    {
        await using var house = await EngineHouse.OpenAsync(Of("New", [State("New"), State("Done")], [Way("New", "Done", OnEvent("Go"), Script("case.Paid.amount > 0"))]).Named("fragile"));
        var id = await house.StartAsync("fragile", "loan-1");
        (await house.AskForAsync(id, new { verb = "RETRY_STEP" })).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
        await house.RaiseAsync(id, "e-1", "Go");

        (await house.DoAsync(id, new { verb = "RETRY_STEP" }, "STUCK_CASE")).Case!.Outcome.ShouldBe(CaseOutcome.Faulted);
        (await house.CaseAsync(id)).Record.IsFaulted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_case_that_is_not_about_a_loan_takes_what_is_about_its_machine_alone()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1");

        (await house.AskForAsync(id, new { verb = "ADD_HOLD", hold = "SAFETY" })).Refusal().Reason.ShouldStartWith("The case is not about a loan");
        var options = (await house.Sender.Send(new Workflows.Commands.Overrides.GetOverrideOptions(id, Zhao))).Value();
        foreach (var verb in (string[])["REASSIGN", "ADD_HOLD", "CANCEL_VISIT"]) options.Verbs.Single(one => one.Verb == verb).Against.ShouldNotBeNull().ShouldStartWith("The case is not about a loan");
        await house.DoByTwoAsync(id, new { verb = "EXTEND_DEADLINE", transition = "call", by = "P2D" });
        (await Deadline(house, id, "call")).DueAt.ShouldBe((await house.CaseAsync(id)).Record.CreatedAt.AddDays(7));
    }

    private static async Task<ArmedDeadline> Deadline(EngineHouse house, string id, string transition) => (await house.CaseAsync(id)).Snapshot.Deadlines.Single(armed => armed.Transition == transition);
}
