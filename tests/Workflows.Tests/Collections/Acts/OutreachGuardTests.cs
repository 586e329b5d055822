using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Tests.House;
using static Doorstep.Workflows.Tests.Collections.Acts.ActWorld;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>What is written: by post, by wire, to whoever speaks for the customer and to a credit bureau.</summary>
public sealed class OutreachGuardTests
{
    private const string ReportNotice = """{"actId":"a-9","kind":"LETTER","purpose":"LEGAL_NOTICE","template":"CREDIT_REPORT_NOTICE","allowed":true}""";

    private static readonly ActWorld World = new();
    private static readonly PlannedAct Letter = new(ActKind.Letter);
    private static readonly PlannedAct Sms = new(ActKind.Sms, To: "+00-0000-000-001");
    private static readonly PlannedAct Report = new(ActKind.CreditReport, Recipient: Recipient.Institution);

    [Theory]
    [InlineData("2026-03-02T08:00:00", null)]
    [InlineData("2026-03-02T21:59:59", null)]
    [InlineData("2026-03-02T22:00:00", "2026-03-03T08:00:00")]
    [InlineData("2026-03-02T03:00:00", "2026-03-02T08:00:00")]
    public void G1_T4_a_letter_is_a_contact_and_one_that_asks_for_money_waits_for_the_hours(string local, string? next)
    {
        if (next is null) World.At(local).Allows(Letter);
        else World.At(local).Refuses(Letter, "G1").NextTryAt.ShouldBe(World.At(next).Now);
        foreach (var purpose in (ActPurpose[])[ActPurpose.Service, ActPurpose.LegalNotice]) World.At(local).Allows(Letter with { Purpose = purpose });
    }

    [Fact]
    public void G2_T4_three_letters_a_week_are_enough_whatever_they_were_and_answers_and_lawful_notices_still_go()
    {
        World.Spent(ActKind.Letter, 2).Allows(Letter);
        var full = World.Spent(ActKind.Letter, 2).Spent(ActKind.AppointmentInvitation, 1, hoursAgo: 50);
        full.Refuses(Letter, "G2", "3 letters in 7 days; at most 3 are allowed.").NextTryAt.ShouldBe(Ten.AddHours(-50).AddDays(7).AddMilliseconds(1));
        full.Allows(Letter with { Purpose = ActPurpose.Service });
        full.Allows(Letter with { Purpose = ActPurpose.LegalNotice });
        full.Allows(Sms);
        World.Spent(ActKind.Letter, 3, hoursAgo: 7 * 24.01).Allows(Letter);
        var invitation = new PlannedAct(ActKind.AppointmentInvitation, ActPurpose.LegalNotice, Place: VisitPlace.Home);
        VisitDay.Spent(ActKind.Letter, 3).Allows(invitation);
        VisitDay.Spent(ActKind.AppointmentInvitation, 3).Refuses(invitation, "G2", "3 letters in 7 days");
    }

    [Fact]
    public void G4_Between_a_raise_under_a_moratorium_and_the_call_for_a_person_nothing_names_the_sum()
    {
        var raised = World.Told("MoratoriumStarted", "{}", -2).Told("BalanceUpdated", """{"principal":90000,"interest":7000,"penalty":3000,"fees":1000,"dpd":45}""", -1);

        raised.Refuses(Letter with { Purpose = ActPurpose.LegalNotice }, "G4", "The ledger has just raised").NextTryAt.ShouldBe(Ten.AddMinutes(1));
    }

    [Fact]
    public void G2_A_call_that_was_allowed_and_not_reported_may_still_be_answered_and_counts()
    {
        var call = ActWorld.Call;
        World.Spent(ActKind.Call, 2, hoursAgo: 0.4).Allows(call);
        var three = World.Spent(ActKind.Call, 3, hoursAgo: 0.4);
        World.Spent(ActKind.Call, 3, hoursAgo: 0.6).Allows(call);
        three.Refuses(call, "G2", "3 calls that were answered today or may be just now (report how they ended); at most 3 are allowed.").NextTryAt.ShouldBe(Ten.AddHours(-0.4).AddMinutes(30).AddMilliseconds(1));
        (three with { Budget = three.Budget!.Dial(new Spent("x", ActKind.Call, Ten, IsDialled: true), three.Budget.Spending[0].ActId) }).Allows(call);
    }

