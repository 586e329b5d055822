using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Storage.Cases;
using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Ledger;
using Doorstep.Workflows.Storage.Model;
using Doorstep.Workflows.Storage.Overrides;
using Doorstep.Workflows.Storage.Overview;
using Doorstep.Workflows.Storage.Registers;
using Doorstep.Workflows.Storage.Seals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>The stores of one process on a database.</summary>
internal sealed class Stores : IAsyncDisposable, IDisposable
{
    private readonly ServiceProvider _services;

    private Stores(ServiceProvider services) => _services = services;

    public ICaseStore Cases => _services.GetRequiredService<ICaseStore>();

    public IDefinitionStore Definitions => _services.GetRequiredService<IDefinitionStore>();

    public CasePages Pages => _services.GetRequiredService<CasePages>();

    public ApiKeyStore Keys => _services.GetRequiredService<ApiKeyStore>();

    public ActStore Acts => _services.GetRequiredService<ActStore>();

    public PackStore Packs => _services.GetRequiredService<PackStore>();

    public RegisterStore Registers => _services.GetRequiredService<RegisterStore>();

    public LedgerStore Ledger => _services.GetRequiredService<LedgerStore>();

    public OverrideStore Overrides => _services.GetRequiredService<OverrideStore>();

    public BulkStore Bulk => _services.GetRequiredService<BulkStore>();

    public HouseOverview Overview => _services.GetRequiredService<HouseOverview>();

    public JournalVerifier Verifier => _services.GetRequiredService<JournalVerifier>();

    public DataKeyStore DataKeys => _services.GetRequiredService<DataKeyStore>();

    public Resealing Resealing => _services.GetRequiredService<Resealing>();

    public CommitQueue Queue => _services.GetRequiredService<CommitQueue>();

    public StorageDatabase Database => _services.GetRequiredService<StorageDatabase>();

    public StorageStartup Startup => _services.GetRequiredService<StorageStartup>();

    /// <summary>The stores as a host would have them, before it migrates.</summary>
    /// <param name="options">Where the database is.</param>
    /// <param name="wrap">The key ring; null: rows are stored as they are.</param>
    public static Stores Over(StorageOptions options, KeyWrap? wrap = null)
    {
        var services = new ServiceCollection().AddDoorstepStorage(options);
        if (wrap is not null) services.AddSingleton(wrap);
        return new(services.BuildServiceProvider());
    }

    /// <summary>The stores, ready.</summary>
    public static async Task<Stores> OpenAsync(StorageOptions options, KeyWrap? wrap = null)
    {
        var stores = Over(options, wrap);
        await stores.Startup.MigrateAsync();
        return stores;
    }

    public DoorstepDb Context() => _services.GetRequiredService<IDbContextFactory<DoorstepDb>>().CreateDbContext();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    public void Dispose() => _services.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
