using Doorstep.Workflows.Collections.Attention;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Concerns;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Commands;

/// <summary>What waits for people is written with the step that made it and goes with the step that settled it.</summary>
public sealed class DeskTests
{
    [Fact]
    public async Task What_waits_for_a_person_stands_on_the_desk_until_somebody_has_dealt_with_it()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var (first, second) = (await house.StartLoanAsync("L-1"), await house.StartLoanAsync("L-2", token: "cust_syn_2"));
        await house.RaiseAsync(first, "a1", "RiskAlertRaised", new { id = "alert-1", pattern = "P", model = "m1", confidence = 0.9 });
        await house.PassAsync(TimeSpan.FromHours(1));
        await house.RaiseAsync(second, "c1", "ComplaintFiled", new { category = "CONDUCT" });

        (await house.DeskAsync()).ShouldBe([(CaseConcerns.Alert, 1), (CaseConcerns.Complaint, 1)], ignoreOrder: true);
        (await house.WaitingAsync()).Select(row => (row.Concern.Kind, row.Concern.Subject, row.Case.Id)).ShouldBe([(CaseConcerns.Alert, "alert-1", first), (CaseConcerns.Complaint, "c1", second)]);

        await house.RaiseAsync(first, "a2", "RiskAlertAcknowledged", new { id = "alert-1", by = "duty" });
        await house.RaiseAsync(second, "c2", "ComplaintClosed", new { answerRef = "doc:answer", by = "complaints_1" });

        (await house.WaitingAsync()).Select(row => (row.Concern.Kind, row.Concern.Subject)).ShouldBe([(CaseConcerns.HoldReview, "COMPLAINT")], "a hold whose ground is gone waits for a person to look at it");
    }

    [Fact]
    public async Task An_alert_that_goes_up_waits_since_it_came_and_is_late_at_another_time()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        await house.RaiseAsync(id, "a1", "RiskAlertRaised", new { id = "alert-1", pattern = "P", model = "m1", confidence = 0.9 });
        var before = (await house.WaitingAsync()).ShouldHaveSingleItem().Concern;

        await house.PassAsync(TimeSpan.FromHours(4));
        var after = (await house.WaitingAsync()).ShouldHaveSingleItem().Concern;

        (after.SinceAt, after.DueAt).ShouldBe((before.SinceAt, before.DueAt!.Value.AddHours(4)));
        (await house.Sender.Send(new GetDesk(EngineHouse.Supervisor))).Value().ShouldHaveSingleItem().Late.ShouldBe(0);
        house.Clock.Advance(TimeSpan.FromHours(4));
        (await house.Sender.Send(new GetDesk(EngineHouse.Supervisor))).Value().ShouldHaveSingleItem().Late.ShouldBe(1);
    }

    [Fact]
    public async Task B4_Interest_that_the_ledger_raises_under_a_moratorium_calls_a_person_until_the_ledger_puts_it_right()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        Task LedgerAsync(string eventId, int interest) => house.RaiseAsync(id, eventId, "BalanceUpdated", new { principal = 100_000, interest, penalty = 0, fees = 0, dpd = 20 });
        await house.RaiseAsync(id, "m1", "MoratoriumStarted");

        await LedgerAsync("b1", 500);
        await house.SettleAsync();

        (await house.WaitingAsync()).Select(row => row.Concern.Kind).ShouldContain(CaseConcerns.MoratoriumCharges);
        (await house.JournalAsync(id)).Single(row => row.EventType == "RiskAlertRaised").EventData.ShouldContain("b.4: interest, penalty and fees stand still under a moratorium at 0.00; the ledger says 5.00.");
        await LedgerAsync("b2", 0);
        await house.SettleAsync();
        (await house.WaitingAsync()).Select(row => row.Concern.Kind).ShouldNotContain(CaseConcerns.MoratoriumCharges);
    }

    [Fact]
    public async Task S47_A_request_of_an_authority_without_a_document_number_calls_a_person_until_the_number_comes()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");

        await house.RaiseAsync(id, "r1", "AuthorityRequestReceived", new { authority = "PSB-TEST", basis = "Criminal Procedure Law" });
        await house.SettleAsync();

        (await house.WaitingAsync()).Select(row => row.Concern.Kind).ShouldBe([CaseConcerns.AuthorityRequest]);
        (await house.JournalAsync(id)).Single(row => row.EventType == "RiskAlertRaised").EventData.ShouldContain("S47: docNumber is missing, so no data leaves.");
        await house.RaiseAsync(id, "r2", "AuthorityRequestReceived", new { authority = "PSB-TEST", docNumber = "SYN-2031-7", basis = "Criminal Procedure Law" });
        await house.SettleAsync();
        (await house.WaitingAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task T55_A_case_that_has_waited_twice_its_clock_is_on_the_desk_until_a_supervisor_has_moved_it()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();
        await house.EscalateAsync(id);
        await house.LaterAsync(TimeSpan.FromDays(30));
        (await house.StateAsync(id)).ShouldBe("ManualIntervention");

        (await house.WaitingAsync()).Single(row => row.Concern.Kind == CaseConcerns.Intervention).Concern.DueAt.ShouldNotBeNull();

        await house.TellAsync(id, "InterventionResolved", new { target = "ESCALATED", by = "m1", reason = "synthetic" });
        (await house.WaitingAsync()).ShouldNotContain(row => row.Concern.Kind == CaseConcerns.Intervention);
    }

    [Fact]
    public async Task A_case_that_nothing_can_take_further_is_called_stuck()
    {
        await using var house = await EngineHouse.OpenAsync(Of("Open", [State("Open"), State("Closed")], [Way("Open", "Closed", condition: Script("false"))]));

        var id = await house.StartAsync("test", "k1");

        (await house.Sender.Send(new GetConcerns(id, EngineHouse.Supervisor))).Value().Select(row => row.Kind).ShouldBe([Concern.Stuck]);
    }

    [Fact]
    public async Task What_was_rolled_back_leaves_nothing_on_the_desk()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        await house.RaiseAsync(id, "c1", "ComplaintFiled", new { category = "CONDUCT" });

        await house.CrashAsync();
        await house.RaiseAsync(id, "c1", "ComplaintFiled", new { category = "CONDUCT" });

        (await house.WaitingAsync()).ShouldHaveSingleItem();
    }
}

internal static class DeskReading
{
    public static async Task<IReadOnlyList<(string Kind, int Count)>> DeskAsync(this EngineHouse house) =>
        [.. (await house.Sender.Send(new GetDesk(EngineHouse.Supervisor))).Value().Select(row => (row.Kind, row.Count))];

    public static async Task<IReadOnlyList<ConcernedCase>> WaitingAsync(this EngineHouse house) => (await house.Sender.Send(new ListConcerns([], 0, 50, EngineHouse.Supervisor))).Value();
}
