using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Attention;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using static Doorstep.Workflows.Tests.Collections.Acts.ActWorld;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>One number however it is written, one person in however many cases, one word of evidence however many fields it has.</summary>
public sealed class OnePersonTests
{
    private const string Phone = "+86-0755-097441";

    private static readonly ActWorld World = new();
    private static readonly ActWorld Lost = World.Told("ContactAttempted", """{"channel":"CALL","result":"INVALID_NUMBER"}""", -5);
    private static readonly PlannedAct Locate = new(ActKind.ThirdPartyEnquiry, ActPurpose.Locate, Recipient.ThirdParty, DisclosesDebt: false, To: Phone);

    [Theory]
    [InlineData("tel:+86-0755-097441")]
    [InlineData("TEL：＋８６ 0755 097441")]
    [InlineData("(tel) 0755/097.441")]
    [InlineData("+86-0755-097441#1")]
    [InlineData("+86-0755-097441 ext 1")]
    [InlineData("+86-0755-097441;x")]
    [InlineData("tel:+86-0755-097441;ext=12")]
    [InlineData("+86-0755-097441x")]
    [InlineData("+86-0755-097441,,12")]
    [InlineData("+86-0755-097441@x.invalid")]
    [InlineData("sip:+860755097441@x.invalid")]
    [InlineData("\u202a+86\u20110755\u2011097441\u202c")]
    [InlineData("٠٧٥٥٠٩٧٤٤١")]
    public void G2_G3_G6_a_number_is_the_same_one_with_a_scheme_an_extension_parameters_or_letters(string written)
    {
        Dialled.IsSame(Phone, written).ShouldBeTrue();
        Dialled.Token(written).ShouldBe(Dialled.Token(Phone));
        var asked = Lost with { Budget = ContactBudget.Untouched.Spend(new Spent("a", ActKind.ThirdPartyEnquiry, Ten.AddDays(-300), Phone)) };
        asked.Refuses(Locate with { To = written }, "G6", "nobody is asked twice");
        World.Spent(ActKind.Call, 3, hoursAgo: 1, to: Phone).Spent(ActKind.Call, 3, hoursAgo: 0.5, to: written).Decide(Call with { To = Phone }).Reason.ShouldNotBeNull().ShouldContain("6 attempts at this number today");
        var own = World with { Budget = ContactBudget.Untouched.Reached([Phone]) };
        own.Told("RepresentativeAppointed", $$"""{"kind":"LAWYER","contact":"{{written}}"}""").Refuses(new PlannedAct(ActKind.Sms, Recipient: Recipient.Adviser, To: written), "G3", "is the customer's own");
    }

    [Theory]
    [InlineData("+86-0755-097441", "+86-0755-097442")]
    [InlineData("13800138000", "13800138000@mail.invalid")]
    [InlineData("123456789@a.invalid", "123456789@b.invalid")]
    [InlineData("num_syn_000000001", "law_syn_000000001")]
    [InlineData("测试路0号", "测试路1号")]
    public void G3_other_numbers_addresses_of_mail_and_tokens_stay_others(string one, string other) => Dialled.IsSame(one, other).ShouldBeFalse();

    [Theory]
    [InlineData(1, "The check-in says that 1 are there and names 2.")]
    [InlineData(2, null)]
    [InlineData(3, "The check-in says that 3 are there and names 2.")]
    public void G8_T23_a_check_in_that_contradicts_itself_is_no_visit(int team, string? refusal)
    {
        var there = VisitDay.Told("VisitCheckedIn", $$"""{"team":{{team}},"agents":["agent_1","agent_2"]}""");
        if (refusal is null) there.Allows(Visit);
        else there.Refuses(Visit, "G8", refusal);
    }

    [Theory]
    [InlineData("CeaseContactRequested", "{}", "CEASE_CONTACT")]
    [InlineData("RepresentativeAppointed", """{"kind":"LAWYER"}""", "REPRESENTED")]
    [InlineData("RepresentativeAppointed", """{"kind":"DEBT_ADVISER"}""", "ADVISER")]
    [InlineData("MoratoriumStarted", "{}", "MORATORIUM")]
    [InlineData("HardshipDeclared", "{}", "HARDSHIP")]
    [InlineData("DistressReported", """{"kind":"ILLNESS"}""", "ILLNESS_BEREAVEMENT_DISASTER")]
    [InlineData("DisputeRaised", "{}", "DISPUTE")]
    [InlineData("ComplaintFiled", "{}", "COMPLAINT")]
    public void G4_G6_nobody_is_asked_where_a_customer_is_who_has_a_hold_that_the_customer_has_brought_about(string heard, string data, string hold)
    {
        Lost.Allows(Locate);
        Lost.Told(heard, data, -1).Decide(Locate).Reason.ShouldNotBeNull().ShouldContain($"G4 NoBlockingHold: Hold {hold} stands in the way.");
    }

