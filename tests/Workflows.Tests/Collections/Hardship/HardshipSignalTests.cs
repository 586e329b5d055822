using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Hardship;

namespace Doorstep.Workflows.Tests.Collections.Hardship;

public sealed class HardshipSignalTests
{
    [Theory]
    [InlineData("HardshipDeclared", "", true)]
    [InlineData("InboundMessage", "我上个月失业了", true)]
    [InlineData("CustomerReply", "I LOST MY JOB in May", true)]
    [InlineData("CustomerReply", "I can’t pay this month", true)]
    [InlineData("CustomerReply", "I shall pay on Friday", false)]
    [InlineData("PaymentReceived", "失业", false)]
    public void S24_A_word_of_hardship_is_enough_and_nobody_has_to_ask_twice(string type, string text, bool isSignal) =>
        (HardshipSignal.In(type, JsonSerializer.SerializeToElement(new { text })) is not null).ShouldBe(isSignal);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void S24_The_second_broken_promise_is_a_signal_and_the_first_a_fact(int broken, bool isSignal) => HardshipSignal.In(Promises.None with { Broken = broken }).ShouldBe(isSignal);

    [Fact]
    public void S57_A_customers_request_has_a_receipt_and_a_clock_and_pauses_demands_until_it_is_answered()
    {
        var request = Files.Open().With("ReliefRequested", new { kind = "INSTALMENTS", note = "Can I pay monthly?" }).Relief.Request.ShouldNotBeNull();

        request.Receipt.ShouldBe(Files.Open().With("ReliefRequested", new { note = "Can I pay monthly?", kind = "INSTALMENTS" }).Relief.Request!.Receipt);
        request.Receipt.ShouldNotBe((request with { Case = "c-2" }).Receipt);
        request.AnswerBy.ShouldBe(Files.Monday.AddDays(10));
        request.PausesDemands(Files.Monday).ShouldBeTrue();
        request.PausesDemands(Files.Monday.AddDays(30)).ShouldBeTrue();
        (request.IsLate(request.AnswerBy), request.IsLate(request.AnswerBy.AddMilliseconds(1))).ShouldBe((false, true));
        (request with { AnsweredAt = Files.Monday.AddDays(1) }).PausesDemands(Files.Monday.AddDays(1)).ShouldBeFalse();
    }

    [Fact]
    public void S57_An_assessment_and_an_offer_answer_a_request()
    {
        var asked = Files.Open().With("ReliefRequested", new { kind = "DEFERRAL" });

        asked.With("HardshipAssessed", new { decision = "RELIEF" }, Files.Monday.AddDays(3)).Relief.Request!.AnsweredAt.ShouldBe(Files.Monday.AddDays(3));
        asked.With("PlanProposed", Files.Offer(new(4, 25_000, new DateOnly(2031, 4, 1), 100_000)), Files.Monday.AddDays(4)).Relief.Request!.AnsweredAt.ShouldBe(Files.Monday.AddDays(4));
        asked.With("PaymentReceived", new { amount = 5 }).Relief.Request!.AnsweredAt.ShouldBeNull();
    }
}
