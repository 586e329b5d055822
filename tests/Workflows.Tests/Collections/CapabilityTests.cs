using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Tests.Collections.Acts;

namespace Doorstep.Workflows.Tests.Collections;

/// <summary>Rows of domain.md (a) that the case file alone shows.</summary>
public sealed class CapabilityTests
{
    [Fact]
    public void S3_a_letter_that_came_back_never_counts_as_having_informed_anybody()
    {
        var tried = Files.Open().With("ContactAttempted", new { channel = "LETTER", result = "UNDELIVERED" }).With("ContactAttempted", new { channel = "CALL", result = "NO_ANSWER" });
        (tried.Contact.Attempts, tried.Contact.IsInformed).ShouldBe((2, false));

        tried.With("ContactAttempted", new { channel = "LETTER", result = "DELIVERED" }).Contact.IsInformed.ShouldBeTrue();
        var undelivered = ActWorld.LegalDay with { File = ActWorld.LegalDay.File with { Contact = tried.Contact } };
        undelivered.Refuses(ActWorld.Referral, "G12", "No notice has reached the customer.");
    }

    [Theory]
    [InlineData("""{"score":0.4,"model":"syn-risk-2"}""")]
    [InlineData("""{"score":0.4,"model":"syn-risk-2","reasonCodes":[]}""")]
    public void S13_a_score_without_reason_codes_is_refused(string risk) =>
        StartCaseBody.Check(Body("risk", risk), ["CN-2026.1"]).Select(fault => fault.Path).ShouldBe(["risk.reasonCodes"]);

    [Theory]
    [InlineData("AGE_60_PLUS", "AGE")]
    [InlineData("R07_ETHNICITY", "ETHNICITY")]
    [InlineData("r2-marital-status", "MARITAL")]
    public void S13_nobody_is_chosen_by_what_the_law_protects(string code, string trait)
    {
        var fault = StartCaseBody.Check(Body("risk", $$"""{"score":0.4,"model":"syn-risk-2","reasonCodes":["R01_LATE_INCOME","{{code}}"]}"""), ["CN-2026.1"]).ShouldHaveSingleItem();
        fault.Path.ShouldBe("risk.reasonCodes[1]");
        fault.Message.ShouldContain($"is about {trait}");
        StartCaseBody.Check(Body("risk", """{"score":0.4,"model":"syn-risk-2","reasonCodes":["R02_AVERAGE_BALANCE"]}"""), ["CN-2026.1"]).ShouldBeEmpty();
    }

    [Fact]
    public void S13_a_score_with_its_reasons_is_kept_with_them()
    {
        StartCaseBody.Check(Body("risk", """{"score":0.41,"model":"syn-risk-2","reasonCodes":["R01_LATE_INCOME"]}"""), ["CN-2026.1"]).ShouldBeEmpty();

        var file = (CaseFile)Files.Folder.Open(Body("risk", """{"score":0.41,"model":"syn-risk-2","reasonCodes":["R01_LATE_INCOME"]}"""), Files.Monday);
        (file.Risk.Score, file.Risk.ReasonCodes!.Value.Single()).ShouldBe((0.41, "R01_LATE_INCOME"));
    }

