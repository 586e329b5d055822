using System.Data.Common;
using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Seals;

/// <summary>What a round of sealing anew has done.</summary>
/// <param name="Resealed">Values that are sealed with the newest key since.</param>
/// <param name="Shut">Values that no key opens; they are left as they lie there.</param>
/// <param name="IsDone">Nothing else is left.</param>
public sealed record ResealRound(int Resealed, int Shut, bool IsDone);

/// <summary>Seals with the newest key what an older one has sealed, and what was stored before there were keys. What a row says does not change, so the chain of its case does not either.</summary>
public sealed class Resealing
{
    private const int PageRows = 200;

    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly CommitQueue _queue;
    private readonly DataSeal _seal;

    internal Resealing(IDbContextFactory<DoorstepDb> contexts, CommitQueue queue, DataSeal seal) => (_contexts, _queue, _seal) = (contexts, queue, seal);

    /// <summary>Goes on until nothing is left or so many values are done.</summary>
    public async Task<ResealRound> RunAsync(int limit, CancellationToken cancellation = default)
    {
        var (done, shut) = (0, 0);
        foreach (var column in RowSeal.Columns)
        {
            for (var skipped = 0; ;)
            {
                if (done >= limit) return new ResealRound(done, shut, false);
                var page = await ReadAsync(column, skipped, cancellation);
                if (page.Count == 0) break;
                var anew = page.Select(row => (Row: row, New: Anew(column, row))).Where(pair => pair.New is not null).ToArray();
                await _queue.WriteAsync(new PendingWrite(0, commands => WriteAsync(commands, column, anew!)), cancellation);
                skipped += page.Count - anew.Length;
                (done, shut) = (done + anew.Length, shut + page.Count - anew.Length);
            }
        }

        return new ResealRound(done, shut, true);
    }

    private async Task<List<object[]>> ReadAsync(SealedColumn column, int skip, CancellationToken cancellation)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        await db.Database.OpenConnectionAsync(cancellation);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        var (keys, beginning) = (string.Join(", ", column.Keys), _seal.Beginning(column.IsBytes));
#pragma warning disable CA2100 // The names are this folder's constants.
        command.CommandText = $"SELECT {keys}, {column.Column} FROM {column.Table} WHERE {column.Column} IS NOT NULL AND substr({column.Column}, 1, @length) <> @beginning ORDER BY {keys} LIMIT {PageRows} OFFSET @skip";
#pragma warning restore CA2100
        Add(command, "@length", beginning is byte[] bytes ? bytes.Length : ((string)beginning).Length);
        Add(command, "@beginning", beginning);
        Add(command, "@skip", skip);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var found = new List<object[]>();
        while (await rows.ReadAsync(cancellation))
        {
            var values = new object[column.Keys.Length + 1];
            rows.GetValues(values);
            found.Add(values);
        }

        return found;
    }

    /// <summary>The value sealed with the newest key; null where it cannot be opened.</summary>
    private object? Anew(SealedColumn column, object[] row)
    {
        var place = RowSeal.Place(column.Table, column.Column, [.. row[..^1].Select(key => FormattableString.Invariant($"{key}"))]);
        return row[^1] switch
        {
            byte[] stored => _seal.Open(stored, place) is var plain && DataSeal.IsSealed(plain) ? null : _seal.Close(plain, place),
            string stored => _seal.Open(stored, place) is var plain && DataSeal.IsSealed(plain) ? null : _seal.Close(plain, place),
            _ => null,
        };
    }

    /// <summary>A row that a step has written meanwhile is sealed with the newest key already.</summary>
    private static async Task<WriteResult> WriteAsync(PreparedCommands commands, SealedColumn column, (object[] Row, object New)[] anew)
    {
        var sql = $"UPDATE {column.Table} SET {column.Column} = @anew WHERE {string.Join(" AND ", column.Keys.Select(key => $"{key} = @{key}"))} AND {column.Column} = @stored";
        foreach (var (row, value) in anew) await commands.ExecuteAsync(sql, [value, .. row]);
        return WriteResult.Written;
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
