using System.Text.Json;
using System.Text.Json.Nodes;
using Doorstep.Ports;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Overrides.Bulk;
using Doorstep.Workflows.Commands.Publishing;
using Doorstep.Workflows.Deadlines;
using Doorstep.Workflows.Deadlines.Auditing;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Cases;
using Doorstep.Workflows.Tests.Storage;
using Mediator;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Quartz;

namespace Doorstep.Workflows.Tests.Engine;

/// <summary>What a house is built with.</summary>
internal sealed record EnginePlan
{
    /// <summary>Published before the house opens, in this order; a submachine comes before what runs it.</summary>
    public JsonObject[] Definitions { get; init; } = [];

    public SweepOptions Sweep { get; init; } = new();

    public OutboxOptions Outbox { get; init; } = new();

    public Bounds Bounds { get; init; } = new();

    /// <summary>SQLite, unless the run is told otherwise: <c>DOORSTEP_TEST_STORE=postgres</c> runs every house on PostgreSQL.</summary>
    public StoreKind Store { get; init; } = Environment.GetEnvironmentVariable("DOORSTEP_TEST_STORE") == "postgres" ? StoreKind.Postgres : StoreKind.Sqlite;

    /// <summary>Who speaks in messages and scripts.</summary>
    public Institution Institution { get; init; } = new()
    {
        Name = "测试银行", NameEnglish = "Test Bank", Phone = "+00-0000-000-100", VerifyPage = "verify.example.invalid", FeedbackPage = "feedback.example.invalid", Officer = "客服", OfficerEnglish = "customer care",
    };

    /// <summary>Puts something between the engine and its store.</summary>
    public Func<ICaseStore, ICaseStore> Wrap { get; init; } = store => store;

    /// <summary>Lets Quartz beat, on its own persistent store; otherwise the test runs the sweep and the relay itself.</summary>
    public bool Beats { get; init; }

    /// <summary>The time when the house opens first.</summary>
    public DateTimeOffset Now { get; init; } = new(2031, 3, 3, 9, 0, 0, TimeSpan.Zero);
}

/// <summary>The whole engine in this process: a real silo, a real SQLite file in a folder of its own or a real PostgreSQL, the test's clock.</summary>
internal sealed class EngineHouse : IAsyncDisposable
{
    public static readonly Actor Service = new("key:ledger", [Role.Service]);
    public static readonly Actor Supervisor = new("user:li.wei", [Role.Supervisor]);
    public static readonly Actor Designer = new("user:chen", [Role.Designer]);
    public static readonly Actor SecondDesigner = new("user:second", [Role.Designer]);

    private readonly PostgresTestDatabase? _database;
    private EnginePlan _plan;
    private IHost _host;

    private EngineHouse(EnginePlan plan) =>
        (_plan, _host, _database, Folder, Clock) = (plan, null!, plan.Store == StoreKind.Postgres ? new PostgresTestDatabase() : null, Directory.CreateTempSubdirectory("doorstep-").FullName, new VirtualClock(plan.Now, plan.Beats));

    public string Folder { get; }

    /// <summary>Name of its database on the private server; null where it is a file in the folder.</summary>
    public string? Database => _database?.Name;

    public VirtualClock Clock { get; }

    public IServiceProvider Services => _host.Services;

    public ISender Sender => Services.GetRequiredService<ISender>();

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    public ICaseStore Store => Services.GetRequiredService<ICaseStore>();

    public IDefinitionStore DefinitionStore => Services.GetRequiredService<IDefinitionStore>();

    public DeadlineSweep Sweep => Services.GetRequiredService<DeadlineSweep>();

    public Auditor Auditor => Services.GetRequiredService<Auditor>();

    public RecountSweep Recounts => Services.GetRequiredService<RecountSweep>();

    public OutboxRelay Relay => Services.GetRequiredService<OutboxRelay>();

    public static Task<EngineHouse> OpenAsync(params JsonObject[] definitions) => OpenAsync(new EnginePlan { Definitions = definitions });

    public static async Task<EngineHouse> OpenAsync(EnginePlan plan)
    {
        var house = new EngineHouse(plan);
        await house.BuildAsync();
        foreach (var definition in plan.Definitions) await house.SeedAsync(definition);
        return house;
    }

