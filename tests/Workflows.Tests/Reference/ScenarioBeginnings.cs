namespace Doorstep.Workflows.Tests.Reference;

/// <summary>How cases come to where a scenario begins.</summary>
internal static partial class Scenarios
{
    public const string ToEscalated = """
        +1d ContactAttempted channel=CALL result=NO_ANSWER → Contact/RemoteContact
        +1d ContactAttempted channel=SMS result=DELIVERED → Contact/RemoteContact
        +1d ContactAttempted channel=CALL result=NO_ANSWER → Contact/RemoteContact
        +26d → Contact/RemoteContact
        +1d → Escalated

        """;

    public const string ToVisit = ToEscalated + """
        EscalationReviewed decision=VISIT by=s1 purpose=HEAR → Visit/VisitReview

        """;

    public const string ToInvited = ToVisit + """
        +1d VisitReviewed decision=APPROVED by=s2 → Visit/AppointmentPending

        """;

    public const string ToAppointment = ToInvited + """
        +2d AppointmentConfirmed place=HOME → Visit/AppointmentConfirmed

        """;

    public const string ToDoor = ToAppointment + """
        +6d VisitCheckedIn agents=a1|a2 → Visit/AppointmentConfirmed
        ActDecided actId=v1 kind=VISIT purpose=DEMAND allowed=true → Visit/VisitInProgress

        """;

    public const string ToReport = ToDoor + """
        +15m SafeCheckIn → Visit/VisitInProgress
        +15m SafeCheckIn → Visit/VisitInProgress
        +10m VisitCheckedOut → Visit/VisitReporting
        +3h VisitReportFiled → Visit/VisitReporting

        """;

    public const string ToAssessment = """
        +2d HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment

        """;

    public const string ToOffer = ToAssessment + """
        +5d IncomeStatementSubmitted left=33333 → Hardship/HardshipAssessment
        EvidenceUploaded kind=FINANCIAL_DOCUMENT docType=BANK_STATEMENT issued=+0 → Hardship/HardshipAssessment
        +5d HardshipAssessed decision=AFFORDABLE → Hardship/PlanOffered

        """;

    public const string ToPlan = ToOffer + """
        +3d PlanProposed months=4 instalment=25000 firstDue=+20 → Hardship/PlanOffered
        EvidenceUploaded kind=COMPREHENSION_CHECK → Hardship/PlanOffered
        EvidenceUploaded kind=PLAN_AGREEMENT → Hardship/PlanOffered
        PlanAccepted → Hardship/PlanActive

        """;

    public const string ToPlanReview = ToPlan + """
        +27d → Hardship/PlanActive
        +1d → Hardship/PlanReview

        """;

    /// <summary>Nobody thinks of a court before help was offered (T15, G12).</summary>
    public const string Offered = """
        ActDecided actId=a1 kind=LETTER purpose=SERVICE allowed=true template=HARDSHIP_INVITATION → Escalated

        """;

    public const string OfferedAtVisit = """
        ActDecided actId=a1 kind=LETTER purpose=SERVICE allowed=true template=HARDSHIP_INVITATION → Visit/VisitReporting

        """;

    public const string ToLegal = ToEscalated + Offered + """
        EscalationReviewed decision=LEGAL → Legal/LegalReview

        """;

    public const string ToNotice = ToLegal + """
        +4d LegalReviewed decision=REFER by=l1 secondBy=l2 → Legal/NoticeGiven
        ActDecided actId=n1 kind=LETTER purpose=LEGAL_NOTICE allowed=true template=PRE_ACTION → Legal/NoticeGiven

        """;

    public const string ToCourt = ToNotice + """
        +9d → Legal/NoticeGiven
        +1d → Legal/ReferralReady
        ActDecided actId=r1 kind=LEGAL_REFERRAL purpose=DEMAND allowed=true → Legal/LegalReferred

        """;

    public const string ToIntervention = ToDoor + """
        SafetyAlert agent=a1 → ManualIntervention

        """;

    public const string ToTaken = ToIntervention + """
        +1h InterventionAcknowledged by=m1 → InterventionTaken

        """;

    public const string ToEvasion = ToEscalated + """
        EvasionSuspected kinds=ASSETS_MOVED|ABLE_TO_PAY → EvasionReview

        """;

    /// <summary>Something shows the signs, and the customer has been asked (T50).</summary>
    public const string ToAsked = ToEvasion + """
        EvidenceUploaded kind=CONTRACT → EvasionReview
        ActDecided actId=v1 kind=LETTER purpose=SERVICE allowed=true template=EVASION_REPLY → EvasionReview

        """;

    public const string ToTracing = """
        ContactAttempted channel=CALL result=INVALID_NUMBER → Contact/Unreachable

        """;

    public const string ToTraced = ToTracing + """
        +3d TracingStepTaken means=OWN_CONTACTS by=a1 → Contact/Unreachable
        TracingStepTaken means=LAWFUL_SOURCE by=a1 source=REGISTER → Contact/Unreachable
        TracingStepTaken means=LAST_ADDRESS by=a1 ref=letter_syn_1 → Contact/Unreachable

        """;
}
