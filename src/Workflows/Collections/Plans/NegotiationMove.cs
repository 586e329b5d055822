using System.Text.Json.Serialization;

namespace Doorstep.Workflows.Collections.Plans;

/// <summary>Whose move it is.</summary>
public enum Side
{
    /// <summary>The bank's.</summary>
    Bank,

    /// <summary>The customer's.</summary>
    Customer,
}

/// <summary>One step of a negotiation (S8).</summary>
/// <param name="By">Which side.</param>
/// <param name="Who">The person, as the journal names one.</param>
/// <param name="At">When (UTC).</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "move")]
[JsonDerivedType(typeof(Offered), "OFFERED")]
[JsonDerivedType(typeof(Accepted), "ACCEPTED")]
[JsonDerivedType(typeof(Rejected), "REJECTED")]
public abstract record NegotiationMove(Side By, string Who, DateTimeOffset At)
{
    /// <summary>An offer, or a counter-offer: the next version.</summary>
    /// <param name="By">Which side.</param>
    /// <param name="Who">The person.</param>
    /// <param name="At">When.</param>
    /// <param name="Terms">What is offered.</param>
    /// <param name="Reason">Why these terms.</param>
    public sealed record Offered(Side By, string Who, DateTimeOffset At, PlanTerms Terms, string Reason) : NegotiationMove(By, Who, At);

    /// <summary>The other side takes the offer.</summary>
    /// <param name="By">Which side.</param>
    /// <param name="Who">The person.</param>
    /// <param name="At">When.</param>
    /// <param name="Version">Of the offer that is taken.</param>
    /// <param name="Terms">What was taken, as the acceptance itself says it.</param>
    /// <param name="Consent"><c>SIGNED</c> or <c>RECORDED</c>: an oral agreement is recorded, and the recording is kept until it is settled ([CARD] art. 70).</param>
    public sealed record Accepted(Side By, string Who, DateTimeOffset At, int Version, PlanTerms Terms, string Consent) : NegotiationMove(By, Who, At);

    /// <summary>The other side does not want it. It may be followed by another offer.</summary>
    /// <param name="By">Which side.</param>
    /// <param name="Who">The person.</param>
    /// <param name="At">When.</param>
    /// <param name="Reason">Why, where somebody said so.</param>
    public sealed record Rejected(Side By, string Who, DateTimeOffset At, string Reason) : NegotiationMove(By, Who, At);
}