    /// <summary>A definition that was published once, whatever the lint says of it today: a test of the engine need not run a whole loan.</summary>
    public async Task<DefinitionRecord> SeedAsync(JsonObject definition)
    {
        var saved = (await Sender.Send(new SaveDefinition(definition.ToJsonString(), null, Designer))).Value();
        Services.GetRequiredService<DefinitionCompiler>().Compile(definition.ToJsonString(), saved.Definition.DefinitionId).Faults.ShouldBeEmpty();
        if (saved.Compiled.Faults.IsEmpty) return await PublishAsync(saved.Definition);
        var published = saved.Definition with { Status = DefinitionStatus.Published, PublishedAt = Clock.GetUtcNow() };
        (await DefinitionStore.SaveAsync(published, saved.Definition.ContentHash)).ShouldBeTrue();
        return published;
    }

    /// <summary>Everything in memory is gone without a goodbye; the same data folder, perhaps with another plan. The clock goes on.</summary>
    /// <param name="change">The other plan.</param>
    /// <param name="between">What is done to the database while nobody has it open.</param>
    public async Task CrashAsync(Func<EnginePlan, EnginePlan>? change = null, Func<Task>? between = null)
    {
        await CloseAsync(new CancellationToken(canceled: true));
        if (between is not null) await between();
        _plan = change?.Invoke(_plan) ?? _plan;
        await BuildAsync();
    }

    /// <summary>Publishes, with a second designer's approval where one is needed.</summary>
    public async Task<DefinitionRecord> PublishAsync(JsonObject definition) => await PublishAsync((await Sender.Send(new SaveDefinition(definition.ToJsonString(), null, Designer))).Value().Definition);

    private async Task<DefinitionRecord> PublishAsync(DefinitionRecord saved)
    {
        if (await Sender.Send(new PublishDefinition(saved.DefinitionId, Designer)) is Reply<DefinitionSaved>.Refused { Kind: RefusalKind.NeedsApproval })
            (await Sender.Send(new DecidePublication(saved.DefinitionId, saved.Version, saved.ContentHash, IsApproved: true, "A test needs it.", SecondDesigner))).Value();
        return (await Sender.Send(new PublishDefinition(saved.DefinitionId, Designer))).Value().Definition;
    }

    /// <summary>Starts a case that is not about a loan; the idempotency key is the business key unless told otherwise.</summary>
    public async Task<string> StartAsync(string definitionId, string businessKey, object? input = null, string? idempotencyKey = null) =>
        (await SendStartAsync(definitionId, businessKey, input, idempotencyKey)).Value().CaseId;

    public ValueTask<Reply<StartAnswer>> SendStartAsync(string definitionId, string businessKey, object? input = null, string? idempotencyKey = null) =>
        Sender.Send(new StartCase(
            idempotencyKey ?? businessKey,
            JsonSerializer.SerializeToElement(new { schema = "workflow.start/1", definition = new { key = definitionId }, businessKey, input = input ?? new { } }), Service));

    public async Task<CaseAnswer> RaiseAsync(string caseId, string eventId, string type, object? data = null) => (await SendEventAsync(caseId, eventId, type, data)).Value();

    public ValueTask<Reply<CaseAnswer>> SendEventAsync(string caseId, string eventId, string type, object? data = null) =>
        Sender.Send(new RaiseEvent(caseId, eventId, type, null, JsonSerializer.SerializeToElement(data ?? new { }), Service));

    /// <summary>Moves the clock and sweeps; gives the number of deadlines told.</summary>
    public Task<int> PassAsync(TimeSpan span)
    {
        Clock.Advance(span);
        return Sweep.RunAsync();
    }

    /// <summary>What another node would do that takes itself for the case's only writer: decides on the stored snapshot and commits behind the grain's back.</summary>
    public async Task RaiseBehindAsync(string caseId, string eventId, string type, object? data = null)
    {
        var (store, folder, now) = (Services.GetRequiredService<CaseStore>(), Services.GetRequiredService<FactFolder>(), Clock.GetUtcNow());
        var record = (await store.FindCaseAsync(caseId, CancellationToken.None)).ShouldNotBeNull();
        var snapshot = SnapshotCodec.Read(record.Snapshot, folder);
        var machine = await Services.GetRequiredService<MachineCatalogue>().FamilyAsync(record.DefinitionId, snapshot.Pins);
        var fact = new WorkflowEvent.Raised(eventId, type, now, JsonSerializer.SerializeToElement(data ?? new { }));
        var known = snapshot with { Facts = folder.Fold(snapshot.Facts, fact, now) };
        var cause = new StepCause(eventId, type, now, fact.Data.GetRawText(), "another node");
        var (step, _, _) = Services.GetRequiredService<StepRecorder>().Record(record, record, known, snapshot, machine.Transition(known, fact, now), cause, now).ShouldNotBeNull();
        (await store.CommitAsync(step, CancellationToken.None)).ShouldBeOfType<CommitOutcome.Committed>();
    }

