using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage;

/// <summary>Brings the database to this version of the tables before anybody uses it.</summary>
public sealed class StorageStartup
{
    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly StorageDatabase _database;

    internal StorageStartup(IDbContextFactory<DoorstepDb> contexts, StorageDatabase database) => (_contexts, _database) = (contexts, database);

    /// <summary>Makes the database where there is none and runs the migrations it has not seen.</summary>
    public async Task MigrateAsync(CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        await _database.MigrateAsync(db, cancellation);
    }
}
