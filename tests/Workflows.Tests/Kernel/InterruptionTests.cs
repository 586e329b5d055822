using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Kernel;

/// <summary>Semantics 6 and 7: leaving any state through <c>*</c> and coming back through <c>^</c>.</summary>
public sealed class InterruptionTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void S6_anywhere_leaves_every_state_that_is_not_final()
    {
        var machine = Machine([State("A"), State("B"), State("Paid")], [Way("A", "B", On("Go")), Way("B", "A", On("Go")), Way("*", "Paid", On("PaidInFull"))]);
        var inA = machine.Start().Next;
        var inB = machine.Take(inA, Event("Go")).Next;

        machine.Take(inA, Event("PaidInFull")).Next.StatePath.ShouldBe("Paid");
        machine.Take(inB, Event("PaidInFull")).Next.Status.ShouldBe(CaseStatus.Completed);
    }

    [Fact]
    public void S6_anywhere_does_not_keep_a_final_state_from_closing_the_case()
    {
        var machine = Machine([State("A"), State("Closed")], [Way("A", "Closed", On("Go")), Way("*", "A", On("Reopen"))]);

        machine.Take(machine.Start().Next, Event("Go")).Next.Status.ShouldBe(CaseStatus.Completed);
    }

    [Fact]
    public void S6_the_states_own_transition_wins_however_they_are_declared()
    {
        var machine = Machine([State("A"), State("Own"), State("Any")], [Way("*", "Any", On("Go")), Way("A", "Own", On("Go"))]);

        machine.Take(machine.Start().Next, Event("Go")).Next.StatePath.ShouldBe("Own");
    }

    [Fact]
    public void S6_anywhere_takes_what_the_states_own_condition_refuses()
    {
        var machine = Machine([State("A"), State("Own"), State("Any")], [Way("*", "Any", On("Go")), Way("A", "Own", On("Go"), Never)]);

        machine.Take(machine.Start().Next, Event("Go")).Next.StatePath.ShouldBe("Any");
    }

    [Fact]
    public void S6_anywhere_does_not_lead_to_where_the_case_stands_nor_end_a_submachine_for_it()
    {
        var machine = Machine(
            [State("Visit"), State("End")], [Way("Visit", "End", Runs("visit")), Way("*", "Visit", On("VisitNeeded"))],
            inner: [Machine([State("Pending"), State("Done")], [Way("Pending", "Done", On("Go"))], id: "visit")]);
        var started = machine.Start().Next;
        started.StatePath.ShouldBe("Visit/Pending");

        machine.Transition(started, Event("VisitNeeded"), Monday).ShouldBeOfType<Decision.Rejected>().Reason
            .ShouldBe("'VisitNeeded' is kept, and the case stays in 'Visit/Pending', where no way waits for it. Ways wait for: Go.");
    }

    [Fact]
    public void S7_back_returns_with_the_time_that_deadlines_had_left()
    {
        var machine = Held(Way("A", "End", Within(3 * Hour)));
        var started = machine.Start();

        var held = machine.Take(started.Next, Event("Hold"), Monday + Hour);
        held.Next.StatePath.ShouldBe("Held");
        held.Cancelled.ShouldBe([started.Armed[0].Id]);

        var back = machine.Take(held.Next, Event("Free"), Monday + (10 * Hour));
        back.Next.StatePath.ShouldBe("A");
        back.Armed.ShouldBe([new ArmedDeadline("3.0", "A→End", Monday + (10 * Hour), Monday + (12 * Hour))]);
        back.Notes().ShouldBe(["-Held"]);
        back.Next.Frames[0].Interruptions.ShouldBeEmpty();
    }

    [Fact]
    public void S7_a_date_is_not_pushed_back_by_an_interruption()
    {
        var machine = Held(Way("A", "End", At(Monday + (3 * Hour))));
        var held = machine.Take(machine.Start().Next, Event("Hold"), Monday + Hour).Next;

        machine.Take(held, Event("Free"), Monday + (10 * Hour)).Armed.ShouldHaveSingleItem().DueAt.ShouldBe(Monday + (3 * Hour));
    }

    [Fact]
    public void S7_a_deadline_that_stayed_due_is_asked_when_the_case_comes_back()
    {
        var machine = Held(Way("A", "End", Within(Hour), If("paid", scope => Fact(scope, "Paid"))));
        var started = machine.Start().Next;
        var due = machine.Take(started, started.Fired("A→End"), Monday + Hour).Next;
        var held = machine.Take(due, Event("Hold"), Monday + Hour).Next;

        var known = Known(held, Event("Paid"));
        machine.Transition(known, Event("Paid"), Monday + Hour).ShouldBeOfType<Decision.Rejected>();
        machine.Take(known, Event("Free"), Monday + Hour).Next.StatePath.ShouldBe("End");
    }

    [Fact]
    public void S7_it_is_asked_too_when_a_deadline_brings_the_case_back()
    {
        var machine = Held(Way("A", "End", Within(Hour), If("paid", scope => Fact(scope, "Paid"))), Way("Held", "^", After(Hour), key: "over"));
        var started = machine.Start().Next;
        var due = machine.Take(started, started.Fired("A→End"), Monday + Hour).Next;
        var held = Known(machine.Take(due, Event("Hold"), Monday + Hour).Next, Event("Paid"));

        machine.Take(held, held.Fired("over"), Monday + (2 * Hour)).Next.StatePath.ShouldBe("End");
    }

    [Fact]
    public void S7_a_deadline_at_the_end_of_time_comes_back_as_it_was()
    {
        var machine = Held(Way("A", "End", At(DateTimeOffset.MaxValue)), Way("A", "End", new EndOfTime().Trigger, key: "never"));
        var held = machine.Take(machine.Start().Next, Event("Hold")).Next;

        machine.Take(held, Event("Free"), Monday + Hour).Armed.Select(armed => armed.DueAt.Year).ShouldBe([9999, 9999]);
    }

    [Fact]
    public void S7_the_deadline_that_led_away_is_spent_and_does_not_come_back()
    {
        var machine = Held(Way("*", "Held", Within(Hour), key: "review"), Way("A", "End", After(3 * Hour)));
        var started = machine.Start().Next;
        var held = machine.Take(started, started.Fired("review"), Monday + Hour).Next;

        machine.Take(held, Event("Free"), Monday + (2 * Hour)).Next.Deadlines.ShouldHaveSingleItem().Transition.ShouldBe("A→End");
    }

    [Fact]
    public void S7_without_a_state_to_go_back_to_the_refusal_says_so()
    {
        var machine = Machine([State("A"), State("End")], [Way("A", "^", On("Free")), Way("A", "End", On("Go"))]);

        machine.Transition(machine.Start().Next, Event("Free"), Monday).ShouldBeOfType<Decision.Rejected>().Reason
            .ShouldBe("State 'A' waits for 'Free', but there is no state for 'A→^' to go back to.");
    }

    [Fact]
    public void S7_the_last_state_left_is_the_first_to_come_back()
    {
        var machine = Machine(
            [State("A"), State("Disputed"), State("Held"), State("End")],
            [Way("A", "End", On("Go")), Way("*", "Disputed", On("Dispute")), Way("*", "Held", On("Hold")), Way("Disputed", "^", On("Free")), Way("Held", "^", On("Free"))]);
        var held = machine.Take(machine.Take(machine.Start().Next, Event("Dispute")).Next, Event("Hold")).Next;

        var once = machine.Take(held, Event("Free")).Next;
        once.StatePath.ShouldBe("Disputed");
        machine.Take(once, Event("Free")).Next.StatePath.ShouldBe("A");
    }

    [Fact]
    public void S7_a_state_that_was_entered_anew_is_no_longer_one_to_go_back_to()
    {
        var machine = Held(Way("Held", "A", On("Restart")), Way("A", "^", On("Free"), key: "stale"), Way("A", "End", Within(Hour)));
        var held = machine.Take(machine.Start().Next, Event("Hold")).Next;

        var restarted = machine.Take(held, Event("Restart"), Monday + Hour).Next;

        restarted.Frames[0].Interruptions.ShouldBeEmpty();
        restarted.Deadlines.ShouldHaveSingleItem().DueAt.ShouldBe(Monday + (2 * Hour));
        machine.Transition(restarted, Event("Free"), Monday + Hour).ShouldBeOfType<Decision.Rejected>();
    }

    [Fact]
    public void S7_a_state_left_at_once_after_its_entry_goes_on_from_there_when_the_case_comes_back()
    {
        var machine = Held(Way("*", "Held", onlyIf: If("frozen", scope => Fact(scope, "frozen") && !Fact(scope, "Thawed"))), Way("A", "End", After(Hour)));
        var started = machine.Start(new { frozen = true });
        started.Next.StatePath.ShouldBe("Held");

        var refrozen = machine.Take(started.Next, Event("Free"));
        refrozen.Next.StatePath.ShouldBe("Held");
        var back = machine.Take(Known(refrozen.Next, Event("Thawed")), Event("Free"), Monday + Hour);
        back.Next.StatePath.ShouldBe("A");
        back.Armed.ShouldHaveSingleItem().DueAt.ShouldBe(Monday + (2 * Hour));
        back.Notes().ShouldBe(["-Held"]);
    }

    [Fact]
    public void S7_an_interrupted_submachine_comes_back_where_it_stood_with_its_variables_and_deadlines()
    {
        var visit = Machine(
            [State("Invited", Do(step => step.SetVariable("x", Number(5))), Note("-Invited")), State("Done")], [Way("Invited", "Done", Within(4 * Hour))], id: "visit", variables: ["x"]);
        var machine = Machine(
            [State("Visit", exit: Note("-Visit")), State("Held"), State("End")],
            [Way("Visit", "End", Runs("visit")), Way("Visit", "End", After(10 * Hour), key: "overdue"), Way("*", "Held", On("Hold")), Way("Held", "^", On("Free"))], inner: [visit]);
        var held = machine.Take(machine.Start().Next, Event("Hold"), Monday + Hour);
        held.Notes().ShouldBe(["-Invited", "-Visit"]);
        held.Next.Deadlines.ShouldBeEmpty();

        var back = machine.Take(held.Next, Event("Free"), Monday + (5 * Hour)).Next;

        back.StatePath.ShouldBe("Visit/Invited");
        back.Frames[1].Variables["x"].GetInt32().ShouldBe(5);
        back.Deadlines.Select(deadline => (deadline.Transition, deadline.DueAt)).ShouldBe([("overdue", Monday + (14 * Hour)), ("Invited→Done", Monday + (8 * Hour))]);
        machine.Take(back, back.Fired("Invited→Done"), Monday + (8 * Hour)).Next.StatePath.ShouldBe("End");
    }

    [Fact]
    public void S7_an_interruption_inside_an_interrupted_submachine_is_kept()
    {
        var visit = Machine(
            [State("Invited"), State("Unsafe"), State("Done")],
            [Way("Invited", "Done", Within(4 * Hour)), Way("*", "Unsafe", On("Danger")), Way("Unsafe", "^", On("Safe"))], id: "visit");
        var machine = Machine(
            [State("Visit"), State("Held"), State("End")], [Way("Visit", "End", Runs("visit")), Way("*", "Held", On("Hold")), Way("Held", "^", On("Free"))], inner: [visit]);
        var held = machine.Take(machine.Take(machine.Start().Next, Event("Danger"), Monday + Hour).Next, Event("Hold"), Monday + (2 * Hour)).Next;

        var free = machine.Take(SnapshotCodec.Read(SnapshotCodec.Write(held), new JsonFactFolder()), Event("Free"), Monday + (5 * Hour)).Next;
        free.StatePath.ShouldBe("Visit/Unsafe");
        var safe = machine.Take(free, Event("Safe"), Monday + (6 * Hour)).Next;
        safe.StatePath.ShouldBe("Visit/Invited");
        safe.Deadlines.ShouldHaveSingleItem().DueAt.ShouldBe(Monday + (9 * Hour));
    }

    private static StateMachine Held(params Transition[] more) => Machine(
        [State("A", Note("+A"), Note("-A")), Loud("Held"), State("End")], [.. more, Way("*", "Held", On("Hold")), Way("Held", "^", On("Free"), key: "free")]);

    /// <summary>A span that never ends, as a cron expression without a next time gives.</summary>
    private sealed class EndOfTime
    {
        public Trigger Trigger { get; } = After(DateTimeOffset.MaxValue - Monday);
    }
}
