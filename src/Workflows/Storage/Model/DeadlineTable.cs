using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

internal sealed class DeadlineTable : IEntityTypeConfiguration<DeadlineRecord>
{
    /// <summary>When the sweep looks at a row next. It starts as the due time, and only putting off moves it.</summary>
    public const string NextTryAt = nameof(NextTryAt);

    public void Configure(EntityTypeBuilder<DeadlineRecord> table)
    {
        table.ToTable("deadlines").HasKey(row => new { row.CaseId, row.Id });
        table.Property<DateTimeOffset>(NextTryAt);
        table.HasIndex([nameof(DeadlineRecord.IsParked), nameof(DeadlineRecord.Risk), NextTryAt], "ix_deadlines_due");
        table.HasOne<CaseRecord>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Cascade);
    }
}
