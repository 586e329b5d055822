using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Kernel;

/// <summary>What a person may do to where a machine stands.</summary>
public sealed class InterventionTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly StateMachine Clock = Machine([State("A"), State("Late"), State("Done")],
        [Way("A", "Late", Within(3 * Hour), key: "late"), Way("A", "Done", On("Go"), If("paid", scope => Fact(scope, "Paid")), key: "go").Optional(), Way("A", "Done", On("Stop"), key: "stop"), Way("Late", "Done", On("Go"))]);

    [Fact]
    public void An_extended_deadline_is_another_row_and_waits_longer()
    {
        var started = Clock.Start();

        var extended = Did(Clock, started.Next, new Intervention.Extend("late", 2 * Hour), Monday + Hour);

        extended.Cancelled.ShouldBe(["1.0"]);
        extended.Armed.ShouldBe([new ArmedDeadline("2.0", "late", Monday, Monday + (5 * Hour))]);
        extended.Next.Deadlines.ShouldBe(extended.Armed);
        extended.Journal.ShouldBe([new JournalEntry(JournalKind.ClockMoved, "late", "'late' waits until 2031-03-03T14:00:00.000Z instead of 2031-03-03T12:00:00.000Z", Monday + (5 * Hour), new DeadlineMark("2.0", Before: "1.0"))]);
        (extended.IsMove, extended.Reason).ShouldBe((false, "'late' was given PT2H more."));
        Clock.Transition(extended.Next, new WorkflowEvent.DeadlineFired("1.0"), Monday + (3 * Hour)).ShouldBeOfType<Decision.Ignored>();
    }

    [Fact]
    public void What_a_deadline_was_given_can_be_taken_back_but_it_is_never_due_in_the_past()
    {
        var extended = Did(Clock, Clock.Start().Next, new Intervention.Extend("late", 2 * Hour), Monday).Next;

        Did(Clock, extended, new Intervention.Extend("late", -2 * Hour), Monday + Hour).Armed.ShouldHaveSingleItem().DueAt.ShouldBe(Monday + (3 * Hour));
        Did(Clock, extended, new Intervention.Extend("late", -2 * Hour), Monday + (4 * Hour)).Armed.ShouldHaveSingleItem().DueAt.ShouldBe(Monday + (4 * Hour));
    }

    [Fact]
    public void A_date_a_deadline_that_is_due_and_one_that_is_not_there_are_not_extended()
    {
        var machine = Machine([State("A"), State("B")], [Way("A", "B", At(Monday + Hour), key: "date"), Way("A", "B", Within(Hour), Never, key: "due")]);
        var started = machine.Start().Next;
        var due = machine.Take(started, started.Fired("due"), Monday + Hour).Next;

        Refused(machine, started, new Intervention.Extend("date", Hour)).ShouldStartWith("'date' means a date.");
        Refused(machine, due, new Intervention.Extend("due", Hour)).ShouldBe("'due' was due at 2031-03-03T10:00:00.000Z already; it waits for a fact and no longer for its time.");
        Refused(machine, started, new Intervention.Extend("other", Hour)).ShouldBe("No deadline 'other' is armed in 'A'. Armed are: date, due.");
    }

    [Fact]
    public void The_fault_of_a_deadline_is_gone_with_the_deadline()
    {
        var started = Clock.Start().Next;
        var faulted = started with { Incident = new Incident("expression", "broken", Monday, new WorkflowEvent.DeadlineFired("1.0")) };
        var other = started with { Incident = new Incident("expression", "broken", Monday, new WorkflowEvent.DeadlineFired("0.9")) };

        Did(Clock, faulted, new Intervention.Extend("late", Hour), Monday).Next.Incident.ShouldBeNull();
        Did(Clock, other, new Intervention.Extend("late", Hour), Monday).Next.Incident.ShouldNotBeNull();
    }

    [Fact]
    public void Only_what_is_optional_is_skipped_and_its_condition_still_counts()
    {
        var started = Clock.Start().Next;

        Refused(Clock, started, new Intervention.Skip("stop")).ShouldBe("'stop' is not optional. Optional here are: go.");
        Refused(Clock, started, new Intervention.Skip("go")).ShouldBe("'go' is optional, but the condition of 'go' does not hold: paid.");
        Refused(Clock, started, new Intervention.Skip("late2")).ShouldBe("No way 'late2' leads out of 'A'. Optional here are: go.");
        var skipped = Did(Clock, Known(started, Event("Paid")), new Intervention.Skip("go"), Monday);
        (skipped.Next.StatePath, skipped.Next.Status, skipped.IsMove).ShouldBe(("Done", CaseStatus.Completed, true));
    }

    [Fact]
    public void A_suspended_case_lets_every_clock_stand_still_and_gives_each_what_it_had_left()
    {
        var started = Clock.Start().Next;
        var suspended = Did(Clock, started, new Intervention.Suspend(Monday + (48 * Hour)), Monday + Hour);
        suspended.Next.Suspension.ShouldBe(new Suspension(Monday + Hour, Monday + (48 * Hour)));
        suspended.Next.Deadlines.ShouldHaveSingleItem().Left.ShouldBe(2 * Hour);
        suspended.Cancelled.ShouldBe(["1.0"]);

        var resumed = Did(Clock, suspended.Next, new Intervention.Resume(), Monday + (20 * Hour));

        resumed.Next.Suspension.ShouldBeNull();
        resumed.Armed.ShouldHaveSingleItem().DueAt.ShouldBe(Monday + (22 * Hour));
        resumed.Next.Reminders.ShouldBeEmpty();
        Refused(Clock, resumed.Next, new Intervention.Resume()).ShouldBe("The case is not suspended.");
        Refused(Clock, suspended.Next, new Intervention.Suspend(Monday + (90 * Hour))).ShouldStartWith("The case is suspended since");
        Refused(Clock, started, new Intervention.Suspend(Monday)).ShouldContain("is over");
    }

    [Fact]
    public void A_suspended_case_hears_what_is_reported_and_what_it_enters_stands_still_too()
    {
        var machine = Machine([State("A"), State("B"), State("Paid")], [Way("A", "B", On("Go")), Way("B", "Paid", Within(Hour), key: "clock"), Way("*", "Paid", On("PaidInFull"))]);
        var suspended = Did(machine, machine.Start().Next, new Intervention.Suspend(Monday + (48 * Hour)), Monday).Next;

        var moved = machine.Take(suspended, Event("Go"));
        (moved.Next.StatePath, moved.Armed.Length, moved.Next.Deadlines.Single().Left).ShouldBe(("B", 0, Hour));
        var closed = machine.Take(moved.Next, Event("PaidInFull")).Next;
        (closed.Status, closed.Suspension, closed.Reminders.Length).ShouldBe((CaseStatus.Completed, null, 0));
    }

    [Fact]
    public void A_date_stands_still_while_a_case_is_suspended_and_stays_what_it_is()
    {
        var machine = Machine([State("A"), State("B")], [Way("A", "B", At(Monday + Hour), key: "date")]);
        var suspended = Did(machine, machine.Start().Next, new Intervention.Suspend(Monday + (48 * Hour)), Monday);
        suspended.Cancelled.Length.ShouldBe(1);

        Did(machine, suspended.Next, new Intervention.Resume(), Monday + (20 * Hour)).Armed.ShouldHaveSingleItem().DueAt.ShouldBe(Monday + Hour);
    }

    [Fact]
    public void A_suspension_that_lasts_too_long_is_told_once_and_goes_on()
    {
        var suspended = Did(Clock, Clock.Start().Next, new Intervention.Suspend(Monday + (48 * Hour)), Monday).Next;
        var reminder = suspended.Reminders.ShouldHaveSingleItem();
        reminder.Reminder.ShouldBe(new Reminder(Suspension.Overdue, "suspension", Monday + (48 * Hour)));

        var told = Clock.Take(suspended, new WorkflowEvent.Raised(ArmedReminder.EventIdOf(reminder.Id), Suspension.Overdue, Monday, default), Monday + (48 * Hour));

        told.Effects.OfType<Effect.PublishEvent>().ShouldHaveSingleItem().EventName.ShouldBe("InterventionRequested");
        (told.Next.Suspension!.IsOverdue, told.Next.Reminders.Length, told.Next.Deadlines.Single().Left).ShouldBe((true, 0, 3 * Hour));
        Did(Clock, told.Next, new Intervention.Resume(), Monday + (50 * Hour)).Next.Suspension.ShouldBeNull();
    }

    [Fact]
    public void A_closed_case_takes_no_intervention()
    {
        var closed = Clock.Take(Clock.Start().Next, Event("Stop")).Next;

        foreach (var intervention in (Intervention[])[new Intervention.Extend("late", Hour), new Intervention.Skip("go"), new Intervention.Suspend(Monday + Hour), new Intervention.Resume()])
            Refused(Clock, closed, intervention).ShouldBe("The case is closed in 'Done'. Nothing reopens it.");
    }

    private static Decision.Accepted Did(StateMachine machine, Snapshot snapshot, Intervention intervention, DateTimeOffset now) => machine.Intervene(snapshot, intervention, now).ShouldBeOfType<Decision.Accepted>();

    private static string Refused(StateMachine machine, Snapshot snapshot, Intervention intervention) => machine.Intervene(snapshot, intervention, Monday + Hour).ShouldBeOfType<Decision.Rejected>().Reason;
}
