using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using static Doorstep.Workflows.Tests.Collections.Acts.ActWorld;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>Each guard on its allowed edge and on its refused edge. G10 and G11 stand at plans: see Plans/GuardTests.</summary>
public sealed class GuardTests
{
    private static readonly ActWorld World = new();

    private static readonly PlannedAct Sms = new(ActKind.Sms, To: "+00-0000-000-001");
    private static readonly PlannedAct Letter = new(ActKind.Letter);
    private static readonly PlannedAct Locate = new(ActKind.ThirdPartyEnquiry, ActPurpose.Locate, Recipient.ThirdParty, DisclosesDebt: false, To: "+00-0000-000-009");
    private static readonly PlannedAct Agency = new(ActKind.AgencyAssignment, Recipient: Recipient.Institution, Agency: "Listed Ltd");

    [Theory]
    [InlineData("2026-03-02T08:00:00", null)]
    [InlineData("2026-03-02T21:59:59", null)]
    [InlineData("2026-03-02T22:00:00", "2026-03-03T08:00:00")]
    [InlineData("2026-03-02T07:59:59", "2026-03-02T08:00:00")]
    public void G1_the_lawful_hours_are_half_open_where_the_customer_is(string local, string? next)
    {
        var world = World.At(local);
        if (next is null) world.Allows(Call);
        else world.Refuses(Call, "G1").NextTryAt.ShouldBe(World.At(next).Now);
    }

    [Fact]
    public void G1_the_customers_own_hours_narrow_the_lawful_ones_and_never_widen_them()
    {
        var own = World.Told("PreferenceChanged", """{"notBefore":"10:00","notAfter":"17:00"}""");
        own.At("2026-03-02T10:00:00").Allows(Call);
        own.At("2026-03-02T16:59:59").Allows(Call);
        own.At("2026-03-02T17:00:00").Refuses(Call, "G1").NextTryAt.ShouldBe(World.At("2026-03-03T10:00:00").Now);

        World.Told("PreferenceChanged", """{"notBefore":"05:00","notAfter":"23:30"}""").At("2026-03-02T22:30:00").Refuses(Call, "G1");
        World.Told("PreferenceChanged", """{"notBefore":"22:30","notAfter":"23:30"}""").Refuses(Call, "G1", "nothing in common").NextTryAt.ShouldBeNull();
    }

    [Fact]
    public void G1_a_visit_has_hours_of_its_own() => VisitDay.Told("AppointmentRescheduled", days: -1).Told("AppointmentConfirmed", """{"place":"HOME"}""", -1).At("2026-03-02T08:30:00").Refuses(Visit, "G1");

    [Theory]
    [InlineData("America/New_York", "2026-03-08T06:30:00Z", "2026-03-08T12:00:00Z")]
    [InlineData("America/New_York", "2026-11-01T05:30:00Z", "2026-11-01T13:00:00Z")]
    public void G1_the_hours_move_with_daylight_saving(string zone, string now, string next)
    {
        var world = World with { File = Open(body => body["timezone"] = zone), Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture) };

