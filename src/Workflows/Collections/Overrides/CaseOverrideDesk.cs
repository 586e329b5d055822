using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Books;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;

namespace Doorstep.Workflows.Collections.Overrides;

/// <summary>How overrides of loans' cases are done, and what they may not come to. A case that is not about a loan takes those that are about its machine alone.</summary>
public sealed class CaseOverrideDesk(HouseBooks books, DeadlineBounds bounds, ActDesk desk, ActStore acts) : OverrideDesk
{
    private const string Second = "(a second person)";

    /// <summary>Days after which a hold that a person has placed is looked at again: the longest of b.4.</summary>
    private const int PlacedDaysMax = 60;

    private readonly ActConsequences _acts = new(desk, acts);

    /// <inheritdoc />
    public override async Task<OverridePlan> PlanAsync(OverrideQuestion question)
    {
        var verb = VerbText.Parse(question.Verb);
        if (OverrideLimits.Before(verb, question.Machine, question.Snapshot) is { } against) return Refuse(against);
        return verb switch
        {
            OverrideVerb.ExtendDeadline extend => await ExtendAsync(question, extend),
            OverrideVerb.RetryStep => new OverridePlan.Retried(),
            OverrideVerb.SkipStep skip => new OverridePlan.Intervened(new Intervention.Skip(skip.Transition)),
            OverrideVerb.Move move => Move(question, move),
            OverrideVerb.Repin repin => await RepinAsync(question, repin),
            OverrideVerb.GoBack back => new OverridePlan.GoneBack(back.Pins, SnapshotCodec.ReadFrames(back.Frames)),
            OverrideVerb.Suspend suspend => Suspend(question, suspend),
            OverrideVerb.Resume => Resume(question.Snapshot),
            OverrideVerb.Close => new OverridePlan.Told([(nameof(CaseRecalled), Json(new CaseRecalled("SUPERVISOR")))], "The definition draws no way by which a person closes a case from here: a transition that waits for 'CaseRecalled'."),
            _ when question.Snapshot.Facts is not CaseFile => Refuse($"The case is not about a loan, so {verb.Name} means nothing to it. It takes: EXTEND_DEADLINE, RETRY_STEP, SKIP_STEP, MOVE, REPIN, SUSPEND, RESUME, CLOSE."),
            _ => OfLoan(question, verb, (CaseFile)question.Snapshot.Facts),
        };
    }

    /// <inheritdoc />
    public override string? Against(OverrideQuestion question, OverrideMade made) =>
        OverrideLimits.After(VerbText.Parse(question.Verb), question.Machine, question.Snapshot, made);

    /// <inheritdoc />
    public override async Task<JsonElement> ForeseeAsync(OverrideQuestion question, OverrideMade made, IReadOnlyList<OutboxRecord> pending)
    {
        Consequence[] lines = [.. MachineConsequences.Of(question.Snapshot, made.Next, made.Decision), .. await _acts.OfAsync(question, made, pending)];
        if (lines.Length == 0) lines = [new(ConsequenceKind.Nothing, question.Snapshot.StatePath, "Nothing changes but the record.", "除记录外无变化。")];
        return JsonSerializer.SerializeToElement(lines, FactJson.Options);
    }

