using System.Data.Common;

namespace Doorstep.Workflows.Storage.Commit;

/// <summary>Commits a batch in one transaction. A write that breaks it is found by halving, so that in the end it breaks nobody's but its own.</summary>
internal sealed class CommitWriter(StorageDatabase database) : IAsyncDisposable
{
    private (DbConnection Connection, PreparedCommands Commands)? _session;

    /// <summary>Transactions committed so far.</summary>
    public long Commits { get; private set; }

    /// <summary>Answers every write of the batch: after its commit returned, or with its own failure. Never throws.</summary>
    public async Task CommitAsync(IReadOnlyList<PendingWrite> batch)
    {
        var (results, failure) = await TryCommitAsync(batch);
        if (results is not null)
        {
            for (var index = 0; index < batch.Count; index++) batch[index].Complete(results[index]);
        }
        else if (batch.Count > 1)
        {
            // A commit whose answer was lost may be durable all the same. Then its steps meet their own sequence here and are refused as conflicts;
            // their callers load the case and find them done.
            var half = batch.Count / 2;
            await CommitAsync([.. batch.Take(half)]);
            await CommitAsync([.. batch.Skip(half)]);
        }
        else if (failure is null)
        {
            batch[0].Complete(WriteResult.Refused);
        }
        else
        {
            batch[0].Fail(failure);
        }
    }

    public ValueTask DisposeAsync() => CloseAsync();

    /// <summary>The results of a committed batch; or null after a rollback, with the failure if it was one.</summary>
    private async Task<(WriteResult[]? Results, Exception? Failure)> TryCommitAsync(IReadOnlyList<PendingWrite> batch)
    {
        DbTransaction? transaction = null;
        try
        {
            var (connection, commands) = _session ??= await OpenAsync();
            transaction = await connection.BeginTransactionAsync();
            commands.Transaction = transaction;
            var results = await WriteAsync(batch, commands);
            if (results is null)
            {
                await transaction.RollbackAsync();
                return (null, null);
            }

            await transaction.CommitAsync();
            Commits++;
            return (results, null);
        }
#pragma warning disable CA1031 // Whatever it is belongs to the callers of this batch, and the next batch must still be written.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            await AbandonAsync(transaction);
            return (null, failure);
        }
        finally
        {
            if (transaction is not null) await transaction.DisposeAsync();
        }
    }

    private static async Task<WriteResult[]?> WriteAsync(IReadOnlyList<PendingWrite> batch, PreparedCommands commands)
    {
        var results = new WriteResult[batch.Count];
        for (var index = 0; index < batch.Count; index++)
        {
            results[index] = await batch[index].WriteAsync(commands);
            if (results[index] == WriteResult.Torn) return null;
        }

        return results;
    }

    private async Task<(DbConnection, PreparedCommands)> OpenAsync()
    {
        var connection = await database.OpenWriterAsync(CancellationToken.None);
        return (connection, new PreparedCommands(connection));
    }

    /// <summary>Rolls back; a connection that cannot even do that is given up, and the next batch opens another.</summary>
    private async Task AbandonAsync(DbTransaction? transaction)
    {
        try
        {
            if (transaction is null) await CloseAsync();
            else await transaction.RollbackAsync();
        }
        catch (Exception unusable) when (unusable is DbException or InvalidOperationException)
        {
            await CloseAsync();
        }
    }

    private async ValueTask CloseAsync()
    {
        if (_session is not { Commands: var commands }) return;
        _session = null;
        await commands.DisposeAsync();
    }
}
