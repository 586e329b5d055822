using System.Text.RegularExpressions;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Commit;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Doorstep.Benchmarks;

/// <summary>Writes steps by the plainest means that a driver has.</summary>
internal abstract partial class RawSteps : IAsyncDisposable
{
    public abstract Task CommitAsync(RawRow[] rows);

    public abstract ValueTask DisposeAsync();

    /// <summary>The statements of a step and their values, in the order of the names.</summary>
    protected static IEnumerable<(string Sql, object?[] Values)> Statements(RawRow row)
    {
        var (record, step, deadline) = (row.Case, row.Journal, row.Deadline);
        yield return step.Sequence == 1
            ? (StepSql.InsertCase, [record.Id, record.Tenant, record.BusinessKey, record.StartHash, record.DefinitionId, record.DefinitionVersion, "Running", step.State, record.Name, false, record.Snapshot, step.Hash, Ms(record.CreatedAt), Ms(step.At), null])
            : (StepSql.UpdateCase, [record.DefinitionId, record.DefinitionVersion, "Running", step.State, record.Name, false, step.Sequence, record.Snapshot, step.Hash, Ms(step.At), null, record.Id, step.Sequence - 1]);
        yield return (StepSql.InsertJournal, [step.CaseId, step.Sequence, Ms(step.At), step.EventId, step.EventType, Ms(step.OccurredAt), step.EventData, step.Actor, step.Reason, step.Outcome, step.Decision, step.State, step.Entries, step.PreviousHash, step.Hash]);
        yield return (StepSql.ArmDeadline, [deadline.CaseId, deadline.Id, deadline.Transition, Ms(deadline.ArmedAt), Ms(deadline.DueAt), false, Ms(deadline.DueAt), (int)deadline.Risk]);
        if (step.Sequence > 1) yield return (StepSql.RemoveDeadline, [deadline.CaseId, row.Gone]);
    }

    protected static string[] Names(string sql) => [.. Name().Matches(sql).Select(match => match.Value).Distinct()];

    private static long Ms(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    [GeneratedRegex("@[a-z_]+")]
    private static partial Regex Name();
}

/// <summary>Prepared commands, one after the other.</summary>
internal sealed class RawSqlite(SqliteConnection connection) : RawSteps
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public override Task CommitAsync(RawRow[] rows)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var (sql, values) in rows.SelectMany(Statements))
        {
            var command = Prepared(sql);
            command.Transaction = transaction;
            for (var index = 0; index < values.Length; index++) command.Parameters[index].Value = values[index] ?? DBNull.Value;
            if (command.ExecuteNonQuery() != 1) throw new InvalidOperationException($"Touched no row: {sql}");
        }

        transaction.Commit();
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values) command.Dispose();
        return ValueTask.CompletedTask;
    }

    private SqliteCommand Prepared(string sql)
    {
        if (_commands.TryGetValue(sql, out var known)) return known;
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in Names(sql)) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return _commands[sql] = command;
    }
}

/// <summary>Prepared commands, all of a transaction in one round trip.</summary>
internal sealed class RawPostgres(NpgsqlConnection connection) : RawSteps
{
    private readonly Dictionary<string, (string Text, int Count)> _texts = [];

    public override async Task CommitAsync(RawRow[] rows)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var (sql, values) in rows.SelectMany(Statements))
        {
#pragma warning disable CA2100 // The texts are constants.
            var command = new NpgsqlBatchCommand(Positional(sql));
#pragma warning restore CA2100
            foreach (var value in values) command.Parameters.Add(value is null ? new NpgsqlParameter { Value = DBNull.Value } : new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Positional(string sql)
    {
        if (_texts.TryGetValue(sql, out var known)) return known.Text;
        var text = sql;
        var names = Names(sql);
        foreach (var (index, name) in names.Index().OrderByDescending(pair => pair.Item.Length)) text = System.Text.RegularExpressions.Regex.Replace(text, $"{name}(?![a-z_])", $"${index + 1}");
        _texts[sql] = (text, names.Length);
        return text;
    }
}
