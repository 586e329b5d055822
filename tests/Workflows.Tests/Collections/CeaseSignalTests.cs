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
    public void Who_writes_to_stop_or_that_nothing_will_be_paid_is_contacted_no_more(string text) => CeaseSignal.In(Message(new { text, channel = "PORTAL" })).ShouldBeTrue();

    [Theory]
    [InlineData("我没有拒绝还款，只是晚几天")]
    [InlineData("如果停止联系我会怎样")]
    [InlineData("请联系我")]
    [InlineData("I do not refuse to pay.")]
    [InlineData("Do not contact me at work before six")]
    [InlineData("Please contact me on Friday")]
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

    [Fact]
    public void A_wish_that_is_written_opens_the_hold_and_only_the_customer_lifts_it()
    {
        var file = Files.Open().With("InboundMessage", new { intent = "TALK", channel = "PORTAL", text = "请停止联系我。" });

        file.Hold.Has(Hold.CeaseContact).ShouldBeTrue();
        file.With("ContactAllowedAgain", new { }).Hold.Reviews.Count().ShouldBe(1);
    }

    private static Fact Message(object data) => Fact.Read("InboundMessage", JsonSerializer.SerializeToElement(data))!;
}
