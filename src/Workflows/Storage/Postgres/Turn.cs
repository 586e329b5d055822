using Npgsql;

namespace Doorstep.Workflows.Storage.Postgres;

/// <summary>Lets one process at a time do something to a database. The lock belongs to a connection and goes with it, however its process ends.</summary>
internal sealed class Turn : IAsyncDisposable
{
    /// <summary>Bringing the tables up to date: 'doorstep' in the ASCII of eight letters, which nobody else takes by chance.</summary>
    public const long Migration = 0x646f6f7273746570;

    /// <summary>A whole start, with what it publishes.</summary>
    public const long Start = Migration + 1;

    private readonly NpgsqlConnection _connection;

    private Turn(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Waits for the lock; a <see cref="TimeoutException"/> says what is in the way.</summary>
    public static async Task<Turn> TakeAsync(NpgsqlConnection connection, long key, TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            await connection.OpenAsync(cancellation);
            await using var take = connection.CreateCommand();
            take.CommandText = "SELECT set_config('lock_timeout', @patience, false), pg_advisory_lock(@key)";
            take.Parameters.AddWithValue("patience", $"{(long)patience.TotalMilliseconds}ms");
            take.Parameters.AddWithValue("key", key);
            take.CommandTimeout = 0;
            await take.ExecuteNonQueryAsync(cancellation);
            return new Turn(connection);
        }
        catch (PostgresException held) when (held.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await connection.DisposeAsync();
            var doing = key == Migration ? $"bringing database '{connection.Database}' up to date" : $"starting on database '{connection.Database}'";
            throw new TimeoutException($"Another process has been {doing} for {patience.TotalSeconds:0} seconds.", held);
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
