using System.Data.Common;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Storage.Commit;

/// <summary>Statements on one long-lived connection, each prepared once and bound again for every row.</summary>
internal sealed partial class PreparedCommands(DbConnection connection) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = [];

    /// <summary>The transaction the statements run in.</summary>
    public DbTransaction? Transaction { get; set; }

    /// <summary>Runs a statement with its parameters in the order in which their names first appear; answers the rows affected.</summary>
    public Task<int> ExecuteAsync(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Command(sql);
        if (command.Parameters.Count != values.Length)
            throw new ArgumentException($"The statement has {command.Parameters.Count} parameters but {values.Length} values were given: {sql}");

        for (var index = 0; index < values.Length; index++) command.Parameters[index].Value = values[index] ?? DBNull.Value;
        command.Transaction = Transaction;
        return command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values) await command.DisposeAsync();
        await connection.DisposeAsync();
    }

    private DbCommand Command(string sql)
    {
        if (_commands.TryGetValue(sql, out var known)) return known;

        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is one of this folder's constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in ParameterName().Matches(sql).Select(match => match.Value).Distinct())
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return _commands[sql] = command;
    }

    [GeneratedRegex("@[a-z_]+")]
    private static partial Regex ParameterName();
}
