using System.Data.Common;
using System.Diagnostics;
using Doorstep.Workflows.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Doorstep.Benchmarks;

/// <summary>The raw limit: one loop on one connection that writes the same rows in transactions of the same size, each on the disk before the next begins.</summary>
internal static class RawRun
{
    /// <param name="PerSecond">Steps per second.</param>
    /// <param name="CpuMicrosecondsEach">Time of this process's processors per step: a busy machine changes it less.</param>
    public sealed record Limit(double PerSecond, double CpuMicrosecondsEach);

    /// <summary>Starts and the first round are written too, and not counted.</summary>
    public static async Task<Limit> RunAsync(StorageOptions store, RawRow[] rows, int batch)
    {
        await using DbConnection connection = store.Store == StoreKind.Postgres
            ? new NpgsqlConnection($"{store.Connection};Max Auto Prepare=20;Auto Prepare Min Usages=1")
            : new SqliteConnection($"Data Source={Path.Combine(store.DataFolder, "doorstep.db")};Foreign Keys=True");
        await connection.OpenAsync();
        if (connection is SqliteConnection) await ExecuteAsync(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000;");
        await using RawSteps steps = connection is NpgsqlConnection postgres ? new RawPostgres(postgres) : new RawSqlite((SqliteConnection)connection);
        var measured = rows.Count(row => row.Journal.Sequence > 2);
        var (begun, cpu) = (0L, TimeSpan.Zero);
        foreach (var round in rows.GroupBy(row => Math.Min(row.Journal.Sequence, 3)).OrderBy(round => round.Key))
        {
            if (round.Key == 3) (begun, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            foreach (var chunk in round.Chunk(batch)) await steps.CommitAsync(chunk);
        }

        return new Limit(Machine.Round(measured / Stopwatch.GetElapsedTime(begun).TotalSeconds), Machine.Round((Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / measured));
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is this class's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
