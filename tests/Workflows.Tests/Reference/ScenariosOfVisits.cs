namespace Doorstep.Workflows.Tests.Reference;

/// <summary>Visits and what comes of them.</summary>
internal static partial class Scenarios
{
    private static IEnumerable<Scenario> Visit() =>
    [
        new("From contact to a visit to a plan that is completed", ToReport + """
            +1d VisitReportReviewed decision=CAPACITY → Visit/VisitReporting

            """ + ReliefRows.Stated("Visit/VisitReporting") + """
            VisitReportReviewed decision=CAPACITY → Hardship/PlanOffered
            +2d → Hardship/PlanOffered

            """ + ReliefRows.Agreed("Hardship/PlanOffered", "Hardship/PlanActive") + """
            +20d PaymentReceived amount=25000 → Hardship/PlanActive
            +30d PaymentReceived amount=25000 → Hardship/PlanActive
            +30d PaymentReceived amount=25000 → Hardship/PlanActive
            +30d PaymentReceived amount=25000 → ClosedPlanCompleted
            """),
        new("Hardship that a visit finds is assessed", ToReport + "+1d VisitReportReviewed decision=HARDSHIP → Hardship/HardshipAssessment"),
        new("No engagement: a human chooses contact", ToReport + "+1d VisitReportReviewed decision=REMOTE → Contact/RemoteContact"),
        new("No engagement: a human chooses legal review", ToReport + "+1d VisitReportReviewed decision=LEGAL → Visit/VisitReporting\n" + OfferedAtVisit + "VisitReportReviewed decision=LEGAL → Legal/LegalReview"),
        new("A visit that is refused by the approver goes back", ToVisit + "+1d VisitReviewed decision=REFUSED → Escalated"),
        new("A visit that nobody approves in time never happens", ToVisit + "+4d → Visit/VisitReview\n+1d → Escalated"),
        new("A customer who declines is not visited", ToVisit + """
            +1d VisitReviewed decision=APPROVED by=s2 → Visit/AppointmentPending
            +2d AppointmentDeclined → Escalated
            """),
        new("A customer who is silent for seven days is not visited", ToVisit + """
            +1d VisitReviewed decision=APPROVED by=s2 → Visit/AppointmentPending
            +6d → Visit/AppointmentPending
            +2d → Escalated
            """),
        new("A customer may choose another time, and decline after all", ToAppointment + """
            AppointmentRescheduled by=CUSTOMER → Visit/AppointmentPending
            AppointmentConfirmed place=HOME → Visit/AppointmentConfirmed
            AppointmentDeclined → Escalated
            """),
        new("An appointment that nobody keeps ends", ToAppointment + "+29d → Visit/AppointmentConfirmed\n+1d → Escalated"),
        new("Asked to leave: leave, and report", ToDoor + "+5m VisitRefused → Visit/VisitReporting"),
        new("Aborted: leave, and report", ToDoor + "+5m VisitAborted → Visit/VisitReporting"),
        new("No one home: report", ToDoor + "+5m NoOneHome → Visit/VisitReporting"),
        new("A team that the guards refuse leaves, and may come again", ToAppointment + """
            +6d VisitCheckedIn agents=a1|a2 → Visit/AppointmentConfirmed
            ActDecided actId=v1 kind=VISIT purpose=DEMAND allowed=false reason=TRAINING → Visit/AppointmentConfirmed
            +1d VisitCheckedIn agents=a1|a3 → Visit/AppointmentConfirmed
            ActDecided actId=v2 kind=VISIT purpose=DEMAND allowed=true → Visit/VisitInProgress
            """),
        new("A visit that is allowed to nobody at the door does not begin", ToAppointment + "ActDecided actId=v1 kind=VISIT purpose=DEMAND allowed=true → Visit/AppointmentConfirmed"),
        new("Work is a place for a visit only with express consent", ToInvited + """
            AppointmentConfirmed place=WORKPLACE → Visit/AppointmentPending
            ConsentGiven id=CON-1 scope=VISIT_WORKPLACE → Visit/AppointmentPending
            AppointmentConfirmed place=WORKPLACE → Visit/AppointmentConfirmed
            """),
        new("A call for help reaches a supervisor, and the case resumes", ToDoor + """
            +5m SafetyAlert agent=a1 → ManualIntervention
            +3h InterventionResolved target=ESCALATED → Escalated
            """),
        new("A missed check-in reaches a supervisor", ToDoor + "+10m CheckInMissed agent=a1 → ManualIntervention"),
        new("Twenty minutes without a sign of life reach a supervisor", ToDoor + """
            +20m → ManualIntervention
            """),
        new("What is declared on site is noted: first the team leaves, and then hardship beats every other finding", ToDoor + """
            +15m HardshipDeclared reason=ILLNESS → Visit/VisitInProgress
            +1m ReliefRequested kind=DEFERRAL → Visit/VisitInProgress
            +1m DisputeRaised ground=AMOUNT → Visit/VisitInProgress
            BalanceUpdated principal=90000 interest=6000 penalty=3000 fees=0 dpd=20 → Visit/VisitInProgress
            DisputeResolved result=CORRECTED answerRef=a1 → Visit/VisitInProgress
            +2m VisitCheckedOut → Visit/VisitReporting
            VisitReportReviewed decision=CAPACITY → Visit/VisitReporting
            VisitReportFiled → Visit/VisitReporting
            VisitReportReviewed decision=CAPACITY → Hardship/HardshipAssessment
            """),
        new("What is said on site is no sign of life", ToDoor + "+15m HardshipDeclared reason=ILLNESS → Visit/VisitInProgress\n+5m → ManualIntervention"),
        new("A hold cancels an agreed visit; a data leak does not", ToAppointment + """
            +1m DataIncident scope=AGENCY → Visit/AppointmentConfirmed
            +1m RepresentativeAppointed kind=LAWYER → Escalated
            """),
        new("A customer is reminded a day before and may still move the appointment", ToInvited + """
            AppointmentConfirmed place=HOME slot=@+8d → Visit/AppointmentConfirmed
            +7d → Visit/AppointmentConfirmed
            AppointmentRescheduled by=CUSTOMER → Visit/AppointmentPending
            """),
        new("A visit of more than an hour reaches a supervisor, whatever is said", ToDoor + """
            +19m SafeCheckIn → Visit/VisitInProgress
            +19m SafeCheckIn → Visit/VisitInProgress
            +19m SafeCheckIn → Visit/VisitInProgress
            +2m → Visit/VisitInProgress
            +1m → ManualIntervention
            """),
        new("A report that is not there after a day reaches a supervisor", ToDoor + """
            VisitCheckedOut → Visit/VisitReporting
            +23h → Visit/VisitReporting
            +1h → ManualIntervention
            """),
        new("A report that nobody reviews reaches a supervisor", ToReport + "+3d → Visit/VisitReporting\n+1d → ManualIntervention"),
    ];
}
