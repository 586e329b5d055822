using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Tests.Collections.Policy;
using static Doorstep.Workflows.Tests.Collections.Acts.ActWorld;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>Where a person has cases under several packs, and where a pack has become looser since the customer was told something (b.1 rules 3 and 7).</summary>
public sealed class SeveralPacksTests
{
    private static readonly DateTimeOffset February = new(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly PlannedAct Report = new(ActKind.CreditReport, ActPurpose.Demand, Recipient.Institution);

    /// <summary>A person with one case in China and one in the United Kingdom.</summary>
    private static readonly ActWorld Two = new ActWorld() with
    {
        Packs = [new ApprovedPack(Packs.Cn, February), new ApprovedPack(Packs.Shipped("uk-2026.1.json"), February)],
        Budget = BudgetBook.Told("case-9", Open(body =>
        {
            (body["policyPack"], body["timezone"]) = ("UK-2026.1", "Europe/London");
            body["debt"]!["currency"] = "GBP";
        }), ContactBudget.Untouched),
    };

    [Fact]
    public void G1_the_hours_of_every_pack_that_a_case_of_the_person_goes_by_are_kept()
    {
        Two.At("2026-03-02T19:59:59").Allows(Call);
        Two.At("2026-03-02T20:00:00").Refuses(Call, "G1", "the hours are 08:00-20:00");
        (Two with { Budget = ContactBudget.Untouched }).At("2026-03-02T20:00:00").Allows(Call);
        (Two with { Budget = ContactBudget.Read(Two.Budget!.Write()) }).At("2026-03-02T20:00:00").Refuses(Call, "G1");
    }

    [Fact]
    public void G2_the_caps_of_every_pack_that_a_case_of_the_person_goes_by_are_kept_and_the_record_says_whose()
    {
        var (one, two) = (Two.At("2026-03-02T17:00:00").Spent(ActKind.Call, 1, hoursAgo: 1), Two.At("2026-03-02T17:00:00").Spent(ActKind.Call, 2, hoursAgo: 1));

        one.Allows(Call);
        two.Refuses(Call, "G2", "2 attempts at this number today; at most 2 are allowed.").Values["calls.attemptsPerDayPerNumber (UK-2026.1)"].ShouldBe("2");
        (two with { Budget = two.Budget! with { Packs = null } }).Allows(Call);
    }

    [Fact]
    public void G12_the_letter_before_action_gives_the_days_that_it_has_named_though_the_pack_has_become_looser()
    {
        var loosened = LegalDay with { Packs = Loosened("preAction.replyDays", 25) };

        LegalDay.Allows(Referral);
        loosened.Refuses(Referral, "G12", "The customer has until 2026-03-16 to answer the letter before action.");
        (loosened with { Now = Ten.AddDays(15) }).Allows(Referral);
    }

    [Fact]
    public void G5_a_credit_report_waits_for_the_day_that_its_notice_has_named_to_be_over_though_the_pack_has_become_looser()
    {
        var told = new ActWorld().Told("ActDecided", """{"actId":"a-9","kind":"LETTER","purpose":"LEGAL_NOTICE","template":"CREDIT_REPORT_NOTICE","allowed":true}""", -11);
        var loosened = told with { Packs = Loosened("creditReport.preNoticeDays", 30) };

        told.Allows(Report);
        (told with { Now = Ten.AddDays(-1) }).Refuses(Report, "G5", "less than 10 days ago").NextTryAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 16, 0, 0, TimeSpan.Zero), "the last day is the customer's until midnight");
        loosened.Refuses(Report, "G5", "The customer was told less than 30 days ago.");
        (loosened with { Now = Ten.AddDays(20) }).Allows(Report);
    }

    /// <summary>The first version was stricter than the second, which was approved two days ago.</summary>
    private static System.Collections.Immutable.ImmutableArray<ApprovedPack> Loosened(string name, int value)
    {
        var (strict, loose) = (Packs.Json(), Packs.Json());
        strict.Parameter(name)["value"] = value;
        loose["version"] = "2026.2";
        return [new ApprovedPack(Made(strict), February), new ApprovedPack(Made(loose), Ten.AddDays(-2))];
    }

    private static PolicyPack Made(System.Text.Json.Nodes.JsonObject pack) => PolicyPackReader.Read(pack.ToJsonString()).Pack.ShouldNotBeNull();
}
