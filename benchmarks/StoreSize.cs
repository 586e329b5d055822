using Doorstep.Workflows.Storage;
using Npgsql;

namespace Doorstep.Benchmarks;

/// <summary>What a store takes on the disk, in bytes.</summary>
internal static class StoreSize
{
    public static async Task<long> OfAsync(StorageOptions store)
    {
        if (store.Store == StoreKind.Sqlite) return Directory.GetFiles(store.DataFolder, "doorstep.db*").Sum(file => new FileInfo(file).Length);
        await using var connection = new NpgsqlConnection(store.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT pg_database_size(current_database())", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
