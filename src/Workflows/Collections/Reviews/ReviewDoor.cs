using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;

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
    public static IEnumerable<string> Impossible(CaseFile file, Fact fact) => fact switch
    {
        ComplaintClosed { By: { } by } when file.Rights.OpenComplaints.Any(complaint => Person.IsSame(complaint.Accused, by)) => [$"S61: a complaint that is open is about '{by}'; somebody else answers it."],
        _ => [],
    };
}
