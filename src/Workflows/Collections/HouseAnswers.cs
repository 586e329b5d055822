using System.Text.Json;
using Doorstep.Workflows.Collections.Emergencies;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Collections.Payments;
using Doorstep.Workflows.Collections.Rights;
using Doorstep.Workflows.Collections.Risk;
using Doorstep.Workflows.Collections.Visits;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections;

/// <summary>What the house does by itself when it hears of something, in every definition and every state: it is the law's or the table's, and no designer can leave it out.</summary>
internal static class HouseAnswers
{
    private static readonly string Review = StateMark.Of("VISIT_REVIEW");
    private static readonly string Assessment = StateMark.Of("HARDSHIP_ASSESSMENT");

    /// <summary>What goes out with the commit of a fact.</summary>
    /// <param name="before">The case before it.</param>
    /// <param name="after">The file with it.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="eventId">Id of its event.</param>
    public static IEnumerable<Effect> To(Snapshot before, CaseFile after, Fact fact, string eventId)
    {
        var (file, isUnwelcome) = ((CaseFile)before.Facts, CeaseSignal.IsOfVisits(fact));
        // S24: nobody has to ask twice. While an assessment runs, one more word of hardship is heard and opens no second one.
        if (before.Status == CaseStatus.Running && HardshipSignal.In(fact) is { } word && !(file.Relief.IsPending && IsAssessed(before)))
            yield return new Effect.RaiseEvent(nameof(HardshipDeclared), JsonSerializer.SerializeToElement(new { reason = word, source = $"HOUSE:{eventId}" }), null);
        // Whoever has ended one channel after the other wants no contact at all (b.4 CEASE_CONTACT).
        if (!after.Hold.Has(Hold.CeaseContact) && HasEndedAll(after) && !HasEndedAll(file))
            yield return new Effect.RaiseEvent(nameof(CeaseContactRequested), JsonSerializer.SerializeToElement(new { textRef = $"HOUSE:{eventId}" }), null);
        // Nor is whoever has paid, or is owed an answer no more, left alone with it (S39).
        if (SelfHarmWords.In(fact) && !file.Emergencies.Runs(Emergency.SelfHarm))
            yield return new Effect.RaiseEvent(nameof(DistressReported), JsonSerializer.SerializeToElement(new { kind = Emergency.SelfHarm, source = $"HOUSE:{eventId}" }), null);
        // Whoever refuses a visit before anybody came declines it (T20), also in a message.
        if ((fact is VisitRefused && file.Visits is { IsBegun: false, Approval: not null }) || (isUnwelcome && file.Visits is { IsUnderWay: false } and ({ Approval: not null } or { Appointment: not null })))
            yield return new Effect.RaiseEvent(nameof(AppointmentDeclined), JsonSerializer.SerializeToElement(new { }), null);
        else if (isUnwelcome && before.Status == CaseStatus.Running && StateMark.Of(before.Frames[^1].State) == Review)
            yield return new Effect.RaiseEvent(nameof(VisitCalledOff), JsonSerializer.SerializeToElement(new { by = $"HOUSE:{eventId}", reason = "The customer wants nobody to come." }), null);
        var isHomeLost = fact is AddressLost || (after.Customer.IsHomeLost && !file.Customer.IsHomeLost);
        if (isHomeLost && file.Visits is { IsUnderWay: false } and ({ Approval: not null } or { Appointment: not null }))
            yield return new Effect.RaiseEvent(nameof(VisitCalledOff), JsonSerializer.SerializeToElement(new { by = $"HOUSE:{eventId}", reason = "Somebody else lives at the address." }), null);
        foreach (var recall in before.Status == CaseStatus.Running ? Recalls(file, after, fact, isUnwelcome || isHomeLost, eventId) : []) yield return recall;
        // What the customer writes while somebody is at the door may be that they are to go (T26): nobody there waits for a reader at a desk.
        if (file.Visits.IsUnderWay && fact is (InboundMessage or CustomerReply))
            yield return new Effect.PublishEvent("CustomerWroteDuringVisit", JsonSerializer.SerializeToElement(new { @ref = file.Reference, @event = eventId }));
        if (Counted(file, after, fact, eventId) is { } counted) yield return counted;
        if (before.Status == CaseStatus.Running && fact is BalanceUpdated)
            foreach (var objection in StandingCharges.Objections(file, after, eventId)) yield return objection;
        if (fact is AuthorityRequestReceived asked)
            foreach (var alert in IncompleteRequests.Answers(file, asked, eventId)) yield return alert;
        if (Answer(file, fact) is { } answer)
            yield return new Effect.PlanAct(JsonSerializer.SerializeToElement(new { kind = "MESSAGE", purpose = "SERVICE", template = answer }));
        if (Task(before, after, fact) is { } task)
            yield return new Effect.PublishEvent(task, JsonSerializer.SerializeToElement(new { @ref = file.Reference, because = fact.GetType().Name, @event = eventId }));
    }

    private static bool HasEndedAll(CaseFile file) => file.Customer.Preferences?.OptOut is { IsDefaultOrEmpty: false } no && CeaseSignal.IsEvery(no);

