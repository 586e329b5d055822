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

    /// <summary>Somebody else has it, who does not know the customer: the number or address is the customer's no more (G3).</summary>
    WrongPerson,
}

/// <summary>What follows from it.</summary>
internal static class MessageMeanings
{
    /// <summary>Whether somebody who has read a message says that it was this.</summary>
    public static bool Says(this Fact fact, MessageMeaning meaning) => Of(fact).Contains(meaning);

    /// <summary>What somebody who has read it, or was on the line, says that it was; empty: nobody says so.</summary>
    public static ImmutableArray<MessageMeaning> Of(Fact fact) => fact switch
    {
        MessageAnswered { Meant: { IsDefault: false } meant } => meant,
        InboundMessage { Channel: Channel.Call, Meant: { IsDefault: false } meant } => meant,
        CustomerReply { Channel: Channel.Call, Meant: { IsDefault: false } meant } => meant,
        ContactOutcome { Meant: { IsDefault: false } meant } => meant,
        _ => [],
    };

    /// <summary>The holds for which it gives ground (b.4), in the moment in which it is said.</summary>
    public static Hold[] Holds(Fact fact) => Of(fact) is { IsEmpty: false } meant ? [.. meant.Select(HoldOf).OfType<Hold>().Distinct()] : [];

    /// <summary>Why a message cannot be taken as it is; null where it can.</summary>
    public static string? Fault(Channel? channel, ImmutableArray<MessageMeaning>? meant, string? by) => meant switch
    {
        null => by is null ? null : "data.by goes with data.meant: it says who was on the line and what the call was",
        _ when channel != Channel.Call => "data.meant is for a call, where somebody was on the line; what was written is read by MessageAnswered",
        { IsDefaultOrEmpty: true } => Empty,
        _ when by is null => "data.by is missing: it says who was on the line",
        { Length: > 1 } many when many.Contains(MessageMeaning.NoneOfThese) => Twofold,
        _ => null,
    };

    private static string Empty => $"data.meant is empty: say what the message was, {FactJson.Word(MessageMeaning.NoneOfThese)} where it was nothing of the list";

    private static string Twofold => $"data.meant says {FactJson.Word(MessageMeaning.NoneOfThese)} and something else; it stands alone";

    /// <summary>Why an answer cannot be taken as it is; null where it can.</summary>
    public static string? Fault(MessageAnswered answer, CustomerMessage message) => answer switch
    {
        { Meant.IsDefaultOrEmpty: true } => Empty,
        { Meant.Length: > 1 } when answer.Meant.Contains(MessageMeaning.NoneOfThese) => Twofold,
        { Channels.IsDefaultOrEmpty: false } when !answer.Says(MessageMeaning.StopChannel) => $"data.channels goes with {FactJson.Word(MessageMeaning.StopChannel)} in data.meant, which does not say it",
        { Channels: null or { IsDefaultOrEmpty: true } } when message.Channel is null or Channel.Portal && answer.Says(MessageMeaning.StopChannel) => "data.channels is missing: the message came by no channel that the house could stop using, so say which ones the customer does not want",
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
