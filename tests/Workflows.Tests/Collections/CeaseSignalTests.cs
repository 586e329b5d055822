using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;

namespace Doorstep.Workflows.Tests.Collections;

/// <summary>b.4 CEASE_CONTACT: the customer writes to stop, or refuses to pay.</summary>
public sealed class CeaseSignalTests
{
    [Theory]
    [InlineData("请停止联系我，我拒绝付款。")]
    [InlineData("你们不要再联系我了")]
    [InlineData("我拒绝 还款")]
    [InlineData("我不会还钱的")]
    [InlineData("Stop contacting me. I refuse to pay.")]
    [InlineData("Please do not contact me again!")]
    [InlineData("Leave me alone")]
    [InlineData("We won’t pay.")]
    [InlineData("I WILL NOT PAY")]
    [InlineData("别烦我")]
    [InlineData("不还")]
    [InlineData("我不会再付一分钱")]
    [InlineData("Go away and stop writing to me")]
    [InlineData("I won't be paying this debt")]
    [InlineData("I am not paying you anything")]
    [InlineData("I'm not going to pay")]
    [InlineData("I will never pay you")]
    [InlineData("Please cease and desist.")]
    [InlineData("I do not wish to be contacted")]
    [InlineData("我不打算还款")]
    [InlineData("休想让我还钱")]
    [InlineData("我拒絕還款")]
    [InlineData("請停止聯繫我")]
    [InlineData("I want no more contact from you")]
    public void Who_writes_to_stop_or_that_nothing_will_be_paid_is_contacted_no_more(string text) => CeaseSignal.In(Message(new { text, channel = "PORTAL" })).ShouldBeTrue();

    [Theory]
    [InlineData("我没有拒绝还款，只是晚几天")]
    [InlineData("如果停止联系我会怎样")]
    [InlineData("请联系我")]
    [InlineData("I do not refuse to pay.")]
    [InlineData("Do not contact me at work before six")]
    [InlineData("Please contact me on Friday")]
    [InlineData("不要联系我的家人")]
    [InlineData("I never refuse to pay, I just need time")]
    [InlineData("请不要停止联系我")]
    [InlineData("I will not pay the late fee twice, please correct it")]
    public void What_is_denied_or_said_of_a_part_is_no_such_wish(string text) => CeaseSignal.In(Message(new { text, channel = "PORTAL" })).ShouldBeFalse();

