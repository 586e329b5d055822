using System.Collections.Immutable;
using Doorstep.Workflows.Collections.People;

namespace Doorstep.Workflows.Collections.Facts;

/// <summary>The customer objects to the debt or a part of it (S23).</summary>
[Reported("any")]
public sealed record DisputeRaised(string? Ground = null, ImmutableArray<string>? Items = null, bool? CreditData = null) : Fact;

/// <summary>What a review of an objection found.</summary>
public enum DisputeResult
{
    /// <summary>The customer is right; nothing is owed (T47).</summary>
    Upheld,

    /// <summary>The debt stands, and the customer has it in writing.</summary>
    Rejected,

    /// <summary>The balance was wrong and is corrected (T47).</summary>
    Corrected,
}

/// <summary>An objection is answered in writing.</summary>
/// <param name="Result">What was found.</param>
/// <param name="AnswerRef">The written answer, or its reason in a sentence.</param>
/// <param name="By">Who answers.</param>
/// <param name="Id">Which one: the id of the event that raised it. Where several are open it has to be said.</param>
[Reported("any")]
public sealed record DisputeResolved(DisputeResult Result, string? AnswerRef = null, string? By = null, string? Id = null) : Fact;

/// <summary>A complaint, by any way: the regulator's lines too (S61).</summary>
/// <param name="Category">What it is about.</param>
/// <param name="Accused">Whom it is about: the token of an agent, or whatever the customer calls somebody. No complaint is turned away for the way in which it is told; who is meant by a name is for the desk to find out.</param>
/// <param name="Via">By which way it came.</param>
/// <param name="IsComplex">It takes the longer time to answer.</param>
/// <param name="Named">What the customer has called the accused, where the house has found out by its registers whose token that is.</param>
[Reported("any")]
[Example("""{"category":"CONDUCT","accused":"agent_syn_1","via":"HOTLINE"}""")]
public sealed record ComplaintFiled(string? Category = null, string? Accused = null, string? Via = null, bool? IsComplex = null, string? Named = null) : Fact;

/// <summary>Somebody has found out whom a complaint is about that names a person as customers do (S61). Until then nobody visits the complainant.</summary>
/// <param name="By">Who says so.</param>
/// <param name="Id">Which complaint: the id of the event that filed it.</param>
/// <param name="Accused">Who is meant; null: nobody of the house.</param>
/// <param name="Also">Who else is: a complaint may be about several.</param>
/// <param name="NotMeant">Who is named in its words and is not meant. Everybody of the register whom the words name is one or the other.</param>
[Reported("bank")]
public sealed record AccusedIdentified(string By, string Id, [Token] string? Accused = null, [Token] ImmutableArray<string>? Also = null, [Token] ImmutableArray<string>? NotMeant = null) : Fact;

/// <summary>A complaint is answered by somebody it was not about.</summary>
/// <param name="Result">What was found.</param>
/// <param name="AnswerRef">The written answer, or its reason in a sentence.</param>
/// <param name="By">Who answers.</param>
/// <param name="Id">Which one: the id of the event that filed it. Where several are open it has to be said.</param>
[Reported("any")]
public sealed record ComplaintClosed(string? Result = null, string? AnswerRef = null, string? By = null, string? Id = null) : Fact;

/// <summary>Somebody says the loan was taken out in their name by another.</summary>
[Reported("any")]
public sealed record FraudReported(string? Ground = null, string? ReportRef = null) : Fact;

/// <summary>The customer is the victim of identity theft (T48).</summary>
[Reported("risk")]
public sealed record FraudConfirmed(string? FindingsRef = null) : Fact;

/// <summary>No fraud was found.</summary>
[Reported("risk")]
public sealed record FraudCleared(string? FindingsRef = null) : Fact;

/// <summary>Somebody posed as one of ours (S44, S51).</summary>
[Reported("customer")]
public sealed record FakeAgentReported(string? Code = null, string? Place = null) : Fact;

/// <summary>Somebody asks whether a visitor is one of ours (S51).</summary>
[Reported("customer")]
public sealed record IdentityVerificationRequested(string? Code = null, string? Place = null) : Fact;

/// <summary>A consent is taken back; it counts from now (G5). Read broadly: the consent with the id and every one whose scope the words name, whatever their case, a channel such as EMAIL and ALL included; neither: all of them. A channel that was chosen before is not chosen any more.</summary>
[Reported("customer")]
[Example("""{"scope":"CONTACT_EMAIL"}""")]
public sealed record ConsentWithdrawn(string? Scope = null, string? ConsentId = null) : Fact;

/// <summary>A consent is given. Heard of late, it does not undo a newer withdrawal, whatever that was about: whoever wants it asks again.</summary>
[Reported("customer")]
[OvertakenBy(typeof(ConsentWithdrawn))]
public sealed record ConsentGiven(string Id, string Scope, DateOnly? Until = null) : Fact;

/// <summary>The customer's own choice of channels, hours and form (S32–S34). What is left out stays as it is.</summary>
[Reported("customer")]
public sealed record PreferenceChanged(
    ImmutableArray<Channel>? Channels = null, [LooksLike("([01][0-9]|2[0-3]):[0-5][0-9]", "10:00")] string? NotBefore = null,
    [LooksLike("([01][0-9]|2[0-3]):[0-5][0-9]", "17:00")] string? NotAfter = null, ImmutableArray<Channel>? OptOut = null, [OneOf(typeof(CustomerWords), nameof(CustomerWords.Profiles))] string? CommsProfile = null,
    [OneOf(typeof(CustomerWords), nameof(CustomerWords.Languages))] string? Language = null) : Fact;

/// <summary>The customer does not want to be contacted, on some channels or at all.</summary>
[Reported("customer")]
[OvertakenBy(typeof(ContactAllowedAgain))]
public sealed record CeaseContactRequested(ImmutableArray<Channel>? Channels = null, string? TextRef = null) : Fact;

/// <summary>The customer lifts the wish not to be contacted.</summary>
[Reported("customer")]
[OvertakenBy(typeof(CeaseContactRequested))]
public sealed record ContactAllowedAgain(string? TextRef = null) : Fact;

/// <summary>Who speaks for the customer.</summary>
public enum AdviserKind
{
    /// <summary>A lawyer: contact goes there (G15).</summary>
    Lawyer,

    /// <summary>A not-for-profit debt adviser (CONC 7.3.11).</summary>
    DebtAdviser,
}

/// <summary>Somebody speaks for the customer from now on (S62).</summary>
/// <param name="Adviser">Who: a token or a name.</param>
/// <param name="Scope">What for.</param>
/// <param name="Kind">A lawyer or a debt adviser.</param>
/// <param name="Contact">Number or address at which that is; nothing goes to another one in the adviser's name (G3).</param>
[Reported("customer")]
[Example("""{"adviser":"adviser_syn_1","scope":"all","kind":"LAWYER","contact":"+00-0000-000-500"}""")]
public sealed record RepresentativeAppointed(string? Adviser = null, string? Scope = null, AdviserKind Kind = AdviserKind.Lawyer, string? Contact = null) : Fact;

/// <summary>Nobody does any more.</summary>
[Reported("customer")]
[OvertakenBy(typeof(RepresentativeAppointed))]
public sealed record RepresentativeWithdrawn(string? Adviser = null) : Fact;
