using System.Collections.Immutable;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Workflows.Commands.Overrides.Bulk;

/// <summary>What people do to a bulk override that is there.</summary>
internal sealed class BulkSteeringHandler(OverrideRunner runner, BulkStore store, SecondPerson second) :
    ICommandHandler<ApproveBulkOverride, Reply<BulkSeen>>, ICommandHandler<DeclineBulkOverride, Reply<BulkSeen>>, ICommandHandler<PauseBulkOverride, Reply<BulkSeen>>,
    ICommandHandler<ContinueBulkOverride, Reply<BulkSeen>>, ICommandHandler<CancelBulkOverride, Reply<BulkSeen>>, ICommandHandler<UndoBulkOverride, Reply<BulkSeen>>
{
    private static readonly ImmutableArray<BulkStatus> Resting = [BulkStatus.Looking, BulkStatus.Paused, BulkStatus.Stopped];

    public ValueTask<Reply<BulkSeen>> Handle(ApproveBulkOverride command, CancellationToken cancellationToken) => SteerAsync(
        command.BulkId, command.Reason, command.Actor, "approve", [BulkStatus.Pending], BulkStatus.Running, cancellationToken,
        (plan, now, _) => plan.Begun(now, 0, 0) with { Acts = plan.Acts.SetItem(plan.Acts.Length - 1, plan.Acts[^1] with { Roles = [.. command.Actor.Roles.Select(role => role.ToString().ToUpperInvariant())] }) });

    public ValueTask<Reply<BulkSeen>> Handle(DeclineBulkOverride command, CancellationToken cancellationToken) =>
        SteerAsync(command.BulkId, command.Reason, command.Actor, "decline", [BulkStatus.Pending], BulkStatus.Declined, cancellationToken);

    public ValueTask<Reply<BulkSeen>> Handle(PauseBulkOverride command, CancellationToken cancellationToken) =>
        SteerAsync(command.BulkId, command.Reason, command.Actor, "pause", [BulkStatus.Running], BulkStatus.Paused, cancellationToken);

    public ValueTask<Reply<BulkSeen>> Handle(ContinueBulkOverride command, CancellationToken cancellationToken) => SteerAsync(
        command.BulkId, command.Reason, command.Actor, "continue", Resting, BulkStatus.Running, cancellationToken,
        (plan, now, row) => plan.Begun(now, plan.DoneBefore, plan.FailedBefore) with
        {
            IsLookedAt = plan.IsLookedAt || row.Status == BulkStatus.Looking, IsShareLookedAt = plan.IsShareLookedAt || (plan.IsLookedAt && row.Status == BulkStatus.Looking),
        });

    public ValueTask<Reply<BulkSeen>> Handle(CancelBulkOverride command, CancellationToken cancellationToken) =>
        SteerAsync(command.BulkId, command.Reason, command.Actor, "cancel", [BulkStatus.Pending, BulkStatus.Running, .. Resting], BulkStatus.Cancelled, cancellationToken);

    public ValueTask<Reply<BulkSeen>> Handle(UndoBulkOverride command, CancellationToken cancellationToken) =>
        SteerAsync(command.BulkId, command.Reason, command.Actor, "undo", [.. Resting, BulkStatus.Done, BulkStatus.Cancelled], BulkStatus.Undoing, cancellationToken);

    private async ValueTask<Reply<BulkSeen>> SteerAsync(
        string id, string? reason, Actor actor, string what, ImmutableArray<BulkStatus> from, BulkStatus to, CancellationToken cancellation, Func<BulkPlan, DateTimeOffset, BulkRecord, BulkPlan>? change = null)
    {
        var faults = new List<Fault>();
        OverrideOrder.Text(reason, "reason", faults);
        if (faults.Count > 0) return Refuse.Invalid<BulkSeen>("This cannot be taken as it is.", faults);
        if (await store.FindAsync(id, cancellation) is not { } row) return Refuse.NotFound<BulkSeen>($"There is no bulk override '{id}'.");
        if (!from.Contains(row.Status)) return Refuse.Conflict<BulkSeen>($"Bulk override '{id}' is {row.Status.ToString().ToLowerInvariant()}; '{what}' is for one that is {string.Join(" or ", from.Select(status => status.ToString().ToLowerInvariant()))}.");
        var (now, plan) = (runner.Now, BulkPlan.Read(row.Json));
        if (what is "approve" or "decline" && await SecondAsync(row, plan, actor, now, cancellation) is { } refused) return refused;
        if (what == "continue")
        {
            var counts = await store.CountsAsync(id, cancellation);
            plan = plan with { DoneBefore = counts.Done(), FailedBefore = counts.Failed() };
        }

        var acted = plan.With(what, actor.Name, now, reason!);
        var next = row with { Version = row.Version + 1, Status = to, Json = (change?.Invoke(acted, now, row) ?? acted).Write() };
        return await store.SaveAsync(next, cancellation)
            ? new Reply<BulkSeen>.Done(await BulkSight.OfAsync(next, actor, now, store, cancellation))
            : Refuse.Conflict<BulkSeen>($"Bulk override '{id}' went on at the same moment. Look at it again.");
    }

    private async Task<Reply<BulkSeen>?> SecondAsync(BulkRecord row, BulkPlan plan, Actor actor, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!(plan.ExpiresAt > now)) return Refuse.Conflict<BulkSeen>($"Bulk override '{row.Id}' expired at {Instants.Text(plan.ExpiresAt.GetValueOrDefault())}. Ask for it anew: the cases have moved on.");
        if (!await second.IsAsync(actor, row.RequestedBy, cancellation)) return Refuse.Impossible<BulkSeen>($"'{row.RequestedBy}' has asked for it; somebody else has to decide.");
        return BulkSight.IsSecond(row, plan, actor) ? null : throw new ForbiddenException($"'{actor.Name}' may not decide on it; that takes one of: {string.Join(", ", plan.Approvers)}.");
    }
}
