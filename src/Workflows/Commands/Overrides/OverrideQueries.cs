using System.Collections.Immutable;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Cases;
using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Workflows.Commands.Overrides;

internal sealed class OverrideQueryHandler(OverrideRunner runner, OverrideStore overrides, ICaseStore store, CasePages cases, FactFolder folder, MachineCatalogue machines, DeadlineBounds bounds, SecondPerson second) :
    IQueryHandler<ListOverrides, Reply<IReadOnlyList<OverrideSeen>>>, IQueryHandler<ListApprovals, Reply<IReadOnlyList<OverrideSeen>>>, IQueryHandler<GetOverride, Reply<OverrideSeen>>,
    IQueryHandler<GetOverrideOptions, Reply<OverrideOptions>>, IQueryHandler<GetOverridePolicy, Reply<OverridePolicy>>
{
    private const int WaitingMax = 500;

    public async ValueTask<Reply<IReadOnlyList<OverrideSeen>>> Handle(ListOverrides query, CancellationToken cancellationToken)
    {
        var rows = await overrides.ListAsync(query.CaseId, query.Status, query.Limit, cancellationToken);
        if (rows.Count == 0 && query.CaseId is { } id && await store.FindCaseAsync(id, cancellationToken) is null) return Refuse.NoCase<IReadOnlyList<OverrideSeen>>(id);
        return new Reply<IReadOnlyList<OverrideSeen>>.Done(await SeenAsync(rows, query.Actor, cancellationToken));
    }

    public async ValueTask<Reply<IReadOnlyList<OverrideSeen>>> Handle(ListApprovals query, CancellationToken cancellationToken)
    {
        var waiting = await overrides.WaitingAsync(query.Actor.OnlyTenants, runner.Now, WaitingMax, cancellationToken);
        OverrideSeen[] mine = [.. (await SeenAsync(waiting, query.Actor, cancellationToken)).Where(seen => seen.MayApprove).Take(query.Limit)];
        var keys = await overrides.CaseKeysAsync([.. mine.Select(seen => seen.Row.CaseId).Distinct(StringComparer.Ordinal)], cancellationToken);
        return new Reply<IReadOnlyList<OverrideSeen>>.Done([.. mine.Select(seen => seen with { CaseKey = keys.GetValueOrDefault(seen.Row.CaseId) })]);
    }

    public async ValueTask<Reply<OverrideSeen>> Handle(GetOverride query, CancellationToken cancellationToken) =>
        await overrides.FindAsync(query.OverrideId, cancellationToken) is { } row && row.CaseId == query.CaseId
            ? new Reply<OverrideSeen>.Done((await SeenAsync([row], query.Actor, cancellationToken))[0]) : Refuse.NotFound<OverrideSeen>($"Case '{query.CaseId}' has no override '{query.OverrideId}'.");

    public ValueTask<Reply<OverridePolicy>> Handle(GetOverridePolicy query, CancellationToken cancellationToken) => new(new Reply<OverridePolicy>.Done(runner.Policy));

    public async ValueTask<Reply<OverrideOptions>> Handle(GetOverrideOptions query, CancellationToken cancellationToken)
    {
        if (await store.FindCaseAsync(query.CaseId, cancellationToken) is not { } record) return Refuse.NoCase<OverrideOptions>(query.CaseId);
        var snapshot = SnapshotCodec.Read(record.Snapshot, folder);
        var machine = await machines.FamilyAsync(record.DefinitionId, snapshot.Pins, cancellationToken);
        var targets = ImmutableArray.CreateBuilder<string>();
        foreach (var way in SupervisorWays.Of(machine, snapshot))
            if (await AgainstAsync(record, new OverrideVerb.Move(way), query.Actor, cancellationToken) is null) targets.Add(way);
        var verbs = ImmutableArray.CreateBuilder<VerbOption>();
        foreach (var name in VerbText.Names) verbs.Add(new VerbOption(name, await AgainstAsync(record, machine, snapshot, name, targets, query.Actor, cancellationToken)));
        return new Reply<OverrideOptions>.Done(new OverrideOptions(
            record.Id, snapshot.StatePath, snapshot.Sequence, verbs.ToImmutable(), targets.ToImmutable(), await DeadlinesAsync(machine, snapshot), Steps(machine, snapshot), Holds(snapshot), runner.Policy.Reasons, Never.Rules));
    }

    private async Task<IReadOnlyList<OverrideSeen>> SeenAsync(IReadOnlyList<OverrideRecord> rows, Actor actor, CancellationToken cancellation)
    {
        var pending = rows.Where(row => row.Status == OverrideStatus.Pending).ToArray();
        var isOther = await second.OfAsync(actor, pending.Select(row => row.RequestedBy), cancellation);
        // A case that has moved since the preview makes what waits void, before anybody tries to approve it.
        var heads = pending.Length == 0 ? ImmutableDictionary<string, long>.Empty : await cases.SequencesAsync([.. pending.Select(row => row.CaseId).Distinct(StringComparer.Ordinal)], cancellation);
        return [.. rows.Select(row => row.Status == OverrideStatus.Pending && heads.GetValueOrDefault(row.CaseId) > row.Sequence ? row with { Status = OverrideStatus.Void } : row).Select(row => OverrideSight.Of(row, actor, runner.Now, runner.Policy, isOther))];
    }

    /// <summary>What stands against a verb as such; what it is about stands in lists of its own.</summary>
    private async Task<string?> AgainstAsync(CaseRecord record, StateMachine machine, Snapshot snapshot, string verb, ImmutableArray<string>.Builder targets, Actor actor, CancellationToken cancellation) => verb switch
    {
        "RETRY_STEP" => await AgainstAsync(record, new OverrideVerb.RetryStep(), actor, cancellation),
        "CANCEL_VISIT" => await AgainstAsync(record, new OverrideVerb.CancelVisit(), actor, cancellation),
        "REPIN" => await AgainstAsync(record, new OverrideVerb.Repin(), actor, cancellation),
        "RESUME" => await AgainstAsync(record, new OverrideVerb.Resume(), actor, cancellation),
        "CLOSE" => await AgainstAsync(record, new OverrideVerb.Close(), actor, cancellation),
        // What a loan alone takes says so before anybody fills in what it is about.
        "REASSIGN" when snapshot.Facts is not CaseFile => await AgainstAsync(record, new OverrideVerb.Reassign("?"), actor, cancellation),
        "ADD_HOLD" when snapshot.Facts is not CaseFile => await AgainstAsync(record, new OverrideVerb.AddHold(Hold.Complaint, null), actor, cancellation),
        "SUSPEND" => await AgainstAsync(record, new OverrideVerb.Suspend(runner.Now.AddDays(1)), actor, cancellation),
        "MOVE" when targets.Count == 0 => await AgainstAsync(record, new OverrideVerb.Move("?"), actor, cancellation),
        "RELEASE_HOLD" when snapshot.Facts.Holds.IsEmpty => "No hold is open.",
        "RELEASE_HOLD" when Holds(snapshot) is { IsEmpty: false } holds && holds.All(hold => hold.Against is not null) => holds[0].Against,
        "SKIP_STEP" when snapshot.Status != CaseStatus.Completed && Steps(machine, snapshot).IsEmpty => "No step from where the case stands may be skipped.",
        _ => snapshot.Status == CaseStatus.Completed ? $"The case is closed in '{snapshot.StatePath}'." : null,
    };

    private async Task<string?> AgainstAsync(CaseRecord record, OverrideVerb verb, Actor actor, CancellationToken cancellation) =>
        (await runner.ForeseeAsync(record, "options", verb, actor.Name, cancellation)).Ruling.Refusal?.Reason;

    private async Task<ImmutableArray<DeadlineOption>> DeadlinesAsync(StateMachine machine, Snapshot snapshot)
    {
        var options = ImmutableArray.CreateBuilder<DeadlineOption>();
        foreach (var frame in snapshot.Frames)
            foreach (var armed in frame.Deadlines.Where(armed => !armed.IsDue && Way(machine, frame, armed.Transition)?.Trigger is Trigger.Timed { IsAbsolute: false }))
                options.Add(new DeadlineOption(armed.Transition, armed.Left is null ? armed.DueAt : null, await bounds.LastAsync(machine, snapshot, armed.Transition, runner.Now)));
        return options.ToImmutable();
    }

    private static ImmutableArray<string> Steps(StateMachine machine, Snapshot snapshot) =>
        [.. snapshot.Frames.SelectMany(frame => Of(machine, frame)?.States.GetValueOrDefault(frame.State)?.Outbound ?? []).Where(way => way.IsOptional).Select(way => way.Key).Distinct(StringComparer.Ordinal)];

    private static ImmutableArray<HoldOption> Holds(Snapshot snapshot) => snapshot.Facts is not CaseFile file ? []
        : [.. file.Hold.Open.Select(open => new HoldOption(FactJson.Word(open.Hold), HoldRule.All[open.Hold].IsUntouchable && open.ReviewSince is null ? Never.Rule("PROTECTED_HOLDS").En : null))];

    private static Transition? Way(StateMachine machine, Frame frame, string transition) => Of(machine, frame)?.Way(frame.State, transition);

    private static StateMachine? Of(StateMachine machine, Frame frame) => machine.Family.FirstOrDefault(member => member.Id == frame.DefinitionId);
}
