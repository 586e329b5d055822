using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Kernel;

/// <summary>Why a case stands where it stands.</summary>
public sealed class ExplanationTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void Every_way_out_is_told_innermost_first_in_the_order_in_which_it_is_tried()
    {
        var machine = Machine(
            [State("Visit"), State("Paid"), State("End")], [Way("*", "Paid", On("PaidInFull")), Way("Visit", "End", Runs("visit")), Way("Visit", "End", After(Hour), key: "late"), Way("Paid", "End")],
            inner: [Machine([State("Pending"), State("Done")], [Way("Pending", "Done", On("Go")), Way("*", "Done", On("Danger"))], id: "visit")]);

        var told = machine.Explain(machine.Start().Next, Monday);

        told.StatePath.ShouldBe("Visit/Pending");
        told.Ways.Select(way => (way.Frame, way.Key, way.WaitsFor)).ShouldBe([
            ("visit", "Pending→Done", "event 'Go'"), ("visit", "*→Done", "event 'Danger'"),
            ("test", "Visit→End", "end of 'visit'"), ("test", "late", "a clock"), ("test", "*→Paid", "event 'PaidInFull'")]);
        told.Ways.Select(way => way.EventName).ShouldBe(["Go", "Danger", null, null, "PaidInFull"]);
    }

    [Fact]
    public void A_guard_in_the_way_is_named_and_one_that_is_not_in_the_way_is_not()
    {
        var machine = Machine(
            [State("A"), State("End")],
            [Way("A", "End", On("Visit"), If("two agents", scope => Fact(scope, "agents"))), Way("A", "End", On("Call"), If("in hours", scope => Fact(scope, "hours")), key: "call"), Way("A", "^", On("Free"))]);

        var ways = machine.Explain(machine.Start(new { hours = true }).Next, Monday).Ways;

        ways.Select(way => way.Holds).ShouldBe([false, true, false]);
        ways.Select(way => way.Obstacle).ShouldBe(["the condition of 'A→End' does not hold: two agents", null, "there is no state for 'A→^' to go back to"]);
        ways[0].Condition.ShouldBe("two agents");
    }

    [Fact]
    public void What_cannot_be_told_before_the_event_is_there_is_left_open()
    {
        var machine = Machine(
            [State("A"), State("End")],
            [
                Way("A", "End", On("Paid"), If("event.data.amount > 1", scope => scope.Event.ValueKind == System.Text.Json.JsonValueKind.Object ? true : throw new StepFaultException("expression", "no event")), key: "reads the event"),
                Way("A", "End", On("Paid", into: "x"), Never, key: "reads its variable"),
                Way("A", "End", new Trigger.OnEvent(Breaks("no name yet"), null), key: "has no name yet"),
            ], variables: ["x"]);

        var ways = machine.Explain(machine.Start().Next, Monday).Ways;

        ways.Select(way => way.Holds).ShouldBe([null, null, true]);
        ways.Select(way => way.Obstacle).ShouldAllBe(obstacle => obstacle == null);
        ways[2].EventName.ShouldBeNull();
    }

    [Fact]
    public void A_condition_that_breaks_does_not_spoil_what_is_told_of_the_other_frames()
    {
        var inner = Machine([State("B"), State("End")], [Way("B", "End", On("Go"), Breaks("broken"))], id: "inner", variables: ["x"]);
        var machine = Machine(
            [State("A"), State("End")], [Way("A", "End", Runs("inner")), Way("A", "End", On("Outer"), If("in A", scope => scope.StatePath == "A"), key: "outer")], inner: [inner]);

        machine.Explain(machine.Start().Next, Monday).Ways.Single(way => way.Key == "outer").Holds.ShouldBe(true);
    }

    [Fact]
    public void A_deadline_that_the_house_has_not_come_to_is_overdue_until_it_fires()
    {
        var machine = Machine([State("A"), State("End")], [Way("A", "End", Within(Hour), Never, key: "due"), Way("A", "End", After(2 * Hour), key: "second")]);
        var started = machine.Start().Next;

        string[] Overdue(Snapshot snapshot, TimeSpan later) => [.. machine.Explain(snapshot, Monday + later).Ways.Where(way => way.IsOverdue).Select(way => way.Key)];

        Overdue(started, Hour - TimeSpan.FromTicks(1)).ShouldBeEmpty();
        Overdue(started, Hour).ShouldBe(["due"]);
        Overdue(started, 3 * Hour).ShouldBe(["due", "second"]);
        Overdue(machine.Take(started, started.Fired("due"), Monday + Hour).Next, Hour).ShouldBeEmpty("it was asked, and every fact asks it again");
    }

    [Fact]
    public void What_comes_next_by_itself_is_the_earliest_deadline_that_nothing_stands_in_the_way_of()
    {
        var machine = Machine(
            [State("A"), State("End")], [Way("A", "End", Within(Hour), Never, key: "due"), Way("A", "End", After(3 * Hour), key: "third"), Way("A", "End", After(2 * Hour), key: "second"), Way("A", "End", On("Go"))]);
        var started = machine.Start().Next;
        machine.Explain(started, Monday).Next.ShouldNotBeNull().Key.ShouldBe("second");
        machine.Explain(started, Monday).Vain.ShouldNotBeNull().Key.ShouldBe("due");

        var told = machine.Explain(machine.Take(started, started.Fired("due"), Monday + Hour).Next, Monday + Hour);

        told.Next.ShouldNotBeNull().ShouldSatisfyAllConditions(next => next.Key.ShouldBe("second"), next => next.DueAt.ShouldBe(Monday + (2 * Hour)));
        told.Vain.ShouldBeNull();
        told.Ways[0].ShouldSatisfyAllConditions(
            due => due.IsDue.ShouldBeTrue(), due => due.DueAt.ShouldBe(Monday + Hour), due => due.Obstacle.ShouldBe("the condition of 'due' does not hold: never"));
    }

    [Fact]
    public void A_closed_case_waits_for_nothing()
    {
        var machine = Machine([State("A"), State("Closed")], [Way("A", "Closed", On("Go"))]);

        var told = machine.Explain(machine.Take(machine.Start().Next, Event("Go")).Next, Monday);

        told.StatePath.ShouldBe("Closed");
        told.Ways.ShouldBeEmpty();
        told.Next.ShouldBeNull();
    }
}
