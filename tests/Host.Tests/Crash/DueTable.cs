using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Doorstep.Host.Tests.Crash;

/// <summary>The due-table as it lies on the disk, once no host has it open.</summary>
internal static class DueTable
{
    public static HashSet<(string CaseId, string Id)> ReadSqlite(string dataFolder) =>
        Read(new SqliteConnection($"Data Source={Path.Combine(dataFolder, "doorstep.db")};Mode=ReadOnly;Pooling=False"));

    public static HashSet<(string CaseId, string Id)> ReadPostgres(string connection) => Read(new NpgsqlConnection($"{connection};Pooling=False"));

    private static HashSet<(string CaseId, string Id)> Read(DbConnection database)
    {
        using var connection = database;
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT case_id, id FROM deadlines";
        using var rows = command.ExecuteReader();
        var deadlines = new HashSet<(string, string)>();
        while (rows.Read()) deadlines.Add((rows.GetString(0), rows.GetString(1)));
        return deadlines;
    }
}
