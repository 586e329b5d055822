using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Legal;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Collections.Rights;
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
            case DisputeResolved { AnswerRef: null }:
                yield return ("answerRef", "is missing: b.4 DISPUTE, an objection is answered in writing. Name the answer, or say its reason in a sentence.");
                break;
            case ComplaintClosed { AnswerRef: null }:
                yield return ("answerRef", "is missing: b.4 COMPLAINT, a complaint is answered in writing. Name the answer, or say its reason in a sentence.");
                break;
            case SafetyReviewed { Findings: null or "" }:
                yield return ("findings", "is missing: b.4 SAFETY, a risk review says what it found.");
                break;
            case EmergencyClosed { Findings: null or "" }:
                yield return ("findings", "is missing: S39, whoever ends an emergency says what was found and done.");
                break;
            case InterventionResolved resolved:
                if (resolved.By is null) yield return ("by", "is missing: T56, a supervisor moves a stuck case in an own name.");
                if (resolved.Reason is null) yield return ("reason", "is missing: T56, a supervisor says why a stuck case is moved.");
                if (resolved is { Target: InterventionTarget.Legal, SecondBy: null })
                    yield return ("secondBy", "is missing: T56 and b.1 rule 9, a stuck case goes to legal review by two different persons.");
                break;
        }
    }

    /// <summary>Why it cannot be, every reason at once.</summary>
    /// <param name="file">The case's file.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="place">Where the case stands; null: not asked for this fact.</param>
    /// <param name="now">When it is said (UTC).</param>
    public static IEnumerable<string> Impossible(CaseFile file, Fact fact, EventPlace? place, DateTimeOffset now) => fact switch
    {
        // A yes that nobody has asked for would lie in the file until somebody needs one.
        _ when OpensAWay(fact) && place is { IsAwaited: false } => [$"'{place.State}' waits for no '{fact.GetType().Name}'. Nobody approves ahead of the question (b.1 rule 9)."],
        EvasionReviewed review when file.Legal.Evasion is { } raised && new[] { review.By, review.SecondBy }.FirstOrDefault(name => raised.Accusers.Any(accuser => Person.IsSame(name, accuser))) is { } same =>
            [$"T50: '{same}' has raised the suspicion or a sign of it; two others judge it."],
        EvasionReviewed { Decision: EvasionDecision.Substantiated } when file.Legal.Evasion is { } suspicion => Unheard(file, suspicion, now),
        DisputeResolved resolved when Which("objections", resolved.Id, [.. file.Rights.OpenDisputes.Select(dispute => dispute.Id)]) is { } which => [which],
        ComplaintClosed closed when Which("complaints", closed.Id, [.. file.Rights.OpenComplaints.Select(complaint => complaint.Id)]) is { } which => [which],
        DisputeResolved { Result: DisputeResult.Corrected } when file.Rights.OpenDisputes.Select(dispute => (DateTimeOffset?)dispute.Since).Min() is { } since && !(file.LatestAt.TryGetValue(nameof(BalanceUpdated), out var at) && at >= since) =>
            [$"T47: nothing has been corrected since the objection of {Instants.Text(since)}. Report the right balance first (BalanceUpdated), then this answer; a debt that stays as it is is answered with REJECTED."],
        ComplaintClosed closed when file.Rights.OpenComplaints.FirstOrDefault(complaint => complaint.IsAboutSomebodyUnknown && (closed.Id is null || closed.Id == complaint.Id)) is { } unknown =>
            [$"S61: the complaint '{unknown.Id}' is about '{unknown.Accused}'. Say first who that is, or that it is nobody of the house ({nameof(AccusedIdentified)})."],
        HoldReleased { Hold: Hold.Dispute, SecondBy: null } when file.Acts.IsReturned(Holds.HoldList.Answer) =>
            ["S3: the written answer to the objection came back, so nobody has been answered (b.4). Send it anew, and the days after it begin; before that it takes two persons."],
        HoldReleased { Hold: Hold.Hardship, SecondBy: null } when file.Acts.IsReturned(Holds.HoldList.Finding) =>
            ["S3: the decision on hardship came back, so the customer knows of none and could not object (T58, b.4). Send it anew, and the days after it begin; before that it takes two persons."],
        ComplaintClosed { By: null } when file.Rights.OpenComplaints.Any(complaint => complaint.Accused is not null) => ["S61: a complaint about somebody is open. Say in 'by' who answers it; it is somebody else."],
        ComplaintClosed { By: { } by } when file.Rights.OpenComplaints.Any(complaint => complaint.Everybody.Any(accused => Accusations.Means(accused, by))) => [$"S61: a complaint that is open is about '{by}'; somebody else answers it."],
        _ => [],
    };

    /// <summary>Of several that wait each has its own answer (b.4).</summary>
    private static string? Which(string what, string? id, string[] open) => open.Length == 0 || (id is null && open.Length == 1) || (id is not null && open.Contains(id, StringComparer.Ordinal)) ? null
        : $"b.4: {(id is null ? $"{open.Length} {what} are open" : $"'{id}' is none of the {what} that are open")}. Say in 'id' which one is answered: {string.Join(", ", open)}.";

    /// <summary>Nobody is judged unheard, or without anything that shows it (T50, S40).</summary>
    private static IEnumerable<string> Unheard(CaseFile file, Evasion suspicion, DateTimeOffset now)
    {
        if (file.Relief.Evidence.IsDefaultOrEmpty) yield return "T50: nothing on file shows the signs. Put it there with EvidenceUploaded; a word alone is no evidence.";
        var until = suspicion.ReplyUntil(file.Clocks, file.Zone);
        if (until <= now || (until is null && suspicion.HeardAt is not null)) yield break;
        yield return until is not null
            ? $"T50: the customer has been asked and may reply until {Instants.Text(until.Value)}; nobody decides before that, as the letter says, whatever has come so far."
            : $"T50: the customer has not been asked for a reply to the signs of {Instants.Text(suspicion.Since)} yet. The letter {Evasion.AskTemplate} asks; once the day that it names is over, or where the customer has spoken unasked, two others decide.";
    }

    /// <summary>Whether the fact is a decision that opens a way to the door, to court or to a label, so that it counts only where somebody waits for it.</summary>
    internal static bool OpensAWay(Fact fact) => fact is VisitReviewed { Decision: Approval.Approved } or LegalReviewed { Decision: LegalDecision.Refer } or EvasionReviewed;
}
