using Doorstep.Workflows.Storage.Dispatches;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Doorstep.Workflows.Deadlines.Restores;

/// <summary>Marks every so often how far the database is. Each machine does, so Quartz, which picks one of them, does not.</summary>
internal sealed partial class RestoreBeat(RestoreWatch watch, DispatchOptions options, TimeProvider clock, ILogger<RestoreBeat> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(options.MarkEvery, clock);
        do
        {
            try
            {
                await watch.MarkAsync(stoppingToken);
            }
#pragma warning disable CA1031 // A mark that is missed is made next time; whatever is wrong with the database or the disk is reported where it matters.
            catch (Exception unmarked) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                UnmarkedLogged(log, unmarked);
            }
        }
        while (await beat.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "How far the database is could not be written down.")]
    private static partial void UnmarkedLogged(ILogger log, Exception exception);
}
