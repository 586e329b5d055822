using static Doorstep.Workflows.Tests.Reference.Scenarios;

namespace Doorstep.Workflows.Tests.Reference;

/// <summary>A row of domain.md b.5: how a case comes to it, and the transition that its last row takes.</summary>
/// <param name="Name">Begins with the number.</param>
/// <param name="Rows">Rows of a <see cref="Scenario"/>.</param>
/// <param name="Takes">The transition, as the definition names it.</param>
internal sealed record FieldTransition(string Name, string Rows, string Takes)
{
    public override string ToString() => Name;
}

/// <summary>The transitions of domain.md b.5, one row at least for each number. T1, T4, T44 and T61 change no state and are facts of <see cref="TransitionTests"/>.</summary>
internal static class Transitions
{
    public static IReadOnlyList<FieldTransition> All { get; } = [.. Contact(), .. Visit(), .. Plan(), .. Anywhere(), .. Review()];

    private static IEnumerable<FieldTransition> Contact() =>
    [
        new("T5_A_promise_to_pay", "PromiseMade amount=30000 date=+7 → Contact/PtpActive", "T5"),
        new("T6_Hardship_is_disclosed_in_contact", "HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment", "T6"),
        new("T6_Hardship_is_disclosed_in_review", ToEscalated + "HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment", "T6"),
        new("T6_Hardship_is_disclosed_under_a_promise", "PromiseMade amount=1 date=+7 → Contact/PtpActive\nHardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment", "T6"),
        new("T6_Time_is_asked_for", "ReliefRequested kind=INSTALMENTS → Hardship/HardshipAssessment", "T6-asked"),
        new("T7_An_invalid_number", ToTracing, "T7"),
        new("T7_A_number_that_somebody_else_has", "ContactAttempted channel=CALL result=ANSWERED → Contact/RemoteContact\nContactOutcome result=WRONG_PARTY → Contact/Unreachable", "T7-stranger"),
        new("T8_Contact_is_restored", ToTracing + "+3d ContactRestored source=REGISTER → Contact/RemoteContact", "T8"),
        new("T9_Thirty_days_of_tracing", ToTracing + "+29d → Contact/Unreachable\n+1d → Escalated", "T9"),
        new("T9_Every_lawful_means_is_on_file", ToTraced + "TracingExhausted → Escalated", "T9-traced"),
        new("T10_Contact_is_exhausted", ToEscalated, "T10"),
        new("T11_A_promise_is_kept", "PromiseMade amount=30000 date=+7 → Contact/PtpActive\nPaymentReceived amount=30000 → Contact/RemoteContact", "T11"),
        new("T12_Part_of_a_promise", "PromiseMade amount=30000 date=+7 → Contact/PtpActive\nPaymentReceived amount=10000 → Contact/PtpActive", "T12-part"),
        new("T12_Promised_again", "PromiseMade amount=30000 date=+7 → Contact/PtpActive\nPromiseMade amount=30000 date=+9 → Contact/PtpActive", "T12"),
        new("T12_Part_of_a_promise_and_no_new_one", "PromiseMade amount=30000 date=+7 → Contact/PtpActive\nPaymentReceived amount=1 → Contact/PtpActive\n+11d → Hardship/HardshipAssessment", "T12-late"),
        new("T13_First_broken_promise", "PromiseMade amount=30000 date=+7 → Contact/PtpActive\n+10d → Contact/PtpActive\n+1d → Contact/RemoteContact", "T13-first"),
        new("T13_Second_broken_promise", """
            PromiseMade amount=30000 date=+7 → Contact/PtpActive
            +11d → Contact/RemoteContact
            PromiseMade amount=30000 date=+7 → Contact/PtpActive
            +11d → Hardship/HardshipAssessment
            """, "T13-second"),
        new("T16_The_customer_responds", ToEscalated + "CustomerReply intent=TALK → Contact/RemoteContact", "T16"),
        new("T16_The_customer_promises", ToEscalated + "PromiseMade amount=30000 date=+7 → Contact/PtpActive", "T16-promise"),
    ];

