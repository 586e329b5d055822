using Doorstep.Workflows.Storage;
using Npgsql;
using static Doorstep.Workflows.Tests.Storage.Steps;

namespace Doorstep.Workflows.Tests.Storage;

/// <summary>R19: the disk that the cases lie on is full, and then it is not.</summary>
public abstract class FullDiskContract
{
    private const int StepsMax = 1000;
    private const int SnapshotBytes = 100_000;

    private protected abstract int Megabytes { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R19_A_disk_that_is_full_refuses_clearly_loses_nothing_and_needs_no_repair_when_there_is_room_again()
    {
        using var disk = SmallDisk.Mount(Megabytes);
        Assert.SkipWhen(disk is null, "No filesystem can be mounted here: that takes root, and a container that allows it.");
        var options = await MakeAsync(disk.Folder);
        try
        {
            await using var stores = await Stores.OpenAsync(options);
            (await stores.Cases.CommitAsync(Start("c0"), Cancellation)).ShouldBeOfType<CommitOutcome.Committed>();
            disk.Fill();
            var kept = 0;
            while (kept < StepsMax && await stores.Cases.CommitAsync(Big(kept + 1), Cancellation) is CommitOutcome.Committed) kept++;
            kept.ShouldBeLessThan(StepsMax, "The disk was not full.");
            (await stores.Cases.CommitAsync(Big(kept + 1), Cancellation)).ShouldBeOfType<CommitOutcome.Unavailable>().Reason.ShouldMatch("full|No space");
            (await stores.Cases.FindCaseAsync("c0", Cancellation)).ShouldNotBeNull("who reads is answered");

            disk.Empty();

            (await stores.Cases.CommitAsync(Big(kept + 1), Cancellation)).ShouldBeOfType<CommitOutcome.Committed>();
            for (var number = 1; number <= kept + 1; number++) (await stores.Cases.FindCaseAsync($"c{number}", Cancellation)).ShouldNotBeNull().Snapshot.Length.ShouldBe(SnapshotBytes);
            (await stores.Cases.FindCaseAsync($"c{kept + 2}", Cancellation)).ShouldBeNull();
        }
        finally
        {
            await RemoveAsync();
        }
    }

    /// <summary>A database whose rows lie on a disk.</summary>
    private protected abstract Task<StorageOptions> MakeAsync(string folder);

    private protected virtual Task RemoveAsync() => Task.CompletedTask;

    private static StepRecord Big(int number)
    {
        var (step, snapshot) = (Start($"c{number}"), new byte[SnapshotBytes]);
#pragma warning disable CA5394 // Bytes that no database can make smaller.
        new Random(number).NextBytes(snapshot);
#pragma warning restore CA5394
        return step with { Case = step.Case with { Snapshot = snapshot } };
    }
}

/// <summary>On SQLite the whole data folder is on that disk.</summary>
public sealed class SqliteFullDiskTests : FullDiskContract
{
    private protected override int Megabytes => 8;

    private protected override Task<StorageOptions> MakeAsync(string folder) => Task.FromResult(new StorageOptions { DataFolder = folder });

    private protected override Task RemoveAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return Task.CompletedTask;
    }
}

/// <summary>On PostgreSQL the tables are on that disk, as a tablespace. A server that cannot write its log any more ends itself, which is another test: it is away.</summary>
public sealed class PostgresFullDiskTests : FullDiskContract
{
    private const string Name = "full_disk";

    private protected override int Megabytes => 40;

    private protected override async Task<StorageOptions> MakeAsync(string folder)
    {
        await ExecuteAsync($"CREATE TABLESPACE {Name} LOCATION '{folder}'");
        await ExecuteAsync($"CREATE DATABASE {Name} TABLESPACE {Name}");
        return new StorageOptions { Store = StoreKind.Postgres, Connection = PostgresTestServer.Server.Connection(Name) };
    }

    private protected override async Task RemoveAsync()
    {
        await ExecuteAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
        await ExecuteAsync($"DROP TABLESPACE IF EXISTS {Name}");
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{PostgresTestServer.Server.Connection("postgres")};Pooling=False");
        await connection.OpenAsync(Cancellation());
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names are this class's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancellation());
    }

    private static CancellationToken Cancellation() => TestContext.Current.CancellationToken;
}
