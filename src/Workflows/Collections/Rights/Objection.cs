using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Rights;

/// <summary>A customer objects or complains by any channel (b.4 DISPUTE, COMPLAINT; S23, S61): by the fact, or by a message whose sender says that it is one.</summary>
internal static class Objection
{
    private static readonly string[] Disputes = ["DISPUTE", "OBJECTION"];

    private static readonly string[] Complaints = ["COMPLAINT", "COMPLAIN"];

    /// <summary>Whether a fact is an objection to the debt.</summary>
    public static bool IsDispute(Fact fact) => fact is DisputeRaised || IsIntent(fact, Disputes);

    /// <summary>Whether a fact is a complaint.</summary>
    public static bool IsComplaint(Fact fact) => fact is ComplaintFiled || IsIntent(fact, Complaints);

    private static bool IsIntent(Fact fact, string[] known) =>
        fact switch { InboundMessage message => message.Intent, CustomerReply reply => reply.Intent, _ => null } is { } intent && known.Contains(intent.Trim(), StringComparer.OrdinalIgnoreCase);
}
