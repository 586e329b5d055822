using Doorstep.Workflows.Storage.Commit;

namespace Doorstep.Workflows.Storage;

/// <summary>Tells whether the database is there, and whether it can be written to.</summary>
public sealed class StorageHealth
{
    private readonly StorageDatabase _database;
    private readonly CommitQueue _queue;

    internal StorageHealth(StorageDatabase database, CommitQueue queue) => (_database, _queue) = (database, queue);

    /// <summary>Where the database is, for people: without user and password.</summary>
    public string Place => _database.Place;

    /// <summary>Whether a failure means that nothing can be written now, and the same again later may work.</summary>
    public bool IsUnavailable(Exception failure) => _database.IsUnavailable(failure);

    /// <summary>Throws when the database does not answer, is not the one that was migrated, or did not take the last write and takes none now.</summary>
    public async Task CheckAsync(CancellationToken cancellation = default)
    {
        await _database.CheckAsync(cancellation);
        if (_queue.LastFailure is null) return;
        await _queue.WriteAsync(new PendingWrite(0, ProbeAsync), cancellation);
    }

    private async Task<WriteResult> ProbeAsync(PreparedCommands commands)
    {
        await commands.ExecuteAsync(_database.WriteProbe);
        return WriteResult.Written;
    }
}
