using Doorstep.Workflows.Deadlines.Auditing;
using Doorstep.Workflows.Deadlines.Ledger;
using Doorstep.Workflows.Deadlines.Outages;
using Doorstep.Workflows.Deadlines.Restores;
using Doorstep.Workflows.Grains;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Doorstep.Workflows.Deadlines;

/// <summary>How Quartz beats: durable jobs that ask for recovery, never two at once, every so often.</summary>
public static class Heartbeat
{
    private static readonly TimeSpan LedgerInterval = TimeSpan.FromMinutes(1);

    /// <summary>Schedules a job of the house at an interval.</summary>
    public static IQuartzBuilder Beat<TJob>(this IQuartzBuilder quartz, string name, TimeSpan interval)
        where TJob : class, IJob
    {
        var key = new JobKey(name, "doorstep");
        return quartz
            .AddJob<TJob>(job => job.WithIdentity(key).StoreDurably().RequestRecovery())
            .AddTrigger<TJob>(trigger => trigger.ForJob(key).WithIdentity(name, "doorstep").StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount)));
    }

    /// <summary>Adds the sweeps of the due-table and of clocks to be counted again; <see cref="BeatDeadlines"/> makes it run by itself.</summary>
    public static IServiceCollection AddDeadlines(this IServiceCollection services, SweepOptions? options = null) =>
        services.AddSingleton(options ?? new SweepOptions()).AddSingleton<DeadlineSweep>().AddSingleton<RecountSweep>()
            .AddSingleton<SentBook>().AddSingleton<RestoreCheck>().AddSingleton<RestoreWatch>()
            .AddSingleton<OutageLog>().AddSingleton<CatchUpDesk>().AddSingleton<LedgerBook>().AddSingleton<LateDeadlines>()
            .AddSingleton(options?.Audit ?? new AuditOptions()).AddSingleton<AuditLog>().AddSingleton<Auditor>();

    /// <summary>Lets Quartz run the sweep, and sooner after a hint.</summary>
    public static IQuartzBuilder BeatDeadlines(this IQuartzBuilder quartz, SweepOptions options)
    {
        quartz.Services.AddHostedService<RestoreBeat>();
        return quartz
            .Beat<SweepJob>("deadline-sweep", options.Interval)
            .Beat<RecountJob>("recount", options.Interval)
            .Beat<LedgerJob>("deadline-ledger", LedgerInterval)
            .Beat<AuditJob>("auditor", options.Audit.Interval)
            .Heed(provider => provider.GetRequiredService<CommitHints>().Deadlines, provider => provider.GetRequiredService<DeadlineSweep>().RunFreshAsync, options.HintRest);
    }

    /// <summary>Does the work of a beat at a hint as well, so that nobody waits for the next beat.</summary>
    internal static IQuartzBuilder Heed(
        this IQuartzBuilder quartz, Func<IServiceProvider, Hint> hint, Func<IServiceProvider, Func<CancellationToken, Task<int>>> work, TimeSpan rest)
    {
        quartz.Services.AddSingleton<IHostedService>(provider =>
            new HintListener(hint(provider), work(provider), rest, provider.GetRequiredService<ILogger<HintListener>>()));
        return quartz;
    }
}
