using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Acts.ShippedHouse;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>What is asked for and approved before anybody goes, and what a bureau hears: the shipped definitions on the whole engine.</summary>
public sealed class ShippedDoorTests
{
    private static readonly string[] Team = ["agent_1", "agent_2"];

    [Fact]
    public async Task T17_Nobody_approves_a_visit_of_agents_who_may_not_go_or_to_a_place_without_consent()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.EscalateAsync(id);
        await house.TellAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "HEAR" });
        Task<string> RefusedAsync(object review) => house.RefusedAsync(id, "VisitReviewed", review);

        (await RefusedAsync(new { decision = "APPROVED", by = "s2", agents = Team })).ShouldContain("G8: 'agent_1' is not in the register of agents. 'agent_2' is not in the register of agents.");
        await house.SaveAsync(RegisterKind.Agent, "agent_1", new { trainedUntil = "2026-12-03", hasIdCard = true });
        await house.SaveAsync(RegisterKind.Agent, "agent_2", new { trainedUntil = "2026-12-02", hasIdCard = true });
        (await RefusedAsync(new { decision = "APPROVED", by = "s1", agents = Team, place = "WORKPLACE" })).ShouldBe(
            "data G7: 's1' has asked for it and approved it. data G8: The training of 'agent_2' has run out. data G9: The customer has not consented to a visit at work.");
        (await RefusedAsync(new { decision = "APPROVED", by = "s2", agents = (string[])["agent_1"] })).ShouldContain("G8: 1 agents; 2 different ones are needed.");
        await house.SaveAsync(RegisterKind.Agent, "agent_2", new { trainedUntil = "2027-01-01", hasIdCard = true });
        (await RefusedAsync(new { decision = "APPROVED", by = "s2", agents = Team, authorisationId = "AU-9" })).ShouldContain("G8: There is no authorisation for this visit.");
        (await house.StateAsync(id)).ShouldBe("Visit/VisitReview");

        (await house.TellAsync(id, "VisitReviewed", new { decision = "APPROVED", by = "s2", agents = Team })).ShouldBe("Visit/AppointmentPending");
    }

    [Fact]
    public async Task T17_A_place_of_work_that_was_consented_to_is_approved_and_stands_in_the_invitation()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.EscalateAsync(id);
        await house.RegisterAsync(id);
        await house.TellAsync(id, "ConsentGiven", new { id = "c-1", scope = "VISIT_WORKPLACE" });
        await house.TellAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "HEAR" });

        (await house.TellAsync(id, "VisitReviewed", new { decision = "APPROVED", by = "s2", agents = Team, authorisationId = "AU-1", place = "WORKPLACE" })).ShouldBe("Visit/AppointmentPending");

        var invitation = await house.LastAsync(id, "APPOINTMENT_INVITATION");
        invitation.Allowed.ShouldBeTrue(invitation.Decision);
        invitation.Decision.ShouldContain("您工作的地方");
    }

    [Theory]
    [InlineData("tell your neighbours what is owed", "says 'tell your neighbours' (publicShaming)")]
    [InlineData("再不还就坐牢", "says '坐牢' (arrest)")]
    public async Task S21_T14_A_purpose_that_shames_or_threatens_is_none(string purpose, string refusal)
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.EscalateAsync(id);

        (await house.RefusedAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", purpose })).ShouldContain($"purpose {refusal}");
        (await house.RefusedAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", reason = purpose })).ShouldContain($"reason {refusal}");
        (await house.StateAsync(id)).ShouldBe("Escalated");

        (await house.TellAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "听取客户说明" })).ShouldBe("Visit/VisitReview");
    }

    [Fact]
    public async Task T47_A_corrected_balance_is_told_to_the_bureau_although_the_hold_still_waits_for_a_person()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.TellAsync(id, "DisputeRaised", new { ground = "AMOUNT" });

        (await house.TellAsync(id, "DisputeResolved", new { result = "CORRECTED", answerRef = "a-1" })).ShouldBe("Contact/RemoteContact");

        var report = await house.LastAsync(id, "CREDIT_REPORT");
        report.Allowed.ShouldBeTrue(report.Decision);
        foreach (var guard in (string[])["G4 NoBlockingHold", "G5 Preference", "G14 DataMin"]) report.Decision.ShouldContain($"\"guard\":\"{guard}\",\"passed\":true");
        (await house.OrdersAsync(id)).Count(order => order.Payload.Contains("CREDIT_REPORT", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task T47_While_data_has_leaked_no_bureau_is_told_anything()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.TellAsync(id, "DataIncident", new { scope = "BUREAU" });

        (await house.TellAsync(id, "DisputeResolved", new { result = "UPHELD", answerRef = "a-1" })).ShouldBe("ClosedNotOwed");

        (await house.LastAsync(id, "CREDIT_REPORT")).Decision.ShouldContain("G4 NoBlockingHold: Hold DATA_INCIDENT stands in the way.");
    }
}
