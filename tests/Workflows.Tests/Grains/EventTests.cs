using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Grains;

public sealed class EventTests
{
    [Fact]
    public async Task An_event_sent_again_is_answered_again_and_applied_once()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1");
        var first = await house.RaiseAsync(id, "e-1", "Paid", new { amount = 5 });
        first.IsCompleted.ShouldBeTrue();

        (await house.RaiseAsync(id, "e-1", "Paid", new { amount = 5 })).ShouldBe(first);
        await house.CrashAsync();
        (await house.RaiseAsync(id, "e-1", "Paid", new { amount = 5 })).ShouldBe(first);

        (await house.JournalAsync(id)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("Paid", 6)]
    [InlineData("Again", 5)]
    public async Task An_event_id_used_for_another_event_is_a_conflict_and_nothing_is_kept(string type, int amount)
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1");
        await house.RaiseAsync(id, "e-1", "Paid", new { amount = 5 });

        var refusal = (await house.SendEventAsync(id, "e-1", type, new { amount })).Refusal();

        refusal.Kind.ShouldBe(RefusalKind.Conflict);
        refusal.Reason.ShouldContain("'Paid', step 2");
        (await house.JournalAsync(id)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_event_older_than_what_the_grain_remembers_is_still_known()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1");
        var first = await house.RaiseAsync(id, "e-0", "Again", new { number = 0 });
        for (var number = 1; number <= 258; number++) await house.RaiseAsync(id, $"e-{number}", "Again", new { number });
        await house.CrashAsync();

        (await house.RaiseAsync(id, "e-0", "Again", new { number = 0 })).ShouldBe(first);
        (await house.SendEventAsync(id, "e-0", "Again", new { number = 1 })).Refusal().Kind.ShouldBe(RefusalKind.Conflict);

        (await house.CaseAsync(id)).Record.Sequence.ShouldBe(260);
    }

    [Fact]
    public async Task A_fact_that_no_transition_takes_is_kept_and_counts_later()
    {
        await using var house = await EngineHouse.OpenAsync(Of("Open", [State("Open"), State("Closed")],
            [Way("Open", "Closed", OnEvent("Close"), Script("case.Paid && case.Paid.amount >= 5")), Way("Closed", "Open", OnEvent("Paid"))]).Named("m"));
        var id = await house.StartAsync("m", "loan-1");

        var recorded = await house.RaiseAsync(id, "e-1", "Paid", new { amount = 5 });
        recorded.Outcome.ShouldBe(CaseOutcome.Recorded);
        recorded.State.ShouldBe("Open");
        recorded.Reason.ShouldContain("'Paid' is kept, and the case stays in");
        await house.CrashAsync();

        (await house.RaiseAsync(id, "e-2", "Close")).State.ShouldBe("Closed");
    }

    [Fact]
    public async Task A_closed_case_keeps_facts_and_stays_closed()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1");
        var closing = await house.RaiseAsync(id, "e-1", "Paid", new { amount = 5 });
        var closed = await house.CaseAsync(id);
        house.Clock.Advance(TimeSpan.FromDays(1));

        var late = await house.RaiseAsync(id, "e-2", "PaymentReceived", new { amount = 7 });

        late.ShouldSatisfyAllConditions(() => late.Outcome.ShouldBe(CaseOutcome.Recorded), () => late.IsCompleted.ShouldBeTrue());
        var after = await house.CaseAsync(id);
        after.Snapshot.Facts.ToJson().GetProperty("PaymentReceived").GetProperty("amount").GetInt32().ShouldBe(7);
        after.Record.CompletedAt.ShouldBe(closed.Record.CompletedAt);
        (await house.RaiseAsync(id, "e-1", "Paid", new { amount = 5 })).ShouldBe(closing);
        (await house.RaiseAsync(id, "e-2", "PaymentReceived", new { amount = 7 })).ShouldBe(late);
    }

    [Fact]
    public async Task An_event_that_the_definition_never_waits_for_is_refused_with_the_name_that_was_meant()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1");

        (await house.SendEventAsync(id, "e-1", "Payd")).Refusal().Faults.ShouldHaveSingleItem().Message.ShouldContain("did you mean 'Paid'?");
        (await house.JournalAsync(id)).Count.ShouldBe(1);
        (await house.SendEventAsync("nobody", "e-1", "Paid")).Refusal().Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public async Task An_event_whose_name_the_definition_computes_gets_in()
    {
        await using var house = await EngineHouse.OpenAsync(Of("Open", [State("Open"), State("Closed")],
            [Way("Open", "Closed", Activity("Elsa.Event", ("eventName", Script("'Close-' + input.branch"))))]).Named("m"));
        var id = await house.StartAsync("m", "loan-1", new { branch = "7" });

        (await house.RaiseAsync(id, "e-1", "Close-8")).Outcome.ShouldBe(CaseOutcome.Recorded);
        (await house.RaiseAsync(id, "e-2", "Close-7")).State.ShouldBe("Closed");
    }

    [Fact]
    public async Task The_reporters_ids_are_their_own_even_the_word_start()
    {
        await using var house = await EngineHouse.OpenAsync(Machines.Reminder());
        var id = await house.StartAsync("reminder", "loan-1");

        (await house.RaiseAsync(id, "start", "Paid")).State.ShouldBe("Paid");
    }
}
