using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overrides;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Overrides.OverrideHouse;

namespace Doorstep.Workflows.Tests.Overrides;

/// <summary>R16: an override against a deadline or a payment at the same moment. One wins; an override that does not is told where the case stands.</summary>
public sealed class RaceTests
{
    private const int Seeds = 120;

    [Fact]
    public async Task R16_In_many_interleavings_with_a_deadline_and_a_payment_one_wins_and_the_other_hears_of_it()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var outcomes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var told = await RaceAsync(house, seed);
            outcomes[told] = outcomes.GetValueOrDefault(told) + 1;
        }

        outcomes.Keys.ShouldContain("override first");
        outcomes.Keys.ShouldContain("override last", $"Each comes first now and then: {string.Join(", ", outcomes)}");
    }

    [Theory]
    [InlineData("before its decision")]
    [InlineData("before its commit")]
    public async Task R16_An_override_that_another_node_overtakes_changes_nothing_and_says_where_the_case_stands(string when)
    {
        InterposedStore store = null!;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [Machines.Reminder()], Wrap = inner => store = new InterposedStore(inner) });
        var id = await house.StartAsync("reminder", "loan-1");
        var isOvertaken = false;
        async Task Overtake()
        {
            if (isOvertaken) return;
            isOvertaken = true;
            await house.RaiseBehindAsync(id, "b-1", "Paid");
        }

        var asked = await house.WaitAsync(id, new { verb = "SUSPEND", until = house.Clock.GetUtcNow().AddDays(1) });
        if (when == "before its commit") store.BeforeCommit = step => step.Override is null ? Task.CompletedTask : Overtake();
        else await Overtake();
        var refused = (await house.ApproveAsync(id, asked)).Refusal();

        (refused.Kind, refused.Fresh!.State, refused.Fresh.LastEvent).ShouldBe((RefusalKind.Conflict, "Paid", "Paid"));
        (await house.Services.GetRequiredService<OverrideStore>().FindAsync(asked))!.Status.ShouldBe(OverrideStatus.Void);
        (await house.AskForAsync(id, new { verb = "SUSPEND", until = house.Clock.GetUtcNow().AddDays(1) }, sequence: 1)).Refusal().Fresh!.Sequence.ShouldBe(2);
        (await house.CaseAsync(id)).Record.Sequence.ShouldBe(2);
        (await house.Services.GetRequiredService<JournalVerifier>().VerifyAsync(id)).ShouldBeOfType<ChainVerdict.Intact>();
    }

    [Fact]
    public async Task An_override_that_died_before_its_commit_left_nothing_and_one_that_died_after_it_is_answered_again()
    {
        InterposedStore store = null!;
        await using var house = await EngineHouse.OpenAsync(new EnginePlan { Definitions = [FaultedMachine], Wrap = inner => store = new InterposedStore(inner) });
        var id = await house.StartAsync("fragile", "loan-1");
        await house.RaiseAsync(id, "e-1", "Go");
        store.BeforeCommit = _ => throw new DiedException();
        await Should.ThrowAsync<Exception>(async () => await house.AskForAsync(id, new { verb = "RETRY_STEP" }, "STUCK_CASE", key: "k", sequence: 2));
        var overrides = house.Services.GetRequiredService<OverrideStore>();
        (await overrides.ListAsync(id, null, 10)).ShouldBeEmpty();

        store.BeforeCommit = _ => Task.CompletedTask;
        store.AfterCommit = (_, _) => throw new DiedException();
        await Should.ThrowAsync<Exception>(async () => await house.AskForAsync(id, new { verb = "RETRY_STEP" }, "STUCK_CASE", key: "k", sequence: 2));
        store.AfterCommit = (_, _) => Task.CompletedTask;

        (await house.AskForAsync(id, new { verb = "RETRY_STEP" }, "STUCK_CASE", key: "k", sequence: 2)).Value().Case!.Sequence.ShouldBe(3);
        (await house.JournalAsync(id)).Count.ShouldBe(3);
        (await overrides.ListAsync(id, null, 10)).ShouldHaveSingleItem().Status.ShouldBe(OverrideStatus.Applied);
    }

    private static System.Text.Json.Nodes.JsonObject FaultedMachine => Definitions.Definition.Of(
            "New", [Definitions.Definition.State("New"), Definitions.Definition.State("Done")],
            [Definitions.Definition.Way("New", "Done", Definitions.Definition.OnEvent("Go"), Definitions.Definition.Script("case.Paid.amount > 0"))]).Named("fragile");

    /// <summary>One case, one seed: an approved extension, the deadline that it extends, and a payment, in the order of the seed.</summary>
    private static async Task<string> RaceAsync(EngineHouse house, int seed)
    {
        var random = new Random(seed);
        var id = await house.StartAsync("reminder", $"loan-{seed}");
        house.Clock.Advance(TimeSpan.FromDays(5));
        var asked = await house.WaitAsync(id, new { verb = "EXTEND_DEADLINE", transition = "call", by = "P1D" });
        var deadline = (await house.CaseAsync(id)).Snapshot.Deadlines.Single();
        Func<Task>[] runners =
        [
            async () => await house.Grains.GetGrain<ICaseGrain>(id).DeadlineDue(deadline.Id),
            async () => await house.RaiseAsync(id, "paid", "Paid"),
        ];
        Reply<OverrideReply>? reply = null;
        Func<Task> approve = async () => reply = await house.ApproveAsync(id, asked);
        var order = runners.Append(approve).ToArray();
        random.Shuffle(order);
        await Task.WhenAll(order.Select(async run =>
        {
            for (var yields = random.Next(6); yields > 0; yields--) await Task.Yield();
            await run();
        }));

        var journal = await house.JournalAsync(id);
        var (isApplied, at) = (reply is Reply<OverrideReply>.Done, journal.ToList().FindIndex(row => row.EventType == "SupervisorOverride"));
        isApplied.ShouldBe(at == 1, $"Seed {seed}: an override is done on the step that it was previewed on, or not at all.");
        var row = (await house.Services.GetRequiredService<OverrideStore>().FindAsync(asked))!;
        row.Status.ShouldBe(isApplied ? OverrideStatus.Applied : OverrideStatus.Void, $"Seed {seed}");
        (await house.StateAsync(id)).ShouldBe("Paid", $"Seed {seed}: a payment is a payment, whoever came first.");
        if (!isApplied) reply.ShouldBeOfType<Reply<OverrideReply>.Refused>().Fresh!.Sequence.ShouldBeGreaterThan(1);
        if (isApplied) journal.ShouldNotContain(step => step.EventType == "deadline", $"Seed {seed}: the deadline that was extended did not fire.");
        (await house.Services.GetRequiredService<JournalVerifier>().VerifyAsync(id)).ShouldBeOfType<ChainVerdict.Intact>();
        return isApplied ? "override first" : "override last";
    }
}
