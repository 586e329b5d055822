using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Grains;

public sealed class RetryTests
{
    /// <summary>'Go' faults until a payment is in the case file; 'Away' leads to where nobody waits for 'Go'.</summary>
    private static readonly JsonObject Fragile = Of("New", [State("New"), State("Away"), State("Done")],
    [
        Way("New", "Done", OnEvent("Go"), Script("case.Paid.amount > 0")), Way("New", "Away", OnEvent("Leave")), Way("Away", "New", OnEvent("Paid")),
    ]).Named("fragile");

    [Fact]
    public async Task A_faulted_case_keeps_its_state_and_the_fact_and_a_retry_takes_it_further()
    {
        await using var house = await EngineHouse.OpenAsync((JsonObject)Fragile.DeepClone());
        var id = await house.StartAsync("fragile", "loan-1");
        (await house.RaiseAsync(id, "e-1", "Go", new { by = "li" })).Outcome.ShouldBe(CaseOutcome.Faulted);
        var faulted = await house.CaseAsync(id);
        faulted.Record.IsFaulted.ShouldBeTrue();
        faulted.Snapshot.StatePath.ShouldBe("New");
        faulted.Snapshot.Facts.ToJson().GetProperty("Go").GetProperty("by").GetString().ShouldBe("li");

        (await RetryAsync(house, id)).Value().Outcome.ShouldBe(CaseOutcome.Faulted);
        await house.RaiseAsync(id, "e-2", "Paid", new { amount = 1 });
        (await house.CaseAsync(id)).Record.IsFaulted.ShouldBeTrue();
        await house.CrashAsync();
        (await RetryAsync(house, id)).Value().State.ShouldBe("Done");

        (await house.CaseAsync(id)).Record.IsFaulted.ShouldBeFalse();
        var row = (await house.JournalAsync(id))[^1];
        (row.EventType, row.Actor, row.Reason).ShouldBe(("SupervisorOverride", "user:li.wei", "The ledger was late."));
    }

    [Fact]
    public async Task A_retry_takes_a_reason_and_a_fault()
    {
        await using var house = await EngineHouse.OpenAsync((JsonObject)Fragile.DeepClone());
        var id = await house.StartAsync("fragile", "loan-1");

        (await RetryAsync(house, id, " ")).Refusal().Kind.ShouldBe(RefusalKind.Invalid);
        (await RetryAsync(house, id)).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
        (await RetryAsync(house, "nobody")).Refusal().Kind.ShouldBe(RefusalKind.NotFound);
        (await house.JournalAsync(id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_later_event_that_is_accepted_clears_the_fault()
    {
        await using var house = await EngineHouse.OpenAsync((JsonObject)Fragile.DeepClone());
        var id = await house.StartAsync("fragile", "loan-1");
        await house.RaiseAsync(id, "e-1", "Go");

        await house.RaiseAsync(id, "e-2", "Leave");

        (await house.CaseAsync(id)).Record.IsFaulted.ShouldBeFalse();
        (await RetryAsync(house, id)).Refusal().Kind.ShouldBe(RefusalKind.Conflict);
    }

    [Fact]
    public async Task A_step_too_big_to_be_kept_is_an_incident_and_a_retry_says_what_to_do_instead()
    {
        await using var house = await EngineHouse.OpenAsync(
            new EnginePlan { Definitions = [Machines.Reminder()], Bounds = new Bounds { SnapshotBytesMax = 4000 } });
        var id = await house.StartAsync("reminder", "loan-1");
        var bytes = new byte[6000];
        new Random(1).NextBytes(bytes);
        var note = Convert.ToBase64String(bytes);

        (await house.RaiseAsync(id, "e-1", "Paid", new { note })).Outcome.ShouldBe(CaseOutcome.Faulted);

        var kept = await house.CaseAsync(id);
        kept.Snapshot.Incident!.Message.ShouldContain("SnapshotBytesMax");
        kept.Snapshot.StatePath.ShouldBe("Waiting");
        (await house.Store.FindEventAsync(id, "e-1"))!.EventData.Length.ShouldBeGreaterThan(4000);
        (await RetryAsync(house, id)).Refusal().Reason.ShouldContain("Send a smaller one");
        (await house.RaiseAsync(id, "e-2", "Paid", new { note = "x" })).State.ShouldBe("Paid");
    }

    private static ValueTask<Reply<CaseAnswer>> RetryAsync(EngineHouse house, string id, string reason = "The ledger was late.") =>
        house.Sender.Send(new RetryCase(id, reason, EngineHouse.Supervisor));
}
