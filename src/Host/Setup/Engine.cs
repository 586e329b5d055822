using Doorstep.Host.Cluster;
using Doorstep.Workflows;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Overrides.Bulk;
using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Deadlines.Restores;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Marks;
using Mediator;
using Orleans.Configuration;
using Quartz;

namespace Doorstep.Host.Setup;

/// <summary>The engine inside the host: store, silo, Quartz.</summary>
internal static class Engine
{
    private static readonly TimeSpan ByHandPatience = TimeSpan.FromSeconds(20);

    /// <summary>How long requests and rounds that are under way may take to end when the host is stopped. Whatever is cut off then was not acknowledged.</summary>
    private static readonly TimeSpan StopTimeMax = TimeSpan.FromSeconds(3);

    /// <summary>How long a start waits for those of other machines: each publishes what is shipped, or finds it there.</summary>
    private static readonly TimeSpan TurnMax = TimeSpan.FromMinutes(2);

    public static void AddAddress(this WebApplicationBuilder builder, HostSettings settings)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
            builder.WebHost.UseUrls(settings.IsDemo ? "http://127.0.0.1:0" : "http://localhost:5080");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Api.RequestBody.BytesMax;
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = StopTimeMax);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning).AddFilter("Orleans.Runtime.Silo", LogLevel.Error).AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error)
            .AddFilter("Orleans.Runtime.Scheduler", LogLevel.Error).AddFilter("Orleans.Runtime.MembershipService.LocalSiloHealthMonitor", LogLevel.Error)
            .AddFilter("Quartz", LogLevel.Warning).AddFilter("Polly", LogLevel.Critical)
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    public static void AddEngine(this WebApplicationBuilder builder, HostSettings settings)
    {
        builder.Services.AddSingleton(_ => DataFolderLock.Take(settings.DataFolder));
        var (outbox, bounds, storage, institution, catchUp) = EngineSettings.Read(builder.Configuration, settings.Outbox.WrittenDown(settings));
        var sweep = settings.Sweep with { CatchUp = catchUp };
        // Whoever beats by hand goes on when a round is over, so the round leaves nobody behind.
        if (!settings.HasHeartbeat) (sweep, outbox) = (sweep with { CasePatience = ByHandPatience }, outbox with { Patience = ByHandPatience });
        // The demonstration looks at what each batch decided before it goes on.
        if (settings.IsDemo) outbox = outbox with { BatchMax = Demo.DemoEngine.MessagesMax, BatchesMax = 1 };
        outbox = outbox.Claiming(settings);
        builder.Services.AddWorkflows(new WorkflowOptions
        {
            Storage = storage with { Store = settings.Store, Connection = settings.Connection, DataFolder = settings.DataFolder }, Sweep = sweep, Outbox = outbox, Bounds = bounds,
            Counselling = DoorSettings.Read(new SettingsReader(builder.Configuration)).Counselling,
            Institution = settings.IsDemo && institution.Name is null ? Demo.StartBody.Bank : institution,
        });
        builder.UseOrleans(silo =>
        {
            silo.UseCluster(settings);
            // A case may leave memory under a queue of calls; they follow it to where it wakes up again.
            silo.Configure<SiloMessagingOptions>(options => options.MaxForwardCount = 20);
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(15));
        });
        if (!settings.HasHeartbeat) return;
        builder.Services.AddQuartz(quartz => quartz
            .UsePersistentStore(store => store.KeepBeats(settings))
            .ConfigureScheduler(scheduler => scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always)
            .BeatDeadlines(settings.Sweep)
            .BeatOutbox(outbox)
            .BeatOverrides());
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>What leaves is written down in the data folder, unless a setting says where. A demonstration begins with nothing and leaves nothing.</summary>
    private static OutboxOptions WrittenDown(this OutboxOptions outbox, HostSettings settings) =>
        settings.IsDemo ? outbox : outbox with { Ledger = outbox.Ledger with { Folder = Path.Combine(settings.DataFolder, "dispatch"), Asked = settings.Reconcile } };

    /// <summary>Takes the data folder, brings the database up to date, takes the rules and then publishes the definitions that are shipped, whose timers they bound, and makes sure that there is a key.</summary>
    public static async Task PrepareAsync(this WebApplication app, HostSettings settings)
    {
        app.Services.GetRequiredService<DataFolderLock>();
        var startup = app.Services.GetRequiredService<StorageStartup>();
        await using var turn = await startup.TakeTurnAsync(TurnMax);
        await startup.MigrateAsync();
        await app.Services.GetRequiredService<RestoreWatch>().StandingAsync();
        await app.Services.GetRequiredService<MarkFilling>().RunAsync();
        await app.ImportPoliciesAsync(settings);
        var imported = await app.Services.GetRequiredService<ISender>().Send(new ImportDefinitions(settings.DefinitionsFolder, Actor.House));
        if (imported is Reply<IReadOnlyList<DefinitionRecord>>.Refused refused)
            throw new InvalidOperationException($"{refused.Reason}{string.Concat(refused.Faults.Select(fault => $"\n  {fault.Path}: {fault.Message}"))}");
        await app.Services.GetRequiredService<Security.AdministratorKey>().EnsureAsync(settings);
    }

    private static async Task ImportPoliciesAsync(this WebApplication app, HostSettings settings)
    {
        var imported = await app.Services.GetRequiredService<ISender>().Send(new ImportPolicies(settings.DefinitionsFolder, Actor.House));
        if (imported is Reply<int>.Refused refused)
            throw new InvalidOperationException($"{refused.Reason}{string.Concat(refused.Faults.Select(fault => $"\n  {fault.Path}: {fault.Message}"))}");
    }
}
