using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using Doorstep.Workflows.Storage.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Workflows.Storage.Sqlite;

/// <summary>SQLite as the embedded store: one file, readers beside one writer (WAL), a commit is on disk (synchronous FULL).</summary>
internal sealed class SqliteDatabase(StorageOptions options) : StorageDatabase
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(options.DataFolder, "doorstep.db"),
        ForeignKeys = true,
        DefaultTimeout = (int)options.BusyTimeout.TotalSeconds,
    }.ToString();

    public override void AddContext(IServiceCollection services)
    {
        services.AddPooledDbContextFactory<SqliteDoorstepDb>(context => context
            .UseSqlite(_connectionString)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
        services.AddSingleton<IDbContextFactory<DoorstepDb>, ContextFactory<SqliteDoorstepDb>>();
    }

    public override Task PrepareAsync(CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.DataFolder);
        return Task.CompletedTask;
    }

    public override async Task<DbConnection> OpenWriterAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(_connectionString);
        await connection.OpenAsync(cancellation);
        await SetAsync(connection, "journal_mode", "WAL", "wal", cancellation);
        await SetAsync(connection, "synchronous", "FULL", "2", cancellation);
        await SetAsync(connection, "foreign_keys", "ON", "1", cancellation);
        var busy = ((long)options.BusyTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        await SetAsync(connection, "busy_timeout", busy, busy, cancellation);
        return connection;
    }

    public override Expression<Func<CaseRecord, bool>> MatchesText(string pattern) => row =>
        EF.Functions.Like(row.Id, pattern, @"\") || EF.Functions.Like(row.BusinessKey, pattern, @"\") || EF.Functions.Like(row.Name!, pattern, @"\");

    /// <summary>A pragma that is not taken says nothing, so it is asked again: what holds is what was promised.</summary>
    private static async Task SetAsync(SqliteConnection connection, string pragma, string value, string expected, CancellationToken cancellation)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Pragmas take no parameters; the values are this class's own.
        command.CommandText = $"PRAGMA {pragma} = {value}; PRAGMA {pragma};";
#pragma warning restore CA2100
        await using var answers = await command.ExecuteReaderAsync(cancellation);
        string? actual = null;
        do
        {
            while (await answers.ReadAsync(cancellation)) actual = answers.GetString(0);
        }
        while (await answers.NextResultAsync(cancellation));

        if (actual != expected) throw new InvalidOperationException($"SQLite keeps {pragma} at '{actual}' instead of '{expected}' for '{connection.DataSource}'.");
    }
}
