using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Storage.Audit;
using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Concerns;
using Doorstep.Workflows.Storage.Marks;
using Doorstep.Workflows.Storage.Overrides;
using Doorstep.Workflows.Storage.People;
using Doorstep.Workflows.Storage.Registers;
using Doorstep.Workflows.Storage.Seals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Doorstep.Workflows.Storage.Model;

/// <summary>The tables. EF owns the model, the migrations and the reads; writes go through <see cref="CommitQueue"/>.
/// Each database derives its own context, because migrations belong to a context type.</summary>
internal abstract class DoorstepDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>A total is counted up to a bound (<see cref="Cases.CasePages.TotalMax"/>), of whichever rows: that takes no order, and a warning in the log each time would be for nobody.</summary>
    public static void Warnings(WarningsConfigurationBuilder warnings) => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning);

    /// <summary>Opens the rows that are read; null: they are read as they lie there.</summary>
    public DataSeal? Seal { get; set; }

    public DbSet<CaseRecord> Cases => Set<CaseRecord>();

    public DbSet<JournalRecord> Journal => Set<JournalRecord>();

    public DbSet<DeadlineRecord> Deadlines => Set<DeadlineRecord>();

    public DbSet<OutboxRecord> Outbox => Set<OutboxRecord>();

    public DbSet<DefinitionRecord> Definitions => Set<DefinitionRecord>();

    public DbSet<ApiKeyRecord> ApiKeys => Set<ApiKeyRecord>();

    public DbSet<PersonRecord> People => Set<PersonRecord>();

    public DbSet<PasskeyRecord> Passkeys => Set<PasskeyRecord>();

    public DbSet<EndedSessionRecord> EndedSessions => Set<EndedSessionRecord>();

    public DbSet<AuditRecord> Audit => Set<AuditRecord>();

    public DbSet<DataKeyRecord> DataKeys => Set<DataKeyRecord>();

    public DbSet<RingKeyRecord> RingKeys => Set<RingKeyRecord>();

    public DbSet<ActRecord> Acts => Set<ActRecord>();

    public DbSet<DebtorRecord> Debtors => Set<DebtorRecord>();

    public DbSet<OverrideRecord> Overrides => Set<OverrideRecord>();

    public DbSet<BulkRecord> BulkOverrides => Set<BulkRecord>();

    public DbSet<BulkItemRecord> BulkItems => Set<BulkItemRecord>();

    public DbSet<PackRecord> PolicyPacks => Set<PackRecord>();

    public DbSet<RegisterRecord> Registers => Set<RegisterRecord>();

    public DbSet<ConcernRecord> Concerns => Set<ConcernRecord>();

    public DbSet<MarkRecord> Marks => Set<MarkRecord>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();
        configuration.Properties<CaseStatus>().HaveConversion<string>();
        configuration.Properties<OutboxStatus>().HaveConversion<string>();
        configuration.Properties<DefinitionStatus>().HaveConversion<string>();
        configuration.Properties<OverrideStatus>().HaveConversion<string>();
        configuration.Properties<BulkStatus>().HaveConversion<string>();
        configuration.Properties<BulkItemStatus>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder model)
    {
        model.ApplyConfigurationsFromAssembly(typeof(DoorstepDb).Assembly);
        SnakeCase.Apply(model);
    }
}
