using Doorstep.Workflows.Storage.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

internal sealed class AuditTable : IEntityTypeConfiguration<AuditRecord>
{
    public void Configure(EntityTypeBuilder<AuditRecord> table)
    {
        table.ToTable("audit").HasKey(row => row.Id);
        table.Property(row => row.Id).ValueGeneratedOnAdd();
        table.HasIndex(row => new { row.CaseId, row.Id }, "ix_audit_case").HasFilter("case_id IS NOT NULL");
        table.HasIndex(row => new { row.Actor, row.Id }, "ix_audit_actor");
    }
}
