using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Postgres;

namespace Doorstep.Host.Setup;

/// <summary>Which database holds the cases: <c>DOORSTEP_STORE</c> and <c>DOORSTEP_CONNECTION</c>.</summary>
internal static class StoreSettings
{
    private const string Sqlite = "sqlite";
    private const string Postgres = "postgres";
    private const string Example = "DOORSTEP_CONNECTION='Host=db;Database=doorstep;Username=doorstep;Password=…'";

    /// <exception cref="ArgumentException">They do not fit together. The connection is not quoted: it may hold a password.</exception>
    public static (StoreKind Store, string? Connection) Read(Func<string, string?> environment, bool isDemo)
    {
        var (store, connection) = (environment("DOORSTEP_STORE")?.Trim(), environment("DOORSTEP_CONNECTION")?.Trim());
        return (string.IsNullOrEmpty(store) ? Sqlite : store, connection is { Length: > 0 }) switch
        {
            (Sqlite, false) => (StoreKind.Sqlite, null),
            (Sqlite, true) => throw new ArgumentException($"DOORSTEP_CONNECTION is set, but the store is '{Sqlite}', which has no use for it. Set DOORSTEP_STORE={Postgres}, or leave the connection out."),
            (Postgres, _) when isDemo => throw new ArgumentException("A demonstration runs its clock ahead, so it plays in a SQLite database of its own. Leave DOORSTEP_STORE and DOORSTEP_CONNECTION out."),
            (Postgres, true) => PostgresDatabase.Faults(connection).FirstOrDefault() is { } fault ? throw new ArgumentException($"DOORSTEP_CONNECTION: {fault}") : (StoreKind.Postgres, connection),
            (Postgres, false) => throw new ArgumentException($"DOORSTEP_STORE is '{Postgres}', but nothing says where it is. Set {Example}."),
            (var other, _) => throw new ArgumentException($"DOORSTEP_STORE is '{other}'. It is one of: {Sqlite}, {Postgres}."),
        };
    }
}