    [Fact]
    public void G4_a_safety_alert_is_about_the_door_and_stops_no_search() => Lost.Told("SafetyAlert", days: -1).Allows(Locate);

    [Theory]
    [InlineData("StatementMade", """{"text":"synthetic"}""")]
    [InlineData("PreferenceChanged", """{"notBefore":"09:00"}""")]
    [InlineData("PromiseMade", """{"amount":100,"date":"2026-03-05"}""")]
    public void G6_whoever_has_spoken_since_the_last_attempt_is_not_lost(string said, string data)
    {
        Lost.Told(said, data, -4).Told("MessageAnswered", ActWorld.Read(), -4).Refuses(Locate, "G6", "is not lost");
        Lost.Told(said, data, -6).Told("MessageAnswered", ActWorld.Read(), -6).Allows(Locate);
        (Lost with { Budget = ContactBudget.Untouched.Spoke(Ten.AddDays(-4), new DateOnly(2026, 2, 26)) }).Refuses(Locate, "G6", "is not lost");
    }

    [Fact]
    public void G6_a_third_partys_refusal_in_one_case_closes_the_enquiries_of_every_case_of_the_person()
    {
        var told = BudgetBook.Told("case-9", World.Told("ContactOutcome", """{"result":"REFUSED"}""").File, ContactBudget.Untouched);

        (Lost with { Budget = told }).Refuses(Locate, "G6", "A third party has refused; no other is asked.");
        (Lost with { Budget = ContactBudget.Read(told.Write()) }).Refuses(Locate, "G6");
        (Lost with { Budget = BudgetBook.Told("case-9", World.File, ContactBudget.Untouched) }).Allows(Locate);
    }

    [Theory]
    [InlineData("2026-03-02T02:08:00", "It is 02:08:00 in Asia/Shanghai, where another case of the person says that the customer is", "2026-03-02T08:00:00")]
    [InlineData("2026-03-02T08:00:00", null, null)]
    [InlineData("2026-03-02T15:59:59", null, null)]
    [InlineData("2026-03-02T16:30:00", "It is 22:30:00 where the customer is", "2026-03-03T08:00:00")]
    public void G1_hours_are_lawful_in_every_time_zone_that_a_case_of_the_person_names(string shanghai, string? refusal, string? next)
    {
        var honolulu = World.At(shanghai) with { File = Open(body => body["timezone"] = "Pacific/Honolulu"), Budget = BudgetBook.Told("case-9", World.File, ContactBudget.Untouched) };

        if (refusal is null) honolulu.Allows(Call);
        else honolulu.Refuses(Call, "G1", refusal).NextTryAt.ShouldBe(World.At(next!).Now);
        (World.At(shanghai) with { Budget = BudgetBook.Told("case-9", honolulu.File, ContactBudget.Untouched) }).Decide(Call).Allowed.ShouldBe(refusal is null, "whichever case asks");
    }

    [Fact]
    public void T61_the_quiet_days_after_a_hold_that_was_about_the_person_are_quiet_in_every_case()
    {
        var held = World.Told("CeaseContactRequested", days: -3);
        var let = held.Told("ContactAllowedAgain", days: -2).Told("HoldReleased", """{"hold":"CEASE_CONTACT","by":"sup_1","secondBy":"sup_2"}""", -1);
        var budget = BudgetBook.Told("case-9", let.File, BudgetBook.Told("case-9", held.File, ContactBudget.Untouched));

        (World with { Budget = ContactBudget.Read(budget.Write()) }).Refuses(Call, "G4", "these are the quiet days after it").NextTryAt.ShouldBe(Ten.AddDays(6));
        (World with { Budget = budget, Now = Ten.AddDays(7) }).Allows(Call);
    }

    [Fact]
    public void G1_hours_that_two_time_zones_never_share_come_not_by_waiting()
    {
        var wished = World.Told("PreferenceChanged", """{"notBefore":"20:00","notAfter":"21:00"}""");
        var budget = BudgetBook.Told("case-9", Open(body => body["timezone"] = "Pacific/Honolulu"), ContactBudget.Untouched);

        (wished.At("2026-03-02T20:30:00") with { Budget = budget }).Refuses(Call, "G1", "in Pacific/Honolulu").NextTryAt.ShouldBeNull();
    }

