using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Reviews;

namespace Doorstep.Workflows.Tests.Collections;

/// <summary>Help counts as offered where the customer has heard of it (S3, S41, G12).</summary>
public sealed class OfferTests
{
    [Fact]
    public void S3_G5_A_first_notice_that_came_back_has_told_nobody_what_is_owed()
    {
        static object Letter(string act) => new { actId = act, kind = "LETTER", purpose = "DEMAND", allowed = true, template = "DEMAND" };
        var noticed = Files.Open().With("ActDecided", Letter("a1"));
        noticed.Acts.NoticedAt.ShouldNotBeNull();

        var back = noticed.With("ContactAttempted", new { channel = "LETTER", result = "UNDELIVERED", actId = "a1" });
        back.Acts.NoticedAt.ShouldBeNull();
        back.Acts.DemandedAt.ShouldBe(noticed.Acts.DemandedAt);
        back.With("ActDecided", Letter("a2"), Files.Monday.AddDays(2)).Acts.NoticedAt.ShouldBe(Files.Monday.AddDays(2));
    }

    [Fact]
    public void S3_An_objection_whose_answer_came_back_is_let_go_by_two_or_not_at_all()
    {
        var answered = Files.Open().With("DisputeRaised", new { ground = "AMOUNT" }).With("DisputeResolved", new { result = "REJECTED", answerRef = "doc:1" })
            .With("ActDecided", new { actId = "a1", kind = "LETTER", purpose = "SERVICE", allowed = true, template = "DISPUTE_ANSWER" });
        string[] Against(CaseFile file, object released) => [.. ReviewDoor.Impossible(file, Fact.Read("HoldReleased", System.Text.Json.JsonSerializer.SerializeToElement(released))!, null, Files.Monday)];
        Against(answered, new { hold = "DISPUTE", by = "s1" }).ShouldBeEmpty();

        var back = answered.With("ContactAttempted", new { channel = "LETTER", result = "UNDELIVERED", actId = "a1" });
        Against(back, new { hold = "DISPUTE", by = "s1" }).ShouldHaveSingleItem().ShouldContain("came back");
        Against(back, new { hold = "DISPUTE", by = "s1", secondBy = "s2" }).ShouldBeEmpty();
    }

    private static readonly string[] Signs = ["ASSETS_MOVED", "ABLE_TO_PAY"];

    [Fact]
    public void S3_S41_G12_An_offer_of_help_that_came_back_offers_nothing_and_one_that_reached_the_customer_counts()
    {
        static object Letter(string act, string template) => new { actId = act, kind = "LETTER", purpose = "SERVICE", allowed = true, template };
        static object Back(string act) => new { channel = "LETTER", result = "UNDELIVERED", actId = act };
        var once = Files.Open().With("ActDecided", Letter("a1", "HARDSHIP_INVITATION"));
        once.Relief.OfferedAt.ShouldNotBeNull();

        once.With("ContactAttempted", Back("a1")).Relief.OfferedAt.ShouldBeNull();
        once.With("ContactAttempted", Back("a9")).Relief.OfferedAt.ShouldBeNull("no act is called so: it is the last letter");

        var twice = once.With("ActDecided", Letter("a2", "PLAN_OFFER"), Files.Monday.AddDays(3));
        twice.With("ContactAttempted", Back("a2"), Files.Monday.AddDays(4)).Relief.OfferedAt.ShouldBe(once.Relief.OfferedAt);
        // The same goes for a letter that asks for a reply (T49, S40).
        var asked = Files.Open().With("EvasionSuspected", new { kinds = Signs, by = "s1" }).With("ActDecided", Letter("a3", "EVASION_REPLY"));
        asked.Legal.Evasion!.AskedAt.ShouldNotBeNull();
        asked.With("ContactAttempted", Back("a3")).Legal.Evasion!.AskedAt.ShouldBeNull();
        twice.With("ContactAttempted", Back("a1"), Files.Monday.AddDays(4)).Relief.OfferedAt.ShouldBe(twice.Relief.OfferedAt);
    }
}
