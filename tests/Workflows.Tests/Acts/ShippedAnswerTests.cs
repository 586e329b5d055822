using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Tests.Engine;
using static Doorstep.Workflows.Tests.Acts.ShippedHouse;

namespace Doorstep.Workflows.Tests.Acts;

/// <summary>What the customer is told first, and hears of a promise, an objection and a complaint: the shipped definitions on the whole engine.</summary>
public sealed class ShippedAnswerTests
{
    [Fact]
    public async Task T2_The_first_notice_says_what_is_owed_and_why_goes_out_once_and_in_spite_of_an_opt_out()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        var notice = await house.LastAsync(id, "demand");
        (notice.Allowed, notice.Kind).ShouldBe((true, "LETTER"), notice.Decision);
        foreach (var said in (string[])["测试客户甲", "1,000.00", "《民法典》第675、676条", "有异议请告诉我们", "12378"]) ShippedActTests.Text(notice).ShouldContain(said);

        await house.TellAsync(id, "PromiseMade", new { amount = 30_000, date = "2026-11-05" });
        (await house.TellAsync(id, "PaymentReceived", new { amount = 30_000 })).ShouldBe("Contact/RemoteContact");

        (await house.DecisionsAsync(id)).Count(act => act.Decision.Contains("demand", StringComparison.OrdinalIgnoreCase) && act.ActId != notice.ActId && act.Kind == "LETTER" && act.Allowed).ShouldBe(0);
    }

    [Fact]
    public async Task T12_Whoever_pays_a_part_is_thanked_and_asked_what_has_changed_once_the_promised_day_is_over()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.TellAsync(id, "PromiseMade", new { amount = 50_000, date = "2026-11-11" });

        await house.TellAsync(id, "PaymentReceived", new { amount = 10_000 });
        await house.TellAsync(id, "PaymentReceived", new { amount = 10_000 });
        (await house.LastAsync(id, "thanks")).Allowed.ShouldBeTrue();
        await house.LaterAsync(new DateTimeOffset(2026, 11, 11, 15, 59, 0, TimeSpan.Zero) - house.Clock.GetUtcNow());
        (await house.DecisionsAsync(id)).ShouldNotContain(act => act.Act.Contains("\"repromise\"", StringComparison.OrdinalIgnoreCase));

        await house.LaterAsync(TimeSpan.FromHours(12));

        var asked = (await house.DecisionsAsync(id)).Where(act => act.Act.Contains("\"repromise\"", StringComparison.OrdinalIgnoreCase)).ToArray();
        asked.Count(act => act.Allowed).ShouldBe(1, "Two payments ask once.");
        ShippedActTests.Text(asked.Single(act => act.Allowed)).ShouldContain("已经收到200.00元");
        (await house.StateAsync(id)).ShouldBe("Contact/PtpActive");
        await house.LaterAsync(TimeSpan.FromDays(3));
        (await house.StateAsync(id)).ShouldBe("Hardship/HardshipAssessment");
    }

    [Fact]
    public async Task T13_A_hold_stops_the_time_until_a_promise_is_broken_and_it_goes_on_with_what_was_left()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.TellAsync(id, "PromiseMade", new { amount = 50_000, date = "2026-11-11" });
        await house.TellAsync(id, "DisputeRaised", new { ground = "AMOUNT" });

        await house.LaterAsync(TimeSpan.FromDays(30));
        (await house.StateAsync(id)).ShouldBe("Contact/PtpActive");
        await house.TellAsync(id, "DisputeResolved", new { result = "REJECTED", answerRef = "doc:9", by = "c1" });
        await house.TellAsync(id, "HoldReleased", new { hold = "DISPUTE", by = "s1" });
        await house.LaterAsync(TimeSpan.FromDays(12));
        (await house.StateAsync(id)).ShouldBe("Contact/PtpActive");
        await house.LaterAsync(TimeSpan.FromDays(2));

        (await house.StateAsync(id)).ShouldBe("Contact/RemoteContact");
        (await house.CaseAsync(id)).Snapshot.Facts.ToJson().GetProperty("promise").GetProperty("broken").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task T47_An_objection_is_answered_in_writing_by_the_house_and_the_quiet_days_begin_with_the_answer()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.TellAsync(id, "DisputeRaised", new { ground = "AMOUNT" });
        (await house.RefusedAsync(id, "DisputeResolved", new { result = "CORRECTED", answerRef = "doc:9", by = "c1" })).ShouldContain("T47: nothing has been corrected since the objection");

        await house.TellAsync(id, "DisputeResolved", new { result = "REJECTED", answerRef = "doc:9", by = "c1" });
        var answer = await house.LastAsync(id, "disputeAnswer");
        answer.Allowed.ShouldBeTrue(answer.Decision);
        await house.TellAsync(id, "HoldReleased", new { hold = "DISPUTE", by = "s1" });

        (await house.AskAsync(id, "k-early")).Value().Reason.ShouldNotBeNull().ShouldContain("quiet days");
        await house.LaterAsync(TimeSpan.FromDays(7));
        (await house.AskAsync(id, "k-late")).Value().Outcome.ShouldBe(ActOutcome.Allowed);
    }

    [Fact]
    public async Task S61_A_complaint_is_answered_in_writing_by_the_house()
    {
        await using var house = await OpenAsync();
        var id = await house.BeginAsync();
        await house.TellAsync(id, "ComplaintFiled", new { category = "CALLS" });

        await house.TellAsync(id, "ComplaintClosed", new { result = "UPHELD", answerRef = "doc:9", by = "c1" });

        (await house.LastAsync(id, "complaintAnswer")).Allowed.ShouldBeTrue();
    }
}
