using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Concerns;
using Doorstep.Workflows.Storage.Marks;
using Doorstep.Workflows.Storage.Outcomes;
using Doorstep.Workflows.Storage.Overrides;
using Npgsql;
using NpgsqlTypes;

namespace Doorstep.Workflows.Storage.Postgres;

/// <summary>Writes many steps by one statement per table, all on one way to the server and back. Each is the statement that a single step runs, over arrays:
/// <c>… WHERE id = @id</c> becomes <c>… FROM unnest($1::text[]) AS many (p_id) WHERE id = p_id</c>.</summary>
internal static partial class ManyRows
{
    // The order of a single step: fences first, arming before cancelling, waking before sending.
    private static readonly string[] Order =
    [
        ActSql.InsertDebtor, ActSql.UpdateDebtor, StepSql.InsertCase, StepSql.UpdateCase, OverrideSql.Insert, OverrideSql.Update, StepSql.InsertJournal, ActSql.InsertAct,
        StepSql.ArmDeadline, StepSql.RemoveDeadline, StepSql.ParkDeadline, ActSql.WakeActs, ConcernSql.Settle, ConcernSql.Open, MarkSql.Remove, MarkSql.Set, StepSql.InsertOutbox, OutcomeSql.Count,
    ];

    private static readonly string[] Flags = ["@is_faulted", "@is_parked", "@allowed"];
    private static readonly string[] Bytes = ["@start_hash", "@snapshot", "@head_hash", "@previous_hash", "@hash"];
    private static readonly string[] Numbers = ["@at", "@try", "@now", "@sequence", "@expected", "@version", "@definition_version", "@number", "@attempts", "@count", "@risk", "@applied_sequence"];

    private static readonly ConcurrentDictionary<string, (string Sql, NpgsqlDbType[] Types)> Texts = new(StringComparer.Ordinal);

    /// <summary>Gives the number of statements; null where one that must touch a row for every step touched fewer.</summary>
    public static async Task<int?> WriteAsync(NpgsqlTransaction transaction, IReadOnlyList<StepRecord> steps)
    {
        var statements = StepWriter.Debtors(steps).Concat(steps.SelectMany(StepWriter.Own)).ToLookup(statement => statement.Sql, StringComparer.Ordinal);
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var expected = new List<int?>();
        foreach (var sql in Order)
        {
            if (statements[sql].ToArray() is not { Length: > 0 } rows) continue;
            var values = rows.Select(row => row.Values);
            batch.BatchCommands.Add(Command(sql, [.. sql == OutcomeSql.Count ? OutcomeSql.Summed(values) : values]));
            expected.Add(rows[0].MustTouch ? rows.Length : null);
        }

        await batch.ExecuteNonQueryAsync();
        return expected.Index().All(row => row.Item is not { } rows || batch.BatchCommands[row.Index].RecordsAffected == rows) ? expected.Count : null;
    }

    private static NpgsqlBatchCommand Command(string sql, object?[][] rows)
    {
        var (text, types) = Texts.GetOrAdd(sql, Read);
#pragma warning disable CA2100 // Made from one of this folder's constants.
        var command = new NpgsqlBatchCommand(text);
#pragma warning restore CA2100
        for (var column = 0; column < types.Length; column++)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | types[column], Value = Column(rows, column, types[column]) });
        return command;
    }

    private static Array Column(object?[][] rows, int column, NpgsqlDbType type) => type switch
    {
        NpgsqlDbType.Bigint => Array.ConvertAll(rows, row => row[column] switch { null => (long?)null, int small => small, var number => (long)number }),
        NpgsqlDbType.Boolean => Array.ConvertAll(rows, row => (bool)row[column]!),
        NpgsqlDbType.Bytea => Array.ConvertAll(rows, row => (byte[])row[column]!),
        _ => Array.ConvertAll(rows, row => (string?)row[column]),
    };

    private static (string Sql, NpgsqlDbType[] Types) Read(string sql)
    {
        string[] names = [.. PreparedCommands.Names(sql)];
        NpgsqlDbType[] types = [.. names.Select(Type)];
        var arrays = string.Join(", ", types.Select((type, at) => $"${at + 1}::{(type == NpgsqlDbType.Bigint ? "bigint" : type == NpgsqlDbType.Boolean ? "boolean" : type == NpgsqlDbType.Bytea ? "bytea" : "text")}[]"));
        var from = $"unnest({arrays}) AS many ({string.Join(", ", names.Select(name => $"p_{name[1..]}"))})";
        var over = sql.StartsWith("INSERT", StringComparison.Ordinal) ? Values().Replace(sql, row => $"SELECT {row.Groups[1].Value} FROM {from}")
            : Where().Replace(sql, $" {(sql.StartsWith("DELETE", StringComparison.Ordinal) ? "USING" : "FROM")} {from} WHERE ", 1);
        return (Name().Replace(over, "p_"), types);
    }

    private static NpgsqlDbType Type(string name) => Numbers.Contains(name) || name.EndsWith("_at", StringComparison.Ordinal) ? NpgsqlDbType.Bigint
        : Flags.Contains(name) ? NpgsqlDbType.Boolean
        : Bytes.Contains(name) ? NpgsqlDbType.Bytea
        : NpgsqlDbType.Text;

    [GeneratedRegex(@"VALUES \(([^)]*)\)")]
    private static partial Regex Values();

    [GeneratedRegex(@"\s+WHERE ")]
    private static partial Regex Where();

    [GeneratedRegex("@")]
    private static partial Regex Name();
}
