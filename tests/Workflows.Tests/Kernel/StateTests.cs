using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Definitions;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Kernel;

/// <summary>Semantics 1 to 5 and 13: how one machine moves.</summary>
public sealed class StateTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void S1_a_step_ends_in_a_state_with_everything_run()
    {
        var machine = Machine([Loud("A"), Loud("B"), Loud("C"), Loud("D")], [Way("A", "B", On("Go"), then: Note("go")), Way("B", "C", then: Note("on")), Way("C", "D", On("Go"))]);

        var taken = machine.Take(machine.Start().Next, Event("Go"));

        taken.Next.StatePath.ShouldBe("C");
        taken.Notes().ShouldBe(["-A", "go", "+B", "-B", "on", "+C"]);
    }

    [Theory]
    [InlineData("Elsa.Delay")]
    [InlineData("Elsa.Event")]
    [InlineData("Doorstep.Deadline")]
    [InlineData("Doorstep.Submachine")]
    public void S1_something_that_waits_is_a_fault_in_an_entry_an_exit_and_an_action(string type)
    {
        var json = Definition.Of(
            "A", [Definition.State("A", entry: Definition.Activity(type), exit: Definition.Activity(type)), Definition.State("Closed")],
            [Definition.Way("A", "Closed", Definition.OnEvent("Go"), action: Definition.Activity(type))]);

        var faults = Definition.Compile(json).Faults.Select(fault => fault.Path).ToArray();

        faults.ShouldContain(path => path.StartsWith("states[0].entry", StringComparison.Ordinal));
        faults.ShouldContain(path => path.StartsWith("states[0].exit", StringComparison.Ordinal));
        faults.ShouldContain(path => path.StartsWith("transitions[0].action", StringComparison.Ordinal));
    }

    [Fact]
    public void S2_after_entry_the_first_triggerless_transition_whose_condition_holds_is_taken()
    {
        var machine = Machine(
            [State("A", Do(step => step.SetVariable("entered", Values.True))), State("B"), State("C"), State("D")],
            [Way("A", "B", onlyIf: Never), Way("A", "C", onlyIf: If("entered", scope => scope.TryGetVariable("entered", out _))), Way("A", "D")]);

        machine.Start().Next.StatePath.ShouldBe("C");
    }

    [Fact]
    public void S2_triggers_are_armed_only_where_no_triggerless_transition_is_taken()
    {
        var machine = Machine(
            [State("A"), State("B"), State("C")],
            [Way("A", "B", onlyIf: If("rich", scope => Fact(scope, "rich"))), Way("A", "C", After(Hour)), Way("B", "C", After(2 * Hour)), Way("B", "A", On("Back"))]);

        machine.Start().Armed.ShouldHaveSingleItem().Transition.ShouldBe("A→C");
        var passed = machine.Start(new { rich = true });
        passed.Armed.ShouldHaveSingleItem().ShouldBe(new ArmedDeadline("1.0", "B→C", Monday, Monday + (2 * Hour)));
        passed.Next.Deadlines.ShouldBe(passed.Armed);
    }

    [Fact]
    public void S3_S13_trigger_condition_exit_action_entry_in_this_order()
    {
        var order = new List<string>();
        var machine = Machine(
            [State("A", exit: Do(_ => order.Add("exit"))), State("B", entry: Do(step => order.Add($"entry in {step.StatePath}"))), State("End")],
            [Way("A", "B", On("Go"), If("yes", _ => { order.Add("condition"); return true; }), Do(step => order.Add($"action in {step.StatePath}"))), Way("B", "End", On("Go"))]);

        machine.Take(machine.Start().Next, Event("Go"));

        order.ShouldBe(["condition", "exit", "action in A", "entry in B"]);
    }

    [Fact]
    public void S13_no_trigger_means_at_once()
    {
        var machine = Machine([State("A"), State("B"), State("C")], [Way("A", "B"), Way("B", "C", On("Go"))]);

        machine.Start().Journal.Select(entry => entry.Text).ShouldContain("A → B by 'A→B' (at once)");
    }

    [Fact]
    public void S3_competing_triggers_are_cancelled_before_the_exit_runs()
    {
        var machine = Machine([Loud("A"), State("B"), State("C")], [Way("A", "B", On("Go")), Way("A", "C", After(Hour)), Way("A", "C", Within(Hour), key: "late"), Way("B", "C", On("Go"))]);
        var started = machine.Start();

        var taken = machine.Take(started.Next, Event("Go"));

        taken.Cancelled.ShouldBe(started.Armed.Select(armed => armed.Id));
        taken.Armed.ShouldBeEmpty();
        taken.Next.Deadlines.ShouldBeEmpty();
        taken.Journal.Select(entry => entry.Kind).ShouldBe([
            JournalKind.TransitionTaken, JournalKind.DeadlineCancelled, JournalKind.DeadlineCancelled, JournalKind.Note, JournalKind.StateLeft, JournalKind.StateEntered]);
    }

    [Fact]
    public void S3_a_deadline_that_was_cancelled_before_it_fired_is_ignored()
    {
        var machine = Machine([State("A"), State("B"), State("C")], [Way("A", "B", On("Go")), Way("A", "C", After(Hour)), Way("B", "C", On("Go"))]);
        var started = machine.Start();
        var late = started.Next.Fired("A→C");

        var decision = machine.Transition(machine.Take(started.Next, Event("Go")).Next, late, Monday + Hour);

        decision.ShouldBeOfType<Decision.Ignored>().Reason.ShouldBe("Deadline '1.0' was cancelled before it fired.");
    }

    [Fact]
    public void S3_a_delay_whose_condition_does_not_hold_starts_again_and_no_other_trigger_does()
    {
        var machine = Machine([State("A"), State("B")], [Way("A", "B", After(Hour), Never, key: "delay"), Way("A", "B", After(3 * Hour), key: "other")]);
        var started = machine.Start();

        var answered = machine.Take(started.Next, started.Next.Fired("delay"), Monday + (2 * Hour));

        answered.Reason.ShouldBe("'delay' starts again, for the condition of 'delay' does not hold: never.");
        answered.Cancelled.ShouldBe([started.Armed[0].Id]);
        answered.Armed.ShouldBe([new ArmedDeadline("2.0", "delay", Monday + (2 * Hour), Monday + (3 * Hour))]);
        answered.Next.Deadlines.ShouldContain(started.Armed[1]);
        answered.Next.StatePath.ShouldBe("A");
        answered.Next.StateSince.ShouldBe(Monday);
    }

    [Fact]
    public void S3_a_deadline_whose_condition_does_not_hold_stays_due_and_is_asked_again_at_every_later_fact()
    {
        var machine = Machine([State("A"), State("B"), State("C")], [Way("A", "B", Within(Hour), If("asked thrice", scope => Fact(scope, "Third")), key: "deadline"), Way("A", "C", On("Never"))]);
        var started = machine.Start();

        var due = machine.Take(started.Next, started.Next.Fired("deadline"), Monday + Hour);
        due.Reason.ShouldBe("'deadline' stays due, for the condition of 'deadline' does not hold: asked thrice.");
        due.Cancelled.ShouldBe([started.Armed[0].Id]);
        due.Armed.ShouldBeEmpty();
        due.Next.Deadlines.ShouldHaveSingleItem().IsDue.ShouldBeTrue();

        machine.Transition(Known(due.Next, Event("Second")), Event("Second"), Monday + Hour).ShouldBeOfType<Decision.Rejected>();
        machine.Transition(due.Next, due.Next.Fired("deadline"), Monday + Hour).ShouldBeOfType<Decision.Ignored>().Reason.ShouldBe("Deadline 'deadline' is already known to be due.");
        var taken = machine.Take(due.Next, Event("Third"), Monday + (2 * Hour));
        taken.Next.StatePath.ShouldBe("B");
        taken.Reason.ShouldBe("'Third' made the due deadline 'deadline' take the case to 'B'.");
    }

    [Fact]
    public void S3_a_refused_event_leaves_its_trigger_and_the_variable_of_its_data_as_they_were()
    {
        var machine = Machine([State("A"), State("B"), State("C")], [Way("A", "B", On("Go", into: "x"), Never), Way("A", "C", On("Go"))], variables: ["x"]);
        var started = machine.Start();

        var taken = machine.Take(started.Next, Event("Go", new { n = 7 }));

        taken.Next.StatePath.ShouldBe("C");
        taken.Next.Frames[0].Variables["x"].GetRawText().ShouldBe("0");
        taken.Journal.Select(entry => entry.Text).ShouldContain("'A→B' stood ready, but the condition of 'A→B' does not hold: never");
    }

    [Fact]
    public void S3_a_deadline_told_before_its_time_is_ignored()
    {
        var machine = Machine([State("A"), State("B")], [Way("A", "B", After(Hour))]);
        var started = machine.Start();

        machine.Transition(started.Next, started.Next.Fired("A→B"), Monday + Hour - TimeSpan.FromMilliseconds(1))
            .ShouldBeOfType<Decision.Ignored>().Reason.ShouldBe("Deadline 'A→B' is not due until 2031-03-03T10:00:00.000Z.");
        machine.Take(started.Next, started.Next.Fired("A→B"), Monday + Hour).Next.StatePath.ShouldBe("B");
    }

    [Fact]
    public void S4_of_transitions_that_want_the_same_event_the_first_declared_wins()
    {
        var machine = Machine([State("A"), State("B"), State("C")], [Way("A", "C", On("Go")), Way("A", "B", On("Go")), Way("C", "B", On("Go"))]);

        machine.Take(machine.Start().Next, Event("Go")).Next.StatePath.ShouldBe("C");
    }

    [Fact]
    public void S4_of_deadlines_due_since_the_same_moment_the_first_declared_wins_whichever_was_told_first()
    {
        var paid = If("paid", scope => Fact(scope, "Paid"));
        var machine = Machine(
            [State("A"), State("B"), State("C")], [Way("A", "B", Within(Hour), paid, key: "first"), Way("A", "C", Within(Hour), paid, key: "second"), Way("B", "C", On("Go"))]);
        var started = machine.Start().Next;

        var told = machine.Take(machine.Take(started, started.Fired("second"), Monday + Hour).Next, started.Fired("first"), Monday + Hour).Next;

        machine.Take(told, Event("Paid"), Monday + Hour).Next.StatePath.ShouldBe("B");
    }

    [Fact]
    public void S5_a_state_without_a_way_out_closes_the_case()
    {
        var machine = Machine([State("A"), Loud("Closed")], [Way("A", "Closed", On("Go")), Way("A", "A", After(Hour))]);
        var started = machine.Start();

        var closed = machine.Take(started.Next, Event("Go"));

        closed.Next.Status.ShouldBe(CaseStatus.Completed);
        closed.Notes().ShouldBe(["+Closed"]);
        closed.Next.Deadlines.ShouldBeEmpty();
        machine.Transition(closed.Next, Event("Go"), Monday).ShouldBeOfType<Decision.Rejected>().Reason.ShouldBe("The case is closed in 'Closed'. A closed case accepts nothing; the fact is kept in its file.");
        machine.Transition(closed.Next, started.Next.Fired("A→A"), Monday + Hour).ShouldBeOfType<Decision.Ignored>().Reason.ShouldContain("after the case was closed in 'Closed'");
    }

    [Fact]
    public void S5_a_case_may_close_in_the_step_that_starts_it() => Machine([State("Closed")], []).Start().Next.Status.ShouldBe(CaseStatus.Completed);

    [Fact]
    public void A_deadline_armed_and_cancelled_in_one_step_reaches_no_table()
    {
        var machine = Machine([State("A"), State("B"), State("End")], [Way("A", "B", On("Go")), Way("B", "End", After(Hour)), Way("B", "B", Runs("inner"))], inner: [Machine([State("End")], [], id: "inner")]);
        // B arms its deadline, then its submachine ends at once and takes B to B, which arms it anew, until the bound stops it.
        machine.Transition(machine.Start().Next, Event("Go"), Monday).ShouldBeOfType<Decision.Faulted>();

        var once = Machine(
            [State("A"), State("B"), State("C"), State("End")], [Way("A", "B", On("Go")), Way("B", "End", After(Hour)), Way("B", "C", Runs("inner")), Way("C", "End", After(Hour))],
            inner: [Machine([State("End")], [], id: "inner")]);
        var taken = once.Take(once.Start().Next, Event("Go"));
        taken.Armed.ShouldBe([new ArmedDeadline("2.1", "C→End", Monday, Monday + Hour)]);
        taken.Cancelled.ShouldBeEmpty();
    }

    [Fact]
    public void An_event_that_no_transition_takes_is_rejected_with_what_would_be_taken()
    {
        var machine = Machine([State("AppointmentPending"), State("B")], [Way("AppointmentPending", "B", On("VisitDeclined")), Way("AppointmentPending", "B", On("AppointmentConfirmed"), key: "confirmed"), Way("*", "B", On("PaymentReceived"))]);

        machine.Transition(machine.Start().Next, Event("VisitCheckedIn"), Monday).ShouldBeOfType<Decision.Rejected>().Reason
            .ShouldBe("'VisitCheckedIn' is kept, and the case stays in 'AppointmentPending', where no way waits for it. Ways wait for: AppointmentConfirmed, PaymentReceived, VisitDeclined.");
    }

    [Fact]
    public void A_state_with_deadlines_alone_says_that_it_accepts_nothing_else()
    {
        var machine = Machine([State("A"), State("B")], [Way("A", "B", After(Hour))]);

        machine.Transition(machine.Start().Next, Event("Go"), Monday).Reason.ShouldBe("'Go' is kept, and the case stays in 'A', where no way waits for it. Ways wait for: nothing but its deadlines.");
    }
}
