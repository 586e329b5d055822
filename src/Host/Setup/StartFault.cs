using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Doorstep.Host.Setup;

/// <summary>Why a start came to nothing, as far as whoever started it can mend it. Everything else keeps its stack trace.</summary>
internal static class StartFault
{
    private const int Malformed = 11;
    private const int NoDatabase = 26;

    private static readonly string? House = typeof(StartFault).Assembly.GetName().Name;

    /// <summary>A sentence for people; null for a fault that is ours.</summary>
    public static string? Explain(Exception fault) => fault switch
    {
        { InnerException: AddressInUseException } => $"{fault.Message} Stop the other program, or set ASPNETCORE_URLS to another address, such as 'http://localhost:5081'.",
        FormatException or UriFormatException when fault.Message.Contains("url", StringComparison.OrdinalIgnoreCase) =>
            $"{fault.Message} Set ASPNETCORE_URLS to an address such as 'http://localhost:5080'.",
        _ when Broken(fault) is { } database =>
            $"A database in the data folder cannot be read: {database.Message} Put back a copy of the folder, or set DOORSTEP_DATA to another one.",
        _ when Unreachable(fault) is { } server =>
            $"PostgreSQL cannot be used: {server.Message} Check DOORSTEP_CONNECTION, and that the server runs and lets this user in.",
        InvalidOperationException or ArgumentException when fault.Source == House => fault.Message,
        _ => null,
    };

    /// <summary>PostgreSQL does not answer, or not to us.</summary>
    private static NpgsqlException? Unreachable(Exception? fault) => fault switch
    {
        NpgsqlException server => server,
        { InnerException: { } inner } => Unreachable(inner),
        _ => null,
    };

    /// <summary>SQLite says that a file is malformed or none of its own.</summary>
    private static SqliteException? Broken(Exception? fault) => fault switch
    {
        SqliteException { SqliteErrorCode: Malformed or NoDatabase } database => database,
        { InnerException: { } inner } => Broken(inner),
        _ => null,
    };
}
