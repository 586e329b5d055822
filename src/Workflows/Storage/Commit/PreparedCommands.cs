using System.Data.Common;
using System.Text.RegularExpressions;

namespace Doorstep.Workflows.Storage.Commit;

/// <summary>Statements on one long-lived connection, each prepared once and bound again for every row.</summary>
internal sealed partial class PreparedCommands(DbConnection connection) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = [];

    /// <summary>The connection they run on.</summary>
    public DbConnection Connection { get; } = connection;

    /// <summary>The transaction the statements run in.</summary>
    public DbTransaction? Transaction { get; set; }

    /// <summary>Statements sent so far.</summary>
    public long Statements { get; private set; }

    /// <summary>Counts statements that were sent past this class.</summary>
    public void Count(int statements) => Statements += statements;

    /// <summary>Runs a statement with its parameters in the order in which their names first appear; answers the rows affected.</summary>
    public Task<int> ExecuteAsync(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Command(sql);
        if (command.Parameters.Count != values.Length)
            throw new ArgumentException($"The statement has {command.Parameters.Count} parameters but {values.Length} values were given: {sql}");

        for (var index = 0; index < values.Length; index++) command.Parameters[index].Value = values[index] ?? DBNull.Value;
        command.Transaction = Transaction;
        Statements++;
        return command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values) await command.DisposeAsync();
        if (Transaction is not null) await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    /// <summary>Names of a statement's parameters in the order in which they first appear.</summary>
    public static IEnumerable<string> Names(string sql) => ParameterName().Matches(sql).Select(match => match.Value).Distinct();

    private DbCommand Command(string sql)
    {
        if (_commands.TryGetValue(sql, out var known)) return known;

        var command = Connection.CreateCommand();
#pragma warning disable CA2100 // The text is one of this folder's constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in Names(sql))
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
