using Doorstep.Workflows.Grains;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Doorstep.Workflows.Deadlines;

/// <summary>Does some work at every hint, with a rest in between. Whatever fails here is left to the heartbeat.</summary>
internal sealed partial class HintListener(Hint hint, Func<CancellationToken, Task<int>> work, TimeSpan rest, ILogger<HintListener> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await hint.TakenAsync(stoppingToken);
            try
            {
                await work(stoppingToken);
            }
#pragma warning disable CA1031 // A hint is worth nothing but time: the heartbeat does the same work and reports what is wrong.
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                FailedLogged(log, exception);
            }

            await Task.Delay(rest, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Work at a hint failed; the heartbeat does it again.")]
    private static partial void FailedLogged(ILogger log, Exception exception);
}
