using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Workflows.Commands.Overrides;

/// <summary>Undoing does no harm where nothing has happened since: the case is at the very step that the override was.</summary>
internal sealed class UndoOverrideHandler(OverrideRunner runner, OverrideStore overrides) : ICommandHandler<UndoOverride, Reply<OverrideReply>>
{
    public async ValueTask<Reply<OverrideReply>> Handle(UndoOverride command, CancellationToken cancellationToken)
    {
        var (now, faults) = (runner.Now, new List<Fault>());
        var reason = OverrideOrder.Text(command.Reason, "reason", faults);
        if (faults.Count > 0) return Refuse.Invalid<OverrideReply>("The override cannot be undone.", faults);
        if (await overrides.FindAsync(command.OverrideId, cancellationToken) is not { } row || row.CaseId != command.CaseId) return Refuse.NotFound<OverrideReply>($"Case '{command.CaseId}' has no override '{command.OverrideId}'.");
        if (row.Status != OverrideStatus.Applied) return Refuse.Conflict<OverrideReply>($"Override '{row.Id}' is {row.Status.ToString().ToLowerInvariant()}, so there is nothing to undo.");
        if (OverrideSight.Inverse(row) is not { } inverse) return Refuse.Impossible<OverrideReply>($"{row.Verb} is not undone: what it did may have reached somebody. Ask for another override instead.");
        if (!(OverrideSight.UndoUntil(row, runner.Policy) > now)) return Refuse.Impossible<OverrideReply>($"It could be undone until {Instants.Text(OverrideSight.UndoUntil(row, runner.Policy).GetValueOrDefault())}. Ask for another override instead.");

        var message = OverrideRunner.Message(
            row.Id, VerbText.Parse(inverse), row.AppliedSequence.GetValueOrDefault(), OverrideEnvelope.Undoing(row.Id, inverse, command.Actor.Name, now, reason), command.Actor.Name, null, reason,
            new OverrideRow(row.Version + 1, row.Verb, row.RequestedAt, row.ExpiresAt, row.BulkId, OverrideEnvelope.Ended(row.Json, "undone", command.Actor.Name, now, reason), row.AppliedSequence, row.RequestedBy, row.Sequence)) with { IsUndo = true };
        var answer = await runner.ApplyAsync(row.CaseId, message, cancellationToken);
        if (answer.Outcome == OverrideOutcome.Moved) return await runner.MovedAsync<OverrideReply>(row.CaseId, "Something has happened in the case since, so undoing it may do harm, and nothing was done.", cancellationToken);
        if (answer.Outcome != OverrideOutcome.Applied) return await runner.RefuseAsync<OverrideReply>(row.CaseId, answer, cancellationToken);
        var undone = await overrides.FindAsync(row.Id, cancellationToken) ?? row;
        return new Reply<OverrideReply>.Done(new OverrideReply(OverrideSight.Of(undone, command.Actor, now, runner.Policy), answer.Case));
    }
}
