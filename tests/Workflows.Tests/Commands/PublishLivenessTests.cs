using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Commands;

/// <summary>What the liveness lint refuses is not published, whichever door it comes through.</summary>
public sealed class PublishLivenessTests
{
    private const string Shown = "overdue-visit: Intake → Escalated → Visit/VisitReview → Visit/AppointmentPending → Visit/VisitInProgress";
    private const string ShortCut = "This way reaches a visit without a confirmed appointment";

    [Fact]
    public async Task S64_a_part_that_opens_a_short_cut_is_refused_with_the_path_through_the_definition_that_runs_it()
    {
        await using var house = await WithShippedAsync();
        var visit = Read("visit");
        Ways(visit).Add((JsonNode)Way("AppointmentPending", "VisitInProgress", OnEvent("ActDecided"), Script("event.data.kind == 'VISIT' && event.data.allowed")));

        var validated = (await house.Sender.Send(new ValidateDefinition(visit.ToJsonString(), EngineHouse.Designer))).Value();
        var saved = (await house.Sender.Send(new SaveDefinition(visit.ToJsonString(), null, EngineHouse.Designer))).Value();
        var refusal = (await house.Sender.Send(new PublishDefinition("visit", EngineHouse.Designer))).Refusal();

        refusal.Kind.ShouldBe(RefusalKind.Impossible);
        var fault = refusal.Faults.ShouldHaveSingleItem();
        fault.Path.ShouldBe(Shown);
        fault.Message.ShouldStartWith(ShortCut);
        validated.Faults.ShouldHaveSingleItem().ToString().ShouldStartWith($"{fault.Path}: {ShortCut}");
        saved.Compiled.Faults.Length.ShouldBe(1);
        (await house.DefinitionStore.LatestAsync("visit"))!.Status.ShouldBe(DefinitionStatus.Draft);
        (await house.DefinitionStore.PublishedAsync("visit"))!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_loans_own_definition_that_does_not_hear_of_a_death_is_refused()
    {
        await using var house = await WithShippedAsync();
        var visit = Read("overdue-visit");
        Ways(visit).Remove(Ways(visit).Single(way => (string?)way!["name"] == "T45"));
        await house.Sender.Send(new SaveDefinition(visit.ToJsonString(), null, EngineHouse.Designer));

        var refusal = (await house.Sender.Send(new PublishDefinition("overdue-visit", EngineHouse.Designer))).Refusal();

        refusal.Faults.ShouldHaveSingleItem().Message.ShouldContain("does not take death (T45)");
    }

    [Theory]
    [InlineData("GentleReminder", "RemoteContact", "PaymentReceived", null, "does not take payment (T42): the first way that does leads to no end")]
    [InlineData("GentleReminder", "RemoteContact", "CustomerDeceased", null, "does not take death (T45): the first way that does leads to no end")]
    [InlineData("PtpActive", "RemoteContact", "InsolvencyOpened", null, "does not take insolvency (T46): the first way that does leads to no end")]
    [InlineData("RemoteContact", "RemoteContact", "ActDecided", null, "This loop goes round by itself")]
    [InlineData("RemoteContact", "ClosedSettled", "SettlementPaid", null, "Money ends one where its condition says that nothing is owed")]
    [InlineData("RemoteContact", "ClosedPaid", "PaymentReceived", "case.debt.total == 0 || event.data.amount > 0", "Money ends one where its condition says that nothing is owed")]
    [InlineData("RemoteContact", "ClosedWrittenOff", "SupervisorOverride", "event.data.target == 'WRITE_OFF'", "a write-off is one by its approval")]
    public async Task B5_What_ends_a_case_ends_it_and_nothing_else_does(string from, string to, string eventName, string? condition, string said)
    {
        await using var house = await WithShippedAsync();
        var reminder = Read("overdue-reminder");
        Ways(reminder).Insert(0, (JsonNode)Way(from, to, OnEvent(eventName), condition is null ? null : Script(condition)));

        var validated = (await house.Sender.Send(new ValidateDefinition(reminder.ToJsonString(), EngineHouse.Designer))).Value();

        validated.Faults.ShouldContain(fault => fault.Message.Contains(said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("event.data.kind == 'CALL'", "event.data.kind == 'CALL'", true)]
    [InlineData("event.data.kind == 'VISIT'", "event.data.kind == 'VISIT'", false)]
    public async Task B5_A_loop_of_decisions_goes_round_by_itself_where_anything_on_it_plans_the_act(string? there, string? back, bool isLoop)
    {
        await using var house = await WithShippedAsync();
        var reminder = Read("overdue-reminder");
        Ways(reminder).Insert(0, (JsonNode)Way("RemoteContact", "PtpActive", OnEvent("ActDecided"), there is null ? null : Script(there)));
        Ways(reminder).Insert(0, (JsonNode)Way("PtpActive", "RemoteContact", OnEvent("ActDecided"), back is null ? null : Script(back)));

        var validated = (await house.Sender.Send(new ValidateDefinition(reminder.ToJsonString(), EngineHouse.Designer))).Value();

        validated.Faults.Any(fault => fault.Message.Contains("This loop goes round by itself", StringComparison.Ordinal)).ShouldBe(isLoop, string.Join("\n", validated.Faults));
    }

    [Fact]
    public async Task No_case_starts_in_a_part()
    {
        await using var house = await WithShippedAsync();

        (await house.SendStartAsync("visit", "a-short-cut")).Refusal().Reason.ShouldBe("Definition 'visit' is usable as an activity: it runs inside other definitions, and no case starts in it.");
    }

    [Fact]
    public async Task A_part_that_would_start_cases_is_asked_everything()
    {
        await using var house = await WithShippedAsync();
        var visit = Read("visit");
        visit["options"]!.AsObject().Remove("usableAsActivity");
        await house.Sender.Send(new SaveDefinition(visit.ToJsonString(), null, EngineHouse.Designer));

        var faults = (await house.Sender.Send(new PublishDefinition("visit", EngineHouse.Designer))).Refusal().Faults;

        faults.ShouldContain(fault => fault.Message.Contains("does not take death (T45)", StringComparison.Ordinal));
        faults.ShouldContain(fault => fault.Message.Contains("does not take payment (T42)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_that_breaks_no_rule_is_published()
    {
        await using var house = await WithShippedAsync();
        var visit = Read("visit");
        visit["description"] = "Another text.";

        (await house.PublishAsync(visit)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task Files_of_a_folder_are_asked_together()
    {
        await using var house = await EngineHouse.OpenAsync();
        var folder = Directory.CreateTempSubdirectory("definitions-");
        foreach (var file in Directory.GetFiles("workflow-definitions", "*.json")) File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        var visit = Read("visit");
        Ways(visit).Add((JsonNode)Way("AppointmentPending", "VisitInProgress", OnEvent("ActDecided"), Script("event.data.kind == 'VISIT' && event.data.allowed")));
        File.WriteAllText(Path.Combine(folder.FullName, "visit.json"), visit.ToJsonString());

        var refusal = (await house.Sender.Send(new ImportDefinitions(folder.FullName, Actor.House))).Refusal();
        folder.Delete(recursive: true);

        refusal.Faults.ShouldHaveSingleItem().Path.ShouldBe(Shown);
        (await house.DefinitionStore.ListAsync(null, withJson: false)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("HardshipDeclared", true)]
    [InlineData("PlanRejected", false)]
    public async Task A_definition_may_say_what_protects_the_customer_and_nothing_else_in_anothers_place(string name, bool may)
    {
        await using var house = await WithShippedAsync();
        var contact = Read("remote-contact");
        contact["root"]!["states"]!.AsArray().Single(state => (string?)state!["name"] == "Opening")!["entry"] =
            Activity("Elsa.PublishEvent", ("eventName", Literal(name)), ("payload", Script("({ reason: 'ASSESSMENT', source: 'HOUSE' })")), ("isLocalEvent", Literal("True")));

        var validated = (await house.Sender.Send(new ValidateDefinition(contact.ToJsonString(), EngineHouse.Designer))).Value();

        validated.Faults.Any(fault => fault.Message.StartsWith($"'{name}' is told to a case here as if it had happened.", StringComparison.Ordinal)).ShouldBe(!may);
    }

    private static async Task<EngineHouse> WithShippedAsync()
    {
        var house = await EngineHouse.OpenAsync();
        (await house.Sender.Send(new ImportDefinitions("workflow-definitions", Actor.House))).Value();
        return house;
    }

    private static JsonObject Read(string id) => JsonNode.Parse(File.ReadAllText(Path.Combine("workflow-definitions", $"{id}.json")))!.AsObject();

    private static JsonArray Ways(JsonObject definition) => definition["root"]!["transitions"]!.AsArray();
}
