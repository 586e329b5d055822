using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Doorstep.Workflows.Storage.Sqlite;

/// <summary>The tables in SQLite; the migrations in <c>Migrations/</c> are its own.</summary>
internal sealed class SqliteDoorstepDb(DbContextOptions<SqliteDoorstepDb> options) : DoorstepDb(options)
{
    /// <summary>For <c>dotnet ef migrations add … --context SqliteDoorstepDb --output-dir Storage/Migrations</c>; no file is opened.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<SqliteDoorstepDb>
    {
        public SqliteDoorstepDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<SqliteDoorstepDb>().UseSqlite("Data Source=design.db").Options);
    }
}
