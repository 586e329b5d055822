using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Acts.Wording;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Plans;
using static Doorstep.Workflows.Tests.Collections.Acts.ActWorld;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>A debt that is settled is not demanded, hours that a person has named are the person's, and a notice is one.</summary>
public sealed class SettledAndWishedTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(Ten.UtcDateTime);

    private static readonly ActWorld World = new();

    private static readonly PlannedAct Letter = new(ActKind.Letter);

    [Theory]
    [InlineData("PromiseMade", """{"amount":50000,"date":"2026-03-05"}""", "A promise is open")]
    public void G4_T5_a_demand_is_one_whatever_it_is_called(string type, string data, string reason)
    {
        var notice = new PlannedAct(ActKind.Letter, ActPurpose.LegalNotice, Template: "DEMAND");
        World.Allows(notice);

        World.Told(type, data).Refuses(notice, "G4", reason);
    }

    [Fact]
    public void G4_T59_whoever_has_paid_the_agreed_sum_owes_nothing_whatever_the_ledger_says()
    {
        var settled = World with { File = World.File with { Relief = World.File.Relief with { Settlement = new SettlementOffer(100_000, 60_000, new DateOnly(2026, 4, 30)), SettlementPaid = 60_000 } } };

        settled.File.Debt.Total.ShouldBe(100_000);
        settled.Refuses(Call, "G4", "Nothing is owed");
        settled.Decide(new PlannedAct(ActKind.CreditReport, Recipient: Recipient.Institution)).Reason.ShouldNotBeNull().ShouldContain("G4 NoBlockingHold: Nothing is owed: the agreed sum has come in full.");
        foreach (var @class in (string[])["demand", "finalNotice", "preAction", "creditReportNotice"]) Situations.Why(@class, settled.File, Today).ShouldNotBeNull();
    }

    [Fact]
    public void S23_nobody_who_objects_is_told_of_a_report_to_the_bureau()
    {
        Situations.Why("creditReportNotice", World.File, Today).ShouldBeNull();
        Situations.Why("creditReportNotice", World.Told("DisputeRaised", """{"ground":"AMOUNT"}""").File, Today).ShouldNotBeNull().ShouldContain("or the customer objects");
    }

    [Theory]
    [InlineData(ActKind.Call, ActPurpose.LegalNotice, Recipient.Customer, ActPurpose.Demand)]
    [InlineData(ActKind.Call, ActPurpose.Locate, Recipient.Customer, ActPurpose.Demand)]
    [InlineData(ActKind.Letter, ActPurpose.LegalNotice, Recipient.Customer, ActPurpose.LegalNotice)]
    [InlineData(ActKind.ThirdPartyEnquiry, ActPurpose.Locate, Recipient.ThirdParty, ActPurpose.Locate)]
    public void G4_a_call_that_is_called_a_notice_is_a_demand(ActKind kind, ActPurpose purpose, Recipient recipient, ActPurpose meant) =>
        PlannedActReader.Completed(new PlannedAct(kind, purpose, recipient), World.File, World.Registers).Purpose.ShouldBe(meant);

    [Theory]
    [InlineData("测试路０号", "测试路 0号", true)]
    [InlineData("测试路1号", "测试路0号", false)]
    public void G3_an_address_in_wide_letters_is_the_same_address(string one, string other, bool isSame) => Dialled.IsSame(one, other).ShouldBe(isSame);

    [Fact]
    public void G1_hours_that_the_person_has_named_in_one_case_count_in_every_case()
    {
        var told = ContactBudget.Untouched.Told("case-9", World.File.Hold, hours: new WishedHours("18:00", "20:00"));
        ActWorld As(ContactBudget budget, string local) => (World with { File = BudgetBook.AsPerson("case-1", World.File, budget), Budget = budget }).At(local);

        As(told, "2026-03-02T13:40:00").Refuses(Call, "G1", "the hours are 18:00-20:00").NextTryAt.ShouldBe(World.At("2026-03-02T18:00:00").Now);
        As(told, "2026-03-02T18:30:00").Allows(Call);
        As(told.Told("case-8", World.File.Hold, hours: new WishedHours("19:00", null)), "2026-03-02T18:30:00").Refuses(Call, "G1", "19:00-20:00");
        As(told.Told("case-9", World.File.Hold), "2026-03-02T13:40:00").Allows(Call);
    }

    [Fact]
    public void G2_the_same_notice_that_the_law_wants_comes_no_oftener_than_letters_may()
    {
        var notice = Letter with { Purpose = ActPurpose.LegalNotice, Template = "DEMAND" };
        var world = World;
        for (var letters = 0; letters < 10 && world.Decide(notice).Allowed; letters++)
            world = world.Told("ActDecided", $$"""{"actId":"n-{{letters}}","kind":"LETTER","purpose":"LEGAL_NOTICE","template":"DEMAND","allowed":true}""", -1);

        world.Refuses(notice, "G2", "letters of this kind in 7 days").NextTryAt.ShouldBe(Ten.AddDays(6).AddMilliseconds(1));
        world.Allows(notice with { Template = "AGENCY_NOTICE" });
    }
}