    [Fact]
    public void G5_S32_channels_that_the_person_has_chosen_in_one_case_are_those_of_every_case_until_a_later_choice()
    {
        ActWorld As(CaseFile file, ContactBudget budget) => World with { File = BudgetBook.AsPerson("case-1", file, budget), Budget = budget };
        var letters = BudgetBook.Told("case-9", World.Told("PreferenceChanged", """{"channels":["LETTER"]}""", -2).File, ContactBudget.Untouched);

        As(World.File, letters).Refuses(Call, "G5", "The customer has chosen LETTER.");
        As(World.File, ContactBudget.Read(letters.Write())).Refuses(Call, "G5");
        As(Open(body => body["customer"]!["preferences"] = System.Text.Json.Nodes.JsonNode.Parse("""{"channels":["CALL"]}""")), letters).Refuses(Call, "G5", "has chosen LETTER");
        As(World.Told("PreferenceChanged", """{"channels":["CALL"]}""", -3).File, letters).Refuses(Call, "G5", "has chosen LETTER");
        var later = World.Told("PreferenceChanged", """{"channels":["CALL"]}""", -1).File;
        As(later, letters).Allows(Call);
        BudgetBook.AsPerson("case-9", World.File, BudgetBook.Told("case-1", later, letters)).Customer.Preferences!.Channels.ShouldBe([Channel.Call]);
        As(World.File, BudgetBook.Told("case-9", World.Told("PreferenceChanged", """{"channels":[]}""", -1).File, letters)).Allows(Call);
        BudgetBook.Told("case-9", World.Told("PreferenceChanged", """{"channels":["LETTER"]}""", -2).File, letters).ShouldBeSameAs(letters, "told again it is nothing new");
    }

    [Fact]
    public void A_budget_that_was_stored_before_zones_choices_and_refusals_were_kept_is_read()
    {
        var old = ContactBudget.Read("""{"spending":[],"imported":{},"connectedDays":{},"optOuts":{"case-9":["SMS"]}}""");

        (old.Zones, old.Chosen, old.IsThirdPartyClosed).ShouldBe((null, null, false));
        (Lost with { Budget = old }).Allows(Locate);
        BudgetBook.Told("case-1", World.File, old).OptOutsElsewhere("case-1").ShouldBe([Channel.Sms]);
    }

    [Fact]
    public void G4_interest_that_the_ledger_raises_under_a_moratorium_is_on_file_and_demanded_by_nobody()
    {
        const string Balance = """{"principal":90000,"interest":9000,"penalty":3000,"fees":1000,"dpd":50}""";
        var still = World.Told("MoratoriumStarted", days: -9);
        var raised = still.Told("BalanceUpdated", Balance, -8);
        (raised.File.Debt.Interest, raised.File.Debt.Standing).ShouldBe((9_000, 10_000));
        CaseFile.Read(System.Text.Json.JsonElement.Parse(raised.File.ToJson().GetRawText())).Debt.Standing.ShouldBe(10_000);
        World.Told("BalanceUpdated", Balance, -8).File.Debt.Standing.ShouldBeNull("without a moratorium interest runs");
        World.Told("MoratoriumStarted", days: -8).Told("BalanceUpdated", Balance, -9).File.Debt.Standing.ShouldBeNull("what ran before the moratorium is heard of late");
        still.Told("MoratoriumEnded", days: -8.5).Told("BalanceUpdated", Balance, -8).File.Debt.Standing.ShouldBeNull("it has ended");
        still.Told("HoldExpired", """{"key":"MORATORIUM"}""", -8.5).Told("BalanceUpdated", Balance, -8).File.Debt.Standing.ShouldBe(10_000, "its days are over, and nobody has said that it has ended");
        still.Told("BalanceUpdated", """{"principal":90000,"interest":6000,"penalty":3000,"fees":1000,"dpd":50}""", -8).File.Debt.Standing.ShouldBeNull("nothing was raised");

        var over = raised.Told("RiskAlertRaised", $$"""{"id":"m-1","pattern":"{{StandingCharges.Pattern}}"}""", -8).Told("MoratoriumEnded", days: -8).Told("HoldReleased", """{"hold":"MORATORIUM","by":"s1"}""", -8);
        over.File.Concerns.Select(concern => (concern.Kind, concern.Subject)).ShouldBe([(CaseConcerns.MoratoriumCharges, "m-1")]);
        over.Refuses(Call, "G4", "stand still under a moratorium");
        over.Refuses(new PlannedAct(ActKind.Letter, ActPurpose.LegalNotice), "G4", "stand still under a moratorium");
        over.Allows(new PlannedAct(ActKind.Letter, ActPurpose.Service));
        over.Told("RiskAlertAcknowledged", """{"id":"m-1","by":"duty"}""").Allows(Call);
    }
}
