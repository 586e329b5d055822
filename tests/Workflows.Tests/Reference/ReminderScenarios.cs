namespace Doorstep.Workflows.Tests.Reference;

/// <summary>The ways through <c>overdue-reminder</c>: an early arrear, with no visit and no court.</summary>
internal static class ReminderScenarios
{
    private const string ToIntervention = "+30d → ManualIntervention\n";

    private const string ToTaken = ToIntervention + "+1h InterventionAcknowledged by=m1 → InterventionTaken\n";

    public static IReadOnlyList<(int DaysPastDue, Scenario Scenario)> All { get; } =
    [
        .. Gentle().Select(scenario => (5, scenario)), .. Due().Concat(Anywhere()).Select(scenario => (12, scenario)), (30, new("Thirty days overdue are for another definition", "+1h → ClosedRecalled")),
    ];

    private static IEnumerable<Scenario> Gentle() =>
    [
        new("A gentle reminder has ten days of quiet", "+9d → GentleReminder\n+1d → RemoteContact\nAccountCured → ClosedCured"),
        new("A promise after the gentle reminder is kept", "PromiseMade amount=30000 date=+7 → PtpActive\n+3d PaymentReceived amount=30000 → RemoteContact"),
    ];

    private static IEnumerable<Scenario> Due() =>
    [
        new("An agreed sum that comes in full closes", "SettlementAgreed amount=60000 → RemoteContact\nSettlementPaid amount=60000 → ClosedSettled"),
        new("An agreed sum that comes as a payment closes", "SettlementAgreed amount=60000 → RemoteContact\nPaymentReceived amount=60000 → ClosedSettled"),
        new("A promise is renewed once and broken twice", """
            PromiseMade amount=30000 date=+7 → PtpActive
            +5d PromiseMade amount=30000 date=+7 → PtpActive
            +11d → RemoteContact
            PromiseMade amount=30000 date=+7 → PtpActive
            +11d → Hardship/HardshipAssessment
            """),
        new("A promise is renewed once; the next time somebody asks what changed", """
            PromiseMade amount=30000 date=+7 → PtpActive
            +5d PromiseMade amount=30000 date=+7 → PtpActive
            +5d PromiseMade amount=30000 date=+7 → Hardship/HardshipAssessment
            """),
        new("Part of a promise leads to the question what changed", """
            PromiseMade amount=30000 date=+7 → PtpActive
            +3d PaymentReceived amount=10000 → PtpActive
            +8d → Hardship/HardshipAssessment
            """),
        new("Help in hardship ends in a plan that is completed", """
            HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment

            """ + ReliefRows.Stated("Hardship/HardshipAssessment") + "HardshipAssessed decision=AFFORDABLE by=h1 → Hardship/PlanOffered\n" + ReliefRows.Agreed("Hardship/PlanOffered", "Hardship/PlanActive") + """
            PaymentReceived amount=100000 → ClosedPlanCompleted
            """),
        new("Relief ends in a settlement", """
            ReliefRequested kind=REDUCTION → Hardship/HardshipAssessment
            HardshipAssessed decision=RELIEF by=h1 → Hardship/PlanOffered
            SettlementAgreed amount=60000 → Hardship/PlanOffered
            SettlementPaid amount=60000 → ClosedSettled
            """),
        new("No hardship goes back to contact", "HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment\nIncomeStatementSubmitted left=33333 → Hardship/HardshipAssessment\nHardshipAssessed decision=NO_HARDSHIP by=h1 reason=STEADY → RemoteContact"),
        new("An assessment that nobody ends calls a supervisor", """
            HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment

            """ + ReliefRows.Stated("Hardship/HardshipAssessment") + """
            +14d → ManualIntervention
            """),
        new("Thirty days of contact call a person, who is asked again until somebody takes it up", ToIntervention + """
            +3d → ManualIntervention
            InterventionAcknowledged by=m1 → InterventionTaken
            +2d → InterventionTaken
            +1d → ManualIntervention
            InterventionResolved target=CONTACT → RemoteContact
            """),
        new("There is no way to a court, not even for a supervisor", ToTaken + "InterventionResolved target=LEGAL → InterventionTaken\nInterventionResolved target=CONTACT → RemoteContact"),
        new("There is no way to a visit", ToTaken + "EscalationReviewed decision=VISIT by=s1 purpose=HEAR → InterventionTaken\nInterventionResolved target=HARDSHIP → Hardship/HardshipAssessment"),
        new("A supervisor moves a case that nobody is stuck with to contact", "PromiseMade amount=30000 date=+7 → PtpActive\nSupervisorOverride verb=MOVE target=REMOTE_CONTACT by=m1 → RemoteContact"),
        new("A supervisor moves a case that nobody is stuck with to hardship", "SupervisorOverride verb=MOVE target=HARDSHIP by=m1 → Hardship/HardshipAssessment"),
        new("A supervisor sends the case to hardship", ToIntervention + "InterventionResolved target=HARDSHIP → Hardship/HardshipAssessment"),
    ];

    private static IEnumerable<Scenario> Anywhere() =>
    [
        new("A certified death closes", "CustomerDeceased evidence=REPORTED → RemoteContact\nCustomerDeceased evidence=CERTIFIED → ClosedEstate"),
        new("An insolvency order closes", "InsolvencyOpened number=SZ-1 → ClosedInsolvency"),
        new("Identity theft closes", "FraudConfirmed → ClosedFraudVictim"),
        new("An upheld dispute closes", "DisputeRaised ground=AMOUNT → RemoteContact\nDisputeResolved result=UPHELD answerRef=a1 → ClosedNotOwed"),
        new("Paid in full closes", "PaymentReceived amount=100000 → ClosedPaid"),
        new("A balance of zero closes", "BalanceUpdated principal=0 interest=0 penalty=0 fees=0 dpd=0 → ClosedPaid"),
        new("Another agency changes no state", "AgencyChanged agency=SYN-AGENCY → RemoteContact"),
        new("A corrected balance changes no state", "DisputeRaised ground=AMOUNT → RemoteContact\nBalanceUpdated principal=90000 interest=6000 penalty=3000 fees=0 dpd=20 → RemoteContact\nDisputeResolved result=CORRECTED answerRef=a1 → RemoteContact"),
        new("A transfer closes", "DebtTransferred newHolder=x notifiedOn=2026-01-05 → ClosedTransferred"),
        new("A recall closes", "CaseRecalled → ClosedRecalled"),
        new("A write-off of two closes", "WriteOffProposed → RemoteContact\nConcessionReviewed request=1 by=f1 → RemoteContact\nConcessionReviewed request=1 by=f2 → ClosedWrittenOff"),
    ];
}
