using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.Rights;
using static Doorstep.Workflows.Collections.Acts.ActKind;
using static Doorstep.Workflows.Collections.Acts.ActPurpose;

namespace Doorstep.Workflows.Collections.Holds;

/// <summary>The table of domain.md b.4. Whoever has complained, has a lawyer or wants to be left alone has spoken to the house: nobody is asked where such a customer is (G6). A safety alert is about the door
/// and says nothing of it.</summary>
internal static class HoldRules
{
    private static readonly HoldLength Dispute = new("dispute.otherDays", 15);
    private static readonly HoldLength CreditData = new("dispute.creditDataDays", 20);
    private static readonly HoldLength Complaint = new("complaint.days", 15);
    private static readonly HoldLength ComplexComplaint = new("complaint.complexDays", 30);
    private static readonly HoldLength Vulnerable = new("vulnerable.reviewDays", 30);
    private static readonly HoldLength Moratorium = new("moratorium.days", 60);
    private static readonly HoldLength Adviser = new("adviser.holdDays", 30);
    private static readonly HoldLength Disaster = new("disaster.holdDays", 30);

    public static IEnumerable<HoldRule> Table() =>
    [
        new(Hold.Dispute, Objection.IsDispute, fact => fact is DisputeResolved, (kind, purpose) => kind is Visit or LegalReferral or Call or ThirdPartyEnquiry || (kind is CreditReport && purpose is not Service) || IsDemand(kind, purpose),
            fact => fact is DisputeRaised { CreditData: true } ? CreditData : Dispute) { Names = fact => (fact as DisputeResolved)?.Id, IsEndedUnnamed = true },
        new(Hold.Complaint, Objection.IsComplaint, fact => fact is ComplaintClosed, (kind, _) => kind is Visit or LegalReferral or ThirdPartyEnquiry,
            fact => fact is ComplaintFiled { IsComplex: true } ? ComplexComplaint : Complaint) { Names = fact => (fact as ComplaintClosed)?.Id, IsEndedUnnamed = true },
        new(Hold.Hardship, IsHardship, _ => false, (kind, purpose) => kind is Visit or LegalReferral or ThirdPartyEnquiry || IsDemand(kind, purpose), _ => null),
        new(Hold.Vulnerable, fact => fact is VulnerabilityDisclosed, _ => false, (kind, _) => kind is Visit, _ => Vulnerable),
        new(Hold.Moratorium, fact => fact is MoratoriumStarted, fact => fact is MoratoriumEnded, (kind, purpose) => kind is Visit or LegalReferral or AgencyAssignment or ThirdPartyEnquiry || IsDemand(kind, purpose),
            fact => fact is MoratoriumStarted { Crisis: true } ? null : Moratorium) { Names = fact => (fact as MoratoriumStarted)?.Number ?? (fact as MoratoriumEnded)?.Number },
        new(Hold.Adviser, fact => fact is RepresentativeAppointed { Kind: AdviserKind.DebtAdviser }, fact => fact is RepresentativeWithdrawn, (kind, purpose) => kind is Visit or ThirdPartyEnquiry || IsDemand(kind, purpose), _ => Adviser) { Names = AdviserOf, IsEndedUnnamed = true },
        new(Hold.Represented, fact => fact is RepresentativeAppointed { Kind: AdviserKind.Lawyer }, fact => fact is RepresentativeWithdrawn,
            (kind, _) => IsToCustomer(kind) || kind is ThirdPartyEnquiry, _ => null) { Names = AdviserOf, IsEndedUnnamed = true },
        new(Hold.CeaseContact, CeaseSignal.In, fact => fact is ContactAllowedAgain,
            (kind, purpose) => kind is ThirdPartyEnquiry || (IsToCustomer(kind) && !(kind is Letter or Sms or Email or Im && purpose is LegalNotice)), _ => null),
        new(Hold.Deceased, fact => fact is CustomerDeceased or EstateRepresentativeNamed, _ => false, (_, _) => true, _ => null),
        // Whoever has a guardian has one because a court has said so (b.4): the hold waits for a person at once, and the customer is not spoken to past the guardian afterwards either (G3).
        new(Hold.Incapacity, fact => fact is IncapacityNotified or GuardianVerified, fact => fact is GuardianVerified, (kind, _) => kind is not CreditReport, _ => null),
        new(Hold.Insolvency, fact => fact is InsolvencyOpened, fact => fact is InsolvencyClosed, (kind, purpose) => !IsToCustomer(kind) || kind is Visit || purpose is not (LegalNotice or Service), _ => null) { Names = fact => (fact as InsolvencyOpened)?.Number ?? (fact as InsolvencyClosed)?.Number },
        new(Hold.FraudVictim, fact => fact is FraudReported or FraudConfirmed, fact => fact is FraudCleared, (kind, purpose) => !(IsToCustomer(kind) && kind is not Visit && purpose is Service), _ => null),
        new(Hold.IllnessBereavementDisaster, fact => fact is DistressReported or DisasterDeclared, _ => false, (kind, purpose) => kind is Visit or ThirdPartyEnquiry || IsDemand(kind, purpose), _ => Disaster),
        new(Hold.Safety, fact => fact is SafetyAlert or CheckInMissed, fact => fact is SafetyReviewed, (kind, _) => kind is Visit, _ => null),
        new(Hold.DataIncident, fact => fact is DataIncident, fact => fact is DataIncidentCleared, (kind, _) => kind is AgencyAssignment or ThirdPartyEnquiry or CreditReport or LegalReferral, _ => null) { Names = fact => (fact as DataIncident)?.Ref ?? (fact as DataIncidentCleared)?.Ref },
    ];

    /// <summary>Said by anybody, in whatever words (S24), or decided by a person.</summary>
    private static bool IsHardship(Fact fact) => fact is HardshipDeclared or ReliefRequested or AssessmentOpened or VisitReportReviewed { Decision: ReportDecision.Hardship }
        or PlanReviewed { Decision: PlanDecision.Hardship } or InterventionResolved { Target: InterventionTarget.Hardship } || HardshipSignal.In(fact) is not null;

    private static string? AdviserOf(Fact fact) => (fact as RepresentativeAppointed)?.Adviser ?? (fact as RepresentativeWithdrawn)?.Adviser;

    private static bool IsDemand(ActKind kind, ActPurpose purpose) => purpose is Demand && IsToCustomer(kind);

    private static bool IsToCustomer(ActKind kind) => kind is Call or Sms or Email or Im or Letter or AppointmentInvitation or Visit;
}
