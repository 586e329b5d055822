using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Storage.Audit;
using Doorstep.Workflows.Storage.Cases;
using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Concerns;
using Doorstep.Workflows.Storage.Dispatches;
using Doorstep.Workflows.Storage.DueTables;
using Doorstep.Workflows.Storage.Ledger;
using Doorstep.Workflows.Storage.Marks;
using Doorstep.Workflows.Storage.Model;
using Doorstep.Workflows.Storage.Outcomes;
using Doorstep.Workflows.Storage.Overrides;
using Doorstep.Workflows.Storage.Overview;
using Doorstep.Workflows.Storage.People;
using Doorstep.Workflows.Storage.Postgres;
using Doorstep.Workflows.Storage.Registers;
using Doorstep.Workflows.Storage.Seals;
using Doorstep.Workflows.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Workflows.Storage;

/// <summary>Puts the storage together.</summary>
public static class StorageServices
{
    /// <summary>Adds the stores. Call <see cref="StorageStartup.MigrateAsync"/> before the first use.</summary>
    public static IServiceCollection AddDoorstepStorage(this IServiceCollection services, StorageOptions options)
    {
        options.Validate();
        StorageDatabase database = options.Store == StoreKind.Postgres ? new PostgresDatabase(options) : new SqliteDatabase(options);
        database.AddContext(services);

        services.AddSingleton(options);
        services.AddSingleton(database);
        services.AddSingleton<CommitQueue>();
        services.AddSingleton(provider => new DataSeal(provider.GetService<KeyWrap>()));
        services.AddSingleton<ICaseStore, CaseStore>();
        services.AddSingleton<IDefinitionStore, DefinitionStore>();
        services.AddSingleton<JournalVerifier>();
        services.AddSingleton(provider => new ApiKeyStore(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), provider.GetRequiredService<CommitQueue>()));
        services.AddSingleton(provider => new CasePages(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), database));
        services.AddSingleton(provider => new DataKeyStore(
            provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), provider.GetRequiredService<CommitQueue>(), provider.GetRequiredService<DataSeal>(), provider.GetService<KeyWrap>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.AddSingleton(provider => new RingKeyStore(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), provider.GetRequiredService<CommitQueue>()));
        services.AddSingleton(provider => new Resealing(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), provider.GetRequiredService<CommitQueue>(), provider.GetRequiredService<DataSeal>()));
        services.AddSingleton(provider => new PersonStore(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), provider.GetRequiredService<CommitQueue>()));
        services.AddSingleton(provider => new AuditStore(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), provider.GetRequiredService<CommitQueue>()));
        services.AddSingleton(provider => new ActStore(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>()));
        services.AddSingleton(provider => new PackStore(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), provider.GetRequiredService<CommitQueue>()));
        services.AddSingleton(provider => new RegisterStore(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), provider.GetRequiredService<CommitQueue>()));
        services.AddSingleton(provider => new OverrideStore(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), provider.GetRequiredService<CommitQueue>(), provider.GetRequiredService<DataSeal>()));
        services.AddSingleton(provider => new BulkStore(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), provider.GetRequiredService<CommitQueue>(), provider.GetRequiredService<DataSeal>()));
        services.AddSingleton(provider => new RunningCases(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>()));
        services.AddSingleton(provider => new DueTableStore(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), database, provider.GetRequiredService<DataSeal>()));
        services.AddSingleton(provider => new LedgerStore(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), database, provider.GetRequiredService<DataSeal>()));
        services.AddSingleton(provider => new ConcernStore(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>()));
        services.AddSingleton(provider => new DispatchStore(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>()));
        services.AddSingleton(provider => new DispatchLedger(provider.GetService<DispatchOptions>() ?? new DispatchOptions(), provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.AddSingleton(provider => new MarkFilling(
            provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), provider.GetRequiredService<CommitQueue>(), provider.GetRequiredService<RegisterStore>(), provider.GetRequiredService<FactFolder>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.AddSingleton(provider => new OutboxLevel(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>()));
        services.AddSingleton(provider => new HouseOverview(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>()));
        services.AddSingleton(provider => new StateFlows(
            provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), provider.GetRequiredService<RegisterStore>(), provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.AddSingleton(provider => new OutcomeStore(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>()));
        services.AddSingleton(provider => new StorageHealth(database, provider.GetRequiredService<CommitQueue>()));
        services.AddSingleton(provider => new StorageStartup(provider.GetRequiredService<IDbContextFactory<DoorstepDb>>(), database, provider.GetRequiredService<DataKeyStore>()));
        return services;
    }
}
