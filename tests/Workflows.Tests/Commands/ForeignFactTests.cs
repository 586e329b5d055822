using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Tests.Acts;
using Doorstep.Workflows.Tests.Collections.Policy;
using Doorstep.Workflows.Tests.Engine;
using Doorstep.Workflows.Tests.House;

namespace Doorstep.Workflows.Tests.Commands;

/// <summary>Who may say what: facts of other systems, entries of one's own, packs that no law lets.</summary>
public sealed class ForeignFactTests
{
    private static readonly Actor Agent = new("key:agent", [Role.Agent]) { Agent = "agent_1" };

    [Theory]
    [InlineData("AccountCured", "{}", "'AccountCured' is the word of the ledger")]
    [InlineData("BalanceUpdated", """{"principal":9000000,"interest":0,"penalty":0,"fees":0,"dpd":1}""", "'BalanceUpdated' is the word of the ledger")]
    [InlineData("DebtTransferred", """{"newHolder":"x","notifiedOn":"2031-03-01"}""", "'DebtTransferred' is the word of the bank")]
    [InlineData("CustomerDeceased", """{"evidence":"CERTIFIED"}""", "What an agent was told is evidence \"REPORTED\".")]
    [InlineData("InsolvencyOpened", "{}", "'InsolvencyOpened' is the word of the court")]
    [InlineData("CustomerDeceased", """{"evidence":"REPORTED"}""", null)]
    [InlineData("ContactAttempted", """{"channel":"CALL","result":"NO_ANSWER"}""", null)]
    [InlineData("HardshipDeclared", "{}", null)]
    [InlineData("SomethingOfADefinition", "{}", null)]
    public void S18_An_agent_reports_what_is_seen_and_said_and_not_what_books_and_courts_say(string type, string data, string? said)
    {
        var refusal = FactSources.Refusal(type, JsonElement.Parse(data));

        if (said is null) refusal.ShouldBeNull();
        else refusal.ShouldNotBeNull().ShouldContain(said);
    }

    [Fact]
    public async Task S18_The_command_refuses_an_agent_a_fact_of_the_ledger_and_takes_it_from_a_service_and_a_supervisor()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var id = await house.BeginAsync();
        await house.RegisterAsync(id);
        await house.TellAsync(id, "CaseAssigned", new { unit = "BRANCH-TEST", agent = "agent_1" });
        async Task<bool> SayAsync(Actor actor) => await house.Sender.Send(new RaiseEvent(id, $"e-{actor.Name}", "BalanceUpdated", null, JsonElement.Parse("""{"principal":90000,"interest":0,"penalty":0,"fees":0,"dpd":21}"""), actor)) is Reply<CaseAnswer>.Done;

