namespace Doorstep.Workflows.Collections.Acts;

/// <summary>What may leave the house: every one of these is planned, decided on and only then carried out.</summary>
public enum ActKind
{
    /// <summary>A telephone call.</summary>
    Call,

    /// <summary>A text message.</summary>
    Sms,

    /// <summary>An e-mail.</summary>
    Email,

    /// <summary>An instant message.</summary>
    Im,

    /// <summary>A letter.</summary>
    Letter,

    /// <summary>An invitation to an appointment.</summary>
    AppointmentInvitation,

    /// <summary>A visit.</summary>
    Visit,

    /// <summary>A question to a third party where the customer is.</summary>
    ThirdPartyEnquiry,

    /// <summary>Giving the case to an agency.</summary>
    AgencyAssignment,

    /// <summary>Referring the case to a legal procedure.</summary>
    LegalReferral,

    /// <summary>Reporting to a credit bureau.</summary>
    CreditReport,

    /// <summary>A written message by whichever way suits the customer. The desk makes an SMS, an e-mail, an instant message or a letter of it at the moment of the act; as
    /// it stands it is never allowed.</summary>
    Message,
}

/// <summary>What an act is for. A hold that blocks demands lets help and lawful notices through.</summary>
public enum ActPurpose
{
    /// <summary>To get paid.</summary>
    Demand,

    /// <summary>To help or to answer: hardship, disputes, complaints, condolence.</summary>
    Service,

    /// <summary>A notice that the law wants.</summary>
    LegalNotice,

    /// <summary>To find the customer, and nothing else (G6).</summary>
    Locate,
}
