using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Visits;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Workflows.Collections.Checklists;

/// <summary>A step of a checklist that runs.</summary>
/// <param name="Key">Its name.</param>
/// <param name="IsMandatory">No later step before it is done.</param>
/// <param name="DoneAt">When it was done (UTC); null: not yet.</param>
/// <param name="Answers">What may be answered to it, first what lets the talk go on; null or empty: it is done or not.</param>
/// <param name="IsProof">Without the first answer it was no talk with the customer.</param>
/// <param name="Answer">What was answered last.</param>
public sealed record StepDone(string Key, bool IsMandatory, DateTimeOffset? DoneAt = null, ImmutableArray<string>? Answers = null, bool IsProof = false, string? Answer = null)
{
    /// <summary>Whether it wants an answer.</summary>
    [JsonIgnore]
    public bool IsAsked => Answers is { IsDefaultOrEmpty: false };

    /// <summary>Done, and answered as it has to be for the talk to go on.</summary>
    [JsonIgnore]
    public bool IsMet => DoneAt is not null && (!IsAsked || Answer == Answers!.Value[0]);

    /// <summary>Its name, and what was answered where that stands in the way.</summary>
    [JsonIgnore]
    public string Said => Answer is null ? Key : $"{Key} (answered {Answer})";

    /// <summary>Done now; what was done before stays when it was, and a new answer takes the place of the old one.</summary>
    public StepDone Done(string? answer, DateTimeOffset at) => IsAsked ? this with { DoneAt = at, Answer = answer } : this with { DoneAt = DoneAt ?? at };
}

/// <summary>A checklist that somebody works through.</summary>
/// <param name="Kind">The kind of act.</param>
/// <param name="Version">Version of the book it was opened with; a later one changes nothing here.</param>
/// <param name="Ref">The act or the event that opened it.</param>
/// <param name="Since">When it was opened (UTC).</param>
/// <param name="Steps">Its steps in their order.</param>
/// <param name="ClosedAt">When what it is for was over (UTC).</param>
public sealed record RunningChecklist(ActKind Kind, string Version, string Ref, DateTimeOffset Since, ImmutableArray<StepDone> Steps, DateTimeOffset? ClosedAt = null)
{
    /// <summary>Mandatory steps that are not done.</summary>
    [JsonIgnore]
    public IEnumerable<string> Missing => Steps.Where(one => one is { IsMandatory: true, IsMet: false }).Select(one => one.Said);

    /// <summary>What was answered to a proof so that it proves nothing: somebody else was there; null where nothing was.</summary>
    [JsonIgnore]
    public string? Disproved => Steps.FirstOrDefault(one => one is { IsProof: true, Answer: not null, IsMet: false })?.Said;

    /// <summary>What a talk with the customer has to have answered before it is reported as one: every question, and with its first answer what proves who was there.</summary>
    [JsonIgnore]
    public IEnumerable<string> Unanswered => Steps.Where(one => one.IsAsked && !(one.IsProof ? one.IsMet : one.DoneAt is not null)).Select(one => one.Said);

    /// <summary>Mandatory steps that stand before a step and are not done, or not answered so that the talk goes on. A question may be answered, yes or no, after another that was answered
    /// no, so that nobody has to answer wrongly; only a proof that is missing stops questions too.</summary>
    public IEnumerable<string> MissingBefore(int step) =>
        Steps.Take(step).Where(one => one.IsMandatory && !(Steps[step].IsAsked && !one.IsProof ? one.DoneAt is not null : one.IsMet)).Select(one => one.Said);
}

/// <summary>The checklists of a case: the last one of each kind (S38). Opened when an act of its kind is allowed, or by the agent.</summary>
/// <param name="Running">One for a kind of act.</param>
public sealed record ChecklistFile(ImmutableArray<RunningChecklist>? Running = null) : ICaseSection<ChecklistFile>
{
    /// <summary>None.</summary>
    public static ChecklistFile None { get; } = new();