    [Fact]
    public void S23_after_an_objection_no_demand_is_allowed_any_more_and_the_answer_is_still_let_through()
    {
        var disputed = new ActWorld().Told("DisputeRaised", """{"ground":"AMOUNT"}""");

        foreach (var kind in (ActKind[])[ActKind.Call, ActKind.Sms, ActKind.Letter]) disputed.Decide(new PlannedAct(kind, To: "+00-0000-000-001")).Allowed.ShouldBeFalse();
        disputed.Allows(new PlannedAct(ActKind.Letter, ActPurpose.Service, Template: "DISPUTE_ANSWER"));
        disputed.File.Rights.OpenDisputes.ShouldHaveSingleItem().Ground.ShouldBe("AMOUNT");
        disputed.Told("DisputeResolved", """{"result":"REJECTED","answerRef":"doc:answer"}""").File.Rights.OpenDisputes.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("REVIEWER", "", "2031-03-03", false)]
    [InlineData("REVIEWER", "h1", "2031-03-03", false)] // the same person
    [InlineData("REVIEWER", "h2", "2031-03-02", false)] // its last day has passed
    [InlineData("REVIEWER", "h2", "2031-03-03", true)]
    [InlineData("CREDIT_COMMITTEE", "", "2031-03-03", true)] // within what the maker may grant
    public void G11_a_settlement_above_the_limit_takes_two_persons_and_its_sum_may_come_in_pieces_until_its_last_day(string role, string second, string until, bool isSettled)
    {
        var agreed = Files.Open().With("SettlementAgreed", new { amount = 60_000, until, by = "h1", role });
        if (second.Length > 0) agreed = agreed.With("ConcessionReviewed", new { request = 1, decision = "APPROVED", by = second, role = "CREDIT_COMMITTEE" });
        var file = agreed.With("SettlementPaid", new { amount = 1 }).With("SettlementPaid", new { amount = 59_998 });
        file.Relief.Settled.ShouldBeFalse();

        file.With("SettlementPaid", new { amount = 1 }).Relief.Settled.ShouldBe(isSettled);
    }

    [Fact]
    public void A_promise_of_more_than_is_owed_opens_nothing()
    {
        Files.Open().With("PromiseMade", new { amount = 100_001, date = "2031-03-05" }).Promise.Amount.ShouldBe(0);
        Files.Open().With("PromiseMade", new { amount = 100_000, date = "2031-03-05" }).Promise.Amount.ShouldBe(100_000);
    }

    [Fact]
    public void S40_not_being_reached_never_makes_a_suspicion_and_one_that_is_cleared_is_purged()
    {
        var unreached = Enumerable.Range(0, 30).Aggregate(Files.Open(), (file, _) => file.With("ContactAttempted", new { channel = "CALL", result = "NO_ANSWER" }));
        unreached.Legal.Evasion.ShouldBeNull();

        unreached.With("EvasionSuspected", new { kinds = new[] { "NOT_REACHED" }, by = "s1" }).Legal.Evasion.ShouldBeNull();

        var suspected = unreached.With("EvasionSuspected", new { kinds = new[] { "ABLE_TO_PAY", "NOT_REACHED", "ABLE_TO_PAY", "ASSETS_MOVED" }, by = "s1" });
        suspected.Legal.Evasion!.Indicators.ShouldBe(2);
        var one = suspected.With("EvasionReviewed", new { decision = "CLEARED", by = "c1" });
        one.Legal.Evasion.ShouldNotBeNull("One person alone does not end an investigation.");
        one.With("EvasionReviewed", new { decision = "CLEARED", by = "c2" }).Legal.Evasion.ShouldBeNull();
    }

    [Fact]
    public void S45_the_same_alert_twice_is_one_alert_with_model_and_confidence()
    {
        var alert = new { id = "A-1", pattern = "RAPID_TRANSFER", model = "syn-risk-2", confidence = 0.8 };

        var file = Files.Open().With("RiskAlertRaised", alert).With("RiskAlertRaised", alert, Files.Monday.AddHours(1));

        file.Risk.Alerts!.Value.ShouldHaveSingleItem().ShouldSatisfyAllConditions(one => one.Model.ShouldBe("syn-risk-2"), one => one.Confidence.ShouldBe(0.8), one => one.Since.ShouldBe(Files.Monday));
    }

    [Fact]
    public void S46_an_alert_that_nobody_takes_up_goes_to_the_next_tier_and_one_that_was_taken_up_does_not()
    {
        var file = Files.Open().With("RiskAlertRaised", new { id = "A-1" });
        file.Reminders.ShouldHaveSingleItem().ShouldBe(new("RiskAlertOverdue", "A-1", Files.Monday.AddHours(4)));

        var second = file.With("RiskAlertOverdue", new { key = "A-1" }, Files.Monday.AddHours(4));
        (second.Risk.Alerts!.Value[0].Tier, second.Reminders.ShouldHaveSingleItem().DueAt).ShouldBe((2, Files.Monday.AddHours(8)));
        second.With("RiskAlertOverdue", new { key = "A-1" }, Files.Monday.AddHours(8)).Reminders.ShouldBeEmpty();
        file.With("RiskAlertAcknowledged", new { id = "A-1", by = "fraud-desk" }).Reminders.ShouldBeEmpty();
    }

