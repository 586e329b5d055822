using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Plans;
using static Doorstep.Workflows.Tests.Collections.Acts.ActWorld;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>G12: what has to be on file before anything goes to court.</summary>
public sealed class LegalReadyTests
{
    private static readonly ActWorld World = new();

    [Fact]
    public void G12_S41_no_referral_without_an_offer_of_help_a_letter_and_two_different_persons()
    {
        LegalDay.Allows(Referral);
        new ActWorld().Tried(6).Told("LegalReviewed", """{"decision":"REFER","by":"sup_1","secondBy":"sup_2"}""").Refuses(Referral, "G12", "No help in hardship was offered");
        LegalDay.Told("LegalReviewed", """{"decision":"REFER","by":"sup_1","secondBy":"sup_1"}""").Refuses(Referral, "G12", "Two different persons");
        LegalDay.Told("LegalReviewed", """{"decision":"REFER","by":"sup_1"}""").Refuses(Referral, "G12");
        LegalDay.Told("LegalReviewed", """{"decision":"RETURN"}""").Refuses(Referral, "G12", "Nobody has approved");
    }

    [Theory]
    [InlineData("2026-02-19T10:00:00", "2026-03-01T23:59:59", false)]
    [InlineData("2026-02-19T10:00:00", "2026-03-02T10:00:00", true)]
    public void G12_T51_nobody_is_taken_to_court_before_the_last_day_to_answer_the_letter_before_action_is_over(string sent, string local, bool isAllowed)
    {
        ApprovedDay.Refuses(Referral, "G12", "The letter before action has not gone out for this approval.").NextTryAt.ShouldBeNull();
        var told = ApprovedDay.Told("ActDecided", """{"actId":"a-3","kind":"LETTER","purpose":"LEGAL_NOTICE","template":"PRE_ACTION","allowed":true}""", (World.At(sent).Now - Ten).TotalDays)
            .Told("ContactAttempted", PreActionArrived, (World.At(sent).Now - Ten).TotalDays + 1);
        if (isAllowed) told.At(local).Allows(Referral);
        else told.At(local).Refuses(Referral, "G12", "until 2026-03-01 to answer").NextTryAt.ShouldBe(World.At("2026-03-02T00:00:00").Now);
    }

    [Fact]
    public void G12_T61_a_complaint_stops_the_time_to_answer_and_what_is_let_go_is_quiet_for_days()
    {
        var held = LegalDay.Told("ComplaintFiled", "{}", -8).Told("ComplaintClosed", "{}", -1).Told("HoldReleased", """{"hold":"COMPLAINT","by":"sup_1"}""", -1);

        held.Decide(Referral).Guards.Where(said => !said.Passed).Select(said => said.Guard.Split(' ')[0]).ShouldContain("G4", "the quiet days");
        var days = (held.File.Legal.Referral!.NoticeAt!.Value - Ten).TotalDays + 10 + 7;
        (held with { Now = Ten.AddDays(days) }).Decide(Referral).Reason.ShouldNotBeNull().ShouldContain("G12 LegalReady: The customer has until");
        (held with { Now = Ten.AddDays(days + 2) }).Decide(Referral).Guards.Single(said => said.Guard.StartsWith("G12", StringComparison.Ordinal)).Passed.ShouldBeTrue();
    }

    [Fact]
    public void G12_T51_whoever_answers_in_writing_is_read_by_the_two_who_have_approved()
    {
        var answered = LegalDay.Told("InboundMessage", """{"intent":"TALK","channel":"PORTAL","text":"I have paid."}""", -1).Told("MessageAnswered", ActWorld.Read(), -1);

        answered.Refuses(Referral, "G12", "Two different persons have to approve it.");
        answered.Told("LegalReviewed", """{"decision":"REFER","by":"sup_1","secondBy":"sup_2"}""").Allows(Referral);
    }

