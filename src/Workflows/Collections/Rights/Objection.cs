using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Inbox;

namespace Doorstep.Workflows.Collections.Rights;

/// <summary>A customer objects or complains by any channel (b.4 DISPUTE, COMPLAINT; S23, S61): by the fact, or by a message of which its sender, or whoever reads it, says that it is one.</summary>
internal static class Objection
{
    private static readonly string[] Disputes = ["DISPUTE", "OBJECTION"];

    private static readonly string[] Complaints = ["COMPLAINT", "COMPLAIN"];

    /// <summary>Whether a fact is an objection to the debt.</summary>
    public static bool IsDispute(Fact fact) => fact is DisputeRaised || IsIntent(fact, Disputes) || fact.Says(MessageMeaning.Dispute);

    /// <summary>Whether a fact is a complaint.</summary>
    public static bool IsComplaint(Fact fact) => fact is ComplaintFiled || IsIntent(fact, Complaints) || fact.Says(MessageMeaning.Complaint);

    /// <summary>What it is called: the id of the event that brought it. What is found in a message by whoever reads it came with the message.</summary>
    public static string IdOf(Fact fact, FactMoment moment) => (fact as MessageAnswered)?.Id ?? moment.EventId;

    private static bool IsIntent(Fact fact, string[] known) =>
        fact switch { InboundMessage message => message.Intent, CustomerReply reply => reply.Intent, _ => null } is { } intent && known.Contains(intent.Trim(), StringComparer.OrdinalIgnoreCase);
}
