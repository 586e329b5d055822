using Doorstep.Workflows.Deadlines.Outages;
using Doorstep.Workflows.Deadlines.Restores;
using Quartz;

namespace Doorstep.Workflows.Deadlines;

/// <summary>Quartz's heartbeat for the due-table.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(DeadlineSweep sweep, OutageLog outages, CatchUpDesk desk, RestoreWatch restores) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        // A house that is held back is not at work: when it is released, the time since the copy was made is an outage, and is made up for as one.
        if (await restores.IsHeldAsync(cancellationToken)) return;
        if (await outages.BeatAsync(cancellationToken) is { } outage) await desk.OpenAsync(outage, cancellationToken);
        await sweep.RunAsync(cancellationToken);
    }
}
