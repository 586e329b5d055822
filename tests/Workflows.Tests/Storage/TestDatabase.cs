using System.Data.Common;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>An empty database of one fact's own, gone when it is disposed. What differs between databases is here; the facts stand on <see cref="StoreContract"/>.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>Options that lead to this database.</summary>
    public abstract StorageOptions Options { get; }

    /// <summary>A connection beside the stores, as another process would have it: to look, to tamper and to be in the way.</summary>
    public abstract Task<DbConnection> OpenAsync();

    /// <summary>Takes the database away.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Runs a statement on a connection of its own; answers the rows affected.</summary>
    public async Task<int> ExecuteAsync(string sql, params (string Name, object Value)[] values)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Counts the rows of a table.</summary>
    public async Task<long> CountAsync(string table)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