    [Fact]
    public void S47_a_request_of_an_authority_without_number_or_basis_gives_no_data()
    {
        var file = Files.Open().With("AuthorityRequestReceived", new { authority = "PSB-TEST" }).With("AuthorityRequestReceived", new { authority = "PSB-TEST", docNumber = "SYN-2031-7", basis = "Criminal Procedure Law" });

        file.Risk.Requests!.Value.Select(request => request.IsComplete).ShouldBe([false, true]);
    }

    [Fact]
    public void S50_a_statement_is_kept_word_for_word_and_no_fact_changes_it()
    {
        var file = Files.Open().With("StatementMade", new { text = "我上个月失业了。I lost my job." });

        foreach (var kind in FactCatalogue.Kinds.Values)
        {
            var after = file.With(kind.Name, JsonElement.Parse(kind.Shape.Example().ToJsonString()), Files.Monday.AddHours(1));
            after.Rights.Statements[0].Text.ShouldBe("我上个月失业了。I lost my job.", kind.Name);
        }
    }

    [Fact]
    public void S61_an_agent_who_is_complained_about_is_off_the_case_at_once_and_cannot_be_put_back()
    {
        var file = Files.Open().With("CaseAssigned", new { unit = "BRANCH-TEST", agent = "agent_7" });
        file.Assignment.Agent.ShouldBe("agent_7");

        var complained = file.With("ComplaintFiled", new { accused = "agent_7" });

        (complained.Assignment.Agent, complained.Assignment.IsRemoved("agent_7")).ShouldBe((null, true));
        complained.With("CaseAssigned", new { unit = "BRANCH-TEST", agent = "agent_7" }).Assignment.Agent.ShouldBeNull();
    }

    [Fact]
    public void The_limitation_clock_warns_at_30_and_34_months_and_begins_anew_with_a_demand()
    {
        var file = Files.Open().With("LimitationRestarted", new { on = "2031-03-10" });
        file.Reminders.Select(reminder => (reminder.Key, reminder.DueAt)).ShouldBe([("30", new DateTimeOffset(2033, 9, 9, 16, 0, 0, TimeSpan.Zero)), ("34", new DateTimeOffset(2034, 1, 9, 16, 0, 0, TimeSpan.Zero))]);
        file.Legal.Limitation!.Expires.ShouldBe(new DateOnly(2034, 3, 10));

        var rung = file.With("LimitationAlarm", new { key = "30" }, new DateTimeOffset(2033, 9, 9, 16, 0, 0, TimeSpan.Zero));
        rung.Reminders.ShouldHaveSingleItem().Key.ShouldBe("34");
        rung.With("LimitationRestarted", new { on = "2033-10-01" }).Reminders.Length.ShouldBe(2);
    }

    [Fact]
    public void Every_example_of_every_fact_folds_and_comes_back_from_the_store_the_same()
    {
        var file = FactCatalogue.Kinds.Values.OrderBy(kind => kind.Name, StringComparer.Ordinal)
            .Aggregate(Files.Open(), (known, kind) => known.With(kind.Name, JsonElement.Parse(kind.Shape.Example().ToJsonString())));

        Files.Folder.Read(JsonElement.Parse(file.ToJson().GetRawText())).ToJson().GetRawText().ShouldBe(file.ToJson().GetRawText());
        var again = (CaseFile)Files.Folder.Read(JsonElement.Parse(file.ToJson().GetRawText()));
        (again with { Latest = again.Latest }).ToJson().GetRawText().ShouldBe(file.ToJson().GetRawText());
    }

    private static JsonElement Body(string section, string json)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(Reference.Walk.Body().GetRawText())!.AsObject();
        body[section] = System.Text.Json.Nodes.JsonNode.Parse(json);
        return JsonElement.Parse(body.ToJsonString());
    }
}