    [Fact]
    public void G12_B4_what_the_customer_was_sent_before_a_guardian_was_known_has_told_nobody_who_can_answer_it()
    {
        ActWorld Free(ActWorld world) => world.Told("HoldReleased", """{"hold":"INCAPACITY","by":"sup_1"}""", -9) with { Now = Ten };
        const string Guardian = """{"guardian":"g_syn_1","contact":"测试路1号"}""";
        var late = Free(LegalDay.Told("GuardianVerified", Guardian, -9.5));

        late.Refuses(Referral, "G12", "before the guardian was known");
        var offered = late.Told("ActDecided", """{"actId":"a-8","kind":"LETTER","purpose":"SERVICE","template":"HARDSHIP_INVITATION","allowed":true}""", -2);
        offered.Refuses(Referral, "G12", "The letter before action went out before the guardian was known");
        (late with { File = late.File with { LatestAt = late.File.LatestAt.Remove("GuardianVerified") } }).Refuses(Referral, "G12", "this case does not know who that is");
        var told = Free(new ActWorld().Tried(6).Told("GuardianVerified", Guardian, -35)).Told("ActDecided", """{"actId":"a-2","kind":"LETTER","purpose":"SERVICE","template":"HARDSHIP_INVITATION","allowed":true}""", -30)
            .Told("LegalReviewed", """{"decision":"REFER","by":"sup_1","secondBy":"sup_2"}""", -12).Told("ActDecided", """{"actId":"a-3","kind":"LETTER","purpose":"LEGAL_NOTICE","template":"PRE_ACTION","allowed":true}""", -11).Told("ContactAttempted", PreActionArrived, -10);
        told.Decide(Referral).Guards.Single(said => said.Guard.StartsWith("G12", StringComparison.Ordinal)).Passed.ShouldBeTrue(told.Decide(Referral).Reason);
    }

    [Fact]
    public void G12_what_was_referred_is_not_referred_again() =>
        LegalDay.Told("ActDecided", """{"actId":"a-4","kind":"LEGAL_REFERRAL","purpose":"LEGAL_NOTICE","allowed":true}""").Refuses(Referral, "G12", "It has been referred already.");

    [Theory]
    [InlineData("""{"channel":"LETTER","result":"UNDELIVERED","actId":"A-3"}""")]
    [InlineData("""{"channel":"LETTER","result":"INVALID_NUMBER","actId":"a-3"}""")]
    [InlineData("""{"channel":"LETTER","result":"UNDELIVERED"}""")]
    [InlineData("""{"channel":"LETTER","result":"UNDELIVERED","actId":"bogus/xx"}""")]
    public void G12_S3_a_letter_that_came_back_is_known_however_it_is_told(string data) => LegalDay.Told("ContactAttempted", data, -5).Refuses(Referral, "G12", "The letter before action came back");

    [Theory]
    [InlineData("DisputeRaised", """{"ground":"AMOUNT"}""")]
    [InlineData("HardshipDeclared", """{"reason":"ILLNESS"}""")]
    [InlineData("ReliefRequested", """{"kind":"DEFERRAL"}""")]
    public void G12_what_was_approved_before_the_case_became_another_one_is_approved_no_more(string type, string data) =>
        LegalDay.Told(type, data).Decide(Referral).Reason.ShouldNotBeNull().ShouldContain("G12 LegalReady: Nobody has approved it.");

    [Fact]
    public void G12_a_plan_that_runs_keeps_the_case_out_of_court_whatever_state_it_is_in_and_whatever_the_act_is_called()
    {
        var agreed = LegalDay with { File = LegalDay.File.Agreed(new PlanTerms(4, 25_000, new DateOnly(2026, 3, 23), 100_000), Ten.AddHours(-3)) };
        agreed.File.Plan.Months.ShouldBe(4);

        agreed.Told("LegalReviewed", """{"decision":"REFER","by":"sup_1","secondBy":"sup_2"}""").Refuses(Referral with { Purpose = ActPurpose.LegalNotice }, "G12", "A plan runs");
    }

    [Fact]
    public void G12_what_the_customer_writes_is_no_notice_that_has_reached_the_customer()
    {
        UntoldLegalDay.Refuses(Referral, "G12", "No notice has reached the customer.");
        foreach (var said in (string[])["InboundMessage", "CustomerReply", "ContactRestored"]) UntoldLegalDay.Told(said).Told("MessageAnswered", ActWorld.Read()).Refuses(Referral, "G12", "No notice has reached");
        UntoldLegalDay.Told("ContactAttempted", """{"channel":"LETTER","result":"UNDELIVERED"}""").Refuses(Referral, "G12");
        UntoldLegalDay.Told("ContactAttempted", PreActionArrived).Allows(Referral);
        UntoldLegalDay.Told("ContactOutcome", """{"result":"RIGHT_PARTY","identityProven":true}""").Allows(Referral);
    }

