namespace Doorstep.Workflows.Tests.Reference;

/// <summary>Ways that definitions draw for supervisors, and a visit that is called off.</summary>
internal static partial class Scenarios
{
    private static IEnumerable<Scenario> Overrides() =>
    [
        new("A supervisor moves a case to contact from anywhere", ToEscalated + "SupervisorOverride verb=MOVE target=CONTACT by=m1 → Contact/RemoteContact"),
        new("A supervisor moves a case to review, from where a visit still takes every gate", """
            +3d SupervisorOverride verb=MOVE target=ESCALATED by=m1 → Escalated
            EscalationReviewed decision=VISIT by=s1 purpose=HEAR → Escalated
            """),
        new("Where hardship is being dealt with no move begins it anew", ToPlan + "SupervisorOverride verb=MOVE target=HARDSHIP by=m1 → Hardship/PlanActive"),
        new("A supervisor moves a case from review to hardship", ToEscalated + "SupervisorOverride verb=MOVE target=HARDSHIP by=m1 → Hardship/HardshipAssessment"),
        new("No supervisor moves a case to a court or a door", ToEscalated + """
            SupervisorOverride verb=MOVE target=LEGAL by=m1 → Escalated
            SupervisorOverride verb=MOVE target=LEGAL_REFERRED by=m1 → Escalated
            SupervisorOverride verb=MOVE target=VISIT_IN_PROGRESS by=m1 → Escalated
            SupervisorOverride verb=SUSPEND target=CONTACT by=m1 → Escalated
            """),
        new("A visit is called off while it is reviewed", ToVisit + "VisitCalledOff by=m1 → Escalated"),
        new("A visit is called off before a day is agreed, and the customer hears of it", ToInvited + "VisitCalledOff by=m1 → Escalated"),
        new("A visit is called off after a day was agreed, and everybody hears of it", ToAppointment + "VisitCalledOff by=m1 → Escalated"),
        new("A visit that has begun is not called off from a desk", ToDoor + "VisitCalledOff by=m1 → Visit/VisitInProgress"),
    ];
}
