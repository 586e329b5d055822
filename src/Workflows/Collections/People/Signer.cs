using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.People;

/// <summary>Somebody who stands behind a fact with a name.</summary>
/// <param name="Path">The field with the name.</param>
/// <param name="Name">The name.</param>
/// <param name="Role">The role that the fact says; null where it says none.</param>
/// <param name="Decides">Whether the person decides on what others asked for, and not only asks or offers.</param>
public sealed record Signer(string Path, string Name, string? Role = null, bool Decides = false)
{
    private const string First = "by";
    private const string Second = "secondBy";

    /// <summary>Those who stand behind a fact: for each that grants something, lets something go or takes a case further by a person's choice.</summary>
    public static ImmutableArray<Signer> Of(Fact fact) => fact switch
    {
        PlanProposed offer => [new(First, offer.By, offer.Role)],
        SettlementAgreed agreed => [new(First, agreed.By, agreed.Role)],
        WriteOffProposed asked => [new(First, asked.By, asked.Role)],
        ConcessionReviewed review => [new(First, review.By, review.Role, Decides: true)],
        HoldReleased released => Both(released.By, released.SecondBy),
        DeathReportWithdrawn withdrawn => Both(withdrawn.By, withdrawn.SecondBy),
        LegalReviewed review => Both(review.By, review.SecondBy),
        EvasionReviewed review => Both(review.By, review.SecondBy),
        PlanReviewed review => Both(review.By, review.SecondBy),
        EvasionSuspected suspected => [new(First, suspected.By)],
        EscalationReviewed review => Both(review.By, null),
        VisitReviewed review => Both(review.By, null),
        VisitReportReviewed review => Both(review.By, null),
        HardshipAssessed found => Both(found.By, null),
        InterventionResolved resolved => Both(resolved.By, resolved.SecondBy),
        // Whoever reads a message opens what was kept back until then.
        MessageAnswered read => [new(First, read.By)],
        AccusedIdentified found => [new(First, found.By)],
        InboundMessage { By: { } by } => [new(First, by)],
        CustomerReply { By: { } by } => [new(First, by)],
        ContactOutcome { By: { } by } => [new(First, by)],
        _ => [],
    };

    /// <summary>Whoever has done or answered something, by a fact that grants nothing: a person who reports it reports what that person did.</summary>
    public static string? Teller(Fact fact) => fact switch
    {
        EmergencyDrillStarted told => told.By,
        EmergencyAcknowledged told => told.By,
        EmergencyStepDone told => told.By,
        EmergencyClosed told => told.By,
        DisputeResolved told => told.By,
        ComplaintClosed told => told.By,
        InterventionAcknowledged told => told.By,
        RiskAlertAcknowledged told => told.By,
        RiskAlertCleared told => told.By,
        SafetyReviewed told => told.By,
        _ => null,
    };

    private static ImmutableArray<Signer> Both(string? first, string? second) =>
        [.. from one in ((string Path, string? Name)[])[(First, first), (Second, second)] where one.Name is not null select new Signer(one.Path, one.Name!, Decides: true)];
}
