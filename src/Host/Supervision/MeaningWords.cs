using Doorstep.Workflows.Collections.Inbox;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Supervision;

/// <summary>What a customer's message may have been, in words for whoever has read it (S16).</summary>
internal static class MeaningWords
{
    /// <summary>One of them.</summary>
    public static Words Of(MessageMeaning meaning) => meaning switch
    {
        MessageMeaning.NoneOfThese => new("None of these", "均不属于（仅咨询或告知）"),
        MessageMeaning.CeaseContact => new("Wants no contact, or will not pay", "要求停止联系或拒绝还款"),
        MessageMeaning.StopChannel => new("Wants no more messages by this channel", "不愿再通过此渠道接收信息"),
        MessageMeaning.NoVisit => new("Wants nobody to come", "不同意上门"),
        MessageMeaning.Hardship => new("Cannot pay as agreed", "无力按约还款"),
        MessageMeaning.Vulnerable => new("Is vulnerable", "属需特别关怀客户"),
        MessageMeaning.Distress => new("Illness, bereavement or disaster", "患病、丧亲或受灾"),
        MessageMeaning.SelfHarm => new("May harm himself or herself", "有自伤风险"),
        MessageMeaning.Dispute => new("Objects to the debt", "对债务有异议"),
        MessageMeaning.Complaint => new("Complains", "投诉"),
        MessageMeaning.Fraud => new("The loan was taken out by somebody else", "称被他人冒名贷款"),
        MessageMeaning.Represented => new("A lawyer speaks for the customer", "已委托律师"),
        MessageMeaning.Death => new("The customer has died", "客户已去世"),
        MessageMeaning.Insolvency => new("Insolvency is open", "已进入破产程序"),
        MessageMeaning.WrongPerson => new("Somebody else has this number or address", "号码或地址已属他人"),
        _ => throw new ArgumentOutOfRangeException(nameof(meaning), meaning, "No words."),
    };
}
