using System.Collections.Concurrent;
using System.Data.Common;
using Doorstep.Postgres;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Tests.Storage;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresTestServer))]

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>The one server of this test process. It starts with the first test that asks for a database. Making one and dropping one cost many flushes,
/// so a database that a fact is done with is emptied and goes to the next.</summary>
public sealed class PostgresTestServer : IDisposable
{
    private static readonly Lazy<PrivatePostgres> Running = new(PrivatePostgres.Start);
    private static readonly ConcurrentBag<string> Free = [];

    /// <summary>The server.</summary>
    public static PrivatePostgres Server => Running.Value;

    /// <summary>An empty database with all tables.</summary>
    public static string Take()
    {
        if (Free.TryTake(out var name)) return name;
        name = Server.Create();
        using var stores = Stores.Over(new StorageOptions { Store = StoreKind.Postgres, Connection = Server.Connection(name) });
        stores.Startup.MigrateAsync().GetAwaiter().GetResult();
        return name;
    }

    /// <summary>Empties a database for the next.</summary>
    public static void GiveBack(string name)
    {
        using (var connection = new NpgsqlConnection(Server.Connection(name)))
        {
            NpgsqlConnection.ClearPool(connection);
            connection.Open();
            using var empty = connection.CreateCommand();
            empty.CommandText =
                "DELETE FROM bulk_override_items; DELETE FROM bulk_overrides; DELETE FROM overrides; DELETE FROM acts; DELETE FROM outbox; DELETE FROM deadlines; DELETE FROM journal; DELETE FROM cases; DELETE FROM debtors; DELETE FROM definitions; DELETE FROM api_keys; DELETE FROM policy_packs; DELETE FROM registers; DELETE FROM case_marks";
            empty.ExecuteNonQuery();
        }

        Free.Add(name);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Running.IsValueCreated) Server.Dispose();
    }
}

/// <summary>A database of a fact's own on the private server.</summary>
public sealed class PostgresTestDatabase : TestDatabase
{
    /// <summary>Its name.</summary>
    public string Name { get; } = PostgresTestServer.Take();

    /// <inheritdoc />
    public override StorageOptions Options => new() { Store = StoreKind.Postgres, Connection = PostgresTestServer.Server.Connection(Name), BusyTimeout = TimeSpan.FromSeconds(1) };

    /// <inheritdoc />
    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection($"{PostgresTestServer.Server.Connection(Name)};Pooling=False;Options=-c default_transaction_read_only=off");
        await connection.OpenAsync();
        return connection;
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        PostgresTestServer.GiveBack(Name);
        return ValueTask.CompletedTask;
    }
}