    /// <summary>Whether it is money that was called part of a settlement and is a payment of the debt.</summary>
    public static bool IsPlain(CaseFile file, Fact fact, DateOnly day) => fact is SettlementPaid paid && PaymentFold.IsPlain(file, paid, day);

    /// <summary>T59: money is the customer's, whatever the ledger called it. What is no part of a settlement pays the debt, and a payment that completes the agreed sum settles it.</summary>
    private static Effect.RaiseEvent? Counted(CaseFile file, CaseFile after, Fact fact, string eventId) => fact switch
    {
        SettlementPaid paid when after.Payments == file.Payments && !PaymentFold.IsKnown(file, paid) =>
            new Effect.RaiseEvent(nameof(PaymentReceived), JsonSerializer.SerializeToElement(new { amount = paid.Amount, @ref = paid.Ref ?? eventId }), null),
        PaymentReceived paid when after.Relief.Settled && !file.Relief.Settled && after.Debt.Total > 0 =>
            new Effect.RaiseEvent(nameof(SettlementPaid), JsonSerializer.SerializeToElement(new { amount = paid.Amount, @ref = paid.Ref ?? eventId }), null),
        _ => null,
    };

    /// <summary>Whoever objects or complains is answered in writing (b.4 DISPUTE and COMPLAINT), whatever the definition plans.</summary>
    private static string? Answer(CaseFile file, Fact fact) => fact switch
    {
        DisputeResolved => "disputeAnswer",
        ComplaintClosed when file.Rights.OpenComplaints.Any() => "complaintAnswer",
        _ => null,
    };

    /// <summary>Whoever is at a door, or is about to go there, hears at once that nobody has to: nothing is owed any more, a hold has come that ends visits, the customer writes that nobody is to come, or complains about one of them (T24, T42, S61).
    /// What calls an appointment off in the definition says so there.</summary>
    private static IEnumerable<Effect> Recalls(CaseFile before, CaseFile after, Fact fact, bool isUnwelcome, string eventId)
    {
        var (isPaid, visits) = (before.Debt.Total > 0 && (after.Debt.Total == 0 || (after.Relief.Settled && !before.Relief.Settled)), before.Visits);
        var isHeld = after.Hold.BlocksVisit && !before.Hold.BlocksVisit;
        var isUnwanted = visits.IsUnderWay && (isUnwelcome || fact is VisitCalledOff);
        var isAccused = visits.Made is { IsDefaultOrEmpty: false } made && Accusations.Of(fact).Any(accused => (made[^1].Agents ?? []).Any(agent => Accusations.Means(accused, agent)));
        // Whoever takes an appointment back hears that nobody comes, and so do those who were to come (T20, T24).
        var isDeclined = visits is { IsUnderWay: false, Appointment: not null } && after.Visits.Appointment is null && (fact is AppointmentDeclined || isUnwelcome);
        if (!(visits.IsUnderWay && (isPaid || isHeld || isAccused || isUnwanted)) && !(isPaid && visits.Appointment is not null) && !isDeclined) yield break;
        yield return new Effect.PublishEvent("VisitCancelled", JsonSerializer.SerializeToElement(new { @ref = before.Reference, because = fact.GetType().Name, @event = eventId }));
        if (visits is { IsUnderWay: false, Appointment: not null }) yield return new Effect.PlanAct(JsonSerializer.SerializeToElement(new { kind = "MESSAGE", purpose = "SERVICE", template = VisitFile.CancelledTemplate }));
    }

    /// <summary>What somebody of the bank has to do now.</summary>
    private static string? Task(Snapshot snapshot, CaseFile after, Fact fact) => (CaseFile)snapshot.Facts is var before ? fact switch
    {
        // A closed case never reopens: a person decides whether a linked one begins (b.2, domain.md e).
        PaymentReversed when snapshot.Status == CaseStatus.Completed && (after.Debt.Total > before.Debt.Total || (before.Relief.Settled && !after.Relief.Settled)) => "LinkedCaseRequested",
        ReliefRequested or FraudReported when snapshot.Status == CaseStatus.Completed => "LinkedCaseRequested",
        _ when snapshot.Status == CaseStatus.Completed && (fact is HardshipDeclared || HardshipSignal.In(fact) is not null || Objection.IsDispute(fact) || Objection.IsComplaint(fact)) => "LinkedCaseRequested",
        // T47: whoever was told of a debt that was not owed, or not so much, is told that too.
        DisputeResolved { Result: DisputeResult.Upheld or DisputeResult.Corrected } => "CreditDataCorrectionRequested",
        // T41: so is whoever was told of one that is paid now.
        PaymentReceived when after.Plan.IsComplete && !before.Plan.IsComplete => "CreditDataUpdateRequested",
        InsolvencyOpened => "InsolvencyClaimRequested", // T46
        FraudConfirmed => "RiskAlertRequested", // T48
        _ => null,
    } : null;

    private static bool IsAssessed(Snapshot snapshot) => StateMark.Of(snapshot.Frames[^1].State) == Assessment;
}
