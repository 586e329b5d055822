using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Acts.ActHouse;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>What one case hears of an agent holds at the door of every other one (G8), and a visit begins with a check-in and in no other way (T23).</summary>
public sealed class StandingTests
{
    private static readonly string[] Ordinary = ["NONE_OF_THESE"];

    private static readonly object Visit = new { kind = "VISIT", team = new[] { "agent_1", "agent_2" }, authorisationId = "AU-1" };

    [Theory]
    [InlineData("AgentSuspended", "'agent_1' is suspended.")]
    [InlineData("TrainingExpired", "The training of 'agent_1' has run out.")]
    [InlineData("SafetyAlert", "'agent_1' rests after an incident.")]
    public async Task G8_S37_Whoever_is_suspended_untrained_or_resting_in_one_case_visits_in_no_other(string heard, string refusal)
    {
        await using var house = await OpenAsync(Afternoon);
        var (one, other) = (await house.StartLoanAsync("LN-1"), await house.StartLoanAsync("LN-2", token: "cust_syn_2"));
        await house.RegisterAsync(other);
        (await house.PlannedAsync(other, "v1", Visit)).Reason.ShouldNotContain("G8");

        foreach (var _ in (int[])[1, 2]) await house.RaiseAsync(one, "e1", heard, new { agent = "agent_1" });

        (await house.PlannedAsync(other, "v2", Visit)).Reason.ShouldContain($"G8 VisitTeam: {refusal}");
        (await AgentAsync(house)).Version.ShouldBe(2, "told again it changes nothing");
    }

    [Fact]
    public async Task G8_Nobody_stands_at_two_doors_and_whoever_has_left_the_one_may_go_to_the_next()
    {
        await using var house = await OpenAsync(Afternoon);
        var (one, other) = (await house.StartLoanAsync("LN-1"), await house.StartLoanAsync("LN-2", token: "cust_syn_2"));
        await house.RegisterAsync(other);
        object there = new { agents = new[] { "agent_1", "agent_2" }, authorisationId = "AU-1" };
        (await house.PlannedAsync(other, "v1", Visit)).Reason.ShouldNotContain("G8");

        await house.RaiseAsync(one, "e1", "VisitCheckedIn", there);
        await house.RaiseAsync(other, "e2", "VisitCheckedIn", there);
        (await house.PlannedAsync(other, "v2", Visit)).Reason.ShouldContain("G8 VisitTeam: 'agent_1' is at another door.");

        await house.RaiseAsync(one, "e3", "VisitCheckedOut", new { });
        (await house.PlannedAsync(other, "v3", Visit)).Reason.ShouldNotContain("another door");

        await house.RaiseAsync(one, "e4", "VisitCheckedIn", there);
        (await house.PlannedAsync(other, "v4", Visit)).Reason.ShouldContain("another door");
        house.Clock.Advance(AgentStanding.AtDoor);
        (await house.PlannedAsync(other, "v5", Visit)).Reason.ShouldNotContain("another door");
    }

    [Fact]
    public async Task G8_S37_Training_that_runs_out_on_a_later_day_counts_until_then()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");
        await house.RegisterAsync(id);

        await house.RaiseAsync(id, "e1", "TrainingExpired", new { agent = "agent_1", from = "2026-12-01" });
        await house.RaiseAsync(id, "e2", "TrainingExpired", new { agent = "agent_1", from = "2027-12-01" });

        (await AgentAsync(house)).Json.ShouldContain("\"trainedUntil\":\"2026-12-01\"");
    }

    [Fact]
    public async Task G8_An_agent_who_reports_a_colleague_sends_nobody_home_in_other_cases()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");
        await house.RegisterAsync(id);
        await house.RaiseAsync(id, "a1", "CaseAssigned", new { unit = "U-1", agent = "agent_2" });
        var colleague = new Actor("user:agent_2", [Role.Agent]) { Agent = "agent_2" };

        (await Should.ThrowAsync<ForbiddenException>(async () => await house.Sender.Send(new RaiseEvent(id, "e1", "AgentSuspended", null, JsonSerializer.SerializeToElement(new { agent = "agent_1" }), colleague)))).Message.ShouldContain("the word of the hr");

        (await AgentAsync(house)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task T23_A_visit_that_is_asked_for_by_hand_is_refused_and_spends_nothing()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();
        await house.AgreeAsync(id);
        await house.PackAsync(id);

        var refusal = (await house.AskAsync(id, "k1", new { kind = "VISIT", place = "HOME", team = new[] { "agent_1", "agent_2" }, authorisationId = "AU-1" })).Refusal();

        refusal.Faults.ShouldHaveSingleItem().ShouldBe(new Fault("kind", "'VISIT' is asked for by the event VisitCheckedIn alone (T23): the team reports that it is there, and the guards decide."));
        (await house.DecisionsAsync(id)).ShouldNotContain(act => act.Kind == "VISIT");
        (await house.TellAsync(id, "VisitCheckedIn", new { agents = new[] { "agent_1", "agent_2" }, authorisationId = "AU-1" })).ShouldBe("Visit/VisitInProgress");
    }

    [Fact]
    public async Task T51_S4_The_letter_before_action_goes_out_once_for_two_peoples_approval_and_never_without()
    {
        const string Unapproved = "'preAction' is not sent: it says that two people have approved";
        object letter = new { kind = "LETTER", purpose = "LEGAL_NOTICE", template = "preAction" };
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync(new { kind = "CONTRACT", hash = Doorstep.Workflows.Collections.Evidence.EvidenceItem.HashExample });
        (await house.AskAsync(id, "k1", letter)).Value().Reason.ShouldContain(Unapproved);
        await house.EscalateAsync(id);
        await house.TellAsync(id, "EscalationReviewed", new { decision = "LEGAL", by = "s1" });

        await house.RaiseAsync(id, "m1", "InboundMessage", new { text = "synthetic", channel = "PORTAL" });
        (await house.RefusedAsync(id, "LegalReviewed", new { decision = "REFER", by = "l1", secondBy = "l2" })).ShouldContain("G4: The customer's message 'm1' waits for somebody who reads it");
        await house.TellAsync(id, "MessageAnswered", new { id = "m1", by = "s1", meant = Ordinary });
        (await house.TellAsync(id, "LegalReviewed", new { decision = "REFER", by = "l1", secondBy = "l2" })).ShouldBe("Legal/NoticeGiven");

        (await house.LastAsync(id, "preAction")).Allowed.ShouldBeTrue();
        (await house.DecisionsAsync(id)).ShouldNotContain(act => act.Kind == "LEGAL_REFERRAL", "the customer has time to answer");
        (await house.AskAsync(id, "k2", letter)).Value().Reason.ShouldContain(Unapproved);
        (await house.OrdersAsync(id)).Count(order => order.Payload.Contains("\"template\":\"PRE_ACTION\"", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static async Task<Workflows.Storage.Registers.RegisterRecord> AgentAsync(EngineHouse house) =>
        (await house.Sender.Send(new ListRegister(RegisterKind.Agent, 10, Lin))).Value().Single(row => row.Key == "agent_1");
}
