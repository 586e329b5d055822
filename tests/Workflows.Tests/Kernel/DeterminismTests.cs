using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Kernel.Model;
using static Doorstep.Workflows.Tests.Kernel.Build;

namespace Doorstep.Workflows.Tests.Kernel;

/// <summary>Semantics 10: the same input gives the same output, to the byte.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public void S10_the_same_input_gives_the_same_bytes_from_machines_built_twice_whatever_ran_before()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var sketches = new RandomSketch(new Random(seed)).Draw();
            var (once, again) = (Lived(sketches, noise: false), Lived(sketches, noise: true));
            again.ShouldBe(once, $"Seed {seed}");
        }
    }

    [Fact]
    public void S10_the_order_in_which_facts_came_does_not_show_in_the_bytes()
    {
        var started = Machine([State("A"), State("End")], [Way("A", "End", On("Go"))]).Start().Next;

        SnapshotCodec.Write(Known(Known(started, Event("B")), Event("C"))).ShouldBe(SnapshotCodec.Write(Known(Known(started, Event("C")), Event("B"))));
    }

    [Fact]
    public void S10_a_decision_leaves_the_snapshot_it_was_given_untouched()
    {
        var machine = Machine(
            [State("A", exit: Do(step => step.SetVariable("x", Number(1)))), State("B"), State("End")],
            [Way("A", "B", On("Go", into: "y")), Way("A", "B", After(TimeSpan.FromHours(1)), key: "late"), Way("*", "B", On("Hold")), Way("B", "^", On("Free"))], variables: ["x", "y"]);
        var before = machine.Start().Next;
        var bytes = SnapshotCodec.Write(before);

        machine.Take(before, Event("Go", new { n = 1 }));
        machine.Take(before, Event("Hold"));
        machine.Take(before, before.Fired("late"), Monday.AddHours(1));
        machine.Explain(before, Monday);

        SnapshotCodec.Write(before).ShouldBe(bytes);
    }

    /// <summary>Everything that comes out of a life, as text. Noise decides other things on the same machine in between.</summary>
    private static string Lived(Sketch[] sketches, bool noise)
    {
        var machine = SketchedMachine.Of(sketches, new Bounds());
        var random = new Random(1);
        var (now, told) = (Monday, new List<string>());
        if (Decide(() => machine.Start("case", Values.EmptyObject, JsonFacts.Empty, now)) is not Decision.Accepted { Next: var snapshot }) return told[0];
        for (var step = 0; step < 12; step++)
        {
            now = now.AddMinutes(random.Next(0, 60));
            var fact = new WorkflowEvent.Raised($"e{step}", RandomSketch.Events[random.Next(4)], now, SketchedMachine.Data(random.Next(4)));
            WorkflowEvent happened = random.Next(2) == 0 && snapshot.Deadlines.FirstOrDefault() is { } armed ? new WorkflowEvent.DeadlineFired(armed.Id) : fact;
            if (noise) machine.Transition(snapshot, new WorkflowEvent.Raised("noise", RandomSketch.Events[step % 4], now, SketchedMachine.Data(3)), now.AddDays(1));
            var decision = Decide(() => machine.Transition(snapshot, happened, now));
            snapshot = decision switch { Decision.Accepted accepted => accepted.Next, Decision.Faulted faulted => faulted.Next, _ => snapshot };
        }

        return string.Join('\n', told);

        Decision Decide(Func<Decision> decide)
        {
            var decision = decide();
            told.Add(decision.Reason);
            if (decision is Decision.Faulted faulted) told.Add(Convert.ToHexString(SnapshotCodec.Write(faulted.Next)));
            if (decision is Decision.Accepted accepted)
                told.Add($"{Convert.ToHexString(SnapshotCodec.Write(accepted.Next))} {string.Join('|', accepted.Journal)} {string.Join('|', accepted.Armed)} {string.Join('|', accepted.Cancelled)} {JsonSerializer.Serialize(accepted.Effects.Length)}");
            return decision;
        }
    }
}
