using Doorstep.Workflows.Storage.Seals;

namespace Doorstep.Host.Sealing;

/// <summary>Looks every minute whether there is a newer data key, made here or on another machine, and makes one when the last one is old enough.</summary>
internal sealed partial class KeyTurns(DataKeyStore keys, ILogger<KeyTurns> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await keys.TurnAsync(stoppingToken);
            }
#pragma warning disable CA1031 // Whatever keeps the database from answering, the key that is there seals on, and the next look comes in a minute.
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                Missed(log, fault);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Nobody could look whether there is a newer data key.")]
    private static partial void Missed(ILogger log, Exception fault);
}
