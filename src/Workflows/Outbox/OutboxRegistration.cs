using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Grains;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Doorstep.Workflows.Outbox;

/// <summary>Quartz's heartbeat for the outbox.</summary>
[DisallowConcurrentExecution]
internal sealed class RelayJob(OutboxRelay relay) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await relay.RunAsync(cancellationToken);
}

/// <summary>The outbox's wiring.</summary>
public static class OutboxRegistration
{
    /// <summary>Adds the relay, its channels and the routes that steps use.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services, OutboxOptions options)
    {
        services.AddSingleton(options).AddSingleton(options.Ledger).AddSingleton<OutboxRelay>();
        services.AddSingleton(new EffectRoutes(options.Webhooks.Select(hook => new Subscriber(hook.Name, hook.Events))));
        services.AddSingleton<OutboxChannel, SameCaseChannel>().AddSingleton<OutboxChannel, OtherCaseChannel>().AddSingleton<OutboxChannel, ActChannel>();
        var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2), AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };
        return services.AddSingleton<OutboxChannel>(provider => new WebhookChannel(http, options, provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Lets Quartz run the relay, and sooner after a hint.</summary>
    public static IQuartzBuilder BeatOutbox(this IQuartzBuilder quartz, OutboxOptions options)
    {
        quartz.Services.AddHostedService<OutboxGauge>();
        return quartz.Beat<RelayJob>("outbox-relay", options.Interval).Heed(provider => provider.GetRequiredService<CommitHints>().Outbox, provider => provider.GetRequiredService<OutboxRelay>().RunAsync, options.HintRest);
    }
}
