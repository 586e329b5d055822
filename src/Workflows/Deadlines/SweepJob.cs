using Quartz;

namespace Doorstep.Workflows.Deadlines;

/// <summary>Quartz's heartbeat for the due-table.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepJob(DeadlineSweep sweep) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await sweep.RunAsync(cancellationToken);
}
