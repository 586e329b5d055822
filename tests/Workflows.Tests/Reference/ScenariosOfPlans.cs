namespace Doorstep.Workflows.Tests.Reference;

/// <summary>Hardship, offers and plans.</summary>
internal static partial class Scenarios
{
    private static IEnumerable<Scenario> Plan() =>
    [
        new("Documents that are late are waited for once more, then a person looks", """
            HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment
            +20d → Hardship/HardshipAssessment
            +19d → Hardship/HardshipAssessment
            +3d → Escalated
            """),
        new("Documents that are in make it the bank's turn: the customer's silence no longer counts", """
            HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment
            +19d IncomeStatementSubmitted left=33333 → Hardship/HardshipAssessment
            EvidenceUploaded kind=FINANCIAL_DOCUMENT docType=PAYSLIP issued=+0 → Hardship/HardshipAssessment
            +12d → Hardship/HardshipAssessment
            +1d → ManualIntervention
            """),
        new("Who has no income has nothing to prove, and the statement alone makes it the bank's turn", """
            HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment
            +19d IncomeStatementSubmitted left=-80000 → Hardship/HardshipAssessment
            +14d → ManualIntervention
            """),
        new("A statement without its proof leaves the customer's clock running", """
            HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment
            +19d IncomeStatementSubmitted left=33333 → Hardship/HardshipAssessment
            HardshipAssessed decision=AFFORDABLE by=h1 → Hardship/HardshipAssessment
            +20d → Hardship/HardshipAssessment
            +3d → Escalated
            """),
        new("Relief is agreed like a plan, asks for nothing and is looked at again", ToAssessment + ReliefRows.Stated("Hardship/HardshipAssessment", left: 0) + """
            HardshipAssessed decision=RELIEF by=h1 → Hardship/PlanOffered
            PlanProposed relief=DEFERRAL months=3 instalment=0 firstDue=+90 → Hardship/PlanOffered

            """ + ReliefRows.Agreed("Hardship/PlanOffered", "Hardship/PlanActive", "relief=DEFERRAL months=3 instalment=0 firstDue=+80") + """
            +87d → Hardship/PlanActive
            +1d → Hardship/PlanReview
            """),
        new("No surplus leads to relief, and a settlement that is paid closes", """
            HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment
            +3d HardshipAssessed decision=RELIEF → Hardship/PlanOffered
            SettlementPaid amount=10000 → Hardship/PlanOffered
            SettlementAgreed amount=60000 → Hardship/PlanOffered
            SettlementPaid amount=59999 → Hardship/PlanOffered
            +3d SettlementPaid amount=1 → ClosedSettled
            """),
        new("No hardship found goes back to review", "HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment\nIncomeStatementSubmitted left=33333 → Hardship/HardshipAssessment\n+3d HardshipAssessed decision=NO_HARDSHIP by=h1 reason=INCOME_STEADY → Escalated"),
        new("An offer is reminded of once and then lapses", ToOffer + "+14d → Hardship/PlanOffered\n+13d → Hardship/PlanOffered\n+3d → Escalated"),
        new("An offer runs from the day when it has its terms", ToOffer + """
            +10d PlanProposed months=4 instalment=25000 → Hardship/PlanOffered
            +27d → Hardship/PlanOffered
            +3d → Escalated
            """),
        new("An offer above the authority goes out when a second person agrees", ToOffer + """
            +5d PlanProposed role=AGENT months=20 instalment=5000 → Hardship/PlanOffered
            +2d ConcessionReviewed request=1 by=m1 → Hardship/PlanOffered
            +27d → Hardship/PlanOffered
            +3d → Escalated
            """),
        new("A counter-offer makes a new offer", ToOffer + "+13d PlanCountered instalment=10000 → Hardship/PlanOffered\n+13d PlanRejected → Escalated"),
        new("A plan of more than sixty months is not taken", ToOffer + "PlanProposed months=61 instalment=1640 → Hardship/PlanOffered\nPlanAccepted months=61 instalment=1640 firstDue=+20 → Hardship/PlanOffered"),
        new("An instalment above what is affordable is not taken", ToOffer + """
            PlanProposed months=4 instalment=30001 → Hardship/PlanOffered
            PlanAccepted months=4 instalment=30001 firstDue=+20 → Hardship/PlanOffered

            """ + ReliefRows.Agreed("Hardship/PlanOffered", "Hardship/PlanActive", "months=4 instalment=30000")),
        new("Hardship that comes out while an offer is open is assessed first", ToOffer + """
            HardshipDeclared reason=INCOME_LOST → Hardship/HardshipAssessment
            +20d → Hardship/HardshipAssessment
            +22d → Escalated
            """),
        new("A missed instalment is reviewed after seven days of grace, and caught up", ToPlanReview + """
            PaymentReceived amount=5000 → Hardship/PlanReview
            PaymentReceived amount=20000 → Hardship/PlanActive
            """),
        new("A reviewer can only find caught up what is caught up", ToPlan + """
            HardshipDeclared reason=INCOME_LOST → Hardship/PlanReview
            PlanReviewed decision=CAUGHT_UP → Hardship/PlanActive
            +28d → Hardship/PlanReview
            PlanReviewed decision=CAUGHT_UP → Hardship/PlanReview
            """),
        new("Everything paid in review completes the plan", ToPlanReview + "PaymentReceived amount=100000 → ClosedPlanCompleted"),
        new("Time asked for in review is assessed", ToPlanReview + "ReliefRequested kind=DEFERRAL → Hardship/HardshipAssessment"),
        new("Time asked for while an offer is open is assessed first", ToOffer + "ReliefRequested kind=DEFERRAL → Hardship/HardshipAssessment"),
        new("Time asked for while a plan runs is reviewed", ToPlan + "ReliefRequested kind=DEFERRAL → Hardship/PlanReview"),
        new("A plan is agreed anew", ToPlanReview + ReliefRows.Agreed("Hardship/PlanReview", "Hardship/PlanActive", "months=10 instalment=10000")),
        new("Changed circumstances are assessed anew, documents and all", ToPlanReview + """
            PlanReviewed decision=HARDSHIP → Hardship/HardshipAssessment
            +20d → Hardship/HardshipAssessment
            +22d → Escalated
            """),
        new("Hardship declared in review is assessed", ToPlanReview + "HardshipDeclared reason=ILLNESS → Hardship/HardshipAssessment"),
        new("A plan is ended by a person only", ToPlanReview + "PlanReviewed decision=ENDED by=h1 reason=NO_ANSWER → Escalated"),
        new("A review that nobody ends calls a supervisor", ToPlanReview + "+13d → Hardship/PlanReview\n+1d → ManualIntervention"),
        new("An instalment that goes back is missed at its own day", ToPlan + """
            +15d PaymentReceived amount=25000 ref=L-1 → Hardship/PlanActive
            +1d PaymentReversed amount=25000 ref=L-1 → Hardship/PlanActive
            +12d → Hardship/PlanReview
            """),
        new("Half a year later somebody asks whether the plan still fits", ToOffer + ReliefRows.Agreed("Hardship/PlanOffered", "Hardship/PlanActive", "months=12 instalment=8334 firstDue=+80") + """
            PaymentReceived amount=50004 → Hardship/PlanActive
            +180d → Hardship/PlanActive
            +5d → Hardship/PlanActive
            """),
    ];
}
