using System.Data.Common;
using System.Globalization;
using Doorstep.Workflows.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Doorstep.Benchmarks;

/// <summary>Fills a store with copies of the cases that are in it, under other ids and keys, each with its journal, its marks and its deadlines, which come due in years. Nobody calls a copy; it is there to be in the way.</summary>
internal static class ManyRows
{
    private const long SecondMilliseconds = 1_000;
    private const long YearsMilliseconds = 5L * 366 * 86_400 * SecondMilliseconds;

    public sealed record Rows(long Cases, long Deadlines, long Journal);

    /// <summary>Adds copies until there are so many cases; gives how many rows there are.</summary>
    public static async Task<Rows> AddAsync(StorageOptions store, int cases)
    {
        await using DbConnection connection = store.Store == StoreKind.Sqlite ? new SqliteConnection($"Data Source={Path.Combine(store.DataFolder, "doorstep.db")}") : new NpgsqlConnection(store.Connection);
        await connection.OpenAsync();
        var own = await CountAsync(connection, "cases");
        var copies = Math.Max(0, (int)(cases / own) - 1);
        // In parts, so that no single transaction holds a million rows.
        for (var from = 1; from <= copies; from += 50) await CopyAsync(connection, from, Math.Min(copies, from + 49));
        if (store.Store == StoreKind.Postgres) await DoAsync(connection, "ANALYZE"); // What autovacuum does by itself within a minute.
        return new Rows(await CountAsync(connection, "cases"), await CountAsync(connection, "deadlines"), await CountAsync(connection, "journal"));
    }

    private static async Task CopyAsync(DbConnection connection, int from, int to)
    {
        var n = connection is SqliteConnection
            ? $"(WITH RECURSIVE count(i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM count WHERE i < {to}) SELECT i FROM count)"
            : $"(SELECT i FROM generate_series({from}, {to}) AS i)";
        foreach (var statement in (string[])
        [
            "BEGIN",
            $"""
            INSERT INTO cases (id, tenant, business_key, start_hash, definition_id, definition_version, status, state, name, is_faulted, sequence, snapshot, head_hash, created_at, updated_at, completed_at)
            SELECT id || '-' || i, tenant, business_key || '-' || i, start_hash, definition_id, definition_version, status, state, name, is_faulted, sequence, snapshot, head_hash, created_at - {SecondMilliseconds} * i, updated_at, completed_at
            FROM cases CROSS JOIN {n} AS n WHERE id NOT LIKE '%-%'
            """,
            $"INSERT INTO case_marks (kind, value, created_at, case_id) SELECT kind, value, created_at - {SecondMilliseconds} * i, case_id || '-' || i FROM case_marks CROSS JOIN {n} AS n WHERE case_id NOT LIKE '%-%'",
            $"""
            INSERT INTO deadlines (case_id, id, transition, armed_at, due_at, is_parked, next_try_at, risk)
            SELECT case_id || '-' || i, id, transition, armed_at, due_at + {YearsMilliseconds}, is_parked, next_try_at + {YearsMilliseconds}, risk FROM deadlines CROSS JOIN {n} AS n WHERE case_id NOT LIKE '%-%'
            """,
            $"""
            INSERT INTO journal (case_id, sequence, at, event_id, event_type, occurred_at, event_data, actor, reason, outcome, decision, state, entries, previous_hash, hash)
            SELECT case_id || '-' || i, sequence, at, event_id, event_type, occurred_at, event_data, actor, reason, outcome, decision, state, entries, previous_hash, hash
            FROM journal CROSS JOIN {n} AS n WHERE case_id NOT LIKE '%-%' AND sequence <= 2
            """,
            "COMMIT",
        ]) await DoAsync(connection, statement);
    }

    private static async Task<long> CountAsync(DbConnection connection, string table)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {table}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static async Task DoAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        await command.ExecuteNonQueryAsync();
    }
}
