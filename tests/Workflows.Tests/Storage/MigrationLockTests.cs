using Doorstep.Workflows.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Doorstep.Workflows.Tests.Storage;

public sealed class MigrationLockTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string _folder = Directory.CreateTempSubdirectory("doorstep-lock-").FullName;

    [Fact]
    public async Task A_lock_that_a_killed_migration_left_does_not_keep_the_next_start_waiting()
    {
        LeaveALock();

        await MigrateAsync().WaitAsync(Patience, TestContext.Current.CancellationToken);

        Tables().ShouldContain("cases");
    }

    [Fact]
    public async Task Two_starts_at_the_same_time_migrate_one_after_the_other()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await Task.WhenAll(Task.Run(MigrateAsync, cancellation), Task.Run(MigrateAsync, cancellation)).WaitAsync(Patience, cancellation);

        Tables().ShouldContain("cases");
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task MigrateAsync()
    {
        await using var provider = new ServiceCollection().AddDoorstepStorage(new StorageOptions { DataFolder = _folder }).BuildServiceProvider();
        await provider.GetRequiredService<StorageStartup>().MigrateAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>What EF 10 writes before it migrates and takes away afterwards.</summary>
    private void LeaveALock() => Execute(
        """
        CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
        INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2031-03-03 09:00:00+00:00');
        """);

    private List<string> Tables() => Execute("SELECT name FROM sqlite_master WHERE type = 'table'");

    private List<string> Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "doorstep.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are this test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read()) names.Add(rows.GetString(0));
        return names;
    }
}
