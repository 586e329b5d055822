using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Kernel;

/// <summary>Semantics 11: machines inside machines.</summary>
public sealed class SubmachineTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void S11_entering_a_state_starts_its_submachine_and_the_state_is_a_path()
    {
        var machine = Outer([Way("Visit", "End", Runs("visit"))], Visit());

        var started = machine.Start();

        started.Next.StatePath.ShouldBe("Visit/Pending");
        started.Next.Frames.Select(frame => frame.DefinitionId).ShouldBe(["test", "visit"]);
        started.Next.Pins.ShouldBe([new("test", 1), new("visit", 1)]);
    }

    [Fact]
    public void S11_events_are_offered_to_the_innermost_frame_first_then_outwards()
    {
        var machine = Outer([Way("Visit", "Other", On("Go")), Way("Visit", "Other", On("Stop")), Way("Visit", "End", Runs("visit"))], Visit());
        var started = machine.Start().Next;

        machine.Take(started, Event("Go")).Next.StatePath.ShouldBe("Visit/Met");
        machine.Take(started, Event("Stop")).Next.StatePath.ShouldBe("Other");
    }

    [Fact]
    public void S11_an_event_that_the_inner_condition_refuses_goes_outwards()
    {
        var machine = Outer([Way("Visit", "Other", On("Go")), Way("Visit", "End", Runs("visit"))], Machine([State("Pending"), State("Done")], [Way("Pending", "Done", On("Go"), Never)], id: "visit"));

        machine.Take(machine.Start().Next, Event("Go")).Next.StatePath.ShouldBe("Other");
    }

    [Fact]
    public void S11_a_transition_in_an_outer_frame_ends_the_inner_ones_innermost_first_with_their_deadlines()
    {
        var deep = Machine([Loud("Deep"), State("DeepEnd")], [Way("Deep", "DeepEnd", After(Hour))], id: "deep");
        var inner = Machine([Loud("Inner"), State("InnerEnd")], [Way("Inner", "InnerEnd", Runs("deep")), Way("Inner", "InnerEnd", After(2 * Hour), key: "inner")], id: "inner");
        var machine = Machine([Loud("Outer"), Loud("Other"), State("End")], [Way("Outer", "End", Runs("inner")), Way("Outer", "Other", On("Stop"), then: Note("then")), Way("Other", "End", On("Go"))], inner: [inner, deep]);
        var started = machine.Start();
        started.Next.StatePath.ShouldBe("Outer/Inner/Deep");

        var stopped = machine.Take(started.Next, Event("Stop"));

        stopped.Notes().ShouldBe(["-Deep", "-Inner", "-Outer", "then", "+Other"]);
        stopped.Cancelled.ShouldBe(started.Armed.Select(armed => armed.Id), ignoreOrder: true);
        stopped.Next.Frames.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("Go", "End")]
    [InlineData("Fail", "Other")]
    public void S11_transitions_that_name_the_same_submachine_share_one_run_and_tell_outcomes_apart(string happened, string reached)
    {
        var machine = Outer([Way("Visit", "End", Runs("visit"), Outcome("Done"), key: "done"), Way("Visit", "Other", Runs("visit"), Outcome("Failed"), key: "failed")], Quick());
        var started = machine.Start().Next;
        started.Frames.Length.ShouldBe(2);

        machine.Take(started, Event(happened)).Next.StatePath.ShouldBe(reached);
    }

    [Fact]
    public void S11_the_outcome_is_the_final_states_name_for_everything_that_follows()
    {
        string[] seen = [];
        var machine = Machine(
            [State("Visit", exit: Do(Look)), State("End", entry: Do(Look))], [Way("Visit", "End", Runs("visit"), then: Do(Look))], inner: [Quick()]);

        machine.Take(machine.Start().Next, Event("Fail"));

        seen.ShouldBe(["Failed", "Failed", "Failed"]);

        void Look(Step step) => seen = [.. seen, step.Event.GetProperty("outcome").GetString()!];
    }

    [Fact]
    public void S11_S12_an_outcome_that_no_transition_takes_is_an_incident_that_names_it_and_the_case_keeps_its_state()
    {
        var machine = Outer([Way("Visit", "End", Runs("visit"), Outcome("Done"), key: "done"), Way("Visit", "Other", On("Stop")), Way("Visit", "Other", After(Hour), key: "late")], Quick());
        var started = machine.Start().Next;

        var failed = machine.Transition(Known(started, Event("Fail")), Event("Fail"), Monday).ShouldBeOfType<Decision.Faulted>();

        failed.Incident.Code.ShouldBe("definition");
        failed.Incident.Message.ShouldBe(
            "'visit' ended in 'Failed', and no transition of state 'Visit' takes that: the condition of 'done' does not hold: event.outcome == 'Done'. Add a transition for this outcome, or one without a condition.");
        failed.Next.StatePath.ShouldBe("Visit/Pending");
        failed.Next.Deadlines.ShouldHaveSingleItem().Transition.ShouldBe("late");
        machine.Take(failed.Next, Event("Stop")).Next.StatePath.ShouldBe("Other");
    }

    [Fact]
    public void S11_outcomes_that_no_transition_would_take_can_be_told_beforehand()
    {
        Outer([Way("Visit", "End", Runs("visit"), Outcome("Done"))], Quick()).UncoveredOutcomes().ShouldHaveSingleItem().ShouldBe(new UncoveredOutcome("Visit", "visit", "Failed"));
        Outer([Way("Visit", "End", Runs("visit"), Outcome("Done")), Way("Visit", "Other", Runs("visit"), key: "else")], Quick()).UncoveredOutcomes().ShouldBeEmpty();
        Outer([Way("Visit", "End", Runs("visit"), Breaks("no case"))], Quick()).UncoveredOutcomes().ShouldBeEmpty();
    }

    [Fact]
    public void S11_a_submachine_that_ends_at_once_goes_on_in_the_same_step()
    {
        var machine = Outer([Way("Visit", "End", Runs("visit"))], Machine([State("Done")], [], id: "visit"));

        machine.Start().Next.StatePath.ShouldBe("End");
    }

    [Fact]
    public void S11_inner_variables_hide_outer_ones_and_end_with_their_frame()
    {
        var visit = Machine(
            [State("Pending", Do(step => { step.SetVariable("x", Number(1)); step.SetVariable("y", Number(2)); })), State("Done")], [Way("Pending", "Done", On("Go"))], id: "visit", variables: ["x"]);
        var machine = Machine([State("Visit"), State("Next"), State("End")], [Way("Visit", "Next", Runs("visit")), Way("Next", "End", On("Go"))], inner: [visit], variables: ["x", "y"]);
        var started = machine.Start().Next;
        started.Frames[1].Variables["x"].GetInt32().ShouldBe(1);
        started.Frames[0].Variables["x"].GetInt32().ShouldBe(0);

        machine.Take(started, Event("Go")).Next.Frames.ShouldHaveSingleItem().Variables.Select(pair => pair.Value.GetInt32()).ShouldBe([0, 2]);
    }

    [Fact]
    public void S11_a_due_deadline_of_an_outer_frame_is_asked_after_the_inner_one_moved()
    {
        var machine = Outer(
            [Way("Visit", "Other", Within(Hour), If("met", scope => Fact(scope, "Go")), key: "due"), Way("Visit", "End", Runs("visit"))], Visit());
        var started = machine.Start().Next;
        var due = machine.Take(started, started.Fired("due"), Monday + Hour).Next;
        due.StatePath.ShouldBe("Visit/Pending");

        machine.Take(due, Event("Go"), Monday + Hour).Next.StatePath.ShouldBe("Other");
    }

    [Fact]
    public void S11_a_definition_that_is_not_there_faults_with_its_name()
    {
        var machine = Machine([State("Visit"), State("End")], [Way("Visit", "End", Runs("missing"))]);

        StartOf(machine).ShouldBeOfType<Decision.Faulted>().Incident.ShouldSatisfyAllConditions(
            incident => incident.Code.ShouldBe("definition"), incident => incident.Message.ShouldContain("'missing' is not part of 'test' version 1"));
    }

    private static Expression Outcome(string name) => If($"event.outcome == '{name}'", scope => scope.Event.GetProperty("outcome").GetString() == name);

    private static StateMachine Outer(Transition[] ways, StateMachine inner) =>
        Machine([State("Visit"), State("Other"), State("End")], [.. ways, Way("Other", "End", On("Finish"), key: "finish")], inner: [inner]);

    private static StateMachine Visit() => Machine([State("Pending"), State("Met"), State("Done")], [Way("Pending", "Met", On("Go")), Way("Met", "Done", On("Report"))], id: "visit");

    private static StateMachine Quick() => Machine([State("Pending"), State("Done"), State("Failed")], [Way("Pending", "Done", On("Go")), Way("Pending", "Failed", On("Fail"))], id: "visit");
}
