using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Commands.Overrides.Bulk;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Doorstep.Workflows.Tests.Definitions.Definition;
using static Doorstep.Workflows.Tests.Overrides.OverrideHouse;

namespace Doorstep.Workflows.Tests.Overrides;

/// <summary>What nobody may override (b.1 rule 8), tried through every door: verbs, events, interventions, bulk, definitions, policy packs.</summary>
public sealed class NeverTests
{
    private static readonly Actor Everybody = new("user:root", [.. Enum.GetValues<Role>()]);

    [Theory]
    [InlineData("CALL_NOW", "lawful hours")]
    [InlineData("IGNORE_CAPS", "caps")]
    [InlineData("CONTACT_THIRD_PARTY", "third party")]
    [InlineData("VISIT_ALONE", "alone")]
    [InlineData("DELETE_EVIDENCE", "deleted")]
    [InlineData("START_VISIT", "guards' yes")]
    [InlineData("REFER_TO_COURT", "court")]
    [InlineData("SET_STATE", "ways of its definition")]
    public async Task S68_Rule_8_has_no_verb_and_whoever_asks_for_one_is_told_why(string verb, string why)
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        var before = (await house.CaseAsync(id)).Record.Sequence;

        (await house.AskForAsync(id, new { verb }, actor: Everybody)).Refusal().Faults.Single(fault => fault.Path == "override.verb").Message.ShouldContain(why);
        (await house.PreviewAsync(id, new { verb }, Everybody)).Refusal().Faults.ShouldHaveSingleItem().Message.ShouldContain("can be done by nobody");

