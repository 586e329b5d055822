using System.Text.Json.Nodes;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Acts.ActHouse;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>Nothing leaves without words, and words leave only for whom and in what they are meant: on the real silo, from the planned act to the order.</summary>
public sealed class AddressedTests
{
    private static readonly object Reached = new
    {
        displayName = "测试客户甲", contactPoints = new[] { Point("PHONE", Phone), Point("EMAIL", "jia@example.invalid"), Point("IM", "jia-im") },
        addresses = new[] { new { kind = "HOME", text = "测试路0号", verifiedAt = "2026-01-01" } },
    };

    private int _asked;

    [Theory]
    [InlineData("SMS")]
    [InlineData("LETTER")]
    [InlineData("EMAIL")]
    [InlineData("IM")]
    [InlineData("MESSAGE")]
    public async Task T4_What_is_written_needs_a_template_and_without_one_it_is_dropped(string kind)
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1", customer: Reached);

        var refused = await AskedAsync(house, id, new { kind, purpose = "SERVICE" });

        (refused.Outcome, refused.NextTryAt).ShouldBe((ActOutcome.Refused, null));
        refused.Reason.ShouldBe($"Words: {kind} has no template, and without words there is nothing to send. Name a class of messages in 'template', such as REMINDER.");
        (await house.OrdersAsync(id)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("HardshipDeclared", "{}", "hardshipInvitation")]
    [InlineData("MoratoriumStarted", "{}", "hardshipInvitation")]
    public async Task G4_T4_Under_a_hold_help_that_has_words_leaves_and_a_letter_without_any_does_not(string hold, string data, string template)
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1", customer: Reached);
        await house.RaiseAsync(id, "h1", hold, JsonNode.Parse(data)!);

