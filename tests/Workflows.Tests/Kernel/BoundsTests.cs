using System.Reflection;
using Doorstep.Workflows.Activities;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Definitions;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Kernel;

/// <summary>Semantics 9: everything has an end, and what exceeds it is told which limit it met.</summary>
public sealed class BoundsTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void S9_every_bound_is_an_option_with_a_default_that_lets_something_through()
    {
        foreach (var bound in typeof(Bounds).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            bound.Name.ShouldEndWith("Max");
            bound.SetMethod.ShouldNotBeNull();
            var value = bound.GetValue(new Bounds()) switch { TimeSpan span => span.TotalMilliseconds, var number => Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture) };
            value.ShouldBeGreaterThan(1, bound.Name);
        }
    }

    [Fact]
    public void S9_micro_steps_as_many_as_the_bound_and_not_one_more()
    {
        Chain(transitions: 5, new Bounds { MicroStepsMax = 5 }).ShouldBeOfType<Decision.Accepted>().Next.StatePath.ShouldBe("s5");
        Fault(Chain(transitions: 6, new Bounds { MicroStepsMax = 5 })).ShouldBe("The step took more than 5 transitions; the last was 's5→s6' (bound MicroStepsMax).");
    }

    [Fact]
    public void S9_a_due_deadline_that_is_due_again_wherever_it_leads_is_stopped_by_the_bound()
    {
        // Going back brings the due deadline of A back, whose condition still holds, so that it leads away again at once.
        var machine = Machine(
            [State("A"), State("B"), State("End")],
            [Way("A", "B", Within(Hour), If("paid", scope => Fact(scope, "Paid")), key: "due"), Way("B", "^"), Way("B", "End", On("Go"))], new Bounds { MicroStepsMax = 8 });
        var started = machine.Start().Next;
        var due = machine.Take(started, started.Fired("due"), Monday + Hour).Next;
        Snapshot Left(int times) => due with { Frames = [due.Frames[0] with { Interruptions = [.. Enumerable.Repeat(new Interruption(Monday, due.Frames), times)] }] };

        machine.Take(Left(times: 3), Event("Paid"), Monday + Hour).Next.StatePath.ShouldBe("B");
        Fault(machine.Transition(Known(Left(times: 4), Event("Paid")), Event("Paid"), Monday + Hour)).ShouldContain("bound MicroStepsMax");
    }

    [Fact]
    public void S9_activities_of_a_step()
    {
        var machine = Machine([State("A", Do(Twice))], [], new Bounds { ActivitiesMax = 8 });

        Fault(StartOf(machine)).ShouldBe("test: the step ran more than 8 activities (bound ActivitiesMax).");

        static void Twice(Step step)
        {
            step.Run(Do(Twice));
            step.Run(Do(Twice));
        }
    }

    [Fact]
    public void S9_frames_inside_each_other()
    {
        StateMachine Nested(int max) => Machine(
            [State("A"), State("End")], [Way("A", "End", Runs("one"))], new Bounds { FramesMax = max },
            inner: [Machine([State("B"), State("End")], [Way("B", "End", Runs("two"))], id: "one"), Machine([State("C"), State("End")], [Way("C", "End", On("Go"))], id: "two")]);

        StartOf(Nested(3)).ShouldBeOfType<Decision.Accepted>().Next.StatePath.ShouldBe("A/B/C");
        Fault(StartOf(Nested(2))).ShouldBe("'two' would be submachine number 2 inside each other; 2 frames are allowed (bound FramesMax).");
    }

    [Fact]
    public void S9_a_submachine_that_runs_itself_comes_to_the_bound_too()
    {
        var machine = Machine([State("A"), State("End")], [Way("A", "End", Runs("again"))], inner: [Machine([State("B"), State("End")], [Way("B", "End", Runs("again"))], id: "again")]);

        Fault(StartOf(machine)).ShouldContain("bound FramesMax");
    }

    [Fact]
    public void S9_of_states_to_go_back_to_the_oldest_is_forgotten()
    {
        string[] names = ["A", "B", "C", "D"];
        var machine = Machine(
            [.. names.Select(name => State(name)), State("End")],
            [.. names.Select(name => Way("*", name, On(name))), .. names.Select(name => Way(name, "^", On("Free"), key: $"{name} free"))], new Bounds { InterruptionsMax = 2 });

        var inD = names[1..].Aggregate(machine.Start().Next, (snapshot, name) => machine.Take(snapshot, Event(name)).Next);

        inD.Frames[0].Interruptions.Select(left => left.State).ShouldBe(["B", "C"]);
        var inB = machine.Take(machine.Take(inD, Event("Free")).Next, Event("Free")).Next;
        inB.StatePath.ShouldBe("B");
        machine.Transition(inB, Event("Free"), Monday).ShouldBeOfType<Decision.Rejected>();
    }

    [Fact]
    public void S9_deadlines_of_a_case_counted_over_its_frames()
    {
        StateMachine Waiting(int max) => Machine(
            [State("A"), State("End")], [Way("A", "End", After(Hour), key: "1"), Way("A", "End", After(Hour), key: "2"), Way("A", "End", Runs("inner"), key: "3")], new Bounds { DeadlinesMax = max },
            inner: [Machine([State("B"), State("End")], [Way("B", "End", After(Hour), key: "4")], id: "inner")]);

        StartOf(Waiting(3)).ShouldBeOfType<Decision.Accepted>().Armed.Length.ShouldBe(3);
        Fault(StartOf(Waiting(2))).ShouldBe("'4' would be deadline number 3 of the case (bound DeadlinesMax).");
    }

    [Fact]
    public void S9_effects_of_a_step()
    {
        var emit = Do(step => step.Emit(new Effect.PublishEvent("Notice", Values.EmptyObject), "Notice"));
        StateMachine Loud(int max) => Machine([State("A", emit, emit), State("B", emit), State("End")], [Way("A", "B", On("Go"), then: emit), Way("B", "End", On("Go"))], new Bounds { EffectsMax = max });

        Loud(3).Take(Loud(3).Start().Next, Event("Go")).Effects.Length.ShouldBe(3);
        Fault(Loud(2).Transition(Loud(2).Start().Next, Event("Go"), Monday)).ShouldBe("The step asked for more than 2 effects (bound EffectsMax).");
    }

    [Theory]
    [InlineData("while (true) {}", 20, int.MaxValue, long.MaxValue)]
    [InlineData("for (let i = 0; i < 1000; i++) {}", 60_000, 100, long.MaxValue)]
    [InlineData("let s = ['x']; for (let i = 0; i < 100; i++) s = s.concat(s.slice(0, 50000)); s.length", 60_000, 1_000_000, 1_000_000)]
    public void S9_time_statements_and_memory_of_an_expression(string script, int milliseconds, int statements, long bytes)
    {
        var bounds = new Bounds { ExpressionTimeMax = TimeSpan.FromMilliseconds(milliseconds), ExpressionStatementsMax = statements, ExpressionBytesMax = bytes };
        var json = Definition.Of("A", [Definition.State("A", Definition.Note(script))], []);
        var machine = ActivityCatalogue.Compiler(bounds).Compile(json.ToJsonString()).Machine!;

        var incident = StartOf(machine).ShouldBeOfType<Decision.Faulted>().Incident;

        incident.Code.ShouldBe("bound");
        incident.Message.ShouldContain("states[0].entry.text");
        incident.Message.ShouldContain("Expression…Max");
    }

    [Fact]
    public void S9_bytes_of_a_snapshot_and_the_case_keeps_what_it_had()
    {
        var machine = Machine([State("A"), State("B"), State("End")], [Way("A", "B", On("Go", into: "x")), Way("B", "End", On("Go"))], variables: ["x"]);
        var before = machine.Start().Next;

        var (step, next) = Recorded(machine, before, Event("Go", new { text = new string('a', 3000) }), new Bounds { SnapshotBytesMax = 2000 });

        next.StatePath.ShouldBe("A");
        next.Incident.ShouldNotBeNull().Message.ShouldContain("2000 are allowed (bound SnapshotBytesMax)");
        next.Facts.ShouldBe(before.Facts);
        step.Journal.Outcome.ShouldBe("faulted");
        step.Case.Snapshot.Length.ShouldBeLessThan(2000);
        step.Journal.EventData.Length.ShouldBeGreaterThan(3000, "the fact is kept in the journal");
    }

    [Fact]
    public void S9_bytes_of_a_journal_row_and_nothing_of_the_step_is_done()
    {
        var machine = Machine(
            [State("A", exit: Note(new string('a', 3000))), State("B", Do(step => step.Emit(new Effect.RaiseEvent("Again", Values.EmptyObject, null), "Again"))), State("End")],
            [Way("A", "B", On("Go")), Way("B", "End", After(Hour))]);

        var (step, next) = Recorded(machine, machine.Start().Next, Event("Go"), new Bounds { JournalBytesMax = 2000 });

        next.StatePath.ShouldBe("A");
        next.Incident.ShouldNotBeNull().Message.ShouldContain("2000 are allowed (bound JournalBytesMax)");
        step.ShouldSatisfyAllConditions(rows => rows.Armed.ShouldBeEmpty(), rows => rows.Outbox.ShouldBeEmpty(), rows => rows.Cancelled.ShouldBeEmpty());
        step.Journal.Entries.Length.ShouldBeLessThan(2000);
    }

    private static (StepRecord Step, Snapshot Next) Recorded(StateMachine machine, Snapshot before, WorkflowEvent.Raised fact, Bounds bounds)
    {
        var row = new CaseRecord
        {
            Id = before.CaseId, Tenant = "t", BusinessKey = "LN-1", StartHash = [], DefinitionId = machine.Id, DefinitionVersion = 1, Status = CaseStatus.Running, State = before.StatePath,
            IsFaulted = false, Sequence = before.Sequence, Snapshot = [], HeadHash = new byte[32], CreatedAt = Monday, UpdatedAt = Monday,
        };
        var known = Known(before, fact);
        var cause = new StepCause(fact.Id, fact.Type, fact.OccurredAt, fact.Data.GetRawText(), "test");
        var (step, next, _) = new StepRecorder(new EffectRoutes([]), bounds).Record(row, row, known, before, machine.Transition(known, fact, Monday), cause, Monday).ShouldNotBeNull();
        return (step, next);
    }

    private static Decision Chain(int transitions, Bounds bounds) => StartOf(Machine(
        [.. Enumerable.Range(0, transitions + 1).Select(number => State($"s{number}"))],
        [.. Enumerable.Range(0, transitions).Select(number => Way($"s{number}", $"s{number + 1}"))], bounds));

    private static string Fault(Decision decision)
    {
        var incident = decision.ShouldBeOfType<Decision.Faulted>().Incident;
        incident.Code.ShouldBe("bound");
        return incident.Message;
    }
}
