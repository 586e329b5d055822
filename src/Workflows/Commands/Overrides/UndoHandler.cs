using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Workflows.Commands.Overrides;

internal sealed class UndoOverrideHandler(OverrideRunner runner, OverrideUndoing undoing, OverrideStore overrides) : ICommandHandler<UndoOverride, Reply<OverrideReply>>
{
    public async ValueTask<Reply<OverrideReply>> Handle(UndoOverride command, CancellationToken cancellationToken)
    {
        var faults = new List<Fault>();
        var reason = OverrideOrder.Text(command.Reason, "reason", faults);
        if (faults.Count > 0) return Refuse.Invalid<OverrideReply>("The override cannot be undone.", faults);
        if (await overrides.FindAsync(command.OverrideId, cancellationToken) is not { } row || row.CaseId != command.CaseId) return Refuse.NotFound<OverrideReply>($"Case '{command.CaseId}' has no override '{command.OverrideId}'.");
        var reply = await undoing.UndoAsync(row, command.Actor.Name, reason, cancellationToken);
        if (reply is not Reply<CaseAnswer>.Done(var answer)) return ((Reply<CaseAnswer>.Refused)reply).As<OverrideReply>();
        var undone = await overrides.FindAsync(row.Id, cancellationToken) ?? row;
        return new Reply<OverrideReply>.Done(new OverrideReply(OverrideSight.Of(undone, command.Actor, runner.Now, runner.Policy), answer));
    }
}
