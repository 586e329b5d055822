using Quartz;

namespace Doorstep.Workflows.Deadlines.Ledger;

/// <summary>Quartz's heartbeat for the ledger: closes the days that are over, one at a time.</summary>
[DisallowConcurrentExecution]
internal sealed class LedgerJob(LedgerBook book) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await book.CloseAsync(cancellationToken);
}
