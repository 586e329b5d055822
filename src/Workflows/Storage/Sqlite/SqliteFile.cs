using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Doorstep.Workflows.Storage.Sqlite;

/// <summary>Asks SQLite about the file that it has open; the driver has no call for it.</summary>
internal static class SqliteFile
{
    // SQLITE_FCNTL_HAS_MOVED
    private const int HasMoved = 20;

    /// <summary>Whether the open file is still the one at its path.</summary>
    public static bool IsThere(SqliteConnection connection) => FileControl(connection.Handle!, 0, HasMoved, out var moved) == raw.SQLITE_OK && moved == 0;

#pragma warning disable SYSLIB1054 // The generated form needs unsafe code, which the engine has none of.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CallingConvention = CallingConvention.Cdecl)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static extern int FileControl(sqlite3 database, nint main, int operation, out int answer);
#pragma warning restore SYSLIB1054
}
