using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Doorstep.Workflows.Storage.Postgres;

/// <summary>The tables in PostgreSQL; the migrations in <c>Postgres/Migrations/</c> are its own.</summary>
internal sealed class PostgresDoorstepDb(DbContextOptions<PostgresDoorstepDb> options) : DoorstepDb(options)
{
    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);

        // Rows come in the order of their times, near enough for an index that costs next to nothing to write.
        model.Entity<JournalRecord>().HasIndex(row => row.At, "ix_journal_at").HasMethod("brin");

        // Text sorts by its bytes, as in SQLite, whatever language the server speaks: paging and ranges depend on it. A risk is a number, for its order.
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            if (property.ClrType == typeof(string) || (property.ClrType.IsEnum && property.ClrType != typeof(DeadlineRisk))) property.SetCollation("C");
    }

    /// <summary>For <c>dotnet ef migrations add … --context PostgresDoorstepDb --output-dir Storage/Postgres/Migrations</c>; no server is asked.</summary>
    internal sealed class DesignTime : IDesignTimeDbContextFactory<PostgresDoorstepDb>
    {
        public PostgresDoorstepDb CreateDbContext(string[] args) =>
            new(new DbContextOptionsBuilder<PostgresDoorstepDb>().UseNpgsql("Host=nowhere").Options);
    }
}
