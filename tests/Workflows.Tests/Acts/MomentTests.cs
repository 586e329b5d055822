using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Acts.ActHouse;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>What counts is the moment of the act, not the one when it was planned (domain.md b.1 rule 2).</summary>
public sealed class MomentTests
{
    [Fact]
    public async Task A_call_planned_at_five_past_ten_is_refused_then_and_carried_out_from_eight_on()
    {
        await using var house = await OpenAsync(Night);
        var id = await house.StartLoanAsync("LN-1");
        await house.RaiseAsync(id, "e1", "CallNow");

        await house.Relay.RunAsync();
        var refused = (await house.DecisionsAsync(id)).ShouldHaveSingleItem();
        (refused.Allowed, refused.At, refused.NextTryAt, refused.Pack).ShouldBe((false, Night, Morning, "CN-2026.1"));
        refused.Decision.ShouldContain("It is 22:05:00 where the customer is; the hours are 08:00-22:00.");
        var waiting = await house.PlannedAsync(id);
        (waiting.Status, waiting.Attempts, waiting.NextTryAt).ShouldBe((OutboxStatus.Pending, 0, Morning));

        house.Clock.Advance(Morning - Night - TimeSpan.FromMilliseconds(1));
        await house.Relay.RunAsync();
        (await house.OrdersAsync(id)).ShouldBeEmpty();

        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await house.Relay.RunAsync();
        (await house.DecisionsAsync(id)).Select(act => (act.Try, act.Allowed, act.At)).ShouldBe([(1, false, Night), (2, true, Morning)]);
        (await house.PlannedAsync(id)).Status.ShouldBe(OutboxStatus.Delivered);
        var order = (await house.OrdersAsync(id)).ShouldHaveSingleItem();
        order.Payload.ShouldContain($"\"decisionId\":\"doorstep:act/{refused.ActId}/2\"");
        order.Payload.ShouldContain($"\"to\":\"{Phone}\"");
    }

    [Fact]
    public async Task S69_A_payment_one_second_before_the_call_stops_the_call()
    {
        await using var house = await OpenAsync(Night);
        var id = await house.StartLoanAsync("LN-1");
        await house.RaiseAsync(id, "e1", "CallNow");
        await house.Relay.RunAsync();

        house.Clock.Advance(Morning - Night - TimeSpan.FromSeconds(1));
        await house.RaiseAsync(id, "e2", "PaymentReceived", new { amount = 100_000 });
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.Relay.RunAsync();

        (await house.OrdersAsync(id)).ShouldBeEmpty();
        (await house.PlannedAsync(id)).LastError.ShouldBe("The case is closed in 'Paid'.");
        (await house.LinesAsync(id, "factRecorded")).ShouldBe(["CallNow", "ActDecided", "PaymentReceived", "ActDecided"]);
    }

    [Fact]
    public async Task S23_A_dispute_refuses_waiting_acts_within_one_round()
    {
        await using var house = await OpenAsync(Night);
        var id = await house.StartLoanAsync("LN-1");
        await house.RaiseAsync(id, "e1", "CallNow");
        await house.Relay.RunAsync();
        (await house.PlannedAsync(id)).NextTryAt.ShouldBe(Morning);

        await house.RaiseAsync(id, "e2", "DisputeRaised", new { ground = "AMOUNT" });
        await house.Relay.RunAsync();

        var dropped = await house.PlannedAsync(id);
        dropped.Status.ShouldBe(OutboxStatus.Delivered);
        dropped.LastError!.ShouldContain("G4 NoBlockingHold: Hold DISPUTE stands in the way.");
        house.Clock.Advance(TimeSpan.FromDays(1));
        await house.Relay.RunAsync();
        (await house.OrdersAsync(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_act_is_moot_once_its_state_is_left_also_where_the_case_came_back()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");
        await house.RaiseAsync(id, "e1", "CallNow");
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await house.RaiseAsync(id, "e2", "GoOn");
        await house.RaiseAsync(id, "e3", "Back");

        await house.Relay.RunAsync();

        (await house.AllPlannedAsync(id)).Select(act => act.LastError).ShouldBe(["The case has left 'Calling', for which the act was planned.", null]);
        (await house.OrdersAsync(id)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_not_known_is_denied()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");
        var (desk, snapshot) = (house.Services.GetRequiredService<ActDesk>(), (await house.CaseAsync(id)).Snapshot);
        var file = (CaseFile)snapshot.Facts;
        var budget = (await house.Acts().FindDebtorAsync("synthetic-bank", Customer))!.Budget;
        Task<ActRuling> Rule(CaseFile facts, string? counted, string act = "CALL", TimeSpan ahead = default) => desk.RuleAsync(new ActQuestion(
            id, "a1", "doorstep:act/a1/1", JsonSerializer.SerializeToElement(new { kind = act }), Afternoon + ahead, snapshot with { Facts = facts }, counted, Afternoon));

        (await Rule(file, budget)).IsAllowed.ShouldBeTrue();
        (await Rule(file, budget, ahead: TimeSpan.FromMilliseconds(5))).IsAllowed.ShouldBeTrue("another machine's clock is a little ahead");
        (await Rule(file, null)).Reason.ShouldBe("What was done to this person before is not known.");
        (await Rule(file with { Sections = file.Sections.Remove("policyPack") }, budget)).Reason.ShouldBe("The case has no policy pack.");
        (await Rule(file with { Sections = file.Sections.SetItem("policyPack", Values.Of("CN-2026.9")) }, budget)).Reason.ShouldBe("Policy pack 'CN-2026.9' is not approved.");
        (await Rule(file with { Sections = file.Sections.Remove("timezone") }, budget)).Reason.ShouldBe("The customer's time zone is not known, so no hour is known to be lawful.");
        (await Rule(file with { Customer = file.Customer with { Token = null } }, null)).IsAllowed.ShouldBeFalse();
        var unreadable = await Rule(file, budget, "FAX");
        (unreadable.IsAllowed, unreadable.Kind, unreadable.Budget).ShouldBe((false, "UNKNOWN", null));
    }

    [Fact]
    public async Task Without_a_loan_there_is_nobody_to_contact()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartAsync("caller", "LN-1");

        var answer = (await house.AskAsync(id, "k1")).Value();

        (answer.Outcome, answer.Reason).ShouldBe((ActOutcome.Refused, "The case is not about a loan, so there is nobody to contact."));
    }
}
