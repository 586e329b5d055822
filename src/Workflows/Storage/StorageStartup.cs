using Doorstep.Workflows.Storage.Model;
using Doorstep.Workflows.Storage.Seals;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage;

/// <summary>Brings the database to this version of the tables before anybody uses it.</summary>
public sealed class StorageStartup
{
    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly StorageDatabase _database;
    private readonly DataKeyStore _keys;

    internal StorageStartup(IDbContextFactory<DoorstepDb> contexts, StorageDatabase database, DataKeyStore keys) => (_contexts, _database, _keys) = (contexts, database, keys);

    /// <summary>Waits until no other process starts on the same database, and keeps others from it until the answer is disposed of: each finds what the one before published. Null where a database
    /// is for one process.</summary>
    /// <param name="patience">How long.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="TimeoutException">Another process starts and does not come to an end.</exception>
    public async Task<IAsyncDisposable?> TakeTurnAsync(TimeSpan patience, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await _database.TakeTurnAsync(db, patience, cancellation);
    }

    /// <summary>Makes the database where there is none, runs the migrations it has not seen, and takes the keys that its rows are sealed with.</summary>
    public async Task MigrateAsync(CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        await _database.MigrateAsync(db, cancellation);
        await _keys.TurnAsync(cancellation);
    }
}