    [Theory]
    [InlineData(ActKind.Email, "EMAIL", ActPurpose.Demand)]
    [InlineData(ActKind.Im, "IM", ActPurpose.Service)]
    [InlineData(ActKind.Email, "EMAIL", ActPurpose.LegalNotice)]
    public void G5_S34_an_email_or_an_instant_message_needs_the_customers_word_whoever_planned_it_and_whatever_for(ActKind kind, string channel, ActPurpose purpose)
    {
        var act = new PlannedAct(kind, purpose, DisclosesDebt: false);
        World.Refuses(act, "G5", $"has not asked for {channel}").NextTryAt.ShouldBeNull();
        var asked = World.Told("ConsentGiven", $$"""{"id":"c-1","scope":"CONTACT_{{channel}}"}""");
        asked.Allows(act);
        asked.Told("ConsentWithdrawn", """{"consentId":"c-1"}""").Refuses(act, "G5");
        World.Told("PreferenceChanged", $$"""{"channels":["{{channel}}"]}""").Allows(act);
    }

    [Fact]
    public void G5_B4_a_guardian_is_told_before_anything_is_reported()
    {
        var warded = World.Told("ActDecided", ReportNotice, -30).Told("GuardianVerified", """{"guardian":"g_syn_1","contact":"测试路1号"}""", -28).Told("HoldReleased", """{"hold":"INCAPACITY","by":"sup_1"}""", -27);

        warded.Refuses(Report, "G5", "A guardian stands for the customer and was not told before");
        warded.Told("ActDecided", ReportNotice, -20).Decide(Report).Guards.Single(said => said.Guard.StartsWith("G5", StringComparison.Ordinal)).Passed.ShouldBeTrue();
    }

    [Fact]
    public void G5_nothing_negative_is_reported_before_the_customer_was_told()
    {
        World.Refuses(Report, "G5", "not told before");
        World.Told("ActDecided", ReportNotice, -20).Allows(Report);
    }

    [Theory]
    [InlineData("""{"channel":"LETTER","result":"UNDELIVERED","actId":"A-9"}""")]
    [InlineData("""{"channel":"LETTER","result":"UNDELIVERED"}""")]
    public void G5_S3_a_notice_that_came_back_is_known_however_it_is_told(string data) => World.Told("ActDecided", ReportNotice, -20).Told("ContactAttempted", data, -18).Refuses(Report, "G5", "not told before");

    [Fact]
    public void G5_S3_a_notice_that_came_back_has_told_nobody() =>
        World.Told("ActDecided", ReportNotice, -20).Told("ContactAttempted", """{"channel":"LETTER","result":"UNDELIVERED","actId":"a-9"}""", -18).Refuses(Report, "G5", "not told before");

    [Theory]
    [InlineData("LETTER", "LEGAL_NOTICE", true)]
    [InlineData("EMAIL", "LEGAL_NOTICE", true)]
    [InlineData("IM", "LEGAL_NOTICE", true)]
    [InlineData("EMAIL", "SERVICE", false)]
    public void G5_the_notice_before_a_report_tells_the_customer_by_whichever_way_it_went_as_long_as_it_was_one(string kind, string purpose, bool tells)
    {
        var told = World.Told("ActDecided", $$"""{"actId":"a-9","kind":"{{kind}}","purpose":"{{purpose}}","template":"CREDIT_REPORT_NOTICE","allowed":true}""", -20);

        if (tells) told.Allows(Report);
        else told.Refuses(Report, "G5", "not told before");
        World.Told("ActDecided", $$"""{"actId":"a-9","kind":"{{kind}}","purpose":"{{purpose}}","template":"CREDIT_REPORT_NOTICE","allowed":false}""", -20).Refuses(Report, "G5", "not told before");
    }

