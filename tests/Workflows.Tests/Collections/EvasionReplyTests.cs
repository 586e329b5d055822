using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts.Wording;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Legal;
using Doorstep.Workflows.Collections.Reviews;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Collections.Clocks;
using Doorstep.Workflows.Tests.Collections.Policy;

namespace Doorstep.Workflows.Tests.Collections;

/// <summary>The right of reply before anybody is found to evade a debt (T49, T50, S40) lasts as long as the letter and the pack say.</summary>
public sealed class EvasionReplyTests
{
    /// <summary>A Monday, nine in Shanghai.</summary>
    private static readonly DateTimeOffset Asked = new(2026, 11, 2, 1, 0, 0, TimeSpan.Zero);

    private static readonly EvasionReviewed Found = new(EvasionDecision.Substantiated, "c1", "c2");

    [Fact]
    public void T50_nobody_is_judged_before_the_day_is_over_that_the_letter_names()
    {
        var file = Suspected(Rules.Shipped);
        var named = new NamedDays([], file.Clocks!, file.Zone, Asked).Of("evasionReply", "replyBy");

        (named, file.Legal.Evasion!.ReplyBy).ShouldBe((new DateOnly(2026, 11, 12), named));
        Against(file, Shanghai(12, 23, 59)).ShouldBe("T50: the customer has been asked and may reply until 2026-11-12T16:00:00.000Z; nobody decides before that, as the letter says, whatever has come so far.");
        Against(file, Shanghai(13, 0, 0)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(20, 23)]
    [InlineData(3, 13)]
    public void T50_a_pack_that_leaves_the_customer_more_time_counts_at_once_and_one_that_leaves_less_takes_no_day_that_was_named(int days, int opens)
    {
        var rules = Rules.Shipped.With(Packs.Version(2, Asked.AddDays(1), (Evasion.ReplyParameter, Packs.Number(days))).Approved(Asked.AddDays(1)));
        var file = Counted(Suspected(Rules.Shipped), rules, Asked.AddDays(2));

        Against(file, Shanghai(opens, 0, 0).AddMinutes(-1)).ShouldStartWith($"T50: the customer has been asked and may reply until {Instants.Text(Shanghai(opens, 0, 0))}");
        Against(file, Shanghai(opens, 0, 0)).ShouldBeEmpty();
    }

    [Fact]
    public void T50_a_letter_under_a_pack_with_another_length_names_its_day_and_the_door_keeps_it() =>
        Suspected(Rules.Shipped.With(Packs.Version(2, Asked.AddDays(-9), (Evasion.ReplyParameter, Packs.Number(14))).Approved(Asked.AddDays(-9)))).Legal.Evasion!.ReplyBy.ShouldBe(new DateOnly(2026, 11, 16));

    [Fact]
    public void T50_what_the_customer_said_before_a_sign_was_added_is_no_reply_to_it()
    {
        var heard = Suspected(Rules.Shipped).With("StatementMade", new { text = "mine" }, Asked.AddDays(1));
        Against(heard, Asked.AddDays(2)).ShouldNotBeEmpty("the letter says that nothing is decided before its day");
        Against(heard, Asked.AddDays(12)).ShouldBeEmpty();

        var added = heard.With("EvasionSuspected", new { kinds = new[] { "ABLE_TO_PAY", "FALSE_STATEMENT" }, by = "s1" }, Asked.AddDays(2));

        Against(heard.With("EvasionSuspected", new { kinds = new[] { "ABLE_TO_PAY" }, by = "s1" }, Asked.AddDays(2)), Asked.AddDays(30)).ShouldBeEmpty("nothing is added");
        Against(added, Asked.AddDays(30)).ShouldStartWith("T50: the customer has not been asked for a reply to the signs of 2026-11-04T01:00:00.000Z yet.");
        Against(added.With("StatementMade", new { text = "mine as well" }, Asked.AddDays(3)), Asked.AddDays(3)).ShouldBeEmpty();
    }

    [Fact]
    public void T49_what_is_raised_again_after_it_was_found_is_put_to_the_customer_again()
    {
        var found = Suspected(Rules.Shipped).With("EvasionReviewed", new { decision = "SUBSTANTIATED", by = "c1", secondBy = "c2" }, Asked.AddDays(20));

        var again = found.With("EvasionSuspected", new { kinds = new[] { "ABLE_TO_PAY" }, by = "s1" }, Asked.AddDays(21));

        (again.Legal.Evasion!.Decision, again.Legal.Evasion.Indicators).ShouldBe((null, 2));
        Against(again, Asked.AddDays(60)).ShouldStartWith("T50: the customer has not been asked");
    }

    private static CaseFile Suspected(ClockRules rules) => Counted(Rules.File(at: Asked), rules, Asked)
        .With("EvasionSuspected", new { kinds = new[] { "ASSETS_MOVED", "ABLE_TO_PAY" }, by = "s1" }, Asked)
        .With("EvidenceUploaded", new { kind = "CONTRACT", hash = "sha256:1111111111111111111111111111111111111111111111111111111111111111", by = "s1", source = "BRANCH" }, Asked)
        .With("ActDecided", new { actId = "a-1", kind = "LETTER", purpose = "SERVICE", allowed = true, template = Evasion.AskTemplate }, Asked);

    private static CaseFile Counted(CaseFile file, ClockRules rules, DateTimeOffset now) => (CaseFile)file.WithClocks(CaseClockDesk.Of(file, rules, now));

    private static string Against(CaseFile file, DateTimeOffset now) => string.Join(' ', ReviewDoor.Impossible(file, Found, new EventPlace("EvasionReview", true, []), now));

    private static DateTimeOffset Shanghai(int day, int hour, int minute) => new DateTimeOffset(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(8)).ToUniversalTime();
}
