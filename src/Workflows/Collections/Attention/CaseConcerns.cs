using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Collections.Relief;
using Doorstep.Workflows.Collections.Risk;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Attention;

/// <summary>What in a loan's file waits for a person. Each kind has one home here, and the desk names them by it.</summary>
public static class CaseConcerns
{
    /// <summary>An alert that nobody has taken up (S46).</summary>
    public const string Alert = "ALERT";

    /// <summary>An emergency that nobody has taken up or that is not over (S39); exercises too.</summary>
    public const string Emergency = "EMERGENCY";

    /// <summary>A concession that needs somebody's agreement (S18).</summary>
    public const string Approval = "APPROVAL";

    /// <summary>A hold whose ground is gone: a person has to look at it before anything goes on (b.4).</summary>
    public const string HoldReview = "HOLD_REVIEW";

    /// <summary>A message of the customer that waits for an answer (S16).</summary>
    public const string Message = "MESSAGE";

    /// <summary>An objection that is not answered (S23).</summary>
    public const string Dispute = "DISPUTE";

    /// <summary>A complaint that is not closed (S61).</summary>
    public const string Complaint = "COMPLAINT";

    /// <summary>The ledger has raised interest, penalty or fees that stand still under a moratorium (b.4).</summary>
    public const string MoratoriumCharges = StandingCharges.Pattern;

    /// <summary>A request of an authority lacks its document number or what else it needs: no data leaves (S47).</summary>
    public const string AuthorityRequest = IncompleteRequests.Pattern;

    /// <summary>The case has waited twice as long as it may, or was sent to a supervisor otherwise: it stands in MANUAL_INTERVENTION (T55, T56).</summary>
    public const string Intervention = "INTERVENTION";

    private static readonly string Supervised = StateMark.Of("MANUAL_INTERVENTION");

    /// <summary>What waits where a case stands, in the order of urgency. An emergency is not over because a debt was paid, and who wrote or complained still waits for an answer.</summary>
    public static IEnumerable<Concern> Of(CaseFile file, Snapshot snapshot)
    {
        if (snapshot.Status == CaseStatus.Completed)
        {
            foreach (var concern in Of(file))
                if (concern.Kind is Emergency or Alert or MoratoriumCharges or AuthorityRequest or Message or Dispute or Complaint) yield return concern;
            yield break;
        }

        foreach (var concern in Of(file)) yield return concern;
        if (StateMark.Of(snapshot.Frames[^1].State) == Supervised)
            yield return new Concern(Intervention, "", snapshot.StateSince, snapshot.Deadlines.Select(deadline => (DateTimeOffset?)deadline.DueAt).Min());
    }

    /// <summary>What waits in a file, in the order of urgency.</summary>
    public static IEnumerable<Concern> Of(CaseFile file)
    {
        foreach (var one in file.Emergencies.All ?? [])
            if (one.ClosedAt is null) yield return new Concern(Emergency, one.Id, one.Since, one.DueAt);
        foreach (var alert in file.Risk.Alerts ?? [])
            if (alert is { AcknowledgedBy: null, IsCleared: false }) yield return new Concern(alert.Pattern is MoratoriumCharges or AuthorityRequest ? alert.Pattern : Alert, alert.Id, alert.Since, alert.EscalatesAt);
        foreach (var request in file.Relief.Requests)
            if (request.Status == RequestStatus.Open) yield return new Concern(Approval, FormattableString.Invariant($"{request.Number}"), request.At);
        foreach (var open in file.Hold.Reviews) yield return new Concern(HoldReview, FactJson.Word(open.Hold), open.ReviewSince.GetValueOrDefault());
        foreach (var message in file.Inbox.Waiting) yield return new Concern(Message, message.Id, message.Since, message.EscalatesAt);
        foreach (var dispute in file.Rights.OpenDisputes) yield return new Concern(Dispute, dispute.Id, dispute.Since, Until(file, Hold.Dispute));
        foreach (var complaint in file.Rights.OpenComplaints) yield return new Concern(Complaint, complaint.Id, complaint.Since, Until(file, Hold.Complaint));
    }

    /// <summary>When the time for an answer is over (b.4).</summary>
    private static DateTimeOffset? Until(CaseFile file, Hold hold) => file.Hold.Open.FirstOrDefault(open => open.Hold == hold)?.Until;
}
