using Doorstep.Workflows.Deadlines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Doorstep.Workflows.Commands.Overrides.Bulk;

/// <summary>Quartz's heartbeat for bulk overrides.</summary>
[DisallowConcurrentExecution]
internal sealed class BulkJob(BulkSweep sweep) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await sweep.RunAsync(cancellationToken);
}

/// <summary>The wiring of bulk overrides.</summary>
public static class BulkHeartbeat
{
    /// <summary>Time between two rounds.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Adds what works them through; <see cref="BeatOverrides"/> makes it run by itself.</summary>
    internal static IServiceCollection AddBulkOverrides(this IServiceCollection services) => services.AddSingleton<BulkTargets>().AddSingleton(provider => new BulkSweep(
        provider.GetRequiredService<Storage.Overrides.BulkStore>(), provider.GetRequiredService<Storage.Overrides.OverrideStore>(), provider.GetRequiredService<OverrideRunner>(), provider.GetRequiredService<OverrideUndoing>(),
        provider.GetRequiredService<Storage.ICaseStore>(), provider.GetRequiredService<ILogger<BulkSweep>>()));

    /// <summary>Lets Quartz work bulk overrides through.</summary>
    public static IQuartzBuilder BeatOverrides(this IQuartzBuilder quartz) => quartz.Beat<BulkJob>("bulk-overrides", Interval);
}