    private static OverridePlan OfLoan(OverrideQuestion question, OverrideVerb verb, CaseFile file) => verb switch
    {
        OverrideVerb.Reassign reassign => Reassign(reassign, file),
        OverrideVerb.AddHold add => AddHold(question, add, file),
        OverrideVerb.ReleaseHold release => Release(question, release.Hold, file),
        OverrideVerb.TakeBackHold back => new OverridePlan.Told([(nameof(HoldTakenBack), Json(new HoldTakenBack(back.Hold, question.By)))]),
        OverrideVerb.CancelVisit => new OverridePlan.Told([(nameof(VisitCalledOff), Json(new VisitCalledOff(question.By)))], "No visit is under way that could be called off: the case is not in visit review and no appointment is asked for or agreed."),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static OverridePlan Reassign(OverrideVerb.Reassign reassign, CaseFile file)
    {
        if (reassign.Agent is { } agent && file.Assignment.IsRemoved(agent)) return Refuse($"'{agent}' is off this case after a complaint or a suspension (S61).");
        if (reassign.Agent is not null && file.Assignment.Unknown is { } words) return Refuse($"The customer complains about '{words}', and nobody has said yet who that is (S61). Say so first (AccusedIdentified); then give the case to somebody else.");
        var back = file.Assignment.Unit is { } unit ? VerbText.Write(new OverrideVerb.Reassign(unit, file.Assignment.Agent)) : default(JsonElement?);
        return new OverridePlan.Told([(nameof(CaseAssigned), Json(reassign.Fact))]) { Inverse = back };
    }

    private static OverridePlan AddHold(OverrideQuestion question, OverrideVerb.AddHold add, CaseFile file)
    {
        if (add.Until > question.Now.AddDays(PlacedDaysMax)) return Refuse($"A hold that a person places is looked at again after {PlacedDaysMax} days at most, so until {Instants.Text(question.Now.AddDays(PlacedDaysMax))}; place it anew then where its ground is still there.");
        if (add.Until is not null && HoldRule.All[add.Hold].IsUntouchable) return Refuse($"Hold {FactJson.Word(add.Hold)} ends when a fact says that its ground is gone, and on no day that somebody names (b.1 rule 8). Leave 'until' out.");
        if (add.Until <= question.Now) return Refuse($"{Instants.Text(add.Until.GetValueOrDefault())} is over; it is {Instants.Text(question.Now)}.");
        // What protects a person by law ends with its ground, not by a slip that somebody takes back; and a hold that was there before is not this one.
        var isHarmless = !file.Hold.Has(add.Hold) && !HoldRule.All[add.Hold].IsUntouchable;
        return new OverridePlan.Told([(nameof(HoldPlaced), Json(new HoldPlaced(add.Hold, question.By, add.Until)))]) { Inverse = isHarmless ? VerbText.Write(new OverrideVerb.TakeBackHold(add.Hold)) : null };
    }

    private static OverridePlan Release(OverrideQuestion question, Hold hold, CaseFile file)
    {
        if (file.Hold.Open.FirstOrDefault(open => open.Hold == hold) is not { } open) return Refuse($"Hold {FactJson.Word(hold)} is not open. Open are: {(file.Holds.IsEmpty ? "none" : string.Join(", ", file.Holds))}.");
        if (HoldRule.All[hold].IsUntouchable && open.ReviewSince is null) return Refuse($"{FactJson.Word(hold)}: {Never.Rule("PROTECTED_HOLDS").En}");
        if ((question.ApprovedBy ?? (question.IsForeseen ? Second : null)) is not { } second) return Refuse("A hold is let go by two persons (b.5), and nobody has approved this.");
        return new OverridePlan.Told([(nameof(HoldReleased), Json(new HoldReleased(hold, question.By, second)))]);
    }

    private async Task<OverridePlan> ExtendAsync(OverrideQuestion question, OverrideVerb.ExtendDeadline extend)
    {
        if (extend.By > TimeSpan.Zero && await bounds.AgainstAsync(question.Machine, question.Snapshot, extend, Policy.ExtendDaysMax, question.Now) is { } against) return Refuse(against);
        return new OverridePlan.Intervened(new Intervention.Extend(extend.Transition, extend.By)) { Inverse = VerbText.Write(extend with { By = -extend.By }) };
    }

    /// <summary>A deadline that goes over with more time gets no more than an extension would give it (T55).</summary>
    private async Task<OverridePlan> RepinAsync(OverrideQuestion question, OverrideVerb.Repin repin)
    {
        var plan = repin.Mapping ?? RepinPlan.None;
        foreach (var frame in question.Snapshot.Frames)
            foreach (var armed in frame.Deadlines)
                if (plan.PolicyOf(frame.DefinitionId, armed.Transition) is DeadlinePolicy.Grace(var by)
                    && await bounds.AgainstAsync(question.Machine, question.Snapshot, new OverrideVerb.ExtendDeadline(armed.Transition, by), Policy.ExtendDaysMax, question.Now) is { } against)
                    return Refuse(against);
        return new OverridePlan.Repinned(repin.Version, plan, repin.Published) { Inverse = VerbText.Write(new OverrideVerb.GoBack(question.Snapshot.Pins, SnapshotCodec.WriteFrames(question.Snapshot.Frames))) };
    }

    /// <summary>A case moves along the ways that its definition draws for supervisors, their own or those out of manual intervention (T56); the lint has looked at them like at all others.</summary>
    private static OverridePlan Move(OverrideQuestion question, OverrideVerb.Move move)
    {
        var ways = SupervisorWays.Of(question.Machine, question.Snapshot);
        if (ways.FirstOrDefault(way => SupervisorWays.IsMeant(way, move.Target)) is not { } target)
            return Refuse($"The definition draws no way for supervisors from '{question.Snapshot.StatePath}' to '{move.Target}'. It draws ways to: {(ways.IsEmpty ? "none" : string.Join(", ", ways))}.");
        var word = SupervisorWays.Word(target);
        return new OverridePlan.Told(
            [
                (nameof(SupervisorOverride), Json(new SupervisorOverride(move.Name, word, question.By, question.ApprovedBy))),
                .. SupervisorWays.Resolved(word) is { } resolved ? [(nameof(InterventionResolved), Json(new InterventionResolved(resolved, question.By, "SUPERVISOR")))] : Array.Empty<(string, JsonElement)>(),
            ],
            $"The way to '{target}' is drawn, but its condition does not hold now: /why says which.");
    }

    private OverridePlan Suspend(OverrideQuestion question, OverrideVerb.Suspend suspend)
    {
        var last = question.Now.AddDays(Policy.SuspendDaysMax);
        if (suspend.Until > last) return Refuse($"A case is suspended for {Policy.SuspendDaysMax} days at most, so until {Instants.Text(last)}.");
        return new OverridePlan.Intervened(new Intervention.Suspend(suspend.Until)) { Inverse = VerbText.Write(new OverrideVerb.Resume()) };
    }

    private static OverridePlan.Intervened Resume(Snapshot snapshot) => new OverridePlan.Intervened(new Intervention.Resume())
    {
        Inverse = snapshot.Suspension is { } there ? VerbText.Write(new OverrideVerb.Suspend(there.Until)) : null,
    };

    private OverridePolicy Policy => books.Current.Overrides ?? OverridePolicy.Strictest;

    private static OverridePlan.Refused Refuse(string reason) => new(OverrideRefusal.Rule(reason));

    private static JsonElement Json<T>(T fact) => JsonSerializer.SerializeToElement(fact, FactJson.Options);
}
