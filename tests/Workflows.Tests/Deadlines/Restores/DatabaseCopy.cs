using System.Security.Cryptography;
using Doorstep.Workflows.Tests.Engine;
using Doorstep.Workflows.Tests.Storage;
using Npgsql;

namespace Doorstep.Workflows.Tests.Deadlines.Restores;

/// <summary>A backup of a house's database, of its file or of the one on the server, and its way back.</summary>
internal sealed class DatabaseCopy(EngineHouse house)
{
    private readonly string _name = $"copy_{RandomNumberGenerator.GetHexString(16, lowercase: true)}";

    private string Place => Path.Combine(house.Folder, _name);

    /// <summary>Takes the copy; the house dies for it and comes back.</summary>
    public static async Task<DatabaseCopy> TakeAsync(EngineHouse house)
    {
        var copy = new DatabaseCopy(house);
        await house.CrashAsync(between: () => house.Database is { } database ? CopyAsync(database, copy._name) : copy.SaveFilesAsync());
        return copy;
    }

    /// <summary>The house dies and wakes up on the copy.</summary>
    public Task RestoreAsync(Func<EnginePlan, EnginePlan>? change = null) => house.CrashAsync(change, () => house.Database is { } database ? ReplaceAsync(database) : PutFilesBackAsync());

    private Task SaveFilesAsync()
    {
        Directory.CreateDirectory(Place);
        foreach (var file in Files(house.Folder)) File.Copy(file, Path.Combine(Place, Path.GetFileName(file)));
        return Task.CompletedTask;
    }

    private Task PutFilesBackAsync()
    {
        foreach (var file in Files(house.Folder)) File.Delete(file);
        foreach (var file in Files(Place)) File.Copy(file, Path.Combine(house.Folder, Path.GetFileName(file)));
        return Task.CompletedTask;
    }

    private static string[] Files(string folder) => Directory.GetFiles(folder, "doorstep.db*");

    private async Task ReplaceAsync(string database)
    {
        NpgsqlConnection.ClearAllPools();
        await DropAsync(database);
        await CopyAsync(_name, database);
        await DropAsync(_name);
    }

    /// <summary>To drop asks for a checkpoint. One that fails, as another test's database goes at the same moment, is asked for again: nothing of this database is needed any more.</summary>
    private static async Task DropAsync(string database)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await ExecuteAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
                return;
            }
            catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.InternalError)
            {
                if (attempt == 5) throw new InvalidOperationException($"{database} cannot be dropped; the server says:\n{PostgresTestServer.Server.Log}", fault);
            }
        }
    }

    private static async Task CopyAsync(string from, string to)
    {
        await ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{from}'");
        await ExecuteAsync($"CREATE DATABASE {to} TEMPLATE {from}");
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{PostgresTestServer.Server.Connection("postgres")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names are this class's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