    /// <summary>The last checklist of a kind; null where none was opened.</summary>
    public RunningChecklist? For(ActKind kind) => (Running ?? []).FirstOrDefault(list => list.Kind == kind);

    /// <summary>Whether a call has reached somebody who proved to be the customer: whoever reports it says so, or the questions of the call that is open were answered so (G3, S38).</summary>
    internal bool HasProven(ContactOutcome outcome) => outcome.Result == Party.RightParty
        && (outcome.IdentityProven ?? (For(ActKind.Call) is { ClosedAt: null } call && call.Steps.Any(step => step.IsProof) && call.Steps.All(step => !step.IsProof || step.IsMet)));

    /// <summary>Why a fact is not taken: a step out of its order or without its answer, a talk with the customer whose questions are not answered, or a report of a visit whose steps are not
    /// done. That somebody answered the telephone is on file and counts before anybody says who it was.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="visits">The visits of the case: one that was broken off owes no steps.</param>
    /// <param name="book">The checklists of the house; null: none.</param>
    public string? Fault(Fact fact, VisitFile visits, ChecklistBook? book) => fact switch
    {
        ChecklistOpened opened when book?.For(opened.Kind) is null => $"there is no checklist for {FactJson.Word(opened.Kind)}",
        ChecklistStepDone done => Fault(done, visits),
        ContactOutcome { Result: Party.RightParty } when For(ActKind.Call) is { ClosedAt: null } call && call.Unanswered.ToArray() is { Length: > 0 } open =>
            $"a talk with the customer is none before the call's checklist (version {call.Version}) has its answers: {string.Join(", ", open)}. Report each with ChecklistStepDone, then the outcome",
        PromiseMade when For(ActKind.Call) is { ClosedAt: null, Disproved: { } other } =>
            $"the call's checklist says {other}: another person's word binds no customer (G3)",
        // A promise on the telephone is a talk (T5, G2), and is reported as one.
        PromiseMade promised when promised.IsSpoken && For(ActKind.Call) is { ClosedAt: null } call && call.Unanswered.ToArray() is { Length: > 0 } open =>
            $"a promise on the telephone is none before the call's checklist (version {call.Version}) has its answers: {string.Join(", ", open)}. Report each with ChecklistStepDone, then the promise",
        VisitReportFiled report when For(ActKind.Visit) is { ClosedAt: null } list => Fault(report, list, IsWhole(visits), visits.Made is [.., { End: VisitEnd.NoOneHome }]),
        _ => null,
    };

    /// <inheritdoc />
    public ChecklistFile Fold(Fact fact, FactMoment moment) => fact switch
    {
        ActDecided { Allowed: true } act => Opened(act.Kind, act.ActId, moment),
        ChecklistOpened opened => Opened(opened.Kind, moment.EventId, moment),
        ChecklistStepDone done => Each(done.Kind, list => list with { Steps = [.. list.Steps.Select(step => step.Key == done.Step ? step.Done(done.Answer, moment.At) : step)] }),
        ContactAttempted { Channel: Channel.Call, Result: not AttemptResult.Answered } or ContactOutcome { Result: not Party.RightParty } => Each(ActKind.Call, list => list with { ClosedAt = list.ClosedAt ?? moment.At }),
        VisitReportFiled => Each(ActKind.Visit, list => list with { ClosedAt = list.ClosedAt ?? moment.At }),
        _ => this,
    };

    /// <summary>Whoever was asked to leave, broke off or found nobody has left at once; only a visit that took place has every step.</summary>
    private static bool IsWhole(VisitFile visits) => visits.Made is not { IsDefaultOrEmpty: false } made || made[^1].End is null or VisitEnd.Completed;

