using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Doorstep.Workflows.Deadlines;

/// <summary>How Quartz beats: durable jobs that ask for recovery, never two at once, every so often.</summary>
public static class Heartbeat
{
    /// <summary>Schedules a job of the house at an interval.</summary>
    public static IQuartzBuilder Beat<TJob>(this IQuartzBuilder quartz, string name, TimeSpan interval)
        where TJob : class, IJob
    {
        var key = new JobKey(name, "doorstep");
        return quartz
            .AddJob<TJob>(job => job.WithIdentity(key).StoreDurably().RequestRecovery())
            .AddTrigger<TJob>(trigger => trigger.ForJob(key).WithIdentity(name, "doorstep").StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(interval).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.RescheduleNextWithRemainingCount)));
    }

    /// <summary>Adds the sweep of the due-table; <see cref="BeatDeadlines"/> makes it run by itself.</summary>
    public static IServiceCollection AddDeadlines(this IServiceCollection services, SweepOptions? options = null) =>
        services.AddSingleton(options ?? new SweepOptions()).AddSingleton<DeadlineSweep>();

    /// <summary>Lets Quartz run the sweep.</summary>
    public static IQuartzBuilder BeatDeadlines(this IQuartzBuilder quartz, SweepOptions options) => quartz.Beat<SweepJob>("deadline-sweep", options.Interval);
}
