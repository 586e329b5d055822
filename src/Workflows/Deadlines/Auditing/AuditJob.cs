using Quartz;

namespace Doorstep.Workflows.Deadlines.Auditing;

/// <summary>Quartz's heartbeat for the auditor.</summary>
[DisallowConcurrentExecution]
internal sealed class AuditJob(Auditor auditor) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await auditor.RunAsync(cancellationToken);
}
