using Doorstep.Workflows.Kernel;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Kernel;

/// <summary>Semantics 12: a step that faults changes nothing but the incident.</summary>
public sealed class FaultTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<string, Transition[]> Broken => new()
    {
        { "a condition", [Way("A", "B", On("Go", into: "x"), Breaks("no such member"))] },
        { "an action", [Way("A", "B", On("Go", into: "x"), then: Breaking)] },
        { "an exit", [Way("A", "B", On("Go", into: "x")), Way("A", "A", On("Other"))] },
        { "an entry far down the chain", [Way("A", "B", On("Go", into: "x")), Way("B", "C")] },
        { "a deadline's date", [Way("A", "B", On("Go", into: "x")), Way("B", "C", new BrokenClock())] },
        { "a condition after a good transition", [Way("A", "B", On("Go", into: "x")), Way("B", "C", onlyIf: Breaks("no such member"))] },
    };

    private static Activity Breaking => Do(step =>
    {
        step.SetVariable("x", Number(99));
        step.Emit(new Effect.PublishEvent("Notice", Values.EmptyObject), "Notice");
        throw new StepFaultException("activity", "no such member");
    });

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public void S12_a_fault_in_any_slot_keeps_state_variables_and_deadlines_and_the_fact(string where, Transition[] ways)
    {
        var exit = where == "an exit" ? Breaking : Do(step => step.SetVariable("x", Number(50)));
        var machine = Machine(
            [State("A", exit: exit), State("B"), State("C", Breaking), State("End")],
            [.. ways, Way("A", "End", After(Hour)), Way("*", "End", On("Stop")), Way("B", "End", On("Stop")), Way("C", "End", On("Stop"))], variables: ["x"]);
        var before = Known(machine.Start().Next, Event("Go", new { n = 1 }));
        var bytes = SnapshotCodec.Write(before);

        var faulted = machine.Transition(before, Event("Go", new { n = 1 }), Monday + Hour).ShouldBeOfType<Decision.Faulted>();

        faulted.Incident.ShouldSatisfyAllConditions(
            incident => incident.Message.ShouldContain("no such member"), incident => incident.At.ShouldBe(Monday + Hour), incident => incident.Event.ShouldBeOfType<WorkflowEvent.Raised>().Type.ShouldBe("Go"));
        SnapshotCodec.Write(before).ShouldBe(bytes);
        SnapshotCodec.Write(faulted.Next with { Incident = null, Sequence = before.Sequence }).ShouldBe(bytes);
        faulted.Next.Sequence.ShouldBe(before.Sequence + 1);
        faulted.Next.Facts.ToJson().GetProperty("Go").GetProperty("n").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void S12_a_fault_in_the_condition_of_an_inner_frame_keeps_the_outer_one_too()
    {
        var inner = Machine([State("B"), State("End")], [Way("B", "End", On("Go", into: "x"), Breaks("inside"))], id: "inner");
        var machine = Machine([State("A"), State("End")], [Way("A", "End", Runs("inner")), Way("A", "End", On("Go"), key: "outer")], inner: [inner], variables: ["x"]);
        var before = machine.Start().Next;

        var faulted = machine.Transition(before, Event("Go"), Monday).ShouldBeOfType<Decision.Faulted>();

        faulted.Next.StatePath.ShouldBe("A/B");
        faulted.Next.Frames[0].Variables["x"].GetInt32().ShouldBe(0);
    }

    [Fact]
    public void S12_the_faulted_event_can_be_offered_again_and_a_step_that_is_taken_clears_the_incident()
    {
        var machine = Machine([State("A"), State("B"), State("End")], [Way("A", "B", On("Go"), If("repaired", scope => Fact(scope, "Repaired") ? true : throw new StepFaultException("expression", "not yet"))), Way("B", "End", On("Go"))]);
        var faulted = machine.Transition(machine.Start().Next, Event("Go"), Monday).ShouldBeOfType<Decision.Faulted>();
        machine.Transition(Known(faulted.Next, Event("Repaired")), Event("Repaired"), Monday).ShouldBeOfType<Decision.Rejected>();

        var retried = machine.Take(Known(faulted.Next, Event("Repaired")), faulted.Incident.Event!);

        retried.Next.StatePath.ShouldBe("B");
        retried.Next.Incident.ShouldBeNull();
    }

    [Fact]
    public void S12_a_deadline_that_faults_stays_armed()
    {
        var machine = Machine([State("A"), State("End")], [Way("A", "End", Within(Hour), Breaks("no such member"))]);
        var before = machine.Start().Next;

        var faulted = machine.Transition(before, before.Fired("A→End"), Monday + Hour).ShouldBeOfType<Decision.Faulted>();

        faulted.Next.Deadlines.ShouldBe(before.Deadlines);
        faulted.Incident.Event.ShouldBe(before.Fired("A→End"));
    }

    [Fact]
    public void S12_a_condition_that_is_neither_true_nor_false_names_its_transition()
    {
        var machine = Machine([State("A"), State("End")], [Way("A", "End", On("Go"), new Constant(Number(7)))]);

        machine.Transition(machine.Start().Next, Event("Go"), Monday).Reason.ShouldBe("The condition of transition 'A→End' gave 7, which is neither true nor false.");
    }

    [Fact]
    public void S12_a_deadline_whose_transition_is_gone_faults_with_a_reason()
    {
        var before = Machine([State("A"), State("End")], [Way("A", "End", After(Hour))]).Start().Next;
        var other = Machine([State("A"), State("End")], [Way("A", "End", On("Go"))]);

        other.Transition(before, before.Fired("A→End"), Monday + Hour).ShouldBeOfType<Decision.Faulted>().Reason.ShouldBe("Deadline 'A→End' belongs to no transition of state 'A' in 'test'.");
    }

    private sealed class BrokenClock : Trigger.Timed
    {
        public override string Text => "broken";

        public override DateTimeOffset DueAt(Scope scope) => throw new StepFaultException("expression", "no such member");
    }
}