        (await Should.ThrowAsync<ForbiddenException>(() => SayAsync(Agent))).Message.ShouldContain("its service or a supervisor reports it");
        (await SayAsync(EngineHouse.Service)).ShouldBeTrue();
        (await SayAsync(EngineHouse.Supervisor)).ShouldBeTrue();
    }

    [Fact]
    public void S18_The_page_says_of_every_source_whether_an_agent_may_speak_for_it()
    {
        var page = Repository.Read("docs/security.md");

        foreach (var source in FactCatalogue.Kinds.Values.Where(kind => !kind.IsOnlyByHouse).GroupBy(kind => kind.From).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var (yes, no) = (source.Where(FactSources.IsForAgents), source.Where(kind => !FactSources.IsForAgents(kind)));
            page.ShouldContain($"| {source.Key} | {Listed(yes)} | {Listed(no)} |");
        }

        static string Listed(IEnumerable<FactKind> kinds) => string.Join(", ", kinds.Select(kind => $"`{kind.Name}`").Order(StringComparer.Ordinal).DefaultIfEmpty("–"));
    }

    [Theory]
    [InlineData("cmp1", true)]
    [InlineData("key:cmp1", true)]
    [InlineData("KEY: Cmp1 ", true)]
    [InlineData("user:cmp1", true)]
    [InlineData("cmp2", false)]
    public async Task G11_Nobody_writes_the_own_entry_however_the_name_is_written(string entry, bool isOwn)
    {
        await using var house = await EngineHouse.OpenAsync();

        var reply = await house.Sender.Send(new SaveRegisterEntry(RegisterKind.Staff, entry, JsonElement.Parse("""{"roles":["REVIEWER"]}"""), new Actor("key:cmp1", [Role.Compliance])));

        if (isOwn) reply.Refusal().Reason.ShouldContain("is you");
        else reply.Value();
    }

    [Theory]
    [InlineData("dispute.effect", "VERIFY")]
    [InlineData("notice.initial", "SEAL")]
    [InlineData("visit.idDisclosure", "AUTHORISATION")]
    [InlineData("agent.hire", "NO_VIOLENT_CRIME")]
    [InlineData("sensitiveData.consent", "HEALTH")]
    [InlineData("voicemail.policy", "NO_DEBT_FACT")]
    [InlineData("capacity.effect", "HOLD")]
    public async Task S19_No_posted_version_drops_a_word_that_the_law_of_the_place_asks_for(string name, string word)
    {
        await using var house = await ShippedHouse.OpenAsync();
        var pack = Packs.Json();
        pack["version"] = "2026.2";
        var words = pack.Parameter(name)["value"]!.AsArray();
        words.Remove(words.Single(one => (string?)one == word));
        if (words.Count == 0) pack["parameters"]!.AsArray().Remove(pack.Parameter(name));

        var refused = (await house.Sender.Send(new PostPolicyPack(pack.ToJsonString(), ActHouse.Lin))).Refusal();

        refused.Faults.ShouldHaveSingleItem().Message.ShouldStartWith(words.Count == 0 ? $"'{name}' is missing" : $"{name}: lacks {word}: no pack takes this protection away.");
    }

    [Theory]
    [InlineData("calls.connectedPerDay", 4)]
    [InlineData("calls.attemptsPerDayPerNumber", 7)]
    [InlineData("thirdParty.contact", 2)]
    [InlineData("complaint.days", 16)]
    [InlineData("pia.retention", 2)]
    [InlineData("limitation", 4)]
    public async Task S19_No_posted_version_is_looser_than_the_law_of_its_place(string name, int value)
    {
        await using var house = await ShippedHouse.OpenAsync();
        var pack = Packs.Json();
        (pack["version"], pack.Parameter(name)["value"]) = ("2026.2", value);

        (await house.Sender.Send(new PostPolicyPack(pack.ToJsonString(), ActHouse.Lin))).Refusal().Faults.ShouldHaveSingleItem().Message.ShouldStartWith($"{name}: {value} is looser than ");

        pack["id"] = "CN-SHANGHAI";
        (await house.Sender.Send(new PostPolicyPack(pack.ToJsonString(), ActHouse.Lin))).Refusal().Faults.ShouldHaveSingleItem().Message.ShouldEndWith("which the law of 'CN' asks for; only stricter is possible.");
    }

    [Fact]
    public async Task S19_A_pack_that_takes_protection_away_is_refused_with_every_fault_at_once()
    {
        await using var house = await ShippedHouse.OpenAsync();
        var pack = Packs.Json();
        (pack["version"], pack["holidayCalendar"]) = ("2026.2", "england");
        pack.AsObject().Remove("jurisdiction");
        foreach (var (name, value) in ((string, System.Text.Json.Nodes.JsonNode)[])
            [("contact.window", "00:00-23:59"), ("visit.window", "07:00-21:30"), ("plan.stopsCollection", false), ("creditReport.preNotice", false), ("agency.whitelist", false), ("visit.noticeDays", 0), ("hardship.afterDecisionDays", 0), ("notice.lawBasis.en", "We will send the police to arrest you")])
            pack.Parameter(name)["value"] = value;
        foreach (var (name, words) in ((string, string[])[])[("thirdParty.conditions", ["NO_DEBT_FACT"]), ("visit.workplace", ["NEVER"]), ("dispute.effect", ["VERIFY"]), ("prohibited", ["VIOLENCE"]), ("visit.entry", ["LEAVE_WHEN_ASKED"]), ("visit.recording", ["AUDIO_WITH_NOTICE"]), ("pay.kpi", ["COMPLIANCE"])])
            pack.Parameter(name)["value"] = new System.Text.Json.Nodes.JsonArray([.. words.Select(word => System.Text.Json.Nodes.JsonValue.Create(word))]);

        var refused = (await house.Sender.Send(new PostPolicyPack(pack.ToJsonString(), ActHouse.Lin))).Refusal();

        string.Join("\n", refused.Faults.Select(fault => fault.Message)).ShouldSatisfyAllConditions(
            text => text.ShouldContain("contact.window: 00:00-23:59 is not within 08:00-22:00, and nobody may be disturbed outside."),
            text => text.ShouldContain("visit.window: 07:00-21:30 is not within 08:00-21:00"),
            text => text.ShouldContain("thirdParty.conditions: lacks LOCATE_ONLY and STOP_ON_REFUSAL: no pack takes this protection away."),
            text => text.ShouldContain("visit.workplace: lacks EXPRESS_CONSENT"), text => text.ShouldContain("dispute.effect: lacks SUSPEND_DEMAND and ANSWER_IN_WRITING"),
            text => text.ShouldContain("prohibited: lacks THREATS and INSULT and FALSE_AUTHORITY and PUBLIC_POSTERS and EXTRA_FEES and DISCLOSURE and PUSHING_NEW_BORROWING"), text => text.ShouldContain("visit.entry: lacks EXPRESS_CONSENT"),
            text => text.ShouldContain("visit.recording: lacks VIDEO_WITH_NOTICE and NEVER_INTERIOR_WITHOUT_CONSENT"), text => text.ShouldContain("pay.kpi: lacks NOT_AMOUNT_ALONE and COMPLAINTS and DATA_SAFETY"),
            text => text.ShouldContain("'england' is not the calendar of 'CN': it counts its days with 'cn'."), text => text.ShouldContain("hardship.afterDecisionDays: is 0"),
            text => text.ShouldContain("plan.stopsCollection: must be true: no pack takes this protection away."),
            text => text.ShouldContain("creditReport.preNotice: must be true"), text => text.ShouldContain("agency.whitelist: must be true"),
            text => text.ShouldContain("visit.noticeDays: is 0; it protects for at least a day."), text => text.ShouldContain("notice.lawBasis.en: "));
        refused.Faults.Select(fault => fault.Path).ShouldContain("jurisdiction");
        foreach (var parameters in (string[])["", "\"parameters\":1", "\"parameters\":[1,{\"name\":2},null]"])
            (await house.Sender.Send(new PostPolicyPack($"{{{parameters}}}", ActHouse.Lin))).Refusal().Faults.ShouldNotBeEmpty();
        refused.Faults.Where(fault => fault.Path.StartsWith("parameters[", StringComparison.Ordinal)).Select(fault => fault.Path).Distinct().Count().ShouldBe(15);
    }
}
