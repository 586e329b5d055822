using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Collections.Reviews;

/// <summary>What a person's decision has to say before it is a fact, and who may not make it (T18, T52, T56, T58, S61).</summary>
internal static class ReviewDoor
{
    /// <summary>What is missing: field and message.</summary>
    public static IEnumerable<(string Path, string Message)> Wrong(Fact fact)
    {
        switch (fact)
        {
            case VisitReviewed { Decision: Approval.Refused, Reason: null }:
                yield return ("reason", "is missing: T18, whoever refuses a visit says why.");
                break;
            case EscalationReviewed { Decision: EscalationDecision.Visit, Purpose: null }:
                yield return ("purpose", "is missing: T14, a visit has a purpose, and the customer reads it in the invitation.");
                break;
            case LegalReviewed { Decision: LegalDecision.Return, Gaps: null }:
                yield return ("gaps", "is missing: T52, whoever returns a case lists what is still open.");
                break;
            case HardshipAssessed { Decision: HardshipDecision.NoHardship } found:
                if (found.By is null) yield return ("by", "is missing: T58, whoever finds no hardship does so in an own name; an appeal goes to somebody else.");
                if (found.Reason is null) yield return ("reason", "is missing: T58, the customer gets the reasons in writing.");
                break;
            case InterventionResolved resolved:
                if (resolved.By is null) yield return ("by", "is missing: T56, a supervisor moves a stuck case in an own name.");
                if (resolved.Reason is null) yield return ("reason", "is missing: T56, a supervisor says why a stuck case is moved.");
                break;
        }
    }

    /// <summary>Why it cannot be, every reason at once.</summary>
    /// <param name="file">The case's file.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="place">Where the case stands; null: not asked for this fact.</param>
    public static IEnumerable<string> Impossible(CaseFile file, Fact fact, EventPlace? place) => fact switch
    {
        // A yes that nobody has asked for would lie in the file until somebody needs one.
        _ when OpensAWay(fact) && place is { IsAwaited: false } => [$"'{place.State}' waits for no '{fact.GetType().Name}'. Nobody approves ahead of the question (b.1 rule 9)."],
        EvasionReviewed review when file.Legal.Evasion?.By is { } accuser && new[] { review.By, review.SecondBy }.FirstOrDefault(name => Person.IsSame(name, accuser)) is { } same =>
            [$"T50: '{same}' has raised the suspicion; two others judge it."],
        ComplaintClosed { By: { } by } when file.Rights.OpenComplaints.Any(complaint => Person.IsSame(complaint.Accused, by)) => [$"S61: a complaint that is open is about '{by}'; somebody else answers it."],
        _ => [],
    };

    /// <summary>Whether the fact is a decision that opens a way to the door, to court or to a label, so that it counts only where somebody waits for it.</summary>
    internal static bool OpensAWay(Fact fact) => fact is VisitReviewed { Decision: Approval.Approved } or LegalReviewed { Decision: LegalDecision.Refer } or EvasionReviewed;
}
