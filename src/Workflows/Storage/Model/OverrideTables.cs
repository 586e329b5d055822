using Doorstep.Workflows.Storage.Overrides;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

internal sealed class OverrideTable : IEntityTypeConfiguration<OverrideRecord>
{
    public void Configure(EntityTypeBuilder<OverrideRecord> table)
    {
        table.ToTable("overrides").HasKey(row => row.Id);
        table.HasIndex(row => new { row.CaseId, row.RequestedAt }, "ix_overrides_case");
        table.HasIndex(row => new { row.Status, row.ExpiresAt }, "ix_overrides_waiting");
        table.HasOne<CaseRecord>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BulkTable : IEntityTypeConfiguration<BulkRecord>
{
    public void Configure(EntityTypeBuilder<BulkRecord> table)
    {
        table.ToTable("bulk_overrides").HasKey(row => row.Id);
        table.HasIndex(row => new { row.Status, row.RequestedAt }, "ix_bulk_overrides_status");
    }
}

internal sealed class BulkItemTable : IEntityTypeConfiguration<BulkItemRecord>
{
    public void Configure(EntityTypeBuilder<BulkItemRecord> table)
    {
        table.ToTable("bulk_override_items").HasKey(row => new { row.BulkId, row.Number });
        table.HasIndex(row => new { row.BulkId, row.Status, row.Number }, "ix_bulk_override_items_status");
    }
}