        (await house.CaseAsync(id)).Record.Sequence.ShouldBe(before);
    }

    [Theory]
    [InlineData("DECEASED", "CustomerDeceased", """{"evidence":"REPORTED"}""")]
    [InlineData("INCAPACITY", "IncapacityNotified", "{}")]
    public async Task S68_The_hold_of_a_death_or_an_incapacity_is_let_go_by_nobody_while_its_ground_stands(string hold, string opens, string data)
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        await house.TellAsync(id, opens, JsonElement.Parse(data));

        (await house.AskForAsync(id, new { verb = "RELEASE_HOLD", hold }, actor: Everybody)).Refusal().Reason.ShouldBe($"{hold}: {Never.Rule("PROTECTED_HOLDS").En}");
        await house.TellAsync(id, "HoldReleased", new { hold, by = "s1", secondBy = "s2", reason = "x" });
        (await house.Sender.Send(new RaiseEvent(id, "p-1", "HoldReleased", null, JsonSerializer.SerializeToElement(new { hold, by = "a", secondBy = "b" }), Li))).Refusal().Reason.ShouldContain("you are one");
        (await house.Sender.Send(new RaiseEvent(id, "p-2", "HoldTakenBack", null, JsonSerializer.SerializeToElement(new { hold, by = "a" }), Everybody))).Refusal().Faults.ShouldHaveSingleItem().Message.ShouldContain("raised by the house alone");
        (await house.Sender.Send(new PreviewBulkOverride(JsonSerializer.SerializeToElement(new { @override = new { verb = "RELEASE_HOLD", hold }, filter = new { ids = new[] { id } } }), Everybody))).Refusal()
            .Faults.ShouldHaveSingleItem().Message.ShouldStartWith("RELEASE_HOLD is done case by case.");

        (await house.CaseAsync(id)).Snapshot.Facts.Holds.ShouldContain(hold);
    }

    [Fact]
    public async Task S68_A_hold_that_one_person_places_is_looked_at_again_after_sixty_days_at_most()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;

        (await house.AskForAsync(id, new { verb = "ADD_HOLD", hold = "DISPUTE", until = house.Clock.GetUtcNow().AddDays(61) })).Refusal().Reason.ShouldStartWith("A hold that a person places is looked at again after 60 days at most");
        await house.DoAsync(id, new { verb = "ADD_HOLD", hold = "DISPUTE", until = house.Clock.GetUtcNow().AddDays(59) });
    }

    [Fact]
    public async Task S68_Insolvency_as_a_hold_that_a_supervisor_opened_stands_too()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        await house.DoAsync(id, new { verb = "ADD_HOLD", hold = "INSOLVENCY" });

        (await house.AskForAsync(id, new { verb = "RELEASE_HOLD", hold = "INSOLVENCY" }, actor: Everybody)).Refusal().Reason.ShouldStartWith("INSOLVENCY: ");
        await house.TellAsync(id, "InsolvencyClosed", new { number = "SZ-1" });
        await house.DoByTwoAsync(id, new { verb = "RELEASE_HOLD", hold = "INSOLVENCY" });
        (await house.CaseAsync(id)).Snapshot.Facts.Holds.ShouldBeEmpty("Its ground is gone, and a review by two lets it go.");
    }

    [Fact]
    public async Task S68_No_override_brings_a_call_past_the_lawful_hours_or_the_caps_or_makes_one_that_was_refused()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();
        house.Clock.Advance(TimeSpan.FromHours(13) + TimeSpan.FromMinutes(10));
        object[] verbs =
        [
            new { verb = "REASSIGN", unit = "B" }, new { verb = "SUSPEND", until = house.Clock.GetUtcNow().AddDays(1) }, new { verb = "RESUME" }, new { verb = "ADD_HOLD", hold = "COMPLAINT" },
        ];

        foreach (var verb in verbs)
        {
            await house.DoAsync(id, verb);
            (await house.AskAsync(id, $"night-{verb}", new { kind = "CALL", template = "callOpening" })).Value().Outcome.ShouldBe(ActOutcome.Refused, $"{verb}");
        }

        await house.SettleAsync();
        (await house.DecisionsAsync(id)).Where(act => act.Kind == "CALL").ShouldAllBe(act => !act.Allowed);
        (await house.DecisionsAsync(id)).Last(act => act.Kind == "CALL").Decision.ShouldContain("G1 Hours");
    }

    [Fact]
    public async Task S68_Whatever_is_overridden_a_visit_takes_two_agents_and_the_customers_word()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();
        await house.AgreeAsync(id);
        await house.PackAsync(id);
        await house.DoAsync(id, new { verb = "REASSIGN", unit = "B" });

        (await house.TellAsync(id, "VisitCheckedIn", new { agents = new[] { "agent_1" }, authorisationId = "AU-1" })).ShouldBe("Visit/AppointmentConfirmed");

        (await house.LastAsync(id, "VISIT")).Decision.ShouldContain("\"guard\":\"G8 VisitTeam\",\"passed\":false");
        foreach (var target in (string[])["VisitInProgress", "Visit/VisitInProgress", "VISIT_IN_PROGRESS", "LegalReferred", "Legal", "^", "*"])
            (await house.AskForAsync(id, new { verb = "MOVE", target }, actor: Everybody)).Refusal().Kind.ShouldBe(RefusalKind.Impossible, target);
    }

    [Fact]
    public async Task S68_While_a_team_is_at_a_door_nothing_is_changed_from_a_desk()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();
        await house.AgreeAsync(id);
        await house.PackAsync(id);
        (await house.TellAsync(id, "VisitCheckedIn", new { agents = new[] { "agent_1", "agent_2" }, authorisationId = "AU-1" })).ShouldBe("Visit/VisitInProgress");
        object[] verbs =
        [
            new { verb = "CANCEL_VISIT" }, new { verb = "CLOSE" }, new { verb = "MOVE", target = "Contact" }, new { verb = "SUSPEND", until = house.Clock.GetUtcNow().AddHours(1) }, new { verb = "REPIN" },
            new { verb = "EXTEND_DEADLINE", transition = "T27-late", by = "PT30M" }, new { verb = "SKIP_STEP", transition = "T25" }, new { verb = "REASSIGN", unit = "B" },
        ];

        foreach (var verb in verbs) (await house.AskForAsync(id, verb, actor: Everybody)).Refusal().Reason.ShouldContain("A team is at the door", Case.Sensitive, $"{verb}");

        await house.DoAsync(id, new { verb = "ADD_HOLD", hold = "SAFETY" });
        (await house.TellAsync(id, "VisitAborted", new { reason = "UNSAFE" })).ShouldBe("Visit/VisitReporting");
    }

    [Fact]
    public async Task S68_Evidence_and_records_outlive_every_override()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        await house.TellAsync(id, "ComplaintFiled", new { });
        var (rows, rights) = ((await house.JournalAsync(id)).Select(row => Convert.ToHexString(row.Hash)).ToArray(), await RightsAsync(house, id));

        await house.DoAsync(id, new { verb = "ADD_HOLD", hold = "SAFETY" });
        await house.DoByTwoAsync(id, new { verb = "RELEASE_HOLD", hold = "SAFETY" });
        await house.DoByTwoAsync(id, new { verb = "CLOSE" });

        (await house.JournalAsync(id)).Take(rows.Length).Select(row => Convert.ToHexString(row.Hash)).ShouldBe(rows);
        (await RightsAsync(house, id)).ShouldBe(rights);
        (await house.Services.GetRequiredService<JournalVerifier>().VerifyAsync(id)).ShouldBeOfType<ChainVerdict.Intact>();
    }

    [Fact]
    public async Task S68_Nobody_reports_the_houses_own_facts_of_overrides()
    {
        var (house, id) = await EscalatedAsync();
        await using var _ = house;
        foreach (var (type, data) in ((string, object)[])[
            ("SupervisorOverride", new { verb = "MOVE", target = "CONTACT", by = "x" }), ("HoldPlaced", new { hold = "SAFETY", by = "x" }), ("VisitCalledOff", new { by = "x" }), ("SuspensionOverdue", new { key = "suspension" }),
            ("ActDecided", new { actId = "a", kind = "VISIT", purpose = "DEMAND", allowed = true })])
            (await house.Sender.Send(new RaiseEvent(id, $"f-{type}", type, null, JsonSerializer.SerializeToElement(data), Everybody))).Refusal().Faults.Single(fault => fault.Path == "type").Message.ShouldContain("raised by the house alone");
        (await house.Sender.Send(new RaiseEvent(id, "f-id", "FeedbackGiven", null, JsonSerializer.SerializeToElement(new { rating = 5 }), Everybody) { EventId = "doorstep:override/x" })).Refusal().Faults.ShouldHaveSingleItem().Path.ShouldBe("eventId");
        (await house.StateAsync(id)).ShouldBe("Escalated");
    }

    [Fact]
    public async Task S68_A_designer_draws_no_way_for_supervisors_around_the_guards()
    {
        await using var house = await ShippedHouse.OpenAsync();
        async Task<string> Refused(string name, string from, string to, string trigger, bool isOptional = false)
        {
            var json = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync($"workflow-definitions/{name}.json"))!.AsObject();
            var way = Way(from, to, OnEvent(trigger), name: "shortcut");
            if (isOptional) way["optional"] = true;
            json["root"]!["transitions"]!.AsArray().Add(way);
            (await house.Sender.Send(new SaveDefinition(json.ToJsonString(), null, EngineHouse.Designer))).Value();
            return string.Join(" ", (await house.Sender.Send(new PublishDefinition(name, EngineHouse.Designer))).Refusal().Faults.Select(fault => fault.Message));
        }

        (await Refused("visit", "VisitReview", "VisitInProgress", "SupervisorOverride")).ShouldContain("without the guards' yes");
        (await Refused("legal", "LegalReview", "LegalReferred", "SupervisorOverride")).ShouldContain("without the guards' yes");
        (await Refused("visit", "AppointmentConfirmed", "VisitInProgress", "ActDecided", isOptional: true)).ShouldContain("cannot be optional");
    }

    [Fact]
    public async Task S68_No_policy_pack_and_no_override_policy_lowers_what_is_hard()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var pack = (await File.ReadAllTextAsync("workflow-definitions/policy-packs/cn-2026.1.json")).Replace("\"G8\"", "\"G9\"", StringComparison.Ordinal);
        (await house.Sender.Send(new PostPolicyPack(pack, Zhao))).Refusal().Faults.ShouldNotBeEmpty();

        List<(string Path, string Message)> faults = [];
        var policy = (await File.ReadAllTextAsync("workflow-definitions/registers/override-policy.json"));
        PolicyReader.Read(policy.Replace("""{ "verb": "RELEASE_HOLD", "approvers": ["SUPERVISOR", "COMPLIANCE"]""", """{ "verb": "RELEASE_HOLD", "approvers": []""", StringComparison.Ordinal), faults).ShouldBeNull();
        faults.ShouldHaveSingleItem().Message.ShouldContain("always takes two persons");
    }

    private static async Task<string> RightsAsync(EngineHouse house, string id) => JsonSerializer.Serialize(((CaseFile)(await house.CaseAsync(id)).Snapshot.Facts).Rights);
}