    private static IEnumerable<FieldTransition> Visit() =>
    [
        new("T14_A_reviewer_picks_a_visit", ToVisit, "T14"),
        new("T17_A_second_person_approves", ToVisit + "VisitReviewed decision=APPROVED by=s2 → Visit/AppointmentPending", "T17"),
        new("T18_Refused", ToVisit + "VisitReviewed decision=REFUSED by=s2 → Escalated", "T18"),
        new("T18_Nobody_decides", ToVisit + "+4d → Visit/VisitReview\n+1d → Escalated", "T18-late"),
        new("T19_The_customer_confirms", ToAppointment, "T19"),
        new("T19_A_reminder_a_day_before", ToInvited + """
            AppointmentConfirmed place=HOME slot=@+6d → Visit/AppointmentConfirmed
            +119h → Visit/AppointmentConfirmed
            +1h → Visit/AppointmentConfirmed
            """, "T19-remind"),
        new("T20_The_customer_declines", ToInvited + "AppointmentDeclined → Escalated", "T20"),
        new("T21_No_reply", ToInvited + "+6d → Visit/AppointmentPending\n+2d → Escalated", "T21"),
        new("T22_Another_time", ToAppointment + "AppointmentRescheduled by=CUSTOMER → Visit/AppointmentPending", "T22"),
        new("T23_Check_in_asks_the_guards", ToAppointment + "+6d VisitCheckedIn agents=a1|a2 → Visit/AppointmentConfirmed", "T23-check-in"),
        new("T23_The_guards_let_the_visit_begin", ToDoor, "T23"),
        new("T23_Refused_at_the_door", ToAppointment + "+6d VisitCheckedIn agents=a1|a2 → Visit/AppointmentConfirmed\nActDecided actId=v1 kind=VISIT purpose=DEMAND allowed=false reason=LATE → Visit/AppointmentConfirmed", "T23-refused"),
        new("T24_A_hold_cancels_the_visit", ToAppointment + "+1m DisputeRaised ground=AMOUNT → Escalated", "T24"),
        new("T25_Completed", ToDoor + "+10m VisitCheckedOut → Visit/VisitReporting", "T25"),
        new("T26_Asked_to_leave", ToDoor + "+1m VisitRefused → Visit/VisitReporting", "T26"),
        new("T27_SOS", ToDoor + "SafetyAlert agent=a1 → ManualIntervention", "T27"),
        new("T27_No_sign_of_life", ToDoor + "+19m → Visit/VisitInProgress\n+1m → ManualIntervention", "T27-silent"),
        new("T28_Capacity", ToReport + ReliefRows.Stated("Visit/VisitReporting") + "VisitReportReviewed decision=CAPACITY → Hardship/PlanOffered", "T28"),
        new("T29_Hardship", ToReport + "VisitReportReviewed decision=HARDSHIP → Hardship/HardshipAssessment", "T29"),
        new("T30_Legal_by_choice", ToReport + OfferedAtVisit + "VisitReportReviewed decision=LEGAL → Legal/LegalReview", "T30-legal"),
        new("T30_Contact_by_choice", ToReport + "VisitReportReviewed decision=REMOTE → Contact/RemoteContact", "T30-contact"),
        new("T62_No_one_home", ToDoor + "+1m NoOneHome → Visit/VisitReporting", "T62"),
    ];

    private static IEnumerable<FieldTransition> Plan() =>
    [
        new("T31_An_affordable_plan", ToOffer, "T31"),
        new("T31_An_offer_gets_its_terms", ToOffer + "PlanProposed months=4 instalment=25000 → Hardship/PlanOffered", "T31-offered"),
        new("T32_Documents_late_extended", ToAssessment + "+21d → Hardship/HardshipAssessment", "T32"),
        new("T32_Documents_late_again", ToAssessment + "+39d → Hardship/HardshipAssessment\n+3d → Escalated", "T32-late"),
        new("T33_No_surplus", ToAssessment + "HardshipAssessed decision=RELIEF by=h1 → Hardship/PlanOffered", "T33"),
        new("T34_Accepted", ToPlan, "T34"),
        new("T35_Counter_offer", ToOffer + "PlanCountered instalment=10000 months=10 → Hardship/PlanOffered", "T35"),
        new("T36_Lapsed_after_one_reminder", ToOffer + "+27d → Hardship/PlanOffered\n+3d → Escalated", "T36"),
        new("T37_An_instalment", ToPlan + "PaymentReceived amount=25000 → Hardship/PlanActive", "T37"),
        new("T38_Missed_and_seven_days", ToPlanReview, "T38"),
        new("T39_Caught_up", ToPlanReview + "PaymentReceived amount=25000 → Hardship/PlanActive", "T39-paid"),
        new("T39_Planned_anew", ToPlanReview + ReliefRows.Agreed("Hardship/PlanReview", "Hardship/PlanActive", "months=10 instalment=10000"), "T39"),
        new("T40_Ended_by_a_person", ToPlanReview + "PlanReviewed decision=ENDED → Hardship/PlanReview\nPlanReviewed decision=ENDED by=h1 reason=NO_ANSWER → Escalated", "T40"),
        new("T41_The_last_instalment", ToPlan + "PaymentReceived amount=100000 → ClosedPlanCompleted", "T41"),
        new("T58_No_hardship", ToAssessment + "HardshipAssessed decision=NO_HARDSHIP by=h1 reason=STEADY → Hardship/HardshipAssessment\nIncomeStatementSubmitted left=33333 → Hardship/HardshipAssessment\nHardshipAssessed decision=NO_HARDSHIP by=h1 → Hardship/HardshipAssessment\nHardshipAssessed decision=NO_HARDSHIP by=h1 reason=STEADY → Escalated", "T58"),
        new("T59_An_agreed_sum_in_full", ToOffer + "SettlementAgreed amount=60000 → Hardship/PlanOffered\nSettlementPaid amount=60000 → ClosedSettled", "T59"),
    ];

