using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Grains;

/// <summary>What was decided on an override: a refusal, or what it does and what comes of it.</summary>
/// <param name="Refusal">Why not.</param>
/// <param name="Made">What it does.</param>
/// <param name="Consequences">What comes of it: a JSON array.</param>
/// <param name="Inverse">What would undo it.</param>
/// <param name="Again">The event that it offered again.</param>
public sealed record OverrideRuling(OverrideRefusal? Refusal, OverrideMade? Made = null, JsonElement Consequences = default, JsonElement? Inverse = null, WorkflowEvent? Again = null);

/// <summary>Decides on overrides: the same function for the preview and for the step, on a snapshot, with nothing written.</summary>
public sealed class OverrideDecider(OverrideDesk desk, FactFolder folder, MachineCatalogue machines, ICaseStore store)
{
    private const int PendingMax = 200;

    /// <summary>Id of the event that an override is in its case's journal.</summary>
    public static string EventIdOf(string overrideId, bool isUndo) => $"{ArmedReminder.EventIdPrefix}override/{overrideId}{(isUndo ? "/undo" : "")}";

    /// <summary>Decides. Nothing is kept; what would be sent is only told.</summary>
    public async Task<OverrideRuling> DecideAsync(OverrideQuestion question)
    {
        var plan = await desk.PlanAsync(question);
        var (refusal, made, again) = plan switch
        {
            OverridePlan.Refused refused => (refused.Refusal, null, null),
            OverridePlan.Told told => Tell(question, told),
            OverridePlan.Intervened intervened => Rejected(question.Snapshot, question.Machine, question.Machine.Intervene(Calm(question.Snapshot), intervened.Intervention, question.Now)),
            OverridePlan.Repinned repinned => await RepinAsync(question, repinned),
            OverridePlan.GoneBack back => await GoBackAsync(question, back),
            OverridePlan.Retried => Retry(question),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (refusal is not null) return new OverrideRuling(refusal);
        if (desk.Against(question, made!) is { } against) return new OverrideRuling(OverrideRefusal.Rule(against));
        if (question.IsCounted) return new OverrideRuling(null, made);
        var pending = (await store.OutboxAsync(OutboxStatus.Pending, question.Snapshot.CaseId, PendingMax)).Where(message => message.Type == nameof(Effect.PlanAct)).OrderBy(message => message.Sequence).ThenBy(message => message.Number).ToArray();
        return new OverrideRuling(null, made, await desk.ForeseeAsync(question, made!, pending), plan.Inverse, again);
    }

    private (OverrideRefusal? Refusal, OverrideMade? Made, WorkflowEvent? Again) Tell(OverrideQuestion question, OverridePlan.Told told)
    {
        OverrideMade? first = null;
        foreach (var (type, data) in told.Facts)
        {
            var fact = new WorkflowEvent.Raised(EventIdOf(question.OverrideId, isUndo: false), type, question.Now, data);
            if (folder.Faults(question.Snapshot.Facts, fact, question.Now).ToArray() is { Length: > 0 } faults) return (OverrideRefusal.Rule(string.Join("; ", faults)), null, null);
            var known = Calm(question.Snapshot) with { Facts = folder.Fold(question.Snapshot.Facts, fact, question.Now) };
            var decision = question.Machine.Transition(known, fact, question.Now);
            if (decision is Decision.Faulted faulted) return (Broken(faulted), null, null);
            var made = new OverrideMade(known, Next(decision, known), decision, question.Machine);
            if (decision is Decision.Accepted { IsMove: true }) return (null, made, null);
            first ??= made;
        }

        return told.Unmoved is { } reason ? (OverrideRefusal.Rule(reason), null, null) : (null, first, null);
    }

    private async Task<(OverrideRefusal? Refusal, OverrideMade? Made, WorkflowEvent? Again)> RepinAsync(OverrideQuestion question, OverridePlan.Repinned repinned)
    {
        var (machine, reason) = await machines.ForStartAsync(question.Snapshot.Frames[0].DefinitionId, repinned.Version);
        if (machine is null) return (OverrideRefusal.Rule(reason), null, null);
        return machine.Family.FirstOrDefault(member => repinned.Published?.GetValueOrDefault(member.Id, member.Version) is { } seen && seen != member.Version) is { } newer
            ? (OverrideRefusal.Rule($"Definition '{newer.Id}' is published in version {newer.Version} by now, and this was previewed with version {repinned.Published![newer.Id]}. Preview it again, and ask anew."), null, null)
            : Rejected(question.Snapshot, machine, machine.Repin(Calm(question.Snapshot), repinned.Mapping, question.Now));
    }

    private async Task<(OverrideRefusal? Refusal, OverrideMade? Made, WorkflowEvent? Again)> GoBackAsync(OverrideQuestion question, OverridePlan.GoneBack back)
    {
        var machine = await machines.FamilyAsync(question.Snapshot.Frames[0].DefinitionId, back.Pins);
        return Rejected(question.Snapshot, machine, machine.GoBack(Calm(question.Snapshot), back.Frames, question.Now));
    }

    /// <summary>The event that faulted, once more. That it faults again is an answer too.</summary>
    private static (OverrideRefusal? Refusal, OverrideMade? Made, WorkflowEvent? Again) Retry(OverrideQuestion question)
    {
        var snapshot = question.Snapshot;
        if (snapshot.Incident is not { Event: { } faulted }) return (new OverrideRefusal(CaseOutcome.Conflict, [new FactFault("", NothingToRetry(snapshot))]), null, null);
        var decision = question.Machine.Transition(Calm(snapshot), faulted, question.Now);
        if (decision is Decision.Ignored or Decision.Rejected)
            decision = new Decision.Accepted(snapshot with { Sequence = snapshot.Sequence + 1, Incident = null }, [], [], [], [], decision.Reason);
        return (null, new OverrideMade(snapshot, Next(decision, snapshot), decision, question.Machine), faulted);
    }

    private static string NothingToRetry(Snapshot snapshot) => snapshot.Broken is not { } broken
        ? "The case is not faulted, so there is nothing to retry."
        : broken.Code == Incident.Undelivered ? "A message of the case was given up, and no event. POST /outbox/retry sends it again."
        : "The event that faulted was too big for the case and is in the journal only. Send a smaller one under an id of its own.";

    private static (OverrideRefusal? Refusal, OverrideMade? Made, WorkflowEvent? Again) Rejected(Snapshot before, StateMachine machine, Decision decision) => decision switch
    {
        Decision.Rejected rejected => (OverrideRefusal.Rule(rejected.Reason), null, null),
        Decision.Faulted faulted => (Broken(faulted), null, null),
        _ => (null, new OverrideMade(before, Next(decision, before), decision, machine), null),
    };

    private static OverrideRefusal Broken(Decision.Faulted faulted) => OverrideRefusal.Rule($"The step would break, so nothing of it is done: {faulted.Incident.Message}");

    /// <summary>A person is no clock: the case begins anew to count what it does by itself.</summary>
    private static Snapshot Calm(Snapshot snapshot) => snapshot with { Pace = null };

    private static Snapshot Next(Decision decision, Snapshot known) => decision switch
    {
        Decision.Accepted accepted => accepted.Next,
        Decision.Faulted faulted => faulted.Next,
        _ => known with { Sequence = known.Sequence + 1 },
    };
}