    [Theory]
    [InlineData("REFUSE_TO_PAY", true)]
    [InlineData("stop", true)]
    [InlineData("TALK", false)]
    public void An_intent_says_it_too(string intent, bool isWish) => CeaseSignal.In(Message(new { intent })).ShouldBe(isWish);

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"channels":["CALL","SMS","EMAIL","IM","LETTER","PORTAL"]}""", true)]
    [InlineData("""{"channels":["CALL","SMS","EMAIL","IM","LETTER"]}""", true)]
    [InlineData("""{"channels":["CALL","SMS"]}""", false)]
    public void Whoever_names_every_channel_wants_none(string data, bool isWish) => CeaseSignal.In(Fact.Read("CeaseContactRequested", JsonElement.Parse(data))!).ShouldBe(isWish);

    [Theory]
    [InlineData("SMS", "STOP", Channel.Sms)]
    [InlineData("SMS", "退订", Channel.Sms)]
    [InlineData("SMS", " TD ", Channel.Sms)]
    [InlineData("EMAIL", "Unsubscribe", Channel.Email)]
    [InlineData("PORTAL", "不要给我打电话", Channel.Call)]
    [InlineData("PORTAL", "别再打电话了", Channel.Call)]
    [InlineData("PORTAL", "Do not call me!", Channel.Call)]
    [InlineData("PORTAL", "不要再发短信了", Channel.Sms)]
    [InlineData("PORTAL", "不要再給我打電話", Channel.Call)]
    [InlineData("PORTAL", "Please stop calling.", Channel.Call)]
    [InlineData("PORTAL", "No calls", Channel.Call)]
    [InlineData("PORTAL", "No more phone calls", Channel.Call)]
    [InlineData("PORTAL", "dont call me again", Channel.Call)]
    [InlineData("PORTAL", "不想再接到你们的电话", Channel.Call)]
    [InlineData("PORTAL", "別再發短信了", Channel.Sms)]
    [InlineData("PORTAL", "以后不要给我发消息", Channel.Sms)]
    [InlineData("PORTAL", "Stop emailing me", Channel.Email)]
    [InlineData("PORTAL", "别发微信了", Channel.Im)]
    [InlineData("PORTAL", "Do not write to me", Channel.Letter)]
    [InlineData("SMS", "STOP please", Channel.Sms)]
    [InlineData("SMS", "拒收", Channel.Sms)]
    [InlineData("PORTAL", "Stop texting me", Channel.Sms)]
    [InlineData("PORTAL", "Please stop writing to me", Channel.Letter)]
    public void S34_What_is_said_of_a_channel_is_its_opt_out(string channel, string text, Channel said)
    {
        CeaseSignal.Channels(Message(new { text, channel })).ShouldBe([said]);
        Files.Open().With("InboundMessage", new { text, channel }).Customer.HasOptedOut(said).ShouldBeTrue();
    }

    [Theory]
    [InlineData("Do not call me before six")]
    [InlineData("请打电话给我")]
    [InlineData("I want to stop the late fees")]
    public void What_is_said_of_an_hour_or_of_something_else_closes_no_channel(string text) => CeaseSignal.Channels(Message(new { text, channel = "PORTAL" })).ShouldBeEmpty();

    [Theory]
    [InlineData("请你们不要上门，我不同意", true)]
    [InlineData("请不要上门，我不同意你们来", true)]
    [InlineData("Please do not come to my home.", true)]
    [InlineData("Don't visit me", true)]
    [InlineData("I do not want a visit", true)]
    [InlineData("No visits please", true)]
    [InlineData("You are not welcome at my home", true)]
    [InlineData("I want to cancel the appointment", true)]
    [InlineData("Please stay away from my house", true)]
    [InlineData("Nobody may come to my home", true)]
    [InlineData("我不希望你们来家里", true)]
    [InlineData("如果不要上门怎么办", false)]
    [InlineData("欢迎上门", false)]
    [InlineData("I will come to the branch", false)]
    public void S52_Whoever_writes_that_nobody_is_to_come_is_visited_by_nobody(string text, bool isRefusal) => CeaseSignal.IsOfVisits(Message(new { text, channel = "PORTAL" })).ShouldBe(isRefusal);

    [Theory]
    [InlineData("InboundMessage", "DISPUTE", "DISPUTE")]
    [InlineData("CustomerReply", "complaint", "COMPLAINT")]
    public void S23_S61_A_message_that_says_that_it_is_an_objection_or_a_complaint_is_one(string type, string intent, string hold)
    {
        var file = Files.Open().With(type, new { intent, channel = "PORTAL", text = "The amount is wrong." });

        file.Holds.ShouldBe([hold]);
        (file.Rights.OpenDisputes.Count(), file.Rights.OpenComplaints.Count()).ShouldBe(hold == "DISPUTE" ? (1, 0) : (0, 1));
        (hold == "DISPUTE" ? file.With("DisputeResolved", new { result = "REJECTED", answerRef = "doc:1" }) : file.With("ComplaintClosed", new { })).Hold.Reviews.Count().ShouldBe(1);
    }

    [Fact]
    public void A_wish_that_is_written_opens_the_hold_and_only_the_customer_lifts_it()
    {
        var file = Files.Open().With("InboundMessage", new { intent = "TALK", channel = "PORTAL", text = "请停止联系我。" });

        file.Hold.Has(Hold.CeaseContact).ShouldBeTrue();
        file.With("ContactAllowedAgain", new { }).Hold.Reviews.Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("CEASE_CONTACT", "CEASE_CONTACT")]
    [InlineData("DISPUTE", "DISPUTE")]
    [InlineData("COMPLAINT", "COMPLAINT")]
    [InlineData("HARDSHIP", "HARDSHIP")]
    [InlineData("VULNERABLE", "VULNERABLE")]
    [InlineData("SELF_HARM", "ILLNESS_BEREAVEMENT_DISASTER")]
    [InlineData("REPRESENTED", "REPRESENTED")]
    [InlineData("DEATH", "DECEASED")]
    [InlineData("INSOLVENCY", "INSOLVENCY")]
    [InlineData("FRAUD", "FRAUD_VICTIM")]
    [InlineData("NO_VISIT", null)]
    [InlineData("NONE_OF_THESE", null)]
    public void B4_What_no_pattern_finds_whoever_reads_the_message_says_and_its_hold_opens_at_once(string meant, string? hold)
    {
        var file = Files.Open().With("InboundMessage", new { text = "synthetic words that no pattern knows", channel = "PORTAL" }, id: "m-1");
        file.Holds.ShouldBeEmpty();

        file.With("MessageAnswered", new { id = "m-1", by = "desk", meant = new[] { meant } }, id: "a-1").Holds.ShouldBe(hold is null ? [] : [hold]);
    }

    [Fact]
    public void S23_An_objection_that_its_sender_and_its_reader_name_is_one_and_is_called_by_the_message()
    {
        var file = Files.Open().With("InboundMessage", new { intent = "DISPUTE", channel = "PORTAL" }, id: "m-1").With("MessageAnswered", new { id = "m-1", by = "desk", meant = new[] { "DISPUTE", "COMPLAINT" } }, id: "a-1");

        (file.Rights.OpenDisputes.ShouldHaveSingleItem().Id, file.Rights.OpenComplaints.ShouldHaveSingleItem().Id).ShouldBe(("m-1", "m-1"));
        file.With("DisputeResolved", new { id = "m-1", result = "REJECTED", answerRef = "doc:1" }).Hold.Reviews.ShouldHaveSingleItem().Hold.ShouldBe(Hold.Dispute);
    }

    [Fact]
    public void S34_Whoever_reads_a_message_closes_the_channel_by_which_it_came_or_those_that_are_named()
    {
        var file = Files.Open().With("InboundMessage", new { text = "synthetic", channel = "SMS" }, id: "m-1");

        file.With("MessageAnswered", new { id = "m-1", by = "desk", meant = new[] { "STOP_CHANNEL" } }).Customer.Preferences!.OptOut!.Value.ShouldBe([Channel.Sms]);
        file.With("MessageAnswered", new { id = "m-1", by = "desk", meant = new[] { "STOP_CHANNEL" }, channels = new[] { "CALL" } }).Customer.Preferences!.OptOut!.Value.ShouldBe([Channel.Call]);
    }

    private static Fact Message(object data) => Fact.Read("InboundMessage", JsonSerializer.SerializeToElement(data))!;
}
