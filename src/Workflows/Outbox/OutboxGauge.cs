using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage.Overview;
using Doorstep.Workflows.Watching;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Doorstep.Workflows.Outbox;

/// <summary>Measures every so often what stands in the outbox, and how many cases are in memory.</summary>
internal sealed partial class OutboxGauge(OutboxLevel level, ActiveCases active, TimeProvider clock, ILogger<OutboxGauge> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await MeasureAsync(stoppingToken);
            }
#pragma warning disable CA1031 // What cannot be measured now is measured next time; whatever is wrong with the database is reported where it matters.
            catch (Exception unreachable) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                UnmeasuredLogged(log, unreachable);
            }
        }
        while (await beat.WaitForNextTickAsync(stoppingToken));
    }

    private async Task MeasureAsync(CancellationToken cancellation)
    {
        Watch.Active.Record(active.Count);
        var now = clock.GetUtcNow();
        var read = await level.ReadAsync(now, cancellation);
        Watch.Depth.Record(read.Due, Watch.Tag("status", "due"));
        Watch.Depth.Record(read.Later, Watch.Tag("status", "later"));
        Watch.Depth.Record(read.Parked, Watch.Tag("status", "parked"));
        Watch.Age.Record(read.DueSince is { } since ? (now - since).TotalSeconds : 0);
    }

    [LoggerMessage(LogLevel.Debug, "The outbox could not be measured.")]
    private static partial void UnmeasuredLogged(ILogger log, Exception exception);
}
