using Npgsql;

namespace Doorstep.Workflows.Storage.Postgres;

/// <summary>Lets one process at a time bring a database up to date. The lock belongs to a connection and goes with it, however its process ends.</summary>
internal sealed class MigrationTurn : IAsyncDisposable
{
    // 'doorstep' in the ASCII of eight letters: nobody else takes that number by chance.
    private const long Key = 0x646f6f7273746570;

    private readonly NpgsqlConnection _connection;

    private MigrationTurn(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Waits for the lock; a <see cref="TimeoutException"/> says what is in the way.</summary>
    public static async Task<MigrationTurn> TakeAsync(NpgsqlConnection connection, TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            await connection.OpenAsync(cancellation);
            await using var take = connection.CreateCommand();
            take.CommandText = "SELECT set_config('lock_timeout', @patience, false), pg_advisory_lock(@key)";
            take.Parameters.AddWithValue("patience", $"{(long)patience.TotalMilliseconds}ms");
            take.Parameters.AddWithValue("key", Key);
            take.CommandTimeout = 0;
            await take.ExecuteNonQueryAsync(cancellation);
            return new MigrationTurn(connection);
        }
        catch (PostgresException held) when (held.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            await connection.DisposeAsync();
            throw new TimeoutException($"Another process has been bringing database '{connection.Database}' up to date for {patience.TotalSeconds:0} seconds.", held);
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
