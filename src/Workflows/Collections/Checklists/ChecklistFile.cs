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
public sealed record StepDone(string Key, bool IsMandatory, DateTimeOffset? DoneAt = null);

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
    public IEnumerable<string> Missing => MissingBefore(Steps.Length);

    /// <summary>Mandatory steps that stand before a step and are not done.</summary>
    public IEnumerable<string> MissingBefore(int step) => Steps.Take(step).Where(one => one is { IsMandatory: true, DoneAt: null }).Select(one => one.Key);
}

/// <summary>The checklists of a case: the last one of each kind (S38). Opened when an act of its kind is allowed, or by the agent.</summary>
/// <param name="Running">One for a kind of act.</param>
public sealed record ChecklistFile(ImmutableArray<RunningChecklist>? Running = null) : ICaseSection<ChecklistFile>
{
    /// <summary>None.</summary>
    public static ChecklistFile None { get; } = new();

    /// <summary>The last checklist of a kind; null where none was opened.</summary>
    public RunningChecklist? For(ActKind kind) => (Running ?? []).FirstOrDefault(list => list.Kind == kind);

    /// <summary>Why a fact is not taken: a step out of its order, or a report of a visit whose steps are not done.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="visits">The visits of the case: one that was broken off owes no steps.</param>
    /// <param name="book">The checklists of the house; null: none.</param>
    public string? Fault(Fact fact, VisitFile visits, ChecklistBook? book) => fact switch
    {
        ChecklistOpened opened when book?.For(opened.Kind) is null => $"there is no checklist for {FactJson.Word(opened.Kind)}",
        ChecklistStepDone done => Fault(done),
        VisitReportFiled when For(ActKind.Visit) is { ClosedAt: null } list && IsWhole(visits) && list.Missing.ToArray() is { Length: > 0 } missing =>
            $"the visit's checklist (version {list.Version}) is not done: {string.Join(", ", missing)}. Report each with ChecklistStepDone, then file the report",
        _ => null,
    };

    /// <inheritdoc />
    public ChecklistFile Fold(Fact fact, FactMoment moment) => fact switch
    {
        ActDecided { Allowed: true } act => Opened(act.Kind, act.ActId, moment),
        ChecklistOpened opened => Opened(opened.Kind, moment.EventId, moment),
        ChecklistStepDone done => Each(done.Kind, list => list with { Steps = [.. list.Steps.Select(step => step.Key == done.Step ? step with { DoneAt = step.DoneAt ?? moment.At } : step)] }),
        VisitReportFiled => Each(ActKind.Visit, list => list with { ClosedAt = list.ClosedAt ?? moment.At }),
        _ => this,
    };

    /// <summary>Whoever was asked to leave, broke off or found nobody has left at once; only a visit that took place has every step.</summary>
    private static bool IsWhole(VisitFile visits) => visits.Made is not { IsDefaultOrEmpty: false } made || made[^1].End is null or VisitEnd.Completed;

    private string? Fault(ChecklistStepDone done)
    {
        var kind = FactJson.Word(done.Kind);
        if (For(done.Kind) is not { ClosedAt: null } list) return $"no checklist for {kind} is open. An allowed act opens it, and so does ChecklistOpened";
        var index = list.Steps.Select(step => step.Key).ToList().IndexOf(done.Step);
        if (index < 0) return $"'{done.Step}' is no step of the checklist for {kind}{Nearest.Hint(done.Step, [.. list.Steps.Select(step => step.Key)])}";
        return list.MissingBefore(index).ToArray() is { Length: > 0 } missing ? $"'{done.Step}' comes after {string.Join(", ", missing)}, not done yet" : null;
    }

    private ChecklistFile Opened(ActKind kind, string reference, FactMoment moment)
    {
        if (moment.Books.Checklists is not { } book || book.For(kind) is not { } list || For(kind)?.Ref == reference) return this;
        var running = new RunningChecklist(kind, book.Version, reference, moment.At, [.. list.Steps.Select(step => new StepDone(step.Key, step.IsMandatory))]);
        return new ChecklistFile([.. (Running ?? []).Where(known => known.Kind != kind), running]);
    }

    private ChecklistFile Each(ActKind kind, Func<RunningChecklist, RunningChecklist> change) =>
        Running is null ? this : new ChecklistFile([.. Running.Value.Select(list => list.Kind == kind ? change(list) : list)]);
}
