using Doorstep.Workflows.Collections.Acts.Wording;
using Doorstep.Workflows.Collections.Clocks;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Tests.Collections.Clocks;
using Doorstep.Workflows.Tests.Collections.Policy;

namespace Doorstep.Workflows.Tests.Collections.Acts;

/// <summary>S4: the days that a letter names are those of the policy pack and of the armed deadlines.</summary>
public sealed class NamedDaysTests
{
    private static readonly string[] Fields = ["replyBy", "documentsBy", "offerEnds", "reviewOn"];

    /// <summary>A Monday, nine in Shanghai.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 1, 0, 0, TimeSpan.Zero);

    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("appointmentInvitation", "replyBy", "clock.appointmentReplyDays", "2026-11-09", "2026-11-11")]
    [InlineData("evasionReply", "replyBy", "evasion.replyDays", "2026-11-12", "2026-11-11")]
    [InlineData("preAction", "replyBy", "preAction.replyDays", "2026-11-12", "2026-11-11")]
    [InlineData("creditReportNotice", "replyBy", "creditReport.preNoticeDays", "2026-11-12", "2026-11-11")]
    [InlineData("hardshipInvitation", "documentsBy", "hardship.docsDays", "2026-11-22", "2026-11-11")]
    [InlineData("planOffer", "offerEnds", "clock.planOfferedDays", "2026-11-16", "2026-11-11")]
    [InlineData("finalNotice", "reviewOn", "clock.escalatedDays", "2026-11-16", "2026-11-13")]
    public void S4_a_day_without_a_running_clock_is_counted_by_the_pack_in_force(string @class, string field, string parameter, string shipped, string nine)
    {
        Day([], Rules.Shipped, @class, field).ShouldBe(DateOnly.Parse(shipped, null));
        Day([], Rules.Shipped.With(Packs.Version(2, Rules.Long, (parameter, Packs.Number(9))).Approved(Rules.Long)), @class, field).ShouldBe(DateOnly.Parse(nine, null));
    }

    [Fact]
    public void S4_a_day_with_a_running_clock_is_that_of_the_clock_whenever_the_letter_leaves()
    {
        var until = new DateTimeOffset(2026, 11, 9, 16, 0, 0, TimeSpan.Zero);
        var clock = new ArmedDeadline("1.0", "T21", Now.AddDays(-2), until, By: new Reckoning("P7D end-of-day", "clock.appointmentReplyDays", Now.AddDays(-2), until, "P7D"));

        Day([clock], Rules.Shipped, "appointmentInvitation", "replyBy").ShouldBe(new DateOnly(2026, 11, 9), "midnight belongs to the day before");
        Day([clock with { DueAt = until.AddHours(9) }], Rules.Shipped, "appointmentInvitation", "replyBy").ShouldBe(new DateOnly(2026, 11, 10));
        Day([clock with { Left = TimeSpan.FromDays(3) }], Rules.Shipped, "appointmentInvitation", "replyBy").ShouldBe(new DateOnly(2026, 11, 5), "a clock that stands still goes on with what it has left");
        Day([clock with { IsDue = true }], Rules.Shipped, "appointmentInvitation", "replyBy").ShouldBe(new DateOnly(2026, 11, 9), "one that is over counts no more");
    }

    [Fact]
    public void S4_T38_papers_are_not_asked_for_by_a_day_on_which_the_state_that_reads_them_is_over()
    {
        var until = new DateTimeOffset(2026, 11, 15, 16, 0, 0, TimeSpan.Zero);
        ArmedDeadline review = new("1.0", "T55", Now, until, By: new Reckoning("P10B", "clock.planReviewDays", Now, until, "P10B"));
        ArmedDeadline papers = new("1.1", "T32", Now, until.AddDays(7), By: new Reckoning("P20D", "hardship.docsDays", Now, until.AddDays(7), "P20D"));
        DateOnly? By(params ArmedDeadline[] here) => new NamedDays(here, CaseClockDesk.Of(Rules.File(), Rules.Shipped, Now), Shanghai, Now, here).Of("hardshipInvitation", "documentsBy");

        By(review).ShouldBe(new DateOnly(2026, 11, 15));
        By(review with { DueAt = until.AddDays(30) }).ShouldBe(new DateOnly(2026, 11, 22), "the twenty days of the pack end first");
        By(review, papers).ShouldBe(new DateOnly(2026, 11, 22), "the state waits for papers by a clock of its own");
        By(review with { By = null }).ShouldBe(new DateOnly(2026, 11, 22), "what is no clock ends nothing");
    }

    [Fact]
    public void Every_class_that_names_a_day_knows_by_which_length_it_is_counted() =>
        (from @class in TemplateClasses.All.Values from field in @class.Fields.Intersect(Fields) where new NamedDays([], Rules.Clocks(), Shanghai, Now).Of(@class.Name, field) is null select $"{@class.Name}.{field}").ShouldBeEmpty();

    private static DateOnly? Day(ArmedDeadline[] armed, ClockRules rules, string @class, string field) =>
        new NamedDays(armed, CaseClockDesk.Of(Rules.File(), rules, Now), Shanghai, Now).Of(@class, field);
}
