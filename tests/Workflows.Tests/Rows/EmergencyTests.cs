using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Emergencies;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Collections;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Rows;

/// <summary>S39: playbooks for emergencies, with clocks that go up where nobody takes them.</summary>
public sealed class EmergencyTests
{
    [Fact]
    public async Task S39_An_alarm_that_nobody_takes_up_goes_to_the_next_tier_by_itself_and_one_that_was_taken_up_does_not()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var (left, taken) = (await house.StartLoanAsync("L-1"), await house.StartLoanAsync("L-2", token: "cust_syn_2"));
        foreach (var id in (string[])[left, taken]) await house.RaiseAsync(id, "sos", "SafetyAlert", new { agent = "agent_1", kind = "MEDICAL" });
        await house.RaiseAsync(taken, "ack", "EmergencyAcknowledged", new { id = "sos", by = "duty" });

        await house.PassAsync(TimeSpan.FromSeconds(119));
        (await EmergencyAsync(house, left)).Tier.ShouldBe(1);
        await house.PassAsync(TimeSpan.FromSeconds(1));
        (await EmergencyAsync(house, left)).Tier.ShouldBe(2);
        await house.PassAsync(TimeSpan.FromMinutes(5));

        (await EmergencyAsync(house, left)).ShouldSatisfyAllConditions(one => one.Kind.ShouldBe("MEDICAL"), one => one.Tier.ShouldBe(3), one => one.EscalatesAt.ShouldBeNull());
        (await EmergencyAsync(house, taken)).ShouldSatisfyAllConditions(one => one.Tier.ShouldBe(1), one => one.AcknowledgedBy.ShouldBe("duty"));
        (await house.JournalAsync(left)).Count(row => row.EventType == nameof(EmergencyOverdue)).ShouldBe(2);
    }

    [Fact]
    public async Task S39_A_drill_runs_the_same_clocks_is_marked_and_blocks_nothing()
    {
        await using var house = await ActHouse.OpenAsync(ActHouse.Afternoon);
        var id = await house.StartLoanAsync("L-1");
        await house.RaiseAsync(id, "drill", "EmergencyDrillStarted", new { kind = "VIOLENCE", by = "welfare" });

        await house.PassAsync(TimeSpan.FromMinutes(2));

        (await EmergencyAsync(house, id)).ShouldSatisfyAllConditions(one => one.IsDrill.ShouldBeTrue(), one => one.Tier.ShouldBe(2));
        (await FileAsync(house, id)).Holds.ShouldBeEmpty();
        (await house.AskAsync(id, "k1")).Value().Outcome.ShouldBe(Doorstep.Workflows.Grains.ActOutcome.Allowed);
        await house.RaiseAsync(id, "sos", "SafetyAlert", new { kind = "VIOLENCE" });
        (await FileAsync(house, id)).Hold.BlocksVisit.ShouldBeTrue();
    }

    [Theory]
    [InlineData("SafetyAlert", """{"kind":"VIOLENCE"}""", "VIOLENCE")]
    [InlineData("SafetyAlert", """{}""", "VIOLENCE")]
    [InlineData("SafetyAlert", """{"kind":"medical"}""", "MEDICAL")]
    [InlineData("SafetyAlert", """{"kind":"SELF_HARM"}""", "SELF_HARM")]
    [InlineData("DistressReported", """{"kind":"SELF_HARM_RISK"}""", "SELF_HARM")]
    [InlineData("CheckInMissed", """{}""", "AGENT_MISSING")]
    [InlineData("DataIncident", """{"scope":"SYN"}""", "DATA_LEAK")]
    public void S39_each_kind_of_emergency_has_its_playbook(string type, string data, string kind) =>
        Books.Open().With(type, System.Text.Json.JsonElement.Parse(data)).Emergencies.All!.Value.ShouldHaveSingleItem().Kind.ShouldBe(kind);

    [Theory]
    [InlineData("ILLNESS")]
    [InlineData(null)]
    public void S39_Whoever_is_ill_or_has_lost_somebody_is_no_emergency(string? kind) => Books.Open().With("DistressReported", new { kind }).Emergencies.All.ShouldBeNull();

    [Fact]
    public void S39_an_emergency_is_over_when_every_step_is_done_and_its_hold_stays_until_it_is_reviewed()
    {
        var file = Books.Open().With("SafetyAlert", new { kind = "VIOLENCE" }, id: "sos");
        file.Faults("EmergencyClosed", new { id = "sos", by = "duty" }).Single().ShouldContain("LEAVE, CALL_110, REACH_TEAM, CARE, RECORD are not done");
        file.Faults("EmergencyStepDone", new { id = "sos", step = "LEAF", by = "duty" }).Single().ShouldContain("'LEAF' is no step of 'VIOLENCE'");
        file.Faults("EmergencyAcknowledged", new { id = "soz", by = "duty" }).Single().ShouldContain("there is no emergency 'soz'");

        foreach (var step in Books.Shipped.Playbooks!.Named("VIOLENCE")!.Steps) file = file.With("EmergencyStepDone", new { id = "sos", step = step.Key, by = "duty" });
        file.Faults("EmergencyClosed", new { id = "sos", by = "duty" }).ShouldBeEmpty();
        file = file.With("EmergencyClosed", new { id = "sos", by = "duty" }, Files.Monday.AddHours(1));

        (file.Emergencies.All!.Value[0].ClosedAt, file.Reminders.Any(reminder => reminder.EventType == nameof(EmergencyOverdue)), file.Hold.Has(Hold.Safety)).ShouldBe((Files.Monday.AddHours(1), false, true));
    }

    [Fact]
    public void S39_an_emergency_comes_back_from_the_store_the_same()
    {
        var file = Books.Open().With("SafetyAlert", new { kind = "VIOLENCE" }, id: "sos").With("EmergencyStepDone", new { id = "sos", step = "LEAVE", by = "duty" });

        var again = (CaseFile)Books.Folder.Read(System.Text.Json.JsonElement.Parse(file.ToJson().GetRawText()));

        (again with { Latest = again.Latest }).ToJson().GetRawText().ShouldBe(file.ToJson().GetRawText());
        again.Emergencies.Reminders.ShouldBe(file.Emergencies.Reminders);
    }

    [Fact]
    public void S39_a_book_without_a_playbook_for_a_plain_alarm_is_refused()
    {
        List<(string Path, string Message)> faults = [];

        PlaybookBook.Read("""{"schema":"emergency-playbooks/1","version":"v","source":"s","playbooks":[]}""", faults).ShouldBeNull();

        faults.Count(fault => fault.Message.Contains("has to start exactly one", StringComparison.Ordinal)).ShouldBe(3);
    }

    private static async Task<Emergency> EmergencyAsync(EngineHouse house, string id) => (await FileAsync(house, id)).Emergencies.All!.Value.ShouldHaveSingleItem();

    private static async Task<CaseFile> FileAsync(EngineHouse house, string id) => (CaseFile)(await house.CaseAsync(id)).Snapshot.Facts;
}