        world.Refuses(Call, "G1").NextTryAt.ShouldBe(DateTimeOffset.Parse(next, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void G2_calls_within_seven_days_are_capped_with_what_others_have_counted()
    {
        World.Spent(ActKind.Call, 13, hoursAgo: 50).Allows(Call);
        World.Spent(ActKind.Call, 14, hoursAgo: 50).Refuses(Call, "G2").NextTryAt.ShouldBe(Ten.AddHours(-50).AddDays(7).AddMilliseconds(1));
        var imported = World.Spent(ActKind.Call, 11, hoursAgo: 50);
        (imported with { Budget = imported.Budget!.Import("case-9", new ImportedCounters(Ten.AddDays(-1), new DateOnly(2026, 3, 1), 3, 0, 0)) }).Refuses(Call, "G2");
        World.Spent(ActKind.Call, 14, hoursAgo: 7 * 24.01).Allows(Call);
    }

    [Fact]
    public void G2_attempts_at_one_number_on_one_day_are_capped_and_those_at_another_do_not_count()
    {
        World.Spent(ActKind.Call, 5, hoursAgo: 1).Allows(Call);
        World.Spent(ActKind.Call, 6, hoursAgo: 1).Refuses(Call, "G2").NextTryAt.ShouldBe(World.At("2026-03-03T08:00:00").Now);
        World.Told("PreferenceChanged", """{"notBefore":"09:30"}""").Spent(ActKind.Call, 6, hoursAgo: 1).Refuses(Call, "G2").NextTryAt.ShouldBe(World.At("2026-03-03T09:30:00").Now, "nobody is called at midnight, nor before the customer wants to be");
        World.Spent(ActKind.Call, 6, hoursAgo: 1, to: "+00-0000-000-002").Allows(Call);
        World.Spent(ActKind.Call, 6, hoursAgo: 11).Allows(Call);
    }

    [Fact]
    public void G2_a_conversation_closes_the_rest_of_its_day()
    {
        (World with { Budget = ContactBudget.Untouched.Spoke(Ten.AddHours(-1), new DateOnly(2026, 3, 2)) }).Refuses(Call, "G2").NextTryAt.ShouldBe(World.At("2026-03-03T08:00:00").Now);
        (World with { Budget = ContactBudget.Untouched.Spoke(Ten.AddHours(-11), new DateOnly(2026, 3, 1)) }).Allows(Call);
    }

    [Fact]
    public void G2_three_conversations_a_day_are_enough_wherever_they_were_counted()
    {
        static ContactBudget Imported(int connected) => ContactBudget.Untouched.Import("case-9", new ImportedCounters(Ten.AddHours(-2), new DateOnly(2026, 3, 2), 0, connected, 0));
        (World with { Budget = Imported(2) }).Allows(Call);
        (World with { Budget = Imported(3) }).Refuses(Call, "G2", "3 answered calls today");
    }

    [Fact]
    public void G2_messages_and_visits_have_caps_of_their_own()
    {
        World.Spent(ActKind.Sms, 2).Allows(Sms);
        World.Spent(ActKind.Email, 3).Refuses(Sms, "G2", "3 messages in 7 days");
        VisitDay.Spent(ActKind.Visit, 1, hoursAgo: 29 * 24).Refuses(Visit, "G2", "1 visits in 30 days");
        VisitDay.Spent(ActKind.Visit, 1, hoursAgo: 31 * 24).Allows(Visit);
    }

    [Fact]
    public void G2_counters_that_are_not_known_deny() => (World with { Budget = null }).Refuses(Call, "G2", "not known").NextTryAt.ShouldBeNull();

    [Fact]
    public void G3_nothing_of_the_debt_before_it_is_certain_who_is_there()
    {
        World.Refuses(Call with { ProvesIdentityFirst = false }, "G3");
        World.Allows(Call with { ProvesIdentityFirst = false, DisclosesDebt = false });
        World.Allows(Sms);
        World.Refuses(Sms with { To = "+00-0000-000-777" }, "G3");
        (World with { File = Open(body => body["customer"]!["contactPoints"]![0]!["owner"] = "THIRD_PARTY") }).Refuses(Sms, "G3");
        (World with { File = Open(body => body["customer"]!["contactPoints"]![0]!["verified"] = false) }).Refuses(Sms, "G3");
        (World with { File = Open(body => body["customer"]!.AsObject().Remove("addresses")) }).Refuses(Letter, "G3");
    }

    [Theory]
    [InlineData(Recipient.Adviser, null, "Nobody speaks for the customer")]
    [InlineData(Recipient.Guardian, null, "No guardian is verified")]
    [InlineData(Recipient.EstateAdministrator, null, "Nobody is named")]
    [InlineData(Recipient.Institution, null, "no person to call")]
    [InlineData(Recipient.Customer, "+00-neighbour", "is not a number or address of the customer")]
    public void G3_the_name_of_a_recipient_alone_opens_no_door(Recipient recipient, string? to, string because) =>
        World.Refuses(Call with { Recipient = recipient, To = to ?? "+00-0000-000-500" }, "G3", because);

    [Fact]
    public void G3_S62_an_advisers_number_is_not_the_customers_own() =>
        World.Told("RepresentativeAppointed", """{"adviser":"law_syn_1"}""").Refuses(Call with { Recipient = Recipient.Adviser }, "G3", "the adviser is somebody else");

    [Theory]
    [InlineData("测试邻居路7号", "is no number or address of the adviser")]
    [InlineData("+00 0000 (000) 001", "is the customer's own")]
    [InlineData("000000000777", "is the customer's own")]
    [InlineData("测试路 0号", "is the customer's own")]
    public void G3_G15_S28_in_the_advisers_name_nothing_goes_to_anybody_else(string to, string because)
    {
        var world = World with { Budget = ContactBudget.Untouched.Reached(["+00-0000-000-777"]) };
        foreach (var contact in new[] { "+00-0000-000-500", to == "测试邻居路7号" ? "+00-0000-000-501" : to })
            world.Told("RepresentativeAppointed", $$"""{"adviser":"law_syn_1","contact":"{{contact}}"}""").Refuses(Letter with { Recipient = Recipient.Adviser, To = to }, "G3", because);
    }

    [Theory]
    [InlineData(Recipient.Adviser, """RepresentativeAppointed {"adviser":"x_syn_1","contact":"+00-0000-000-500"}""", "RepresentativeAppointed {}")]
    [InlineData(Recipient.Guardian, """GuardianVerified {"guardian":"x_syn_1","contact":"+00-0000-000-500"}""", "GuardianVerified {}")]
    [InlineData(Recipient.EstateAdministrator, """EstateRepresentativeNamed {"representative":"x_syn_1","contact":"+00-0000-000-500"}""", "EstateRepresentativeNamed {}")]
    public void G3_whoever_stands_for_the_customer_is_reached_where_the_fact_says_and_nowhere_where_it_says_nothing(Recipient recipient, string named, string nameless)
    {
        ActWorld Heard(string fact) => World.Told(fact[..fact.IndexOf(' ', StringComparison.Ordinal)], fact[fact.IndexOf(' ', StringComparison.Ordinal)..]);
        var letter = Letter with { Purpose = ActPurpose.Service, Recipient = recipient };
        foreach (var to in new[] { "+00 0000 000 500", "x_syn_1" }) Heard(named).Allows(letter with { To = to });
        Heard(named).Refuses(letter with { To = "+00-0000-000-502" }, "G3", "says in 'contact' which is");
        Heard(nameless).Refuses(letter with { To = "+00-0000-000-500" }, "G3", "says in 'contact' which is");
        Heard(nameless).Refuses(letter, "G3", "Nobody has said where");
    }

    [Fact]
    public void G4_a_blocking_hold_stops_a_demand_and_lets_help_through()
    {
        var held = World.Told("HardshipDeclared");
        held.Refuses(Call, "G4", "HARDSHIP").NextTryAt.ShouldBeNull();
        held.Allows(Call with { Purpose = ActPurpose.Service });
    }

    [Fact]
    public void G4_the_quiet_days_after_a_hold_a_plan_and_a_promise_stop_demands()
    {
        World.Told("ComplaintFiled").Told("ComplaintClosed").Told("HoldReleased", """{"hold":"COMPLAINT","by":"sup_1"}""").Refuses(Call, "G4", "quiet days").NextTryAt.ShouldBe(Ten.AddDays(7));
        World.Told("ComplaintFiled").Told("ComplaintClosed").Told("HoldReleased", """{"hold":"COMPLAINT","by":"sup_1"}""").Decide(Agency).Reason.ShouldNotBeNull().ShouldContain("quiet days");
        (World with { File = World.File.Agreed(new(4, 25_000, new DateOnly(2026, 4, 1), 100_000), Ten) }).Refuses(Call, "G4", "A plan runs");
        (World with { File = World.File.Agreed(new(4, 25_000, new DateOnly(2026, 4, 1), 100_000), Ten) }).Decide(new PlannedAct(ActKind.AgencyAssignment, Recipient: Recipient.Institution, Agency: "Listed Ltd")).Reason!.ShouldContain("G4 NoBlockingHold: A plan runs");
        World.Told("PromiseMade", """{"amount":5000,"date":"2026-03-05"}""").Refuses(Call, "G4", "promise").NextTryAt.ShouldBe(World.At("2026-03-09T08:00:00").Now);
    }

    [Fact]
    public void G4_S69_a_payment_one_second_before_the_call_stops_the_call() => World.Told("PaymentReceived", """{"amount":100000}""", -1.0 / 86_400).Refuses(Call, "G4", "Nothing is owed.");

    [Fact]
    public void G4_death_leaves_the_administrator_of_the_estate_alone()
    {
        var died = World.Told("CustomerDeceased", """{"evidence":"REPORTED"}""");
        died.Refuses(Letter with { Purpose = ActPurpose.Service }, "G4", "DECEASED");
        died.Refuses(Letter with { Purpose = ActPurpose.Service, Recipient = Recipient.EstateAdministrator }, "G3", "Nobody is named");
        died.Told("EstateRepresentativeNamed", """{"representative":"estate_syn_1"}""").Allows(Letter with { Purpose = ActPurpose.Service, Recipient = Recipient.EstateAdministrator, To = "estate_syn_1" });
    }

    [Fact]
    public void G5_S34_a_channel_that_the_customer_has_opted_out_of_is_closed_from_now_on()
    {
        World.Told("PreferenceChanged", """{"optOut":["SMS"]}""").Refuses(Sms, "G5", "opted out of SMS");
        World.Told("PreferenceChanged", """{"optOut":["SMS"]}""").Allows(Call);
        World.Told("CeaseContactRequested", """{"channels":["CALL"]}""").Refuses(Call, "G5");
    }

    [Fact]
    public void G5_S32_the_customers_own_choice_of_channels_wins()
    {
        var own = World.Told("PreferenceChanged", """{"channels":["LETTER"]}""");
        own.Refuses(Call, "G5", "has chosen LETTER");
        own.Allows(Letter);
    }

    [Fact]
    public void G5_S6_a_call_at_work_needs_the_consent_that_a_visit_there_needs()
    {
        var atWork = Call with { Place = VisitPlace.Workplace };
        World.Refuses(atWork, "G5", "has not consented to be called at work; it takes the consent VISIT_WORKPLACE").NextTryAt.ShouldBeNull();
        World.Told("ConsentGiven", """{"id":"c-1","scope":"DWELLING_ENTRY"}""").Refuses(atWork with { Purpose = ActPurpose.Service }, "G5");
        var asked = World.Told("ConsentGiven", """{"id":"c-1","scope":"VISIT_WORKPLACE","until":"2026-03-02"}""");
        asked.Allows(atWork);
        asked.At("2026-03-03T10:00:00").Refuses(atWork, "G5");
        asked.Told("ConsentWithdrawn", """{"consentId":"c-1"}""").Refuses(atWork, "G5");
        foreach (var place in (VisitPlace[])[VisitPlace.Home, VisitPlace.Branch, VisitPlace.Other]) World.Allows(Call with { Place = place });
    }

    [Fact]
    public void G6_S28_a_third_party_is_asked_only_where_the_customer_is_and_only_when_nothing_else_is_left()
    {
        World.Refuses(Locate, "G6", "may still be reached");
        var lost = World.Told("ContactAttempted", """{"channel":"CALL","result":"INVALID_NUMBER"}""");
        lost.Allows(Locate);
        lost.Refuses(Locate with { DisclosesDebt = true }, "G6", "nothing of a debt");
        lost.Refuses(Letter with { Recipient = Recipient.ThirdParty }, "G6");
        lost.Told("ContactOutcome", """{"result":"REFUSED"}""").Refuses(Locate, "G6", "has refused");
    }

    [Fact]
    public void G14_an_act_carries_only_what_its_purpose_needs()
    {
        World.Allows(Sms with { Fields = ["amountDue", "rights", "verification"] });
        World.Refuses(Sms with { Fields = ["amountDue", "employer"] }, "G14", "employer");
        World.Told("ContactAttempted", """{"channel":"CALL","result":"INVALID_NUMBER"}""").Decide(Locate with { Fields = ["name"] }).Guards.Where(said => !said.Passed).Select(said => said.Guard).ShouldBe(["G6 ThirdParty", "G14 DataMin"]);
    }

    [Fact]
    public void G15_S62_whoever_has_a_lawyer_is_not_contacted_directly()
    {
        var represented = World.Told("RepresentativeAppointed", """{"adviser":"law_syn_1","contact":"+00-0000-000-500"}""");
        represented.Decide(Call).Guards.Where(said => !said.Passed).Select(said => said.Guard).ShouldBe(["G4 NoBlockingHold", "G15 NotRepresented"]);
        represented.Allows(Call with { Recipient = Recipient.Adviser, To = "+00-0000-000-500" });
    }

    [Fact]
    public void G16_S70_an_agency_is_listed_inspected_and_the_customer_was_told_first()
    {
        var told = World.Told("AgencyChanged", """{"agency":"Listed Ltd","notifiedOn":"2026-02-20"}""");
        told.Allows(Agency);
        told.Allows(Call);
        World.Refuses(Agency, "G16", "not told of agency");
        told.Refuses(Agency with { Agency = "Unlisted Ltd" }, "G16", "not on the list");
        World.Told("AgencyChanged", """{"agency":"Unlisted Ltd","notifiedOn":"2026-02-20"}""").Refuses(Call, "G16", "not on the list");
        Listed(told, agency => agency with { ReviewedOn = new DateOnly(2025, 3, 3) }).Allows(Agency);
        Listed(told, agency => agency with { ReviewedOn = new DateOnly(2025, 3, 2) }).Refuses(Agency, "G16", "not inspected");
        Listed(told, agency => agency with { SubDelegates = true }).Refuses(Agency, "G16", "hands cases on");
    }

    [Fact]
    public void G16_T57_a_notice_tells_when_it_is_delivered_or_deemed_served_and_not_when_it_is_ordered()
    {
        var ordered = World.Told("AgencyChanged", """{"agency":"Listed Ltd"}""").Told("ActDecided", """{"actId":"n-1","kind":"LETTER","purpose":"LEGAL_NOTICE","template":"AGENCY_NOTICE","allowed":true}""");
        ordered.Refuses(Agency, "G16", "its notice counts as served on 2026-03-05").NextTryAt.ShouldBe(World.At("2026-03-05T00:00:00").Now);
        ordered.At("2026-03-04T23:59:59").Refuses(Agency, "G16");
        ordered.At("2026-03-05T00:00:00").Allows(Agency);
        ordered.Told("ContactAttempted", """{"channel":"LETTER","result":"DELIVERED","actId":"n-1"}""", 0.01).Allows(Agency);
        ordered.Told("ContactAttempted", """{"channel":"LETTER","result":"DELIVERED","actId":"n-2"}""", 0.01).Refuses(Agency, "G16");
        ordered.Told("ContactAttempted", """{"channel":"LETTER","result":"UNDELIVERED","actId":"n-1"}""", 0.01).At("2026-03-09T10:00:00").Refuses(Agency, "G16", "not told of agency");
    }

    [Theory]
    [InlineData("missedInstalment")]
    [InlineData("repromise")]
    public void Nobody_hears_of_an_instalment_without_a_plan_or_of_a_promise_that_is_not_open(string @class) =>
        Doorstep.Workflows.Collections.Acts.Wording.Situations.Why(@class, World.File, new DateOnly(2026, 3, 2)).ShouldNotBeNull();

    [Fact]
    public void T51_the_letter_before_action_needs_two_approvers_and_something_owed()
    {
        string? Why(ActWorld world) => Doorstep.Workflows.Collections.Acts.Wording.Situations.Why("preAction", world.File, DateOnly.FromDateTime(Ten.UtcDateTime));
        Why(ApprovedDay).ShouldBeNull();
        Why(World).ShouldNotBeNull();
        Why(World.Told("LegalReviewed", """{"decision":"REFER","by":"sup_1"}""")).ShouldNotBeNull();
        Why(ApprovedDay.Told("PaymentReceived", """{"amount":100000}""")).ShouldNotBeNull();
        Why(ApprovedDay.Told("LegalReviewed", """{"decision":"RETURN","by":"sup_1","gaps":"synthetic"}""")).ShouldNotBeNull();
        var sent = ApprovedDay.Told("ActDecided", """{"actId":"p","kind":"LETTER","purpose":"LEGAL_NOTICE","template":"PRE_ACTION","allowed":true}""");
        Why(sent).ShouldNotBeNull();
        Why(sent.Told("LegalReviewed", """{"decision":"REFER","by":"sup_3","secondBy":"sup_4"}""")).ShouldNotBeNull("the same approval again is no new one");
        Why(sent.Told("LegalReviewed", """{"decision":"RETURN","by":"sup_1","gaps":"synthetic"}""").Told("LegalReviewed", """{"decision":"REFER","by":"sup_1","secondBy":"sup_2"}""")).ShouldBeNull();
    }

    [Fact]
    public void G16_S70_no_act_names_an_agency_that_does_not_work_the_case()
    {
        var told = World.Told("AgencyChanged", """{"agency":"Listed Ltd","notifiedOn":"2026-02-20"}""");
        told.Allows(Call with { Agency = "Listed Ltd" });
        foreach (var act in new[] { Call, Sms, Letter with { Template = "AGENCY_NOTICE", Purpose = ActPurpose.LegalNotice } })
            foreach (var world in new[] { World, told }) world.Refuses(act with { Agency = "EVILCO" }, "G16", "'EVILCO' does not work this case");
        World.Refuses(Call with { Agency = "Listed Ltd" }, "G16", "does not work this case");
        var two = told with { Registers = told.Registers with { Agencies = told.Registers.Agencies.Add(new("Other Ltd", IsListed: true, ReviewedOn: new DateOnly(2025, 12, 1))) } };
        two.Refuses(Agency with { Agency = "Other Ltd" }, "G16", "not told of agency 'Other Ltd'");
    }

    private static ActWorld Listed(ActWorld world, Func<Doorstep.Workflows.Collections.Acts.Agency, Doorstep.Workflows.Collections.Acts.Agency> change) =>
        world with { Registers = world.Registers with { Agencies = [.. world.Registers.Agencies.Select(change)] } };
}
