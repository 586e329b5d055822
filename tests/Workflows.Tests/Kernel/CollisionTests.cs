using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Kernel;

#pragma warning disable CA5394 // The dice of a test must fall the same way every time.

/// <summary>R8: two deadlines, a payment and a fact at the same millisecond, in every order.</summary>
public sealed class CollisionTests
{
    private const int Seeds = 10_000;

    private static readonly DateTimeOffset Moment = Monday.AddDays(1);

    private static readonly StateMachine Racing = Machine(Of("Waiting", [State("Waiting"), State("First"), State("Second"), State("Paid")],
    [
        Way("Waiting", "First", Machines.Deadline("P1D"), Script("case.ready == true"), name: "first"),
        Way("Waiting", "Second", Machines.Deadline("P1D"), Script("case.ready == true"), name: "second"),
        Way("Waiting", "Paid", OnEvent("Paid"), name: "paid"),
        Way("First", "First", OnEvent("Ready")),
        Way("Second", "Second", OnEvent("Ready")),
    ]));

    [Fact]
    public void R8_What_collides_at_one_millisecond_follows_the_declared_order_and_whoever_loses_is_written_down()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var order = (string[])["first", "second", "Ready", "Paid"];
            new Random(seed).Shuffle(order);
            var (state, said) = Raced(order);

            // Compared by hand, because ten thousand sentences that nobody reads take longer than the races.
            if (state != Expected(order)) Assert.Fail($"Seed {seed}: {string.Join(", ", order)} ends in '{state}', not in '{Expected(order)}'.");
            if (said.Any(one => one.Length == 0)) Assert.Fail($"Seed {seed}: {string.Join(", ", order)}: something that lost is not written down.");
            var ends = said.SelectMany(one => one).Where(line => line.Kind is JournalKind.DeadlineApplied or JournalKind.DeadlineCancelled).Select(line => line.Subject).Order(StringComparer.Ordinal);
            if (!ends.SequenceEqual(["first", "second"])) Assert.Fail($"Seed {seed}: {string.Join(", ", order)}: each deadline has to end once.");
        }
    }

    /// <summary>What the rule says, in a few words of its own: who is first at the door decides, and of deadlines that wait for a fact the one declared first.</summary>
    private static string Expected(string[] order)
    {
        var (isReady, due) = (false, new HashSet<string>());
        foreach (var arrived in order)
        {
            if (arrived == "Paid") return "Paid";
            if (arrived == "Ready") isReady = true;
            else due.Add(arrived);
            if (isReady && due.Count > 0) return due.Contains("first") ? "First" : "Second";
        }

        return "Waiting";
    }

    /// <summary>Where the case ends, and what each arrival has to say for itself; a stale one says why it changes nothing.</summary>
    private static (string State, JournalEntry[][] Said) Raced(string[] order)
    {
        var snapshot = Start(Racing).Next;
        var ids = snapshot.Deadlines.ToDictionary(deadline => deadline.Transition, deadline => deadline.Id, StringComparer.Ordinal);
        var said = new List<JournalEntry[]>();
        foreach (var arrived in order)
        {
            if (arrived == "Ready") snapshot = snapshot with { Facts = new JsonFacts(JsonSerializer.SerializeToElement(new { ready = true })) };
            var decision = Racing.Transition(snapshot, ids.TryGetValue(arrived, out var id) ? new WorkflowEvent.DeadlineFired(id) : new WorkflowEvent.Raised(arrived, arrived, Moment, default), Moment);
            said.Add(decision is Decision.Accepted accepted ? [.. accepted.Journal] : decision.Reason.Length > 0 ? [new JournalEntry(JournalKind.Note, arrived, decision.Reason)] : []);
            if (decision is Decision.Accepted taken) snapshot = taken.Next;
        }

        return (snapshot.StatePath, [.. said]);
    }
}
