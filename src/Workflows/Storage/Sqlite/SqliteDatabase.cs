using System.Data.Common;
using System.Globalization;
using System.Linq.Expressions;
using Doorstep.Workflows.Storage.Cases;
using Doorstep.Workflows.Storage.Model;
using Doorstep.Workflows.Storage.Seals;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace Doorstep.Workflows.Storage.Sqlite;

/// <summary>SQLite as the embedded store: one file, readers beside one writer (WAL), a commit is on disk (synchronous FULL).</summary>
internal sealed class SqliteDatabase(StorageOptions options) : StorageDatabase
{
    // Whoever held EF's lock is gone: the file lock is ours.
    private const string ForgetLock = "DROP TABLE IF EXISTS \"__EFMigrationsLock\"";

    /// <summary>64 MB of pages in memory (a negative size is in KiB), and a checkpoint every 32 MB: by SQLite's own 2 and 4 MB most rows of a burst are read again and every other commit pays for a checkpoint.</summary>
    private const string CacheSize = "-65536", CheckpointPages = "8000";

    private readonly string _file = Path.Combine(options.DataFolder, "doorstep.db");

    private string ConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = _file,
        Mode = SqliteOpenMode.ReadWrite, // Nobody but the migration makes the file: one made by mistake would be taken for the database.
        ForeignKeys = true,
        DefaultTimeout = (int)options.BusyTimeout.TotalSeconds,
    }.ToString();

    public override string Place => _file;

    public override void AddContext(IServiceCollection services)
    {
        services.AddPooledDbContextFactory<SqliteDoorstepDb>(context => context
            .UseSqlite(ConnectionString)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .ConfigureWarnings(DoorstepDb.Warnings)
            .AddInterceptors(OpeningRows.Instance));
        services.AddSingleton<IDbContextFactory<DoorstepDb>, ContextFactory<SqliteDoorstepDb>>();
    }

    public override async Task MigrateAsync(DoorstepDb db, CancellationToken cancellation)
    {
        Directory.CreateDirectory(options.DataFolder);
        using var alone = await MigrationLock.TakeAsync($"{_file}.lock", options.BusyTimeout, cancellation);
        if (!File.Exists(_file)) await File.Create(_file).DisposeAsync();
        else await db.Database.ExecuteSqlRawAsync(ForgetLock, cancellation);
        await db.Database.MigrateAsync(cancellation);
    }

    public override async Task<DbConnection> OpenWriterAsync(CancellationToken cancellation)
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellation);
        await SetAsync(connection, "journal_mode", "WAL", "wal", cancellation);
        await SetAsync(connection, "synchronous", "FULL", "2", cancellation);
        await SetAsync(connection, "foreign_keys", "ON", "1", cancellation);
        await SetAsync(connection, "cache_size", CacheSize, CacheSize, cancellation);
        await SetAsync(connection, "wal_autocheckpoint", CheckpointPages, CheckpointPages, cancellation);
        var busy = ((long)options.BusyTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        await SetAsync(connection, "busy_timeout", busy, busy, cancellation);
        return connection;
    }

    /// <summary>Deferred: a transaction that only reads takes no lock that a writer would wait for.</summary>
    public override async Task<IAsyncDisposable> BeginReadAsync(DoorstepDb db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var reading = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        await db.Database.UseTransactionAsync(reading, cancellation);
        return reading;
    }

    public override async Task CheckAsync(CancellationToken cancellation)
    {
        var existing = new SqliteConnectionStringBuilder(ConnectionString) { Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        await using var connection = new SqliteConnection(existing.ToString());
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM cases LIMIT 1";
        await command.ExecuteScalarAsync(cancellation);
    }

    public override bool IsOfTheStatement(DbException failure) =>
        failure is SqliteException { SqliteErrorCode: raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG or raw.SQLITE_RANGE };

    /// <summary>A column of SQLite takes any type; whoever reads 3.5 as a whole number gets 3.</summary>
    public override string MisstoredRow =>
        """
        SELECT CAST(sequence AS INTEGER) AS value FROM journal
        WHERE case_id = {0} AND (typeof(sequence) <> 'integer' OR typeof(at) <> 'integer' OR typeof(occurred_at) <> 'integer')
        ORDER BY sequence LIMIT 1
        """;

    public override string WriteProbe => "PRAGMA user_version = 0";

    public override bool IsUnavailable(Exception failure) => failure is IOException or UnauthorizedAccessException
        or SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM };

    /// <summary>A file that was removed or replaced can be written to for as long as it is open, and what is written is lost.</summary>
    public override void CheckThere(DbConnection writer)
    {
        if (SqliteFile.IsThere((SqliteConnection)writer) && File.Exists($"{_file}-wal")) return;
        SqliteConnection.ClearAllPools();
        throw new FileNotFoundException($"The database '{_file}' was removed or replaced while it was open. What was just written is not in it.", _file);
    }

    public override Expression<Func<CaseRecord, bool>> MatchesText(string pattern) => row =>
        EF.Functions.Like(row.Id, pattern, LikePattern.Escape) || EF.Functions.Like(row.BusinessKey, pattern, LikePattern.Escape) || EF.Functions.Like(row.Name!, pattern, LikePattern.Escape);

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
