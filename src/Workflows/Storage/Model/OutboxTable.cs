using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxRecord>
{
    public void Configure(EntityTypeBuilder<OutboxRecord> table)
    {
        table.ToTable("outbox").HasKey(row => row.Key);
        table.HasIndex(row => new { row.Status, row.NextTryAt }, "ix_outbox_due");
        table.HasIndex(row => new { row.CaseId, row.Status }, "ix_outbox_case");
        table.HasOne<CaseRecord>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
