using System.Text.Json;
using Doorstep.Host;
using Doorstep.Host.Setup;
using Doorstep.Postgres;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Commit;
using Mediator;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Doorstep.Benchmarks;

/// <summary>The whole service in this process as it is shipped, on an empty store of its own; deadlines and messages are looked after by hand.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public const string Key = "benchmark-key-0123456789abcdef0123456789";
    public static readonly Actor Service = new("key:benchmark", [Role.Service, Role.Designer]);

    private WebApplication _app;
    private readonly List<string> _besides = [];
    private readonly PrivatePostgres? _server;

    private Bench(BenchPlan plan, WebApplication app, PrivatePostgres? server, StorageOptions storage, BenchClock clock) =>
        (Plan, _app, _server, Storage, Clock) = (plan, app, server, storage, clock);

    public BenchPlan Plan { get; }

    public BenchClock Clock { get; }

    /// <summary>Where the service keeps its data.</summary>
    public StorageOptions Storage { get; }

    public Uri Address => new(_app.Urls.Single());

    public IServiceProvider Services => _app.Services;

    public CommitQueue Queue => Services.GetRequiredService<CommitQueue>();

    public ICaseStore Cases => Services.GetRequiredService<ICaseStore>();

    public ICaseGrain Case(string id) => Services.GetRequiredService<IGrainFactory>().GetGrain<ICaseGrain>(id);

    public static async Task<Bench> OpenAsync(BenchPlan plan)
    {
        var server = plan.Store == StoreKind.Postgres ? PrivatePostgres.Start() : null;
        var storage = Empty(plan.Store, server);
        var clock = new BenchClock();
        var bench = new Bench(plan, await ServeAsync(storage, clock), server, storage, clock);
        await bench.PublishAsync(BenchDefinition.Json);
        return bench;
    }

    /// <summary>Stops the service and starts it on the same store; gives how long it took until it served.</summary>
    public async Task<TimeSpan> AgainAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        var begun = TimeProvider.System.GetTimestamp();
        _app = await ServeAsync(Storage, Clock);
        return TimeProvider.System.GetElapsedTime(begun);
    }

    private static async Task<WebApplication> ServeAsync(StorageOptions storage, BenchClock clock)
    {
        var settings = new HostSettings
        {
            DataFolder = storage.DataFolder, Store = storage.Store, Connection = storage.Connection, AdministratorKey = Key, HasHeartbeat = false, Output = TextWriter.Null,
            DefinitionsFolder = Path.Combine(AppContext.BaseDirectory, "workflow-definitions"),
        };
        var app = await DoorstepHost.BuildAsync(settings, ["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(clock);
        });
        await app.StartAsync();
        return app;
    }

    /// <summary>Another empty store of the same kind with the same tables, for the raw limit.</summary>
    public async Task<StorageOptions> BesideAsync()
    {
        var beside = Empty(Plan.Store, _server);
        _besides.Add(beside.DataFolder);
        await using var services = new ServiceCollection().AddDoorstepStorage(beside).BuildServiceProvider();
        await services.GetRequiredService<StorageStartup>().MigrateAsync();
        return beside;
    }

    public async Task<string> StartAsync(int number, string definition = BenchDefinition.Id)
    {
        var reply = await Services.GetRequiredService<ISender>().Send(new StartCase(null, BenchDefinition.StartBody(number, definition), Service));
        return reply is Reply<StartAnswer>.Done done ? done.Value.CaseId : throw new InvalidOperationException(reply.ToString());
    }

    /// <summary>Starts so many cases, as fast as it goes; gives their ids.</summary>
    public async Task<string[]> StartAllAsync(int count)
    {
        var ids = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Plan.InFlight }, async (number, _) => ids[number] = await StartAsync(number));
        return ids;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _server?.Dispose();
        foreach (var folder in (string[])[Storage.DataFolder, .. _besides]) Directory.Delete(folder, recursive: true);
    }

    private async Task PublishAsync(string json)
    {
        var sender = Services.GetRequiredService<ISender>();
        if (await sender.Send(new SaveDefinition(json, null, Service)) is not Reply<DefinitionSaved>.Done saved) throw new InvalidOperationException("The definition of the benchmark is refused.");
        await sender.Send(new PublishDefinition(saved.Value.Definition.DefinitionId, Service));
    }

    private static StorageOptions Empty(StoreKind store, PrivatePostgres? server) => new()
    {
        DataFolder = Directory.CreateTempSubdirectory("doorstep-bench-").FullName, Store = store, Connection = server?.Connection(server.Create()),
    };
}

/// <summary>The machine's clock, which can be set ahead once.</summary>
internal sealed class BenchClock : TimeProvider
{
    private TimeSpan _ahead;

    public void Advance(TimeSpan span) => _ahead += span;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;
}
