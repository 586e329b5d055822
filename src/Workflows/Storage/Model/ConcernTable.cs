using Doorstep.Workflows.Storage.Concerns;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

internal sealed class ConcernTable : IEntityTypeConfiguration<ConcernRecord>
{
    public void Configure(EntityTypeBuilder<ConcernRecord> table)
    {
        table.ToTable("concerns").HasKey(row => new { row.CaseId, row.Kind, row.Subject });
        table.HasIndex(row => new { row.Kind, row.SinceAt }, "ix_concerns_kind");
        table.HasIndex(row => row.SinceAt, "ix_concerns_since");
        table.HasOne<CaseRecord>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);
    }
}