    /// <summary>A report says who was there as the checklist does: a talk with the customer is one with somebody who has proved to be the customer, and whoever met only others has left (T26, G3).</summary>
    private static string? Fault(VisitReportFiled report, RunningChecklist list, bool isWhole, bool isNobodyHome)
    {
        var isThere = report.Participants.Any(one => one.Role == "CUSTOMER");
        if (isNobodyHome && isThere) return "nobody was at home (T62), so participants names nobody in the role CUSTOMER";
        if (report.Capacity.HasSurplus is not null && list.Steps.Any(step => step is { IsProof: true, IsMet: false }) && list.Disproved is null)
            return $"the visit's checklist (version {list.Version}) does not say that the customer was there, so nobody can say what the customer can pay: leave capacity.hasSurplus out";
        if (list.Disproved is { } other) return isThere || report.Capacity.HasSurplus is not null
            ? $"the visit's checklist (version {list.Version}) says {other}, so nobody there is CUSTOMER, and what they can pay (capacity.hasSurplus) is not the customer's: leave both out" : null;
        if (!isWhole) return null;
        if (list.Missing.ToArray() is { Length: > 0 } missing) return $"the visit's checklist (version {list.Version}) is not done: {string.Join(", ", missing)}. Report each with ChecklistStepDone, then file the report";
        return isThere || !list.Steps.Any(step => step.IsProof) ? null
            : $"the visit's checklist (version {list.Version}) says that the customer was there, and participants names nobody in the role CUSTOMER. Name the customer, or answer the step anew with ChecklistStepDone";
    }

    private string? Fault(ChecklistStepDone done, VisitFile visits)
    {
        var kind = FactJson.Word(done.Kind);
        if (For(done.Kind) is not { ClosedAt: null } list) return $"no checklist for {kind} is open. An allowed act opens it, and so does ChecklistOpened";
        var index = list.Steps.Select(step => step.Key).ToList().IndexOf(done.Step);
        if (index < 0) return $"'{done.Step}' is no step of the checklist for {kind}{Nearest.Hint(done.Step, [.. list.Steps.Select(step => step.Key)])}";
        if (Answered(list.Steps[index], done) is { } wrong) return wrong;
        if (done.Kind == ActKind.Visit && visits.Made is [.., { End: not null }] && list.Steps[index] is { IsProof: true, Answer: { } before } && before != done.Answer)
            return $"'{done.Step}' was answered {before} on site, and the visit is over: who was there does not change afterwards";
        if (done.Kind == ActKind.Visit && visits.Made is [.., { End: VisitEnd.NoOneHome or VisitEnd.Aborted or VisitEnd.Refused }] && list.Steps[index] is { IsProof: true, Answer: null })
            return $"the visit is over, and nobody has answered '{done.Step}' on site: who was there is not proven afterwards";
        return list.MissingBefore(index).ToArray() is { Length: > 0 } missing ? $"'{done.Step}' comes after {string.Join(", ", missing)}, not done yet" : null;
    }

    private static string? Answered(StepDone step, ChecklistStepDone done) =>
        !step.IsAsked ? done.Answer is null ? null : $"'{step.Key}' asks for no answer, and '{done.Answer}' is one"
        : done.Answer is null ? $"'{step.Key}' needs an answer: {string.Join(" or ", step.Answers!.Value)}"
        : step.Answers!.Value.Contains(done.Answer) ? null
        : $"'{done.Answer}' is no answer to '{step.Key}'{Nearest.Hint(done.Answer, step.Answers.Value)}";

    private ChecklistFile Opened(ActKind kind, string reference, FactMoment moment)
    {
        if (moment.Books.Checklists is not { } book || book.For(kind) is not { } list || For(kind)?.Ref == reference) return this;
        var running = new RunningChecklist(kind, book.Version, reference, moment.At, [.. list.Steps.Select(step => new StepDone(step.Key, step.IsMandatory, Answers: step.Answers.IsEmpty ? null : step.Answers, IsProof: step.IsProof))]);
        return new ChecklistFile([.. (Running ?? []).Where(known => known.Kind != kind), running]);
    }

    private ChecklistFile Each(ActKind kind, Func<RunningChecklist, RunningChecklist> change) =>
        Running is null ? this : new ChecklistFile([.. Running.Value.Select(list => list.Kind == kind ? change(list) : list)]);
}
