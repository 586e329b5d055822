using System.Net;
using System.Net.Sockets;
using Doorstep.Workflows;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Mediator;
using Orleans.Configuration;
using Quartz;

namespace Doorstep.Host.Setup;

/// <summary>The engine inside the host: store, one silo, Quartz.</summary>
internal static class Engine
{
    public static void AddAddress(this WebApplicationBuilder builder, HostSettings settings)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls(settings.IsDemo ? "http://127.0.0.1:0" : "http://localhost:5080");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 2 * 1024 * 1024;
        });
        builder.Logging.AddFilter("Orleans", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning)
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
    }

    public static void AddEngine(this WebApplicationBuilder builder, HostSettings settings)
    {
        Directory.CreateDirectory(settings.DataFolder);
        var outbox = builder.Configuration.GetSection("Doorstep:Outbox").Get<OutboxSection>()?.ToOptions() ?? settings.Outbox;
        builder.Services.AddWorkflows(new WorkflowOptions
        {
            Storage = new StorageOptions { DataFolder = settings.DataFolder }, Sweep = settings.Sweep, Outbox = outbox,
        });
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort(), gatewayPort: 0);
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(15));
        });
        if (settings.IsDemo) return;
        builder.Services.AddQuartz(quartz => quartz
            .UsePersistentStore(store => store.UseSqlite($"Data Source={Path.Combine(settings.DataFolder, "quartz.db")}").ProvisionSchema())
            .BeatDeadlines(settings.Sweep)
            .BeatOutbox(outbox));
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>Brings the database up to date, publishes the definitions that are shipped and makes sure that there is a key.</summary>
    public static async Task PrepareAsync(this WebApplication app, HostSettings settings)
    {
        await app.Services.GetRequiredService<StorageStartup>().MigrateAsync();
        var imported = await app.Services.GetRequiredService<ISender>().Send(new ImportDefinitions(settings.DefinitionsFolder, Actor.House));
        if (imported is Reply<IReadOnlyList<DefinitionRecord>>.Refused refused)
            throw new InvalidOperationException($"{refused.Reason}{string.Concat(refused.Faults.Select(fault => $"\n  {fault.Path}: {fault.Message}"))}");
        await app.Services.GetRequiredService<Security.AdministratorKey>().EnsureAsync(settings);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
