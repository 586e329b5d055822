using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Commit;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.Model;

/// <summary>The tables. EF owns the model, the migrations and the reads; writes go through <see cref="CommitQueue"/>.
/// Each database derives its own context, because migrations belong to a context type.</summary>
internal abstract class DoorstepDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<CaseRecord> Cases => Set<CaseRecord>();

    public DbSet<JournalRecord> Journal => Set<JournalRecord>();

    public DbSet<DeadlineRecord> Deadlines => Set<DeadlineRecord>();

    public DbSet<OutboxRecord> Outbox => Set<OutboxRecord>();

    public DbSet<DefinitionRecord> Definitions => Set<DefinitionRecord>();

    public DbSet<ApiKeyRecord> ApiKeys => Set<ApiKeyRecord>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configuration.Properties<CaseStatus>().HaveConversion<string>();
        configuration.Properties<OutboxStatus>().HaveConversion<string>();
        configuration.Properties<DefinitionStatus>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(DoorstepDb).Assembly);
        SnakeCase.Apply(model);
    }
}
