using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Hardship;

namespace Doorstep.Workflows.Tests.Collections.Hardship;

public sealed class HardshipSignalTests
{
    [Theory]
    [InlineData("我上个月失业了", "失业")]
    [InlineData("实在没钱，生病了", "没钱")]
    [InlineData("我没有收入", "没有收入")]
    [InlineData("真的还 不 上", "还不上")]
    [InlineData("能不能延期还款？", "延期还款")]
    [InlineData("他不得不住院", "住院")]
    [InlineData("没有办法，因为我失业了", "失业")]
    [InlineData("我沒錢", "沒錢")]
    [InlineData("I LOST MY JOB in May", "lost my job")]
    [InlineData("I can’t pay this month", "can't pay")]
    [InlineData("I am not well, I was laid off", "laid off")]
    [InlineData("I have no choice I lost my job", "lost my job")]
    [InlineData("not only lost my job but also my flat", "lost my job")]
    [InlineData("No, I am in hospital.", "in hospital")]
    [InlineData("We have no job and no income", "no income")]
    [InlineData("My wife is unemployed", "unemployed")]
    [InlineData("If I cannot pay, what happens?", "cannot pay")]
    public void S24_A_word_of_hardship_is_heard_in_either_language(string text, string word) => HardshipWords.In(text).ShouldBe(word);

    [Theory]
    [InlineData("I shall pay on Friday")]
    [InlineData("I am not in hardship")]
    [InlineData("There is no financial hardship at all")]
    [InlineData("I haven't lost my job")]
    [InlineData("I was never unemployed")]
    [InlineData("It is not true that I cannot pay")]
    [InlineData("It's not that I can't pay, I don't recognise the debt")]
    [InlineData("Told the customer whom to call if you are in hardship")]
    [InlineData("Asked whether the customer has any hardship")]
    [InlineData("下周五发工资就还")]
    [InlineData("我没有困难")]
    [InlineData("没有什么经济困难")]
    [InlineData("我并未失业")]
    [InlineData("不是没钱，是账单不对")]
    [InlineData("已告知如有困难请联系我们")]
    [InlineData("询问客户是否有困难")]
    [InlineData("客户表示不存在还款困难")]
    public void S24_A_word_that_is_denied_or_only_asked_about_is_no_sign(string text) => HardshipWords.In(text).ShouldBeNull();

    [Theory]
    [InlineData("InboundMessage", """{"text":"我失业了"}""", true)]
    [InlineData("CustomerReply", """{"channel":"CALL","text":"I lost my job"}""", true)]
    [InlineData("CustomerReply", """{"intent":"CANNOT_PAY"}""", true)]
    [InlineData("CustomerReply", """{"intent":"TALK","hardship":true}""", true)]
    [InlineData("StatementMade", """{"text":"我住院了"}""", true)]
    [InlineData("ContactOutcome", """{"result":"RIGHT_PARTY","note":"客户称已失业"}""", true)]
    [InlineData("ContactOutcome", """{"result":"RIGHT_PARTY","hardship":true}""", true)]
    [InlineData("ContactOutcome", """{"result":"THIRD_PARTY","note":"He says she is unemployed"}""", false)] // hearsay of somebody else
    [InlineData("InboundMessage", """{"intent":"TALK","text":"I am not in hardship","hardship":false}""", false)]
    [InlineData("CustomerReply", """{"text":"I lost my job","hardship":false}""", true)] // an agent's no does not take back the customer's words
    [InlineData("DisputeRaised", """{"ground":"失业"}""", true)]
    [InlineData("CaseRecalled", """{"reason":"失业"}""", false)]
    public void S24_A_flag_an_intent_or_words_in_what_the_customer_says_are_a_sign(string type, string data, bool isSign) =>
        (HardshipSignal.In(Fact.Read(type, JsonElement.Parse(data))!) is not null).ShouldBe(isSign);

    [Fact]
    public void S24_A_visit_report_in_which_the_customer_speaks_of_hardship_is_a_sign()
    {
        var report = JsonNode.Parse(FactCatalogue.Kinds["VisitReportFiled"].Shape.Example().ToJsonString())!.AsObject();
        bool IsSign() => HardshipSignal.In(Fact.Read("VisitReportFiled", JsonElement.Parse(report.ToJsonString()))!) is not null;

        IsSign().ShouldBeFalse();
        report["customerStatement"] = "我上个月被裁了";
        IsSign().ShouldBeTrue();
    }

    [Fact]
    public void S24_Demands_stop_in_the_same_step_as_the_word()
    {
        var heard = Files.Open().With("InboundMessage", new { channel = "CALL", text = "我失业了" });

        heard.Hold.Has(Hold.Hardship).ShouldBeTrue();
        heard.Hold.Blocking(ActKind.Call, ActPurpose.Demand).ShouldBe([Hold.Hardship]);
        Files.Open().With("InboundMessage", new { channel = "CALL", text = "我没有失业" }).Hold.Open.ShouldBeEmpty();
    }

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
