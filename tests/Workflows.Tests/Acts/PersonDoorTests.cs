using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>What another case of the person knows counts when somebody wishes for a visit, approves one or is given the case; and nobody looks into a referral that no review could mend.</summary>
public sealed class PersonDoorTests
{
    [Fact]
    public async Task T14_T17_Nobody_wishes_for_a_visit_or_approves_one_while_another_case_of_the_person_stands_against_it()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        await house.EscalateAsync(id);
        await house.RegisterAsync(id);
        object wish = new { decision = "VISIT", by = "s1", purpose = "HEAR" }, approval = new { decision = "APPROVED", by = "s2", agents = new[] { "agent_1", "agent_2" }, authorisationId = "AU-1" };
        (await house.TellAsync(id, "EscalationReviewed", wish)).ShouldBe("Visit/VisitReview");

        await house.TellAsync(other, "ComplaintFiled", new { category = "CALLS", accused = "agent_1" });
        (await house.RefusedAsync(id, "VisitReviewed", approval)).ShouldContain("G8: 'agent_1' is off this case.");
        await house.TellAsync(other, "VulnerabilityDisclosed", new { code = "ILLNESS" });
        (await house.RefusedAsync(id, "VisitReviewed", approval)).ShouldContain("G4: Hold VULNERABLE of another case of the same person stands in the way.");

        (await house.TellAsync(id, "VisitReviewed", new { decision = "REFUSED", by = "s2", reason = "synthetic" })).ShouldBe("Escalated");
        (await house.RefusedAsync(id, "EscalationReviewed", wish)).ShouldContain("G4: Hold VULNERABLE of another case of the same person stands in the way.");
        (await house.StateAsync(id)).ShouldBe("Escalated");
    }

    [Fact]
    public async Task S1_G7_A_wish_for_a_visit_before_contact_is_exhausted_says_what_is_missing()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();

        (await house.RefusedAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "HEAR" })).ShouldContain("G7: Remote contact is not exhausted: 0 of 3 attempts");
    }

    [Fact]
    public async Task S61_Whoever_the_person_has_complained_about_in_another_case_is_given_none()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var (id, other) = (await house.BeginAsync(), await house.BeginAsync("LN-2", []));
        await house.RegisterAsync(id);
        await house.TellAsync(other, "ComplaintFiled", new { category = "CALLS", accused = "agent_1" });

        (await house.RefusedAsync(id, "CaseAssigned", new { unit = "team_syn", agent = "agent_1" })).ShouldContain("'agent_1' is off this case after a complaint or a suspension.");
        (await house.TellAsync(id, "CaseAssigned", new { unit = "team_syn", agent = "agent_2" })).ShouldBe("Contact/RemoteContact");
    }

    [Fact]
    public async Task T15_G12_Nobody_looks_into_a_referral_under_a_hold_or_after_the_limitation_period_and_hears_every_reason()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();
        await house.EscalateAsync(id);
        await house.TellAsync(id, "LimitationRestarted", new { on = "2020-01-01" });
        await house.TellAsync(id, "ComplaintFiled", new { category = "CALLS" });

        var refused = await house.RefusedAsync(id, "EscalationReviewed", new { decision = "LEGAL", by = "s1" });

        refused.ShouldContain("G4: Hold COMPLAINT stands in the way.");
        refused.ShouldContain("G12: The limitation period ended on 2023-01-01.");
        (await house.StateAsync(id)).ShouldBe("Escalated");
    }
}
