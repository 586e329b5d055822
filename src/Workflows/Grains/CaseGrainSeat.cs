using Doorstep.Workflows.Watching;

namespace Doorstep.Workflows.Grains;

/// <summary>How a case comes into memory and goes out of it.</summary>
internal sealed partial class CaseGrain
{
    private ActiveCases.Seat? _seat;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _seat = active.Enter(GrainContext);
        Watch.Activations.Add(1);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_seat is not null) active.Leave(_seat);
        return Task.CompletedTask;
    }
}
