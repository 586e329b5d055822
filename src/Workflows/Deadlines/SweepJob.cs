using Doorstep.Workflows.Deadlines.Outages;
using Quartz;

namespace Doorstep.Workflows.Deadlines;

/// <summary>Quartz's heartbeat for the due-table.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(DeadlineSweep sweep, OutageLog outages, CatchUpDesk desk) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        if (await outages.BeatAsync(cancellationToken) is { } outage) await desk.OpenAsync(outage, cancellationToken);
        await sweep.RunAsync(cancellationToken);
    }
}
