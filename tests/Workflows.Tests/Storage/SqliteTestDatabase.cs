using System.Data.Common;
using Doorstep.Workflows.Storage;
using Microsoft.Data.Sqlite;

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>A SQLite file in a temporary folder.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("doorstep-").FullName;

    /// <summary>The file.</summary>
    public string File => Path.Combine(_folder, "doorstep.db");

    /// <inheritdoc />
    public override StorageOptions Options => new() { DataFolder = _folder, BusyTimeout = TimeSpan.FromSeconds(1) };

    /// <inheritdoc />
    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False;Foreign Keys=False");
        await connection.OpenAsync();
        return connection;
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