        foreach (var kind in (string[])["LETTER", "SMS"]) (await AskedAsync(house, id, new { kind, purpose = "SERVICE" })).Reason.ShouldContain($"{kind} has no template");
        var asked = await AskedAsync(house, id, new { kind = "LETTER", purpose = "SERVICE", template });
        asked.Outcome.ShouldBe(ActOutcome.Allowed, asked.Reason);
    }

    [Fact]
    public async Task S23_Under_a_dispute_nobody_is_contacted_but_in_reply()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1", customer: Reached);
        await house.RaiseAsync(id, "d1", "DisputeRaised", JsonNode.Parse("{}")!);

        (await AskedAsync(house, id, new { kind = "LETTER", purpose = "SERVICE", template = "hardshipInvitation" })).Reason.ShouldContain("only replies and what the law wants told are (b.4)");
        (await AskedAsync(house, id, new { kind = "CALL", purpose = "SERVICE" })).Outcome.ShouldBe(ActOutcome.Refused);
        await house.RaiseAsync(id, "d2", "DisputeResolved", new { result = "REJECTED", answerRef = "The sums are right." });
        var answer = await AskedAsync(house, id, new { kind = "LETTER", purpose = "SERVICE", template = "disputeAnswer" });
        answer.Outcome.ShouldBe(ActOutcome.Allowed, answer.Reason);
    }

    [Fact]
    public async Task G15_S62_A_notice_that_the_law_wants_is_addressed_to_the_lawyer_and_to_the_customer_where_there_is_none()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1", customer: Reached);
        object notice = new { kind = "MESSAGE", purpose = "LEGAL_NOTICE", template = "creditReportNotice" };
        (await AddressAsync(house, id, notice)).ShouldBe(("CUSTOMER", "测试路0号"));

        await house.RaiseAsync(id, "r1", "RepresentativeAppointed", new { adviser = "law_syn_1" });

        (await AddressAsync(house, id, notice)).ShouldBe(("ADVISER", "law_syn_1"));
        (await AddressAsync(house, id, new { kind = "LETTER", purpose = "LEGAL_NOTICE", template = "creditReportNotice" })).ShouldBe(("ADVISER", "law_syn_1"));
        (await AskedAsync(house, id, new { kind = "SMS", purpose = "LEGAL_NOTICE", template = "creditReportNotice" })).Reason.ShouldContain("G15 NotRepresented: A lawyer speaks for the customer; contact the lawyer.");
        (await AskedAsync(house, id, new { kind = "MESSAGE", template = "REMINDER" })).Reason.ShouldContain("G15 NotRepresented");
    }

    [Fact]
    public async Task G15_S28_What_a_lawyer_is_told_goes_where_the_lawyer_is_reached_and_says_whom_it_is_about()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1", customer: Reached);
        await house.RaiseAsync(id, "r1", "RepresentativeAppointed", new { adviser = "law_syn_1", contact = "lawyer@example.invalid" });

        (await AskedAsync(house, id, new { kind = "LETTER", recipient = "ADVISER", purpose = "LEGAL_NOTICE", template = "creditReportNotice" })).Reason
            .ShouldContain("'lawyer@example.invalid' is an e-mail address, and a letter needs a postal one. Send an EMAIL or a MESSAGE");
        var answer = await AskedAsync(house, id, new { kind = "MESSAGE", purpose = "LEGAL_NOTICE", template = "creditReportNotice" });

        answer.Outcome.ShouldBe(ActOutcome.Allowed, answer.Reason);
        var message = JsonNode.Parse(answer.Decision)!["messages"]!.AsArray().ShouldHaveSingleItem()!;
        (message["channel"]!.ToString(), message["to"]!.ToString()).ShouldBe(("EMAIL", "lawyer@example.invalid"));
        message["text"]!.ToString().ShouldContain("测试客户甲的代理人，您好。");
    }

    [Theory]
    [InlineData("RepresentativeAppointed", "adviser", "ADVISER")]
    [InlineData("GuardianVerified", "guardian", "GUARDIAN")]
    public async Task G15_S28_A_telephone_number_of_somebody_who_speaks_for_the_customer_is_no_address_for_a_letter(string fact, string who, string recipient)
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1", customer: Reached);
        Task TellAsync(string eventId, string contact) => house.RaiseAsync(id, eventId, fact, new Dictionary<string, string> { [who] = "law_syn_1", ["contact"] = contact });
        await TellAsync("r1", "+00 0000-000 009");

        foreach (var kind in (string[])["LETTER", "MESSAGE"])
            (await AskedAsync(house, id, new { kind, recipient, purpose = "LEGAL_NOTICE", template = "creditReportNotice" })).Reason
                .ShouldContain("'+00 0000-000 009' is a telephone number, and a letter needs a postal address. Plan a CALL, or say in 'contact' of the fact that names them where post or e-mail arrives.");

        await TellAsync("r2", "测试市测试路1号 电话 +00 0000-000 009");
        (await AskedAsync(house, id, new { kind = "LETTER", recipient, purpose = "LEGAL_NOTICE", template = "creditReportNotice" })).Reason.ShouldNotContain("telephone number");
    }

    [Theory]
    [InlineData("REMINDER", "'reminder' is no notice that the law wants")]
    [InlineData("FEEDBACK_INVITE", "'feedbackInvite' is no notice that the law wants")]
    [InlineData("CREDIT_REPORT_NOTICE", null)]
    public async Task G2_T4_Nothing_becomes_a_lawful_notice_by_being_called_one(string template, string? refusal)
    {
        await using var house = await OpenAsync(Night);
        var id = await house.StartLoanAsync("LN-1", customer: Reached);

        var answer = await AskedAsync(house, id, new { kind = "LETTER", purpose = "LEGAL_NOTICE", template });

        if (refusal is null) answer.Outcome.ShouldBe(ActOutcome.Allowed, answer.Reason);
        else answer.Reason.ShouldContain(refusal);
    }

    [Theory]
    [InlineData("CUSTOMER")]
    [InlineData("GUARDIAN")]
    [InlineData("ADVISER")]
    public async Task T45_A_condolence_is_for_the_estate_of_somebody_who_has_died_and_for_nobody_else(string recipient)
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1", customer: Reached);
        object Condolence(string to) => new { kind = "LETTER", purpose = "SERVICE", template = "condolence", recipient = to, disclosesDebt = false };
        (await AskedAsync(house, id, Condolence("ESTATE_ADMINISTRATOR"))).Reason.ShouldContain("'condolence' is not sent: nobody has reported that the customer has died (T45).");

        await house.RaiseAsync(id, "d1", "CustomerDeceased", new { evidence = "REPORTED" });

        (await AskedAsync(house, id, Condolence(recipient))).Reason.ShouldContain("'condolence' is for whoever administers the estate and for nobody else.");
        (await AskedAsync(house, id, Condolence("ESTATE_ADMINISTRATOR"))).Outcome.ShouldBe(ActOutcome.Allowed);
    }

    [Fact]
    public async Task T60_The_notice_of_a_write_off_is_sent_once_two_people_have_approved_one()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1", customer: Reached);
        object notice = new { kind = "LETTER", purpose = "LEGAL_NOTICE", template = "writeOffNotice" };
        foreach (var name in new[] { "f0", "f1", "f2" }) await house.SaveAsync(RegisterKind.Staff, name, new { roles = new[] { "AGENT", "CREDIT_COMMITTEE" } });
        await house.RaiseAsync(id, "w0", "WriteOffProposed", new { by = "f0", role = "AGENT", reason = "synthetic" });
        await house.RaiseAsync(id, "w1", "ConcessionReviewed", new { request = 1, decision = "APPROVED", by = "f1", role = "CREDIT_COMMITTEE", reason = "synthetic" });
        (await AskedAsync(house, id, notice)).Reason.ShouldContain("'writeOffNotice' is not sent: no write-off is approved (T60).");

        await house.RaiseAsync(id, "w2", "ConcessionReviewed", new { request = 1, decision = "APPROVED", by = "f2", role = "CREDIT_COMMITTEE", reason = "synthetic" });

        (await AskedAsync(house, id, notice)).Outcome.ShouldBe(ActOutcome.Allowed);
        (await AskedAsync(house, id, new { kind = "LETTER", purpose = "LEGAL_NOTICE", template = "writeOffNotice", recipient = "INSTITUTION" })).Reason.ShouldContain("is for the customer and nobody else");
    }

    [Fact]
    public async Task T40_T49_The_end_of_a_plan_and_a_suspicion_are_written_of_only_where_there_is_one()
    {
        await using var house = await OpenAsync(Afternoon);
        var id = await house.StartLoanAsync("LN-1", customer: Reached);
        object reply = new { kind = "LETTER", purpose = "SERVICE", template = "evasionReply" };
        (await AskedAsync(house, id, new { kind = "LETTER", purpose = "LEGAL_NOTICE", template = "planEndNotice" })).Reason.ShouldContain("no plan was ended (T40)");
        (await AskedAsync(house, id, reply)).Reason.ShouldContain("no suspicion is open");

        await house.SaveAsync(RegisterKind.Staff, "a1", new { roles = new[] { "REVIEWER" } });
        await house.RaiseAsync(id, "s1", "EvasionSuspected", new { kinds = new[] { "ASSETS_MOVED", "ABLE_TO_PAY" }, by = "a1" });

        (await AskedAsync(house, id, reply)).Outcome.ShouldBe(ActOutcome.Allowed);
    }

    private async Task<ActAnswer> AskedAsync(EngineHouse house, string id, object act) => (await house.AskAsync(id, $"k{++_asked}", act)).Value();

    /// <summary>Whom an allowed act was addressed to: the recipient of the order, and the address on its words.</summary>
    private async Task<(string Recipient, string? To)> AddressAsync(EngineHouse house, string id, object act)
    {
        var answer = await AskedAsync(house, id, act);
        answer.Outcome.ShouldBe(ActOutcome.Allowed, answer.Reason);
        var order = JsonNode.Parse((await house.OrdersAsync(id)).Single(order => order.Payload.Contains(answer.ActId, StringComparison.Ordinal)).Payload)!;
        return (order["act"]!["recipient"]!.ToString(), order["messages"]!.AsArray().ShouldHaveSingleItem()!["to"]?.ToString());
    }

    private static object Point(string kind, string value) => new { kind, value, verified = true, owner = "SELF" };
}
