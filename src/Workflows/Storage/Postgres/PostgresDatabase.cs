using System.Data.Common;
using System.Linq.Expressions;
using Doorstep.Workflows.Storage.Cases;
using Doorstep.Workflows.Storage.Model;
using Doorstep.Workflows.Storage.Seals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Doorstep.Workflows.Storage.Postgres;

/// <summary>PostgreSQL as the store that several machines share. Readers never wait for writers, a commit is on the server's disk.</summary>
internal sealed class PostgresDatabase(StorageOptions options) : StorageDatabase
{
    private static readonly (string Setting, string Expected)[] Durable = [("fsync", "on"), ("full_page_writes", "on"), ("synchronous_commit", "on")];

    // A server that was restarted has ended every connection in the pool: a read meets a dead one, and its second try finds another.
    private const int ReadRetriesMax = 3;
    private static readonly TimeSpan ReadRetryDelayMax = TimeSpan.FromMilliseconds(500);

    // The rows of a step are met by their keys alone. A plan made while the tables were small would read them whole, and be kept.
    private const string ByKey = "-c synchronous_commit=on -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off";

    private const int PreparedMax = 60;

    /// <summary>What is wrong with a connection string. It is not quoted: it may hold a password.</summary>
    public static IEnumerable<string> Faults(string? connection)
    {
        const string Example = "Write it as 'Host=db;Database=doorstep;Username=doorstep;Password=…'.";
        if (string.IsNullOrWhiteSpace(connection)) return [$"Connection is empty. {Example}"];
        try
        {
            var read = new NpgsqlConnectionStringBuilder(connection);
            return string.IsNullOrEmpty(read.Host) || string.IsNullOrEmpty(read.Database) ? [$"Connection names no {(string.IsNullOrEmpty(read.Host) ? "Host" : "Database")}. {Example}"] : [];
        }
        catch (Exception unread) when (unread is ArgumentException or FormatException or KeyNotFoundException)
        {
            return [$"Connection cannot be read. {Example}"];
        }
    }

    private NpgsqlConnectionStringBuilder Connection => new(options.Connection) { IncludeErrorDetail = false, ApplicationName = "doorstep" };

    private string WriterConnection
    {
        get
        {
            var writer = new NpgsqlConnectionStringBuilder(LettingGo.Of(Connection.ToString())) { Pooling = false, MaxAutoPrepare = PreparedMax, AutoPrepareMinUsages = 2 };
            writer.Options = $"{writer.Options} {ByKey}";
            return writer.ToString();
        }
    }

    public override string Place => $"{Connection.Host}:{Connection.Port}/{Connection.Database}";

    public override void AddContext(IServiceCollection services)
    {
        services.AddPooledDbContextFactory<PostgresDoorstepDb>(context => context
            .UseNpgsql(Connection.ToString(), npgsql => npgsql.EnableRetryOnFailure(ReadRetriesMax, ReadRetryDelayMax, null))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .ConfigureWarnings(DoorstepDb.Warnings)
            .AddInterceptors(OpeningRows.Instance));
        services.AddSingleton<IDbContextFactory<DoorstepDb>, ContextFactory<PostgresDoorstepDb>>();
    }

    public override async Task<IAsyncDisposable?> TakeTurnAsync(DoorstepDb db, TimeSpan patience, CancellationToken cancellation)
    {
        await CreateAsync(db, cancellation);
        return await Turn.TakeAsync(OwnConnection(), Turn.Start, patience, cancellation);
    }

    public override async Task MigrateAsync(DoorstepDb db, CancellationToken cancellation)
    {
        await CreateAsync(db, cancellation);
        await using var alone = await Turn.TakeAsync(OwnConnection(), Turn.Migration, options.BusyTimeout, cancellation);
        // EF asks a table that is not there yet and logs the answer as a failure.
        await db.Database.ExecuteSqlRawAsync(db.GetService<IHistoryRepository>().GetCreateIfNotExistsScript(), cancellation);
        await db.Database.MigrateAsync(cancellation);
    }

    public override async Task<DbConnection> OpenWriterAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(WriterConnection);
        try
        {
            await connection.OpenAsync(cancellation);
            foreach (var (setting, expected) in Durable) await ExpectAsync(connection, setting, expected, cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override bool WritesTogether => true;

    public override Task<int?> WriteTogetherAsync(DbTransaction transaction, IReadOnlyList<StepRecord> steps) => ManyRows.WriteAsync((NpgsqlTransaction)transaction, steps);

    public override async Task<IAsyncDisposable> BeginReadAsync(DoorstepDb db, CancellationToken cancellation) =>
        await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);

    public override async Task CheckAsync(CancellationToken cancellation)
    {
        await using var connection = OwnConnection();
        await connection.OpenAsync(cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM cases LIMIT 1";
        await command.ExecuteScalarAsync(cancellation);
    }

    /// <summary>Classes of SQLSTATE: a feature that is not there, a row twice, a value, a constraint, the words of the statement, a limit.</summary>
    public override bool IsOfTheStatement(DbException failure) => failure is PostgresException { SqlState: [var a, var b, ..] } && $"{a}{b}" is "0A" or "21" or "22" or "23" or "42" or "54";

    /// <summary>EF wraps what it takes for a passing failure into a failure of its own.</summary>
    public override bool IsUnavailable(Exception failure) => failure switch
    {
        NpgsqlException fault => !IsOfTheStatement(fault),
        IOException or TimeoutException => true,
        InvalidOperationException { InnerException: NpgsqlException fault } => IsUnavailable(fault),
        RetryLimitExceededException { InnerException: { } last } => IsUnavailable(last),
        _ => false,
    };

    /// <summary>The server ends its connections to a database that is dropped; there is no file to be replaced under us.</summary>
    public override void CheckThere(DbConnection writer)
    {
    }

    /// <summary>A row of EF's own table is written again as it is.</summary>
    public override string WriteProbe => """UPDATE "__EFMigrationsHistory" SET "ProductVersion" = "ProductVersion" """;

    /// <summary>A column takes its own type and no other, so there is none.</summary>
    public override string MisstoredRow => """SELECT sequence AS "Value" FROM journal WHERE case_id = {0} AND FALSE""";

    public override Expression<Func<CaseRecord, bool>> MatchesText(string pattern) => row =>
        EF.Functions.ILike(row.Id, pattern, LikePattern.Escape) || EF.Functions.ILike(row.BusinessKey, pattern, LikePattern.Escape) || EF.Functions.ILike(row.Name!, pattern, LikePattern.Escape);

    /// <summary>Makes the database where it is missing. Whoever comes second finds it there.</summary>
    private static async Task CreateAsync(DoorstepDb db, CancellationToken cancellation)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellation)) return;
        try
        {
            await creator.CreateAsync(cancellation);
        }
        catch (PostgresException there) when (there.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
        }
    }

    private NpgsqlConnection OwnConnection() => new(new NpgsqlConnectionStringBuilder(Connection.ToString()) { Pooling = false }.ToString());

    private static async Task ExpectAsync(NpgsqlConnection connection, string setting, string expected, CancellationToken cancellation)
    {
        await using var ask = connection.CreateCommand();
        ask.CommandText = "SELECT current_setting(@setting)";
        ask.Parameters.AddWithValue("setting", setting);
        if (await ask.ExecuteScalarAsync(cancellation) is string actual && actual != expected)
            throw new InvalidOperationException($"PostgreSQL at '{connection.DataSource}' has {setting} '{actual}' instead of '{expected}': a commit would not be on disk. Change it in postgresql.conf.");
    }
}