    [Fact]
    public void G12_S3_a_letter_before_action_that_was_only_sent_has_told_nobody()
    {
        const string Unreported = "Nobody has reported that the letter before action was delivered.";
        var sent = ApprovedDay.Told("ActDecided", """{"actId":"a-3","kind":"LETTER","purpose":"LEGAL_NOTICE","template":"PRE_ACTION","allowed":true}""", -11);

        sent.Refuses(Referral, "G12", Unreported).NextTryAt.ShouldBeNull();
        sent.Told("ContactAttempted", """{"channel":"LETTER","result":"DELIVERED","actId":"another"}""", -5).Refuses(Referral, "G12", Unreported);
        sent.Told("ContactAttempted", """{"channel":"SMS","result":"DELIVERED"}""", -5).Refuses(Referral, "G12", Unreported);
        sent.Told("ContactAttempted", """{"channel":"LETTER","result":"DELIVERED"}""", -20).Refuses(Referral, "G12", Unreported);
        sent.Told("ContactOutcome", """{"result":"RIGHT_PARTY"}""", -20).Refuses(Referral, "G12", Unreported);
        sent.Told("ContactAttempted", PreActionArrived, -5).Allows(Referral);
        sent.Told("ContactOutcome", """{"result":"RIGHT_PARTY","identityProven":true}""", -5).Allows(Referral);
        sent.Told("ContactOutcome", """{"result":"RIGHT_PARTY"}""", -5).Refuses(Referral, "G12", Unreported);
        sent.Told("ContactOutcome", """{"result":"RIGHT_PARTY","identityProven":false}""", -5).Refuses(Referral, "G12", Unreported);
        sent.Told("ContactAttempted", """{"channel":"LETTER","result":"DELIVERED"}""", -5).Refuses(Referral, "G12", Unreported);
        sent.Told("ContactAttempted", PreActionArrived, -5).Told("ContactAttempted", """{"channel":"LETTER","result":"UNDELIVERED","actId":"a-3"}""", -4).Refuses(Referral, "G12", "came back");
    }

    [Theory]
    [InlineData("HARDSHIP_DECISION", "The letter about the decision on hardship came back")]
    [InlineData("PLAN_END_NOTICE", "The letter about the end of the plan came back")]
    public void G12_S3_what_the_customer_could_not_object_to_since_the_letter_came_back_leads_to_no_court(string template, string why)
    {
        string Letter(string id) => $$"""{"actId":"{{id}}","kind":"LETTER","purpose":"SERVICE","template":"{{template}}","allowed":true}""";
        var told = LegalDay.Told("ActDecided", Letter("a-9"), -9);
        told.Allows(Referral);

        var back = told.Told("ContactAttempted", """{"channel":"LETTER","result":"UNDELIVERED","actId":"a-9"}""", -8);

        back.Refuses(Referral, "G12", why);
        back.Told("ActDecided", Letter("a-10"), -7).Allows(Referral);
    }

    [Theory]
    [InlineData("2028-05-10T12:00:00", true)]
    [InlineData("2028-05-11T12:00:00", false)]
    public void G12_a_period_that_is_over_closes_the_court(string local, bool isAllowed) => LegalDay.At(local).Decide(Referral).Allowed.ShouldBe(isAllowed);

    [Fact]
    public void G12_S3_a_letter_before_action_that_came_back_has_told_nobody_and_goes_out_anew_for_a_new_approval()
    {
        LegalDay.Allows(Referral);
        var back = LegalDay.Told("ContactAttempted", """{"channel":"LETTER","result":"UNDELIVERED","actId":"a-3"}""", -5);

        back.Refuses(Referral, "G12", "The letter before action came back");
        back.Told("LegalReviewed", """{"decision":"REFER","by":"sup_1","secondBy":"sup_2"}""", -4).Refuses(Referral, "G12", "has not gone out for this approval");
        LegalDay.Told("ActDecided", """{"actId":"another","kind":"LETTER","purpose":"SERVICE","template":"COMPLAINT_ANSWER","allowed":true}""", -6)
            .Told("ContactAttempted", """{"channel":"LETTER","result":"UNDELIVERED","actId":"another"}""", -5).Allows(Referral);
    }
}