    private static IEnumerable<FieldTransition> Anywhere() =>
    [
        new("T2_Checks_pass", "", "T2"),
        new("T42_Balance_zero", ToEscalated + "PaymentReceived amount=100000 → ClosedPaid", "T42"),
        new("T42_The_ledger_says_zero", "BalanceUpdated principal=0 interest=0 penalty=0 fees=0 dpd=0 → ClosedPaid", "T42-balance"),
        new("T43_Cured", ToVisit + "AccountCured → ClosedCured", "T43"),
        new("T45_Death_certified", ToLegal + "CustomerDeceased evidence=REPORTED → Legal/LegalReview\nCustomerDeceased evidence=CERTIFIED → ClosedEstate", "T45"),
        new("T46_Insolvency", ToPlan + "InsolvencyOpened number=SZ-1 → ClosedInsolvency", "T46"),
        new("T47_A_dispute_is_upheld", ToVisit + "DisputeRaised ground=AMOUNT → Visit/VisitReview\nDisputeResolved result=UPHELD answerRef=a1 → ClosedNotOwed", "T47"),
        new("T47_A_balance_is_corrected", ToEscalated + "DisputeRaised ground=AMOUNT → Escalated\nBalanceUpdated principal=90000 interest=6000 penalty=3000 fees=0 dpd=20 → Escalated\nDisputeResolved result=CORRECTED answerRef=a1 → Contact/RemoteContact", "T47-escalated"),
        new("T48_Identity_theft", ToTracing + "FraudConfirmed → ClosedFraudVictim", "T48"),
        new("T57_Another_agency", ToEscalated + "AgencyChanged agency=SYN-AGENCY → Escalated", "T57-agency"),
        new("T57_The_debt_is_sold", ToEscalated + "DebtTransferred newHolder=x notifiedOn=2026-01-05 → ClosedTransferred", "T57"),
        new("T60_Written_off_by_two", ToEscalated + "WriteOffProposed → Escalated\nConcessionReviewed request=1 by=f1 → Escalated\nConcessionReviewed request=1 by=f2 → ClosedWrittenOff", "T60"),
    ];

    private static IEnumerable<FieldTransition> Review() =>
    [
        new("T15_A_reviewer_picks_legal_review", ToLegal, "T15"),
        new("T49_Two_signs_in_review", ToEvasion, "T49"),
        new("T49_Two_signs_while_tracing", ToTracing + "EvasionSuspected kinds=ASSETS_MOVED|ABLE_TO_PAY → EvasionReview", "T49-contact"),
        new("T49_Two_signs_in_legal_review", ToLegal + "EvasionSuspected kinds=ASSETS_MOVED|ABLE_TO_PAY → EvasionReview", "T49-legal"),
        new("T49_More_signs_after_the_customer_was_asked", ToAsked + "EvasionSuspected kinds=FALSE_STATEMENT| → EvasionReview", "T49-again"),
        new("T50_Cleared", ToEvasion + "EvasionReviewed decision=CLEARED by=c1 secondBy=c2 → Escalated", "T50-cleared"),
        new("T50_Substantiated", ToAsked + "+11d EvasionReviewed decision=SUBSTANTIATED by=c1 secondBy=c2 → Legal/LegalReview", "T50"),
        new("T51_Two_persons_approve", ToLegal + "LegalReviewed decision=REFER by=l1 secondBy=l2 → Legal/NoticeGiven", "T51-approved"),
        new("T51_The_guards_let_the_referral_go", ToCourt, "T51"),
        new("T52_Returned", ToLegal + "LegalReviewed decision=RETURN → Escalated", "T52"),
        new("T53_A_plan_in_court", ToCourt + ReliefRows.Stated("Legal/LegalReferred") + ReliefRows.Agreed("Legal/LegalReferred", "Hardship/PlanActive"), "T53"),
        new("T54_Counsel_accepts", ToCourt + "CourtMilestone stage=ACCEPTED → ClosedLegalHandover", "T54"),
        new("T55_Twice_the_clock", "+59d → Contact/RemoteContact\n+1d → ManualIntervention", "T55-contact"),
        new("T56_A_supervisor_moves_it", ToIntervention + "InterventionResolved target=ESCALATED → Escalated", "T56-escalated"),
        new("T59_An_agreed_sum_in_court", ToCourt + "SettlementAgreed amount=60000 → Legal/LegalReferred\nSettlementPaid amount=60000 → ClosedSettled", "T59"),
    ];
}
