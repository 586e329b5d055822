using System.Globalization;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Tests.Engine;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>S4, S19: what a letter says and when the case's clock comes due never disagree, whatever the pack says. The shipped definitions on the whole engine, under a pack with lengths of its own.</summary>
public sealed class LetterDaysTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Fact]
    public async Task S4_S19_a_final_notice_and_the_offer_of_help_with_it_name_the_day_of_the_review_that_is_armed()
    {
        await using var house = await ShippedHouse.UnderAsync(("clock.escalatedDays", 6));
        var id = await house.BeginAsync();

        await house.EscalateAsync(id);

        await AgreesAsync(house, id, "finalNotice", "T55-escalated", new DateOnly(2026, 12, 10));
        await AgreesAsync(house, id, "hardshipInvitation", "T55-escalated", new DateOnly(2026, 12, 10));
    }

    [Fact]
    public async Task S4_S19_an_invitation_names_the_day_until_which_an_answer_is_waited_for()
    {
        await using var house = await ShippedHouse.UnderAsync(("clock.appointmentReplyDays", 5));
        var id = await house.BeginAsync();

        await house.ApproveVisitAsync(id);

        await AgreesAsync(house, id, "APPOINTMENT_INVITATION", "T21", new DateOnly(2026, 12, 7));
    }

    [Fact]
    public async Task S4_S19_an_invitation_to_tell_of_hardship_names_the_day_until_which_papers_are_waited_for()
    {
        await using var house = await ShippedHouse.UnderAsync(("hardship.docsDays", 12));
        var id = await house.BeginAsync();

        await house.TellAsync(id, "HardshipDeclared", new { reason = "JOB_LOSS", source = "CUSTOMER" });

        await AgreesAsync(house, id, "hardshipInvitation", "T32", new DateOnly(2026, 11, 14));
    }

    [Fact]
    public async Task S4_S19_an_offer_and_its_reminder_each_name_the_day_until_which_that_one_is_open()
    {
        await using var house = await ShippedHouse.UnderAsync(("clock.planOfferedDays", 10));
        var id = await house.BeginAsync();
        await OfferedAsync(house, id);

        await AgreesAsync(house, id, "planOffer", "T36", new DateOnly(2026, 11, 12));
        (await OpenUntilAsync(house, id)).ShouldBe(new DateOnly(2026, 11, 12), "The list of offers says the same as the letter (T36).");
        await house.LaterAsync(TimeSpan.FromDays(11));
        await AgreesAsync(house, id, "planOffer", "T36", new DateOnly(2026, 11, 23));
        (await OpenUntilAsync(house, id)).ShouldBe(new DateOnly(2026, 11, 23));
    }

    [Fact]
    public async Task T38_The_letter_of_a_review_names_what_is_missing_of_the_plan_and_until_when_it_can_be_caught_up()
    {
        await using var house = await ShippedHouse.UnderAsync(("clock.planReviewDays", 6));
        var id = await house.BeginAsync();
        await OfferedAsync(house, id);
        foreach (var kind in (string[])["COMPREHENSION_CHECK", "PLAN_AGREEMENT"]) await house.TellAsync(id, "EvidenceUploaded", new { kind, hash = EvidenceItem.HashExample, by = "a1", source = "PORTAL" });
        (await house.TellAsync(id, "PlanAccepted", new { version = 1, months = 4, instalment = 25_000, firstDue = "2026-12-20", total = 100_000, consent = "SIGNED" })).ShouldBe("Hardship/PlanActive");
        await house.TellAsync(id, "PaymentReceived", new { amount = 10_000 });

        await house.LaterAsync(new DateTimeOffset(2026, 12, 27, 16, 0, 0, TimeSpan.Zero) - house.Clock.GetUtcNow());

        (await house.StateAsync(id)).ShouldBe("Hardship/PlanReview");
        await AgreesAsync(house, id, "missedInstalment", "T55", new DateOnly(2027, 1, 5));
        var text = (await house.LastAsync(id, "missedInstalment")).Decision;
        text.ShouldContain("150.00");
        text.ShouldContain("2026年12月20日");
    }

    private static async Task OfferedAsync(EngineHouse house, string id)
    {
        await house.TellAsync(id, "HardshipDeclared", new { reason = "JOB_LOSS", source = "CUSTOMER" });
        await house.TellAsync(id, "IncomeStatementSubmitted", new
        {
            asOf = "2026-11-01", household = 1, income = new[] { new { kind = "WAGES", amount = 120_000 } }, expenditure = new[] { new { category = "FOOD", amount = 80_000 } },
            totals = new { income = 120_000, expenditure = 80_000 },
        });
        await house.TellAsync(id, "EvidenceUploaded", new { kind = "FINANCIAL_DOCUMENT", docType = "BANK_STATEMENT", issued = "2026-11-01", hash = EvidenceItem.HashExample, by = "a1", source = "PORTAL" });
        (await house.TellAsync(id, "HardshipAssessed", new { decision = "AFFORDABLE", by = "h1" })).ShouldBe("Hardship/PlanOffered");

        await house.TellAsync(id, "PlanProposed", new { by = "h1", role = "SUPERVISOR", reason = "synthetic", months = 4, instalment = 25_000, firstDue = "2026-12-20", total = 100_000, accrues = false, liabilities = "synthetic" });
    }

    /// <summary>The last whole day on which the open offer can be taken, as the list of offers says it.</summary>
    private static async Task<DateOnly> OpenUntilAsync(EngineHouse house, string id) =>
        LocalTime.DayOf((await house.Sender.Send(new GetRelief(id, EngineHouse.Service))).Value().OpenUntil!.Value.AddTicks(-1), Shanghai);

    /// <summary>The letter that left names the last whole day before the armed deadline, and the day is the one that the pack makes it.</summary>
    private static async Task AgreesAsync(EngineHouse house, string id, string word, string transition, DateOnly expected)
    {
        var decided = await house.LastAsync(id, word);
        decided.Allowed.ShouldBeTrue(decided.Decision);
        var text = JsonElement.Parse(decided.Decision).GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("text").GetString()!).Single();
        var armed = (await house.Store.DeadlinesAsync(id)).Single(deadline => deadline.Transition == transition);

        var day = LocalTime.DayOf(armed.DueAt.AddTicks(-1), Shanghai);

        day.ShouldBe(expected);
        text.ShouldContain(day.ToString("yyyy'年'M'月'd'日'", CultureInfo.InvariantCulture));
    }
}
