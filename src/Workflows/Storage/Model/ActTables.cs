using Doorstep.Workflows.Storage.Acts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

internal sealed class ActTable : IEntityTypeConfiguration<ActRecord>
{
    public void Configure(EntityTypeBuilder<ActRecord> table)
    {
        table.ToTable("acts").HasKey(row => new { row.ActId, row.Try });
        table.HasIndex(row => row.ActId, "ux_acts_allowed").IsUnique().HasFilter("allowed");
        table.HasIndex(row => new { row.CaseId, row.Sequence }, "ix_acts_case");
        table.HasIndex(row => new { row.Tenant, row.Debtor, row.At }, "ix_acts_debtor");
        table.HasOne<CaseRecord>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DebtorTable : IEntityTypeConfiguration<DebtorRecord>
{
    public void Configure(EntityTypeBuilder<DebtorRecord> table) => table.ToTable("debtors").HasKey(row => new { row.Tenant, row.Token });
}
