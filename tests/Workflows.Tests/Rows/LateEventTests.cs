using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Rows;

/// <summary>Events that come late or twice, as the journal has them (b.1 rule 6, S69).</summary>
public sealed class LateEventTests
{
    [Fact]
    public async Task An_event_from_before_the_newest_one_or_before_the_case_is_kept_and_called_late()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        house.Clock.Advance(TimeSpan.FromHours(3));
        await house.RaiseAsync(id, "e-1", "ComplaintFiled");

        await TellAsync(house, id, "e-2", "DisputeRaised", ActHouse.Afternoon.AddHours(1));
        await TellAsync(house, id, "e-3", "PaymentReceived", ActHouse.Afternoon.AddDays(-2), new { amount = 100 });
        await house.RaiseAsync(id, "e-4", "ComplaintFiled");

        (await house.LinesAsync(id, "factLate")).ShouldBe(["DisputeRaised", "PaymentReceived"]);
        var lines = (await house.JournalAsync(id)).Select(row => row.Entries).Where(entries => entries.Contains("factLate", StringComparison.Ordinal)).ToArray();
        lines[0].ShouldContain("'DisputeRaised' happened at 2026-11-02T10:00:00.000Z, before the newest event that was known happened at 2026-11-02T12:00:00.000Z.");
        lines[1].ShouldContain("before the case began at 2026-11-02T09:00:00.000Z");
        (await house.CaseAsync(id)).Snapshot.Facts.Holds.ShouldContain("DISPUTE");
    }

    [Fact]
    public async Task S69_A_payment_told_twice_is_in_the_journal_twice_and_in_the_balance_and_the_figures_once()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        await house.RaiseAsync(id, "e-1", "PaymentReceived", new { amount = 40_000, @ref = "L-1" });

        var again = await house.RaiseAsync(id, "e-2", "PaymentReceived", new { amount = 40_000, @ref = "L-1" });

        (again.Outcome, again.Reason).ShouldBe((Workflows.Grains.CaseOutcome.Recorded, "Payment 'L-1' of 400.00 is on file since event 'e-1' and counts once."));
        (await house.CaseAsync(id)).Snapshot.Facts.ToJson().GetProperty("debt").GetProperty("total").GetInt64().ShouldBe(60_000);
        var other = (await house.SendEventAsync(id, "e-3", "PaymentReceived", new { amount = 40_001, @ref = "L-1" })).Refusal();
        (other.Kind, other.Faults.ShouldHaveSingleItem().Message.Contains("is another", StringComparison.Ordinal)).ShouldBe((RefusalKind.Impossible, true));
        (await house.SendEventAsync(id, "e-4", "PaymentReversed", new { amount = 40_001, @ref = "L-1" })).Refusal().Reason.ShouldContain("400.00 can go back at most");
    }

    [Fact]
    public async Task S24_A_word_of_hardship_raises_the_assessment_by_itself_once_and_refuses_the_act_that_waits()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();

        (await house.TellAsync(id, "CustomerReply", new { channel = "CALL", text = "我失业了，还不上" })).ShouldBe("Hardship/HardshipAssessment");
        (await house.TellAsync(id, "CustomerReply", new { channel = "CALL", text = "真的没有收入" })).ShouldBe("Hardship/HardshipAssessment");

        var journal = await house.JournalAsync(id);
        var declared = journal.Where(row => row.EventType == "HardshipDeclared").ShouldHaveSingleItem();
        declared.EventData.ShouldContain("\"source\":\"HOUSE:");
        journal.First(row => row.EventType == "CustomerReply").Entries.ShouldNotContain("TransitionTaken");
        (await house.SentAsync(id, "HardshipAssessmentRequested")).Length.ShouldBe(1);
        await house.LaterAsync(TimeSpan.FromDays(3));
        (await house.DecisionsAsync(id)).Where(act => act.At > declared.At && act.Act.Contains("DEMAND", StringComparison.Ordinal)).ShouldAllBe(act => !act.Allowed);
    }

    private static async Task TellAsync(EngineHouse house, string id, string eventId, string type, DateTimeOffset occurredAt, object? data = null) =>
        (await house.Sender.Send(new RaiseEvent(id, eventId, type, occurredAt, JsonSerializer.SerializeToElement(data ?? new { }), EngineHouse.Service))).Value();
}
