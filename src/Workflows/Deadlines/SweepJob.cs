using Doorstep.Workflows.Deadlines.Outages;
using Quartz;

namespace Doorstep.Workflows.Deadlines;

/// <summary>Quartz's heartbeat for the due-table.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(DeadlineSweep sweep, OutageLog outages) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        await outages.BeatAsync(cancellationToken);
        await sweep.RunAsync(cancellationToken);
    }
}