    [Theory]
    [InlineData("us-regf", 14)]
    [InlineData("cn", 10)]
    public void G5_between_telling_and_reporting_lie_the_days_of_the_pack(string file, int days)
    {
        var pack = PolicyPackReader.Read(Repository.Read($"workflow-definitions/policy-packs/{file}-2026.1.json")).Pack!;
        var world = World with { File = Open(body => body["policyPack"] = pack.Reference), Packs = [new ApprovedPack(pack, Ten.AddDays(-20))] };
        world.Told("ActDecided", ReportNotice, 1 - days).Refuses(Report, "G5", $"told less than {days} days ago").NextTryAt.ShouldBe(new DateTimeOffset(2026, 3, 3, 16, 0, 0, TimeSpan.Zero), "the last day is the customer's until midnight");
        world.Told("ActDecided", ReportNotice, -days - 1).Allows(Report);
        (world with { Packs = [new ApprovedPack(pack with { Parameters = pack.Parameters.Remove("creditReport.preNoticeDays") }, Ten.AddDays(-20))] }).Told("ActDecided", ReportNotice).Allows(Report);
    }

    [Fact]
    public void G5_where_the_first_notice_has_its_days_nobody_is_asked_for_money_after_them_without_it()
    {
        var pack = PolicyPackReader.Read(Repository.Read("workflow-definitions/policy-packs/us-regf-2026.1.json")).Pack!;
        var world = World with { File = Open(body => body["policyPack"] = pack.Reference), Packs = [new ApprovedPack(pack, Ten.AddDays(-20))] };
        const string Called = """{"actId":"a-7","kind":"CALL","purpose":"DEMAND","allowed":true}""", Refused = """{"actId":"a-8","kind":"LETTER","purpose":"LEGAL_NOTICE","template":"DEMAND","allowed":false}""";

        world.Allows(Call);
        world.Told("ActDecided", Called, -4.9).Allows(Call);
        world.Told("ActDecided", Called, -5).Told("ActDecided", Refused, -4).Refuses(Call, "G5", "has no notice of what is owed and why").NextTryAt.ShouldBeNull();
        world.Told("ActDecided", Called, -5).Told("ActDecided", Refused.Replace("false", "true", StringComparison.Ordinal), -4).Allows(Call);
        World.Told("ActDecided", Called, -5).Allows(Call);
    }

    [Fact]
    public void G5_T41_T47_a_bureau_is_put_right_only_where_something_is_settled_or_corrected_and_without_notice_or_proof()
    {
        var right = Report with { Purpose = ActPurpose.Service };
        World.Refuses(right, "G5", "Nothing is settled, completed or corrected");
        World.Told("PaymentReceived", """{"amount":100000}""").Allows(right);
        (World with { File = Open(body => body.Remove("documents")) }).Told("DisputeRaised", "{}", -5).Told("DisputeResolved", """{"result":"CORRECTED","answerRef":"doc:answer"}""", -1).Allows(right);
        World.Told("DisputeRaised", "{}", -5).Told("DisputeResolved", """{"result":"REJECTED","answerRef":"doc:answer"}""", -1).Refuses(right, "G5");
        World.Told("DataIncident").Told("PaymentReceived", """{"amount":100000}""").Refuses(right, "G4", "DATA_INCIDENT");
    }

    [Theory]
    [InlineData("0000 0000 000 001")]
    [InlineData("(00) 0000-000001")]
    [InlineData(null)]
    public void G2_a_number_is_one_number_however_it_is_written_and_a_call_without_one_counts_for_each(string? written) =>
        World.Spent(ActKind.Call, 10, hoursAgo: 1, to: written).Refuses(Call, "G2", "10 attempts at this number today");

    [Fact]
    public void G2_two_calls_for_one_act_are_two_calls()
    {
        var allowed = ContactBudget.Untouched.Spend(new Spent("act-1", ActKind.Call, Ten, "+00-0000-000-001"));
        ContactBudget Dial(ContactBudget budget, string reported, string? act) => budget.Dial(new Spent(reported, ActKind.Call, Ten, IsDialled: true), act);

        Dial(allowed, "e-1", "act-1").Spending.Length.ShouldBe(1);
        Dial(Dial(allowed, "e-1", "act-1"), "e-2", "act-1").Spending.Length.ShouldBe(2);
        Dial(allowed, "e-1", "act-of-somebody-else").Spending.Length.ShouldBe(2);
    }

    [Fact]
    public void G3_nobody_is_called_at_a_number_that_is_not_the_customers_own()
    {
        (World with { File = Open(body => body["customer"]!["contactPoints"] = new System.Text.Json.Nodes.JsonArray()) }).Refuses(Call with { To = null }, "G3", "No number of the customer's own");
        (World with { File = Open(body => body["customer"]!["contactPoints"]![0]!["owner"] = "THIRD_PARTY") }).Refuses(Call with { DisclosesDebt = false }, "G3");
    }

