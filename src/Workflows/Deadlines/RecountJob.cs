using Quartz;

namespace Doorstep.Workflows.Deadlines;

/// <summary>Quartz's heartbeat for clocks that other rules or another calendar move.</summary>
[DisallowConcurrentExecution]
internal sealed class RecountJob(RecountSweep sweep) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await sweep.RunAsync(cancellationToken);
}
