using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Inbox;

/// <summary>What a customer's message was, as the person says who has read it. Patterns find what somebody thought of; until a person has said this, the house presses nobody (G4, decision 0034).</summary>
public enum MessageMeaning
{
    /// <summary>None of the others: a question, thanks, a piece of information. It stands alone.</summary>
    NoneOfThese,

    /// <summary>The customer wants no contact at all, or says that nothing will be paid (b.4 CEASE_CONTACT).</summary>
    CeaseContact,

    /// <summary>The customer wants to hear no more on some channels (S34, G5): those of the answer, else the one by which the message came.</summary>
    StopChannel,

    /// <summary>Nobody is to come to the door (T20, S52).</summary>
    NoVisit,

    /// <summary>The customer cannot pay as agreed (S24, T6).</summary>
    Hardship,

    /// <summary>Circumstances that raise the risk of harm (b.4 VULNERABLE).</summary>
    Vulnerable,

    /// <summary>Illness, bereavement or disaster in the house.</summary>
    Distress,

    /// <summary>The customer may do harm to himself (S39).</summary>
    SelfHarm,

    /// <summary>The customer objects to the debt or a part of it (S23).</summary>
    Dispute,

    /// <summary>The customer complains (S61).</summary>
    Complaint,

    /// <summary>Somebody else took the loan out in the customer's name (T48).</summary>
    Fraud,

    /// <summary>A lawyer speaks for the customer (b.4 REPRESENTED).</summary>
    Represented,

    /// <summary>The customer has died (T45).</summary>
    Death,

    /// <summary>A court has opened insolvency (T46).</summary>
    Insolvency,
}

/// <summary>What follows from it.</summary>
internal static class MessageMeanings
{
    /// <summary>Whether somebody who has read a message says that it was this.</summary>
    public static bool Says(this Fact fact, MessageMeaning meaning) => fact is MessageAnswered { Meant: { IsDefault: false } meant } && meant.Contains(meaning);

    /// <summary>The holds for which it gives ground (b.4), in the moment in which it is said.</summary>
    public static IEnumerable<Hold> Holds(Fact fact) => fact is MessageAnswered { Meant: { IsDefault: false } meant } ? meant.Select(HoldOf).OfType<Hold>().Distinct() : [];

    /// <summary>Why an answer cannot be taken as it is; null where it can.</summary>
    public static string? Fault(MessageAnswered answer, CustomerMessage message) => answer switch
    {
        { Meant.IsDefaultOrEmpty: true } => $"data.meant is empty: say what the message was, {FactJson.Word(MessageMeaning.NoneOfThese)} where it was nothing of the list",
        { Meant.Length: > 1 } when answer.Meant.Contains(MessageMeaning.NoneOfThese) => $"data.meant says {FactJson.Word(MessageMeaning.NoneOfThese)} and something else; it stands alone",
        { Channels.IsDefaultOrEmpty: false } when !answer.Says(MessageMeaning.StopChannel) => $"data.channels goes with {FactJson.Word(MessageMeaning.StopChannel)} in data.meant, which does not say it",
        { Channels: null or { IsDefaultOrEmpty: true } } when message.Channel is null && answer.Says(MessageMeaning.StopChannel) => "data.channels is missing: the message does not say by which channel it came, so say which ones the customer does not want",
        _ => null,
    };

    private static Hold? HoldOf(MessageMeaning meaning) => meaning switch
    {
        MessageMeaning.CeaseContact => Hold.CeaseContact,
        MessageMeaning.Hardship => Hold.Hardship,
        MessageMeaning.Vulnerable => Hold.Vulnerable,
        MessageMeaning.Distress or MessageMeaning.SelfHarm => Hold.IllnessBereavementDisaster,
        MessageMeaning.Dispute => Hold.Dispute,
        MessageMeaning.Complaint => Hold.Complaint,
        MessageMeaning.Fraud => Hold.FraudVictim,
        MessageMeaning.Represented => Hold.Represented,
        MessageMeaning.Death => Hold.Deceased,
        MessageMeaning.Insolvency => Hold.Insolvency,
        _ => null,
    };
}