    [Fact]
    public void G4_an_agent_who_is_off_the_case_does_not_call_either() =>
        World.Told("ComplaintFiled", """{"accused":"agent_1"}""").Refuses(Call with { Team = ["agent_1"] }, "G4", "'agent_1' is off this case.");

    [Fact]
    public void G4_a_dispute_is_answered_in_writing_and_nobody_calls()
    {
        var disputed = World.Told("DisputeRaised");
        disputed.Refuses(Call with { Purpose = ActPurpose.Service }, "G4", "DISPUTE");
        disputed.Allows(Letter with { Purpose = ActPurpose.Service });
    }

    [Fact]
    public void G4_G5_B4_what_was_objected_to_is_reported_after_the_quiet_days_and_a_new_notice()
    {
        ActWorld Noticed(ActWorld world, double days) => world.Told("ActDecided", ReportNotice, days);
        var answered = Noticed(World, -40).Told("DisputeRaised", """{"ground":"AMOUNT"}""", -30).Told("DisputeResolved", """{"result":"REJECTED","answerRef":"doc:answer"}""", -20);
        var let = answered.Told("HoldReleased", """{"hold":"DISPUTE","by":"s1","secondBy":"s2"}""", -0.01);

        let.Decide(Report).Reason.ShouldNotBeNull().ShouldContain("these are the quiet days after it");
        answered.Told("HoldReleased", """{"hold":"DISPUTE","by":"s1","secondBy":"s2"}""", -12).Refuses(Report, "G5", "An objection was answered since the customer was told");
        Noticed(answered.Told("HoldReleased", """{"hold":"DISPUTE","by":"s1","secondBy":"s2"}""", -12), -11).Decide(Report).Guards.Where(said => !said.Passed).Select(said => said.Reason).ShouldBeEmpty();
    }

    [Fact]
    public void G6_nobody_is_asked_twice_where_the_customer_is_however_long_ago()
    {
        var lost = World.Told("ContactAttempted", """{"channel":"CALL","result":"INVALID_NUMBER"}""");
        var enquiry = new PlannedAct(ActKind.ThirdPartyEnquiry, ActPurpose.Locate, Recipient.ThirdParty, To: "+00-0000-000-009", DisclosesDebt: false);
        lost.Allows(enquiry);
        var asked = lost with { Budget = ContactBudget.Untouched.Spend(new Spent("old", ActKind.ThirdPartyEnquiry, Ten.AddDays(-300), "+00 0000 000 009")).Spend(new Spent("new", ActKind.Letter, Ten.AddDays(-1))) };
        asked.Refuses(enquiry, "G6", "nobody is asked twice").NextTryAt.ShouldBeNull();
        asked.Allows(enquiry with { To = "+00-0000-000-010" });
        lost.Refuses(enquiry with { To = null }, "G6", "It is not said who");
    }

    [Fact]
    public void G15_S62_what_the_law_wants_to_be_told_goes_to_the_lawyer_or_adviser_and_not_to_the_client()
    {
        var notice = Letter with { Purpose = ActPurpose.LegalNotice };
        World.Allows(notice);
        var represented = World.Told("RepresentativeAppointed", """{"adviser":"law_syn_1"}""");
        represented.Decide(notice).Guards.Where(said => !said.Passed).Select(said => said.Guard).ShouldBe(["G4 NoBlockingHold", "G15 NotRepresented"]);
        represented.Allows(notice with { Recipient = Recipient.Adviser, To = "law_syn_1" });
        var advised = World.Told("RepresentativeAppointed", """{"adviser":"adv_syn_1","kind":"DEBT_ADVISER"}""");
        advised.Refuses(notice, "G15", "A debt adviser speaks for the customer; contact the debt adviser.");
        advised.Allows(notice with { Recipient = Recipient.Adviser, To = "adv_syn_1" });
        advised.Allows(notice with { Purpose = ActPurpose.Service });
        represented.Told("RepresentativeWithdrawn").Told("HoldReleased", """{"hold":"REPRESENTED","by":"s1","secondBy":"s2"}""").Allows(notice);
    }
}
