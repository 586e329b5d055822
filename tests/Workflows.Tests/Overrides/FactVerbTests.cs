using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage.Overrides;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Overrides.OverrideHouse;

namespace Doorstep.Workflows.Tests.Overrides;

/// <summary>Verbs that a case file keeps: who works it, what holds it, a visit that is called off. Each allowed, and each refused.</summary>
public sealed class FactVerbTests
{
    [Fact]
    public async Task A_case_goes_to_an_agent_who_has_room_and_to_nobody_else()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        await house.SaveAsync(RegisterKind.Agent, "agent_7", new { trainedUntil = "2027-12-31", hasIdCard = true, capacityMax = 1 });

        (await house.PreviewAsync(id, new { verb = "REASSIGN", unit = "B", agent = "agent_8" })).Refusal().Reason.ShouldStartWith("'agent_8' is not in the register of agents.");
        (await house.AskForAsync(id, new { verb = "REASSIGN", unit = "B", agent = "agent_8" })).Refusal().Reason.ShouldStartWith("'agent_8' is not in the register of agents.");
        await house.DoAsync(id, new { verb = "REASSIGN", unit = "B", agent = "agent_7" });

        (await FileAsync(house, id)).Assignment.Agent.ShouldBe("agent_7");
        await house.TellAsync(id, "ComplaintFiled", new { accused = "agent_7" });
        (await house.AskForAsync(id, new { verb = "REASSIGN", unit = "B", agent = "agent_7" })).Refusal().Reason.ShouldBe("'agent_7' is off this case after a complaint or a suspension (S61).");
    }

    [Fact]
    public async Task A_hold_is_opened_at_once_and_stops_what_it_stops()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;

        (await house.AskForAsync(id, new { verb = "ADD_HOLD", hold = "SAFETY", until = "2026-01-01T00:00:00Z" })).Refusal().Reason.ShouldContain("is over");
        await house.DoAsync(id, new { verb = "ADD_HOLD", hold = "ILLNESS_BEREAVEMENT_DISASTER", until = house.Clock.GetUtcNow().AddDays(20) });

        var file = await FileAsync(house, id);
        file.Hold.Open.ShouldHaveSingleItem().Hold.ShouldBe(Hold.IllnessBereavementDisaster);
        (await house.CaseAsync(id)).Snapshot.Deadlines.ShouldContain(armed => armed.Transition == "T55-escalated" && armed.Left != null);
        (await house.RefusedAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "HEAR" })).ShouldContain("G4: Hold ILLNESS_BEREAVEMENT_DISASTER stands in the way.");
    }

    [Fact]
    public async Task G4_A_hold_about_the_person_that_a_supervisor_opens_stops_the_other_cases_as_well()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var (one, other) = (await house.StartLoanAsync("LN-1"), await house.StartLoanAsync("LN-2"));

        await house.DoAsync(one, new { verb = "ADD_HOLD", hold = "CEASE_CONTACT" });

        (await house.AskAsync(other, "k1")).Value().Reason.ShouldContain("Hold CEASE_CONTACT of another case of the same person stands in the way.");
    }

    [Fact]
    public async Task A_hold_is_let_go_by_two_persons_and_names_both()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        (await house.AskForAsync(id, new { verb = "RELEASE_HOLD", hold = "COMPLAINT" })).Refusal().Reason.ShouldBe("Hold COMPLAINT is not open. Open are: none.");
        await house.TellAsync(id, "ComplaintFiled", new { });

        var asked = await house.WaitAsync(id, new { verb = "RELEASE_HOLD", hold = "COMPLAINT" });
        (await FileAsync(house, id)).Hold.Has(Hold.Complaint).ShouldBeTrue();
        (await house.ApproveAsync(id, asked)).Value().Seen.Row.Status.ShouldBe(OverrideStatus.Applied);

        var file = await FileAsync(house, id);
        (file.Hold.Open.Length, file.Hold.CoolOffUntil).ShouldBe((0, house.Clock.GetUtcNow().AddDays(7)));
        var released = (HoldReleased)Fact.Read("HoldReleased", file.Latest["HoldReleased"])!;
        (released.By, released.SecondBy).ShouldBe(("user:li.wei", "user:zhao"));
    }

    [Fact]
    public async Task A_visit_is_called_off_and_the_agents_and_the_customer_hear_of_it()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();
        (await house.AskForAsync(id, new { verb = "CANCEL_VISIT" })).Refusal().Reason.ShouldStartWith("No visit is under way that could be called off");
        await house.AgreeAsync(id);

        var off = await house.DoAsync(id, new { verb = "CANCEL_VISIT" }, "STAFF_SAFETY");
        await house.SettleAsync();

        off.Case!.State.ShouldBe("Escalated");
        (await house.SentAsync(id, "VisitCancelled")).ShouldHaveSingleItem();
        (await house.LastAsync(id, "visitCancelled")).Allowed.ShouldBeTrue();
        (await FileAsync(house, id)).Visits.Approval.ShouldBeNull();
    }

    [Fact]
    public async Task An_invitation_that_nobody_has_answered_is_withdrawn_in_words()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();
        await house.EscalateAsync(id);
        await house.RegisterAsync(id);
        await house.TellAsync(id, "EscalationReviewed", new { decision = "VISIT", by = "s1", purpose = "HEAR" });
        await house.TellAsync(id, "VisitReviewed", new { decision = "APPROVED", by = "s2", agents = new[] { "agent_1", "agent_2" }, authorisationId = "AU-1" });

        await house.DoAsync(id, new { verb = "CANCEL_VISIT" }, "STAFF_SAFETY");
        await house.SettleAsync();

        (await house.StateAsync(id)).ShouldBe("Escalated");
        (await house.LastAsync(id, "invitationWithdrawn")).Decision.ShouldContain("不会有人来");
    }

    private static async Task<CaseFile> FileAsync(EngineHouse house, string id) => (CaseFile)(await house.CaseAsync(id)).Snapshot.Facts;
}
