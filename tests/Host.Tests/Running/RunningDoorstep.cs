using System.Collections.Immutable;
using System.Net.Http.Headers;
using Doorstep.Host.Setup;
using Doorstep.Host.Tests.Running;
using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(RunningDoorstep))]

namespace Doorstep.Host.Tests.Running;

/// <summary>The whole service in this process: Kestrel on a free port of the loopback, SQLite in a folder of its own, one silo. Only the clock is ours.</summary>
public sealed class RunningDoorstep : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> Institution = new()
    {
        ["Doorstep:Institution:Name"] = "测试银行", ["Doorstep:Institution:Phone"] = "+00-0000-000-100", ["Doorstep:Institution:VerifyPage"] = "verify.example.invalid",
        ["Doorstep:Institution:Officer"] = "客服",
        // Tests knock at one door side by side.
        ["Doorstep:Limits:SignInsPerMinute"] = "100000", ["Doorstep:Limits:FailuresMax"] = "100000", ["Doorstep:Limits:PersonPerSecond"] = "100000",
    };

    public const string Key = "test-key-of-0123456789abcdef0123456789";

    private WebApplication? _app;

    /// <summary>When every clock begins: nine in the morning where the sample's customer lives.</summary>
    public static DateTimeOffset Morning { get; } = new(2031, 3, 1, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Null: the real clock, with Quartz beating.</summary>
    public StandingClock? Clock { get; init; } = new(Morning);

    public string? AdministratorKey { get; init; } = Key;

    /// <summary>The data, removed at the end unless <see cref="KeepsData"/>.</summary>
    public string DataFolder { get; init; } = Directory.CreateTempSubdirectory("doorstep-host-").FullName;

    /// <summary>Where Elsa Studio's bundle lies.</summary>
    public string StudioFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "studio");

    public bool KeepsData { get; init; }

    /// <summary>What the key ring is closed with.</summary>
    public ImmutableArray<string> RingSecrets { get; init; } = [];

    /// <summary>An operator's word that asks for comparing after a restore.</summary>
    public string? Reconcile { get; init; }

    /// <summary>Settings of this house beside those of every test.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Null: what the service logs as it is shipped.</summary>
    public LogLevel? LogLevel { get; init; }

    /// <summary>What was logged.</summary>
    public LogBook Log { get; } = new();

    /// <summary>What was said to the person who started it.</summary>
    public StringWriter Output { get; } = new();

    public IServiceProvider Services => _app!.Services;

    /// <summary>Speaks with the administrator's key.</summary>
    public HttpClient Client { get; private set; } = null!;

    public Uri Address => new(_app!.Urls.Single());

    public async ValueTask InitializeAsync()
    {
        var settings = new HostSettings
        {
            DataFolder = DataFolder, DefinitionsFolder = Path.Combine(AppContext.BaseDirectory, "workflow-definitions"), AdministratorKey = AdministratorKey, Output = Output,
            HasHeartbeat = Clock is null, StudioFolder = StudioFolder, RingSecrets = RingSecrets, Reconcile = Reconcile,
        };
        _app = await DoorstepHost.BuildAsync(settings, ["--urls", "http://127.0.0.1:0"], Change);
        await _app.StartAsync();
        _app.Announce(settings);
        Client = ClientWith(AdministratorKey is null ? null : new AuthenticationHeaderValue("ApiKey", AdministratorKey));
    }

    public HttpClient ClientWith(AuthenticationHeaderValue? authorization)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = authorization;
        return client;
    }

    /// <summary>Delivers what waits in the outbox.</summary>
    public Task RelayAsync() => Services.GetRequiredService<OutboxRelay>().RunAsync(TestContext.Current.CancellationToken);

    /// <summary>Fires what is due.</summary>
    public Task SweepAsync() => Services.GetRequiredService<DeadlineSweep>().RunAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        if (KeepsData) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(DataFolder)) Directory.Delete(DataFolder, recursive: true);
    }

    private void Change(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders().AddProvider(Log);
        if (LogLevel is { } level) builder.Logging.AddFilter<LogBook>(null, level);
        builder.Configuration.AddInMemoryCollection(Institution).AddInMemoryCollection(Settings);
        if (Clock is not null) builder.Services.AddSingleton<TimeProvider>(Clock);
    }
}
