using System.Text.Json;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Overrides.OverrideHouse;

namespace Doorstep.Workflows.Tests.Overrides;

/// <summary>What a person reports by an event and what is an override by another name goes by the override.</summary>
public sealed class DoorTests
{
    [Fact]
    public async Task A_supervisor_who_resolves_a_stuck_case_by_an_event_moves_it_by_an_override()
    {
        var (house, id) = await StuckAsync();
        await using var _ = house;

        (await ResolveAsync(house, id, "r-0", new { target = "ESCALATED", by = "m1" }, Li)).Refusal().Faults.ShouldHaveSingleItem().Path.ShouldBe("data.reason");
        var moved = (await ResolveAsync(house, id, "r-1", new { target = "ESCALATED", by = "m1", reason = "The customer wrote." }, Li)).Value();
        var again = (await ResolveAsync(house, id, "r-1", new { target = "ESCALATED", by = "m1", reason = "The customer wrote." }, Li)).Value();

        (moved.State, again.Sequence).ShouldBe(("Escalated", moved.Sequence));
        var row = (await house.JournalAsync(id))[^1];
        (row.EventType, row.Actor, row.Reason).ShouldBe(("SupervisorOverride", "user:li.wei", "The customer wrote."));
        (await house.KeptAsync(id)).GetProperty("evidence")[0].GetString().ShouldStartWith("journal:");
    }

    [Fact]
    public async Task What_takes_a_second_person_takes_one_through_every_door()
    {
        var (house, id) = await StuckAsync();
        await using var _ = house;

        (await ResolveAsync(house, id, "r-1", new { target = "LEGAL", by = "m1", reason = "x" }, Li)).Refusal().Reason.ShouldContain("a second person may approve it until");
        (await house.StateAsync(id)).ShouldBe("ManualIntervention");
        (await house.Sender.Send(new RaiseEvent(id, "r-2", "CaseRecalled", null, default, Li))).Refusal().Reason.ShouldContain("POST /overrides with CLOSE");
        await Should.ThrowAsync<ForbiddenException>(async () => await ResolveAsync(house, id, "r-3", new { target = "ESCALATED", by = "m1", reason = "x" }, new Actor("key:agent", [Role.Agent])));

        var waiting = (await house.Sender.Send(new Workflows.Commands.Overrides.ListApprovals(10, Zhao))).Value().ShouldHaveSingleItem();
        (await house.ApproveAsync(id, waiting.Row.Id)).Value().Case!.State.ShouldBe("Legal/LegalReview");
    }

    [Fact]
    public async Task A_service_reports_what_the_bank_decided_in_its_own_systems()
    {
        var (house, id) = await StuckAsync();
        await using var _ = house;

        (await ResolveAsync(house, id, "r-1", new { target = "HARDSHIP", by = "m1", reason = "Decided in the bank's desk." }, EngineHouse.Service)).Value().State.ShouldBe("Hardship/HardshipAssessment");
        (await house.Sender.Send(new RaiseEvent(id, "r-2", "CaseRecalled", null, default, EngineHouse.Service))).Value().Outcome.ShouldBe(CaseOutcome.Accepted);
    }

    private static ValueTask<Reply<CaseAnswer>> ResolveAsync(EngineHouse house, string id, string eventId, object data, Actor actor) =>
        house.Sender.Send(new RaiseEvent(id, eventId, "InterventionResolved", null, JsonSerializer.SerializeToElement(data), actor));
}
