namespace Doorstep.Workflows.Tests.Reference;

/// <summary>The ways through the shipped definitions, told in rows. The numbers T… are those of domain.md b.5.</summary>
internal static partial class Scenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. Contact(), .. Review(), .. Visit(), .. Plan(), .. Legal(), .. Anywhere(), .. Overrides(),
    ];

    private static IEnumerable<Scenario> Contact() =>
    [
        new("A kept promise goes back to contact, and a cured account closes", """
            PromiseMade amount=30000 date=+7 → Contact/PtpActive
            +3d PaymentReceived amount=10000 → Contact/PtpActive
            +3d PaymentReceived amount=20000 → Contact/RemoteContact
            AccountCured → ClosedCured
            """),
        new("A second broken promise is a sign of hardship and no offence", """
            PromiseMade amount=30000 date=+7 → Contact/PtpActive
            +10d → Contact/PtpActive
            +1d → Contact/RemoteContact
            PromiseMade amount=30000 date=+7 → Contact/PtpActive
            +11d → Hardship/HardshipAssessment
            """),
        new("A payment after the grace does not keep the promise", """
            PromiseMade amount=30000 date=+7 → Contact/PtpActive
            +12d PaymentReceived amount=30000 → Contact/RemoteContact
            PromiseMade amount=30000 date=+7 → Contact/PtpActive
            +11d → Hardship/HardshipAssessment
            """),
        new("A promise can be renewed once; the next time somebody asks what changed", """
            PromiseMade amount=30000 date=+7 → Contact/PtpActive
            +5d PromiseMade amount=30000 date=+7 → Contact/PtpActive
            +5d PromiseMade amount=30000 date=+7 → Hardship/HardshipAssessment
            """),
        new("Part of a promise asks for a new one; without it somebody asks what changed", """
            PromiseMade amount=30000 date=+7 → Contact/PtpActive
            +3d PaymentReceived amount=10000 → Contact/PtpActive
            +7d → Contact/PtpActive
            +1d → Hardship/HardshipAssessment
            """),
        new("A promise for later than a fortnight opens nothing", """
            PromiseMade amount=30000 date=+15 → Contact/RemoteContact
            PromiseMade amount=30000 date=+14 → Contact/PtpActive
            PromiseMade amount=30000 date=+15 → Contact/PtpActive
            +17d → Contact/PtpActive
            +1d → Contact/RemoteContact
            """),
        new("Three failures in a row end outreach, and a restored contact has fifteen days", """
            ContactAttempted channel=CALL result=NO_ANSWER → Contact/RemoteContact
            +1d ContactAttempted channel=SMS result=DELIVERED → Contact/RemoteContact
            +1d ContactAttempted channel=LETTER result=UNDELIVERED → Contact/RemoteContact
            +1d ContactAttempted channel=CALL result=NO_ANSWER → Contact/Unreachable
            +9d ContactRestored source=REGISTER → Contact/RemoteContact
            +14d → Contact/RemoteContact
            +1d → Escalated
            """),
        new("A customer who replies while being traced is in contact again", ToTracing + "+3d CustomerReply intent=TALK → Contact/RemoteContact"),
        new("A customer who writes while being traced is in contact again", ToTracing + "+3d InboundMessage intent=TALK → Contact/RemoteContact"),
        new("A customer who promises while being traced has promised", ToTracing + "+3d PromiseMade amount=30000 date=+7 → Contact/PtpActive"),
        new("Thirty days of tracing lead to a person", ToTracing + "+30d → Escalated"),
        new("Lawful means that are exhausted lead to a person, and saying so without them to nobody", ToTracing + """
            +4d TracingExhausted → Contact/Unreachable
            TracingStepTaken means=OWN_CONTACTS by=a1 → Contact/Unreachable
            TracingStepTaken means=LAWFUL_SOURCE by=a1 source=REGISTER → Contact/Unreachable
            TracingExhausted → Contact/Unreachable
            TracingStepTaken means=LAST_ADDRESS by=a1 ref=letter_syn_1 → Contact/Unreachable
            TracingExhausted → Escalated
            """),
        new("One sign of evasion is none, two are looked into", ToTracing + """
            EvasionSuspected kinds=ASSETS_MOVED| → Contact/Unreachable
            EvasionSuspected kinds=ASSETS_MOVED|ABLE_TO_PAY → EvasionReview
            """),
        new("Contact without enough attempts is stuck after twice its clock", "+59d → Contact/RemoteContact\n+1d → ManualIntervention"),
        new("A thirty-day clock that is due waits for the attempt that exhausts contact", """
            ContactAttempted channel=CALL result=NO_ANSWER → Contact/RemoteContact
            +1d ContactAttempted channel=SMS result=DELIVERED → Contact/RemoteContact
            +39d → Contact/RemoteContact
            ContactAttempted channel=SMS result=DELIVERED → Escalated
            """),
    ];

    private static IEnumerable<Scenario> Review() =>
    [
        new("A reviewer sends the case back to contact", ToEscalated + "+2d EscalationReviewed decision=REMOTE → Contact/RemoteContact"),
        new("A customer's reply goes back to contact", ToEscalated + "+2d CustomerReply intent=TALK → Contact/RemoteContact"),
        new("A customer's letter goes back to contact", ToEscalated + "+2d InboundMessage intent=TALK → Contact/RemoteContact"),
        new("A promise made to the reviewer is kept like any other", ToEscalated + """
            +2d PromiseMade amount=30000 date=+7 → Contact/PtpActive
            +7d PaymentReceived amount=30000 → Contact/RemoteContact
            """),
        new("Ten business days without a decision call a supervisor", ToEscalated + "+13d → Escalated\n+1d → ManualIntervention"),
        new("Cleared of evasion goes back to review", ToEvasion + """
            +9d CustomerReply intent=TALK → EvasionReview
            EvasionReviewed decision=CLEARED by=c1 secondBy=c2 → Escalated
            """),
        new("Substantiated evasion is reviewed by lawyers, not punished, once the last of ten days to answer is over", ToAsked + """
            +10d EvasionReviewed decision=SUBSTANTIATED by=c1 secondBy=c2 → EvasionReview
            +1d EvasionReviewed decision=SUBSTANTIATED by=c1 → EvasionReview
            EvasionReviewed decision=SUBSTANTIATED by=c1 secondBy=c1 → EvasionReview
            EvasionReviewed decision=SUBSTANTIATED by=c1 secondBy=c2 → Legal/LegalReview
            """),
        new("A customer who was heard has the say until the day that the letter names", ToAsked + """
            +2d EvasionReviewed decision=SUBSTANTIATED by=c1 secondBy=c2 customerHeard=true → EvasionReview
            StatementMade text=MINE → EvasionReview
            EvasionReviewed decision=SUBSTANTIATED by=c1 secondBy=c2 customerHeard=true → EvasionReview
            +9d EvasionReviewed decision=SUBSTANTIATED by=c1 secondBy=c2 customerHeard=true → Legal/LegalReview
            """),
        new("A sign that is added after the customer was heard is put to the customer anew", ToAsked + """
            +1d StatementMade text=MINE → EvasionReview
            EvasionSuspected kinds=ASSETS_MOVED|ABLE_TO_PAY → EvasionReview
            EvasionSuspected kinds=FALSE_STATEMENT| → EvasionReview
            EvasionReviewed decision=SUBSTANTIATED by=c1 secondBy=c2 customerHeard=true → EvasionReview
            ActDecided actId=v2 kind=LETTER purpose=SERVICE allowed=true template=EVASION_REPLY → EvasionReview
            +10d EvasionReviewed decision=SUBSTANTIATED by=c1 secondBy=c2 → EvasionReview
            +1d EvasionReviewed decision=SUBSTANTIATED by=c1 secondBy=c2 → Legal/LegalReview
            """),
        new("A reviewer finds evasion where there are two signs, and only there", """
            EvasionSuspected kinds=ASSETS_MOVED| → Contact/RemoteContact

            """ + ToEscalated + """
            EscalationReviewed decision=EVASION by=s1 → Escalated
            +1d EscalationReviewed decision=REMOTE by=s1 → Contact/RemoteContact
            EvasionSuspected kinds=ASSETS_MOVED|ABLE_TO_PAY → Contact/RemoteContact
            +30d → Escalated
            EscalationReviewed decision=EVASION by=s1 → EvasionReview
            """),
        new("An evasion review that nobody ends calls a supervisor", ToEvasion + """
            +27d → EvasionReview
            +1d → ManualIntervention
            """),
        new("A supervisor is asked again every two days and moves the case to contact", ToIntervention + """
            +5d → ManualIntervention
            InterventionResolved target=CONTACT → Contact/RemoteContact
            """),
        new("A stuck case that nobody takes up in four hours goes to the next tier, and one that is taken up is asked for again", ToIntervention + """
            +4h → ManualIntervention
            +1h InterventionAcknowledged by=m1 → InterventionTaken
            +3d → InterventionTaken
            +1d → ManualIntervention
            InterventionAcknowledged by=m1 → InterventionTaken
            InterventionResolved target=ESCALATED → Escalated
            """),
        new("A supervisor who took it up moves the case to contact", ToTaken + "InterventionResolved target=CONTACT → Contact/RemoteContact"),
        new("A supervisor who took it up moves the case to hardship", ToTaken + "InterventionResolved target=HARDSHIP → Hardship/HardshipAssessment"),
        new("A supervisor who took it up moves the case to legal review", ToTaken + "ActDecided actId=a1 kind=LETTER purpose=SERVICE allowed=true template=HARDSHIP_INVITATION → InterventionTaken\nInterventionResolved target=LEGAL secondBy=c1 → Legal/LegalReview"),
        new("A supervisor moves the case to review", ToIntervention + "+1d InterventionResolved target=ESCALATED → Escalated"),
        new("A supervisor moves the case to hardship", ToIntervention + "+1d InterventionResolved target=HARDSHIP → Hardship/HardshipAssessment"),
        new("A supervisor moves the case to legal review", ToIntervention + "ActDecided actId=a1 kind=LETTER purpose=SERVICE allowed=true template=HARDSHIP_INVITATION → ManualIntervention\n+1d InterventionResolved target=LEGAL secondBy=c1 → Legal/LegalReview"),
    ];

    private static IEnumerable<Scenario> Legal() =>
    [
        new("Counsel accepts: the case is handed over", ToCourt + """
            +200d → Legal/LegalReferred
            CourtMilestone stage=HEARING → Legal/LegalReferred
            CourtMilestone stage=JUDGMENT → ClosedLegalHandover
            """),
        new("A plan agreed in court is a plan", ToCourt + """
            +30d CourtMilestone stage=MEDIATED → Legal/LegalReferred

            """ + ReliefRows.Stated("Legal/LegalReferred") + ReliefRows.Agreed("Legal/LegalReferred", "Hardship/PlanActive") + """
            +20d PaymentReceived amount=100000 → ClosedPlanCompleted
            """),
        new("A settlement paid in court closes", ToCourt + """
            +30d SettlementPaid amount=10000 → Legal/LegalReferred
            SettlementAgreed amount=60000 → Legal/LegalReferred
            SettlementPaid amount=60000 → ClosedSettled
            """),
        new("An agreed sum that comes in full closes wherever the case is", ToEscalated + """
            SettlementAgreed amount=60000 → Escalated
            SettlementPaid amount=60000 → ClosedSettled
            """),
        new("An agreed sum that comes as a payment closes too", ToLegal + """
            SettlementAgreed amount=60000 → Legal/LegalReview
            PaymentReceived amount=60000 → ClosedSettled
            """),
        new("A referral that the guards put off waits, one that they refuse goes back to review, and two persons approve it anew without a second letter", ToNotice + """
            +10d → Legal/ReferralReady
            ActDecided actId=r1 kind=LEGAL_REFERRAL purpose=DEMAND allowed=false nextTryAt=2031-06-01T00:00:00Z → Legal/ReferralReady
            ActDecided actId=r1 kind=LEGAL_REFERRAL purpose=DEMAND allowed=false reason=STALE → Legal/ReferralReady
            ActDecided actId=r1 kind=LEGAL_REFERRAL purpose=DEMAND allowed=false reason=NOT_INFORMED against=G12|G4 → Legal/LegalReview
            +2d LegalReviewed decision=REFER by=l1 secondBy=l2 → Legal/ReferralReady
            ActDecided actId=r2 kind=LEGAL_REFERRAL purpose=DEMAND allowed=true → Legal/LegalReferred
            """),
        new("A customer who answers the letter before action is read by people first", ToNotice + """
            +3d InboundMessage text=no → Legal/LegalReview
            +1d LegalReviewed decision=REFER by=l1 secondBy=l2 → Legal/ReferralReady
            InboundMessage text=wait → Legal/LegalReview
            """),
        new("A customer who replies to the letter before action is read by people first", ToNotice + """
            +3d CustomerReply text=no → Legal/LegalReview
            +1d LegalReviewed decision=REFER by=l1 secondBy=l2 → Legal/ReferralReady
            CustomerReply text=wait → Legal/LegalReview
            """),
        new("A letter before action that may not go out takes nobody to court", ToLegal + """
            LegalReviewed decision=REFER by=l1 secondBy=l2 → Legal/NoticeGiven
            ActDecided actId=n1 kind=LETTER purpose=LEGAL_NOTICE allowed=false template=PRE_ACTION nextTryAt=2031-06-01T00:00:00Z → Legal/NoticeGiven
            ActDecided actId=n1 kind=LETTER purpose=LEGAL_NOTICE allowed=false template=PRE_ACTION reason=NO_ADDRESS → Legal/LegalReview
            """),
        new("A referral that nothing lets go returns", ToNotice + "+10d → Legal/ReferralReady\n+13d → Legal/ReferralReady\n+2d → Escalated"),
        new("Evasion that comes out after the letter before action is looked into", ToNotice + "EvasionSuspected kinds=ASSETS_MOVED|ABLE_TO_PAY → EvasionReview"),
        new("Evasion that comes out just before the referral is looked into", ToNotice + "+10d → Legal/ReferralReady\nEvasionSuspected kinds=ASSETS_MOVED|ABLE_TO_PAY → EvasionReview"),
        new("An approval of an earlier review refers nothing", ToLegal + """
            PlanProposed months=4 instalment=25000 → Legal/LegalReview
            LegalReviewed decision=REFER by=l1 secondBy=l2 → Legal/NoticeGiven
            EvasionSuspected kinds=ASSETS_MOVED|ABLE_TO_PAY → EvasionReview
            EvidenceUploaded kind=CONTRACT → EvasionReview
            ActDecided actId=v1 kind=LETTER purpose=SERVICE allowed=true template=EVASION_REPLY → EvasionReview
            +11d EvasionReviewed decision=SUBSTANTIATED by=c1 secondBy=c2 → Legal/LegalReview
            ActDecided actId=r1 kind=LEGAL_REFERRAL purpose=DEMAND allowed=true → Legal/LegalReview
            """),
        new("A returned review goes back", ToLegal + "+3d LegalReviewed decision=RETURN → Escalated"),
        new("A review that nobody ends never refers a case", ToLegal + "+13d → Legal/LegalReview\n+1d → Escalated"),
        new("Evasion that comes out in legal review is looked into", ToLegal + "EvasionSuspected kinds=ASSETS_MOVED|ABLE_TO_PAY → EvasionReview"),
    ];

    private static IEnumerable<Scenario> Anywhere() =>
    [
        new("A corrected balance starts contact again from review", ToEscalated + "DisputeRaised ground=AMOUNT → Escalated\nBalanceUpdated principal=90000 interest=6000 penalty=3000 fees=0 dpd=20 → Escalated\nDisputeResolved result=CORRECTED answerRef=a1 → Contact/RemoteContact"),
        new("A corrected balance ends the review of a visit", ToVisit + "DisputeRaised ground=AMOUNT → Visit/VisitReview\nBalanceUpdated principal=90000 interest=6000 penalty=3000 fees=0 dpd=20 → Visit/VisitReview\nDisputeResolved result=CORRECTED answerRef=a1 → Contact/RemoteContact"),
        new("A corrected balance ends an evasion review", ToEvasion + "DisputeRaised ground=AMOUNT → EvasionReview\nBalanceUpdated principal=90000 interest=6000 penalty=3000 fees=0 dpd=20 → EvasionReview\nDisputeResolved result=CORRECTED answerRef=a1 → Contact/RemoteContact"),
        new("A corrected balance ends a legal review", ToLegal + "DisputeRaised ground=AMOUNT → Legal/LegalReview\nBalanceUpdated principal=90000 interest=6000 penalty=3000 fees=0 dpd=20 → Legal/LegalReview\nDisputeResolved result=CORRECTED answerRef=a1 → Contact/RemoteContact"),
        new("A rejected dispute changes nothing", ToLegal + "DisputeRaised ground=AMOUNT → Legal/LegalReview\nDisputeResolved result=REJECTED answerRef=a1 → Legal/LegalReview"),
        new("An upheld dispute closes as not owed", "DisputeRaised ground=AMOUNT → Contact/RemoteContact\nDisputeResolved result=UPHELD answerRef=a1 → ClosedNotOwed"),
        new("An objection that nobody has raised is upheld by nobody", "DisputeResolved result=UPHELD answerRef=a1 → Contact/RemoteContact"),
        new("A death that is only reported changes no state, a certified one closes", "CustomerDeceased evidence=REPORTED → Contact/RemoteContact\nCustomerDeceased evidence=CERTIFIED → ClosedEstate"),
        new("An insolvency order closes", "InsolvencyOpened number=SZ-1 → ClosedInsolvency"),
        new("Identity theft closes", "FraudConfirmed → ClosedFraudVictim"),
        new("Another agency changes no state and no clock", ToEscalated + "+9d AgencyChanged agency=SYN-AGENCY → Escalated\n+4d → Escalated\n+1d → ManualIntervention"),
        new("A corrected balance changes no clock of a plan that is offered", ToOffer + "+9d DisputeRaised ground=AMOUNT → Hardship/PlanOffered\nBalanceUpdated principal=90000 interest=6000 penalty=3000 fees=0 dpd=20 → Hardship/PlanOffered\nDisputeResolved result=CORRECTED answerRef=a1 → Hardship/PlanOffered\nHoldReleased hold=DISPUTE by=s1 → Hardship/PlanOffered\n+18d → Hardship/PlanOffered\n+3d → Escalated"),
        new("A transfer closes", "DebtTransferred newHolder=x notifiedOn=2026-01-05 → ClosedTransferred"),
        new("A recall closes", "CaseRecalled → ClosedRecalled"),
        new("An approved write-off closes", "WriteOffProposed → Contact/RemoteContact\nConcessionReviewed request=1 by=f1 → Contact/RemoteContact\nConcessionReviewed request=1 by=f1 → Contact/RemoteContact\nConcessionReviewed request=1 by=f2 → ClosedWrittenOff"),
        new("Paid in full closes", "PaymentReceived amount=100000 → ClosedPaid"),
        new("A balance of zero closes", "BalanceUpdated principal=0 interest=0 penalty=0 fees=0 dpd=0 → ClosedPaid"),
        new("Instalments can be asked for at once", "ReliefRequested kind=INSTALMENTS → Hardship/HardshipAssessment"),
        new("Whoever has the customer's number now is left alone, and the customer is traced", "ContactAttempted channel=CALL result=ANSWERED → Contact/RemoteContact\nContactOutcome result=WRONG_PARTY → Contact/Unreachable\nContactRestored source=REGISTER → Contact/RemoteContact"),
        new("Hardship can be declared at once", ToPlan + "+1d PaymentReceived amount=25000 → Hardship/PlanActive"),
    ];
}
