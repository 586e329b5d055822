using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Acts;

/// <summary>Whom an act is meant for.</summary>
public enum Recipient
{
    /// <summary>The customer.</summary>
    Customer,

    /// <summary>Whoever administers the estate of a customer who has died.</summary>
    EstateAdministrator,

    /// <summary>The guardian of a customer who cannot act alone.</summary>
    Guardian,

    /// <summary>The customer's lawyer or adviser.</summary>
    Adviser,

    /// <summary>Anybody else: relatives, colleagues, neighbours.</summary>
    ThirdParty,

    /// <summary>An agency, a bureau, counsel: somebody with a contract, not a person of the customer's life.</summary>
    Institution,
}

/// <summary>Something that is to leave the house. It is planned, decided on just before it is carried out (b.1 rule 2), and only then done.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Purpose">What for.</param>
/// <param name="Recipient">For whom.</param>
/// <param name="Template">Class of the template it uses, such as <c>REMINDER</c>.</param>
/// <param name="To">Number, address or token of a contact point; null: the customer's first that is verified.</param>
/// <param name="DisclosesDebt">It says something of the debt.</param>
/// <param name="ProvesIdentityFirst">The script proves who is there before it says anything (G3).</param>
/// <param name="Fields">Names of the data that it carries (G14).</param>
/// <param name="Place">Where a visit is.</param>
/// <param name="EntersDwelling">The team means to go inside.</param>
/// <param name="Team">Tokens of the agents of a visit.</param>
/// <param name="IsSpecialist">The team is trained for vulnerable customers.</param>
/// <param name="AuthorisationId">The visit's authorisation (S17).</param>
/// <param name="Agency">The agency that is to get the case.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="NowOrNever">Refused, it is dropped: a team at the door does not wait for a lawful moment.</param>
/// <param name="NotBefore">It comes up then and no earlier (UTC); null: at once.</param>
/// <param name="OnlyInState">The act is moot once the case has left this state; null: it never is.</param>
public sealed record PlannedAct(
    ActKind Kind, ActPurpose Purpose = ActPurpose.Demand, Recipient Recipient = Recipient.Customer, string? Template = null, string? To = null, bool DisclosesDebt = true,
    bool ProvesIdentityFirst = true, ImmutableArray<string>? Fields = null, VisitPlace? Place = null, bool EntersDwelling = false, ImmutableArray<string>? Team = null, bool IsSpecialist = false,
    string? AuthorisationId = null, string? Agency = null, string? RequestedBy = null, bool NowOrNever = false, DateTimeOffset? NotBefore = null, string? OnlyInState = null)
{
    /// <summary>The channel that it uses; null for one that uses none.</summary>
    internal Channel? Channel => Kind switch
    {
        ActKind.Call or ActKind.ThirdPartyEnquiry => Facts.Channel.Call,
        ActKind.Sms => Facts.Channel.Sms,
        ActKind.Email => Facts.Channel.Email,
        ActKind.Im => Facts.Channel.Im,
        ActKind.Letter or ActKind.AppointmentInvitation => Facts.Channel.Letter,
        _ => null,
    };

    /// <summary>It reaches into the life of a person: everything but what goes to institutions.</summary>
    internal bool IsContact => Kind is not (ActKind.AgencyAssignment or ActKind.LegalReferral or ActKind.CreditReport);

    /// <summary>It is written to somebody, so that without words there is nothing to send. An invitation has words of its own.</summary>
    internal bool IsWritten => Kind is ActKind.Sms or ActKind.Email or ActKind.Im or ActKind.Letter or ActKind.Message;

    /// <summary>Hours and caps bind it (G1, G2, T4): whatever meets the person at that very moment, and a letter as well, for a letter is a contact. Help, answers and
    /// notices that the law wants go by post whenever they are ready; they count, and only the same one again is held up.</summary>
    internal bool IsPaced => Kind is ActKind.Call or ActKind.Sms or ActKind.Im or ActKind.Email or ActKind.Visit or ActKind.ThirdPartyEnquiry
        || Kind == ActKind.AppointmentInvitation || (Kind == ActKind.Letter && Purpose is not (ActPurpose.Service or ActPurpose.LegalNotice));
}
