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

    [Fact]
    public async Task G12_T17_Nobody_approves_what_nobody_has_asked_for()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();

        (await house.RefusedAsync(id, "LegalReviewed", new { decision = "REFER", by = "l1", secondBy = "l2" })).ShouldContain("'Contact/RemoteContact' waits for no 'LegalReviewed'.");
        (await house.RefusedAsync(id, "VisitReviewed", new { decision = "APPROVED", by = "s2", agents = Team })).ShouldContain("waits for no 'VisitReviewed'");
    }

    [Fact]
    public async Task T50_Whoever_suspects_does_not_judge_and_a_customer_who_is_cleared_carries_no_label()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.EscalateAsync(id);
        (await house.TellAsync(id, "EvasionSuspected", new { kinds = new[] { "ASSETS_MOVED", "ABLE_TO_PAY" }, by = "s1" })).ShouldBe("EvasionReview");
        await house.TellAsync(id, "EvasionSuspected", new { kinds = new[] { "ABLE_TO_PAY" }, by = "c1" });

        foreach (var accuser in (string[])["s1", "c1"])
            (await house.RefusedAsync(id, "EvasionReviewed", new { decision = "SUBSTANTIATED", by = "s2", secondBy = accuser, customerHeard = true })).ShouldContain($"T50: '{accuser}' has raised the suspicion or a sign of it; two others judge it.");
        await house.TellAsync(id, "EvasionReviewed", new { decision = "CLEARED", by = "s2", secondBy = "m1", customerHeard = true });

        ((Workflows.Collections.CaseFile)(await house.CaseAsync(id)).Snapshot.Facts).Latest.Keys.ShouldNotContain(name => name.StartsWith("Evasion", StringComparison.Ordinal));
    }

    [Fact]
    public async Task T49_A_pack_that_wants_three_signs_gets_three()
    {
        await using var house = await UnderAsync(("evasion.indicatorsMin", 3));
        var id = await house.BeginAsync();
        await house.EscalateAsync(id);

        (await house.TellAsync(id, "EvasionSuspected", new { kinds = new[] { "ASSETS_MOVED", "ABLE_TO_PAY" }, by = "s1" })).ShouldBe("Escalated");
        (await house.TellAsync(id, "EvasionSuspected", new { kinds = new[] { "FALSE_STATEMENT" }, by = "s1" })).ShouldBe("EvasionReview");
    }

    [Fact]
    public async Task S49_G8_An_agent_who_calls_for_help_rests_for_a_day_in_every_case()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.RegisterAsync(id);

        await house.TellAsync(id, "SafetyAlert", new { agent = "agent_1", kind = "SOS" });

        var entries = (await house.Sender.Send(new ListRegister(RegisterKind.Agent, 10, ActHouse.Lin))).Value();
        string Of(string agent) => entries.Single(entry => entry.Key == agent).Json;
        Of("agent_1").ShouldContain($"\"restUntil\":\"{house.Clock.GetUtcNow().AddHours(24):yyyy-MM-ddTHH:mm:ss}");
        Of("agent_2").ShouldNotContain("restUntil\":\"");
    }

    [Fact]
    public async Task S70_G16_An_agency_that_is_not_on_the_list_gets_no_case()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();

        (await house.RefusedAsync(id, "AgencyChanged", new { agency = "Backstreet" })).ShouldContain("G16: Agency 'Backstreet' is not on the list.");
        await house.SaveAsync(RegisterKind.Agency, "Listed Ltd", new { isListed = true, reviewedOn = "2026-10-01" });
        await house.TellAsync(id, "AgencyChanged", new { agency = "Listed Ltd" });

        ((Workflows.Collections.CaseFile)(await house.CaseAsync(id)).Snapshot.Facts).Assignment.Agency.ShouldBe("Listed Ltd");
        (await house.RefusedAsync(id, "AgencyChanged", new { agency = "Listed Ltd", notifiedOn = "2026-11-22" })).ShouldContain("notifiedOn '2026-11-22' is still to come; it is 2026-11-02.");
        await house.TellAsync(id, "DataIncident", new { scope = "AGENCY" });
        (await house.RefusedAsync(id, "AgencyChanged", new { agency = "Listed Ltd" })).ShouldContain("G4: Hold DATA_INCIDENT stands in the way");
    }

    [Fact]
    public async Task T57_An_agency_that_is_on_no_list_gets_no_case()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();

        (await house.RefusedAsync(id, "AgencyChanged", new { agency = "SYN-UNKNOWN" })).ShouldContain("G16: Agency 'SYN-UNKNOWN' is not on the list.");
        await house.SaveAsync(RegisterKind.Agency, "SYN-STRUCK-OFF", new { isListed = true, reviewedOn = "2026-10-01" });
        await house.TellAsync(id, "AgencyChanged", new { agency = "SYN-STRUCK-OFF" });
        await house.SaveAsync(RegisterKind.Agency, "SYN-STRUCK-OFF", new { isListed = false, reviewedOn = "2026-10-01" });
        await house.LaterAsync(TimeSpan.FromDays(3));

        var refused = await house.LastAsync(id, "AGENCY_ASSIGNMENT");
        (refused.Allowed, refused.NextTryAt).ShouldBe((false, null));
        refused.Decision.ShouldContain("G16 Agency");
    }

    [Theory]
    [InlineData("2026-11-01T10:00:00+08:00", "T19: the slot 2026-11-01T02:00:00.000Z is over.")]
    [InlineData("2026-12-20T01:00:00+08:00", "G1: It is 01:00:00 where the customer is")]
    [InlineData("2026-12-08T19:59:00+08:00", "G1: The visit ends at 20:59 where the customer is (60 minutes), and it has to be over by then.")]
    public async Task G1_T19_A_time_that_is_over_or_at_which_nobody_may_come_is_not_agreed(string slot, string refusal)
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();

        (await house.RefusedAsync(id, "AppointmentConfirmed", new { place = "HOME", slot })).ShouldContain(refusal);
    }

    [Theory]
    [InlineData(2, "G9: The notice of 5 days ends on ")]
    [InlineData(0, "is a public holiday")]
    public async Task G9_G17_T19_A_time_before_the_notice_is_over_and_a_holiday_are_not_agreed(int days, string refusal)
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.ApproveVisitAsync(id);
        DateTimeOffset From(int day) => house.Clock.GetUtcNow().AddDays(day);

        (await house.RefusedAsync(id, "AppointmentConfirmed", new { place = "HOME", slot = days == 2 ? From(days) : new DateTimeOffset(2027, 1, 1, 2, 0, 0, TimeSpan.Zero) })).ShouldContain(refusal);
        (await house.RefusedAsync(id, "AppointmentConfirmed", new { place = "WORKPLACE", slot = From(6) })).ShouldContain("G9: The customer has not consented to a visit at work.");
        (await house.TellAsync(id, "AppointmentConfirmed", new { place = "HOME", slot = From(6) })).ShouldBe("Visit/AppointmentConfirmed");
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
        (await house.RefusedAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", reason = purpose })).ShouldContain("T14, a visit has a purpose, and the customer reads it");
        (await house.StateAsync(id)).ShouldBe("Escalated");

        (await house.TellAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "听取客户说明" })).ShouldBe("Visit/VisitReview");
    }

    [Fact]
    public async Task T47_A_corrected_balance_is_told_to_the_bureau_although_the_hold_still_waits_for_a_person()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.TellAsync(id, "DisputeRaised", new { ground = "AMOUNT" });

        await house.TellAsync(id, "BalanceUpdated", new { principal = 90_000, interest = 0, penalty = 0, fees = 0, dpd = 20 });
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

        await house.TellAsync(id, "DisputeRaised", new { ground = "NOT_MINE" });
        (await house.TellAsync(id, "DisputeResolved", new { result = "UPHELD", answerRef = "a-1" })).ShouldBe("ClosedNotOwed");

        (await house.LastAsync(id, "CREDIT_REPORT")).Decision.ShouldContain("G4 NoBlockingHold: Hold DATA_INCIDENT stands in the way.");
    }
}