    public async Task<CaseDetail> CaseAsync(string caseId) => (await Sender.Send(new GetCase(caseId, Service))).Value();

    public async Task<string> StateAsync(string caseId) => (await CaseAsync(caseId)).Snapshot.StatePath;

    public Task<IReadOnlyList<JournalRecord>> JournalAsync(string caseId) => Store.JournalAsync(caseId, 0, 1000);

    /// <summary>The lines of a kind that a case's journal has.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(string caseId, string kind) =>
    [
        .. from row in await JournalAsync(caseId)
           from line in JsonDocument.Parse(row.Entries).RootElement.EnumerateArray()
           where line.GetProperty("kind").GetString() == kind
           select line.GetProperty("subject").GetString(),
    ];

    /// <summary>Waits for something that the house does by itself; fails after two minutes.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await holds())
        {
            if (patience.IsCancellationRequested) throw new TimeoutException($"Waited two minutes: {what}");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(CancellationToken.None);
        if (_database is not null) await _database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task CloseAsync(CancellationToken patience)
    {
        try
        {
            await _host.StopAsync(patience);
        }
        catch (OperationCanceledException)
        {
            // That is what it means to crash.
        }

        await ((IAsyncDisposable)_host).DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    private async Task BuildAsync()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddWorkflows(new WorkflowOptions { Storage = (_database?.Options ?? new StorageOptions()) with { DataFolder = Folder }, Sweep = Patient(_plan.Sweep), Outbox = Patient(_plan.Outbox), Bounds = _plan.Bounds, Institution = _plan.Institution });
        builder.Services.AddSingleton<CaseStore>();
        builder.Services.AddSingleton(provider => _plan.Wrap(provider.GetRequiredService<CaseStore>()));
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort.Take(), gatewayPort: 0);

            // Orleans asks the same clock; without this it takes its own silo for one that died months ago.
            silo.Configure<ClusterMembershipOptions>(membership => (membership.SiloGenerationRetirementAge, membership.LivenessEnabled) = (null, false));
        });
        if (_plan.Beats) AddBeats(builder.Services);
        _host = builder.Build();
        _ = Store;
        await _host.Services.GetRequiredService<StorageStartup>().MigrateAsync();
        await _host.StartAsync();
    }

    /// <summary>A test's machine may be slow; only a test of slowness is in a hurry.</summary>
    private static SweepOptions Patient(SweepOptions sweep) => sweep.CasePatience == new SweepOptions().CasePatience ? sweep with { CasePatience = TimeSpan.FromSeconds(20) } : sweep;

    /// <summary>The house's clock stands still: a delivery that was given up because the machine is busy would never be tried again.</summary>
    private static OutboxOptions Patient(OutboxOptions outbox)
    {
        var plain = new OutboxOptions();
        return outbox with
        {
            Patience = outbox.Patience == plain.Patience ? TimeSpan.FromSeconds(20) : outbox.Patience,
            DeliveryTimeMax = outbox.DeliveryTimeMax == plain.DeliveryTimeMax && outbox.ClaimFor is null ? TimeSpan.FromMinutes(5) : outbox.DeliveryTimeMax,
        };
    }

    private void AddBeats(IServiceCollection services)
    {
        services.AddQuartz(quartz => quartz
            .UsePersistentStore(store => store.UseSqlite($"Data Source={Path.Combine(Folder, "quartz.db")}").ProvisionSchema())
            .BeatDeadlines(_plan.Sweep)
            .BeatOutbox(_plan.Outbox)
            .BeatOverrides());
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}

internal static class Replies
{
    /// <summary>The answer, or a failure that shows the refusal.</summary>
    public static T Value<T>(this Reply<T> reply) => reply.ShouldBeOfType<Reply<T>.Done>(Told(reply)).Value;

    public static Reply<T>.Refused Refusal<T>(this Reply<T> reply) => reply.ShouldBeOfType<Reply<T>.Refused>(reply.ToString());

    private static string Told<T>(Reply<T> reply) => reply is Reply<T>.Refused refused ? $"{refused.Reason} {string.Join(' ', refused.Faults)}" : reply.ToString();
}
