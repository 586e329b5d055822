using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Seals;

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>What every database must do for the stores. The facts stand here once; a database adds its <see cref="TestDatabase"/> and a class of a few lines.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private Stores _stores = null!;
    private long _commitsBefore;

    private protected TestDatabase Database => _database;

    private protected Stores Stores => _stores;

    private ICaseStore Cases => _stores.Cases;

    /// <summary>Transactions since the stores were opened; making the first data key is one.</summary>
    private long Commits => _stores.Queue.Commits - _commitsBefore;

    /// <summary>The key ring; null: rows are stored as they are.</summary>
    protected virtual KeyWrap? Wrap => null;

    /// <summary>Makes an empty database.</summary>
    protected abstract TestDatabase CreateDatabase();

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        _database = CreateDatabase();
        _stores = await Stores.OpenAsync(_database.Options, Wrap);
        _commitsBefore = _stores.Queue.Commits;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stores.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The stores of another process on the same database, with other options.</summary>
    private protected async Task ReopenAsync(Func<StorageOptions, StorageOptions> change)
    {
        await _stores.DisposeAsync();
        _stores = await Stores.OpenAsync(change(_database.Options), Wrap);
        _commitsBefore = _stores.Queue.Commits;
    }

    private async Task CommitAsync(params StepRecord[] steps)
    {
        foreach (var step in steps) (await Cases.CommitAsync(step)).ShouldBeOfType<CommitOutcome.Committed>();
    }
}
