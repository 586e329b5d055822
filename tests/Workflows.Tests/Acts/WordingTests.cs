using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Trying;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Acts.ActHouse;
using static Doorstep.Workflows.Tests.Definitions.Definition;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>What leaves the house leaves in words that the house has read: on the real silo, from the planned act to the order and the stored decision.</summary>
public sealed class WordingTests
{
    private static readonly JsonSerializerOptions NoNulls = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private static readonly object Reached = new
    {
        displayName = "测试客户甲", contactPoints = new[] { Point("PHONE", Phone), Point("EMAIL", "jia@example.invalid") }, addresses = new[] { new { kind = "HOME", text = "测试路0号", verifiedAt = "2026-01-01" } },
    };

    [Fact]
    public async Task S30_The_words_that_left_are_stored_with_the_decision_and_go_out_with_the_order_and_asking_again_changes_nothing()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");

        var first = await AllowedAsync(house, id, "k1", new { kind = "SMS", template = "REMINDER" });
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.RaiseAsync(id, "e1", "PaymentReceived", new { amount = 400 });
        var again = (await house.AskAsync(id, "k1", new { kind = "SMS", template = "REMINDER" })).Value();

        again.ShouldBe(first with { IsReplayed = true });
        var message = Messages(first).ShouldHaveSingleItem();
        message["text"]!.ToString().ShouldBe("【测试银行】截至2026年11月2日，您有1,000.00元未还，已晚20天。已还请忽略。有困难请致电+00-0000-000-100，帮助免费。有异议同号。投诉：12378（金融监管）、12363（人民银行）。核实真假：verify.example.invalid。");
        (message["template"]!.ToString(), message["file"]!.ToString(), message["channel"]!.ToString(), message["to"]!.ToString()).ShouldBe(("REMINDER", "reminder.sms.zh-CN.liquid", "SMS", Phone));
        (await house.DecisionsAsync(id)).ShouldHaveSingleItem().Decision.ShouldBe(first.Decision);
        JsonNode.Parse((await house.OrdersAsync(id)).ShouldHaveSingleItem().Payload)!.ToJsonString().ShouldContain(message.ToJsonString());
    }

    [Fact]
    public async Task Not_one_word_of_a_message_stands_in_the_journal()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");
        await AllowedAsync(house, id, "k1", new { kind = "SMS", template = "REMINDER" });

        var lines = string.Concat((await house.Store.JournalAsync(id, 0, 100)).Select(row => JsonSerializer.Serialize(row)));

        lines.ShouldContain("REMINDER");
        lines.ShouldNotContain("12378");
    }

    [Fact]
    public async Task S28_A_call_opens_and_leaves_a_message_without_a_word_about_a_debt()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");

        var said = Messages(await AllowedAsync(house, id, "k1", new { kind = "CALL", template = "REMINDER" }));

        said.Select(message => message["template"]!.ToString()).ShouldBe(["CALL_OPENING", "VOICEMAIL"]);
        foreach (var message in said)
        {
            message["text"]!.ToString().ShouldContain("测试客户甲");
            Collections.Communication.Letters.Catalogue.Phrases.Find(message["text"]!.ToString(), "callOpening").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task G6_S28_A_third_party_hears_where_is_the_customer_and_nothing_else()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");
        await house.RaiseAsync(id, "e1", "ContactAttempted", new { channel = "CALL", result = "INVALID_NUMBER" });
        var others = 0;
        object Enquiry(string? template) => new { kind = "THIRD_PARTY_ENQUIRY", purpose = "LOCATE", recipient = "THIRD_PARTY", disclosesDebt = false, to = $"+00-0000-000-0{10 + others++}", template };

        var said = Messages(await AllowedAsync(house, id, "k1", Enquiry(null))).ShouldHaveSingleItem();
        said["template"]!.ToString().ShouldBe("THIRD_PARTY_LOCATE");
        said["text"]!.ToString().ShouldNotContain("1,000.00");
        (await RefusedAsync(house, id, "k2", Enquiry("DEMAND"))).Reason.ShouldContain("'demand' is for the customer and nobody else (S28).");
        (await RefusedAsync(house, id, "k3", Enquiry("VOICEMAIL"))).Reason.ShouldContain("A third party hears 'thirdPartyLocate' and nothing else");
    }

    [Theory]
    [InlineData("EASY_READ", null, null, "LETTER", "EASY_READ")]
    [InlineData("DIGITAL", null, null, "SMS", "DIGITAL")]
    [InlineData("DIGITAL", "EMAIL", null, "EMAIL", "DIGITAL")]
    [InlineData(null, "SMS", null, "SMS", "STANDARD")]
    [InlineData(null, null, "LETTER", "SMS", "STANDARD")]
    public async Task S32_S34_A_message_goes_the_way_that_the_customer_chose(string? profile, string? chosen, string? stopped, string channel, string written)
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1", customer: Reached);
        await house.RaiseAsync(id, "e1", "PreferenceChanged", Without(new { commsProfile = profile, channels = One(chosen), optOut = One(stopped) }));

        var answer = await AllowedAsync(house, id, "k1", new { kind = "MESSAGE", template = "REMINDER" });

        var route = JsonNode.Parse(answer.Decision)!["route"]!;
        (route["channel"]!.ToString(), route["profile"]!.ToString()).ShouldBe((channel, written));
        route["channelBecause"]!.ToString().ShouldNotBeEmpty();
        Messages(answer).ShouldHaveSingleItem()["channel"]!.ToString().ShouldBe(channel);
        (await house.DecisionsAsync(id)).ShouldHaveSingleItem().Kind.ShouldBe(channel);
    }

    [Fact]
    public async Task S34_The_next_message_keeps_away_from_a_channel_that_was_stopped_and_is_refused_where_none_is_left()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1", customer: new { displayName = "测试客户甲", contactPoints = new[] { Point("PHONE", Phone) } });
        await AllowedAsync(house, id, "k1", new { kind = "MESSAGE", template = "REMINDER" });

        await house.RaiseAsync(id, "e1", "PreferenceChanged", new { optOut = new[] { "SMS" } });

        var refused = await RefusedAsync(house, id, "k2", new { kind = "MESSAGE", template = "REMINDER" });
        refused.Reason.ShouldBe("Words: No channel is left for this message: the customer stopped SMS.");
        (await house.DecisionsAsync(id)).Last().Kind.ShouldBe("MESSAGE");
    }

    [Fact]
    public async Task S25_S11_In_hardship_no_demand_is_put_into_words_whatever_its_purpose_says_and_help_is()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1", customer: Reached);
        await house.RaiseAsync(id, "e1", "HardshipDeclared");

        (await RefusedAsync(house, id, "k1", new { kind = "LETTER", purpose = "LEGAL_NOTICE", template = "DEMAND" })).Reason.ShouldBe(
            "Words: 'demand' asks for money and is not sent while HARDSHIP is open. Send 'hardshipInvitation' or 'planOffer' instead.");
        (await RefusedAsync(house, id, "k2", new { kind = "CALL", purpose = "SERVICE", template = "REMINDER" })).Reason.ShouldContain("'reminder' asks for money, so its purpose is DEMAND or LEGAL_NOTICE.");
        Messages(await AllowedAsync(house, id, "k3", new { kind = "MESSAGE", purpose = "SERVICE", template = "hardshipInvitation" })).ShouldHaveSingleItem()["template"]!.ToString().ShouldBe("HARDSHIP_INVITATION");
    }

    [Theory]
    [InlineData("REMAINDER", "'REMAINDER' is not a class of message; did you mean 'REMINDER'?")]
    [InlineData("DISPUTE_ANSWER", "'result' is missing")]
    [InlineData("VOICEMAIL", "'voicemail' does not exist for LETTER, zh-CN, STANDARD.")]
    public async Task Without_lawful_words_there_is_no_act(string template, string said)
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1", customer: Reached);

        var refused = await RefusedAsync(house, id, "k1", new { kind = "LETTER", purpose = "SERVICE", template });

        refused.Reason.ShouldContain(said);
        refused.NextTryAt.ShouldBeNull("waiting mends no words");
        (await house.OrdersAsync(id)).ShouldBeEmpty();
        (await house.LinesAsync(id, "factRecorded")).ShouldBe(["ActDecided"]);
    }

    [Fact]
    public async Task What_a_reviewer_typed_is_read_before_it_leaves()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1", customer: Reached);
        await house.SaveAsync(RegisterKind.Staff, "h1", new { roles = new[] { "REVIEWER" } });
        await house.RaiseAsync(id, "i1", "IncomeStatementSubmitted", new
        {
            asOf = "2026-11-01", household = 1, income = new[] { new { kind = "WAGES", amount = 120_000 } }, expenditure = Array.Empty<object>(), totals = new { income = 120_000, expenditure = 0 },
        });
        await house.RaiseAsync(id, "e1", "HardshipAssessed", new { decision = "NO_HARDSHIP", by = "h1", reason = "再不还就坐牢" });

        (await RefusedAsync(house, id, "k1", new { kind = "LETTER", purpose = "SERVICE", template = "HARDSHIP_DECISION" })).Reason.ShouldContain("A value says '坐牢' (arrest).");
    }

    [Fact]
    public async Task Nobody_who_has_not_said_who_he_is_says_anything()
    {
        await using var house = await OpenAsync(Afternoon, institution: Institution.Unknown);
        var id = await house.StartLoanAsync("LN-1");

        (await RefusedAsync(house, id, "k1", new { kind = "SMS", template = "REMINDER" })).Reason.ShouldContain("'institution' is missing");
    }

    [Fact]
    public async Task S66_A_house_that_has_not_said_who_it_is_tries_out_all_the_same_and_says_what_was_stood_in_for()
    {
        await using var house = await OpenAsync(Afternoon, institution: Institution.Unknown);
        var draft = Of("Writing", [State("Writing", entry: PlanAct("SMS", ("template", Literal("REMINDER")))), State("Done")],
            [Way("Writing", "Done", Activity("Elsa.Delay", ("timeSpan", Literal("P20D"))), name: "done")]).Named("writer");
        (await house.Sender.Send(new SaveDefinition(draft.ToJsonString(), null, EngineHouse.Designer))).Value();

        var result = (await house.Sender.Send(new SimulateDefinition("writer", null, new SimulationWish { Cases = 20, Days = 30 }, EngineHouse.Designer))).Value().Result;

        result.Acts.Single(act => act.Kind == "SMS").Allowed.ShouldBeGreaterThan(0);
        result.StandIns.ShouldBe(["Doorstep:Institution:Name", "Doorstep:Institution:Phone", "Doorstep:Institution:VerifyPage", "Doorstep:Institution:FeedbackPage", "Doorstep:Institution:Officer"]);
        result.Warnings.ShouldHaveSingleItem().En.ShouldStartWith("Not set in this house and stood in for: Doorstep:Institution:Name, ");
    }

    [Fact]
    public async Task S44_The_code_in_a_letter_is_ours_when_asked_and_opens_no_door()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1", customer: Reached);
        var letter = Messages(await AllowedAsync(house, id, "k1", new { kind = "LETTER", template = "REMINDER" })).ShouldHaveSingleItem();
        var code = letter["verify"]!["code"]!.ToString();

        letter["text"]!.ToString().ShouldContain(code);
        letter["to"]!.ToString().ShouldBe("测试路0号");
        (await house.Sender.Send(new VerifyCode(code))).ShouldBe(CodeAnswer.Message);
        (await house.Sender.Send(new VerifyCode(code))).ShouldBe(CodeAnswer.Message, "a letter may be read twice");
        house.Clock.Advance(TimeSpan.FromDays(91));
        (await house.Sender.Send(new VerifyCode(code))).ShouldBe(CodeAnswer.NotOurs);
        (await house.LinesAsync(id, "factRecorded")).ShouldBe(["ActDecided"]);
    }

    [Fact]
    public async Task S10_A_pack_is_a_fact_of_its_case_and_says_when_it_is_stale()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1");
        (await house.Sender.Send(new GetVisitPack(id, EngineHouse.Service))).Refusal().Kind.ShouldBe(RefusalKind.NotFound);

        var made = (await house.Sender.Send(new MakeVisitPack(id, EngineHouse.Service))).Value();

        made.Faults.ShouldBeEmpty();
        made.Pack.Content.GetProperty("statement").GetProperty("total").GetInt64().ShouldBe(100_000);
        (await house.LinesAsync(id, "factRecorded")).ShouldBe(["VisitPackMade"]);
        await house.RaiseAsync(id, "e1", "PaymentReceived", new { amount = 400 });
        (await house.Sender.Send(new GetVisitPack(id, EngineHouse.Service))).Value().Faults.ShouldBe(["The pack's total is 1000.00, and the ledger's is 996.00. Prepare a new pack."]);
        (await house.SendEventAsync(id, "e2", "VisitPackMade", new { hash = made.Pack.Hash, pack = made.Pack.Content })).Refusal().Faults.ShouldHaveSingleItem().Message.ShouldContain("raised by the house alone");
    }

    private static async Task<ActAnswer> AllowedAsync(EngineHouse house, string id, string key, object act)
    {
        var answer = (await house.AskAsync(id, key, Without(act))).Value();
        answer.Outcome.ShouldBe(ActOutcome.Allowed, answer.Reason);
        return answer;
    }

    private static async Task<ActAnswer> RefusedAsync(EngineHouse house, string id, string key, object act)
    {
        var answer = (await house.AskAsync(id, key, Without(act))).Value();
        answer.Outcome.ShouldBe(ActOutcome.Refused);
        return answer;
    }

    private static JsonNode[] Messages(ActAnswer answer) => [.. JsonNode.Parse(answer.Decision)!["messages"]!.AsArray().OfType<JsonNode>()];

    private static object Point(string kind, string value) => new { kind, value, verified = true, owner = "SELF" };

    private static string[]? One(string? word) => word is null ? null : [word];

    /// <summary>An object without the members that are null.</summary>
    private static JsonNode Without(object value) => JsonSerializer.SerializeToNode(value, NoNulls)!;
}
