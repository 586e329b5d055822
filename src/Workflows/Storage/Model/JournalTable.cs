using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

internal sealed class JournalTable : IEntityTypeConfiguration<JournalRecord>
{
    public void Configure(EntityTypeBuilder<JournalRecord> table)
    {
        table.ToTable("journal").HasKey(row => new { row.CaseId, row.Sequence });
        table.HasIndex(row => new { row.CaseId, row.EventId }, "ux_journal_event").IsUnique().HasFilter("event_id IS NOT NULL");
        // What the house did on a day: the ledger of deadlines, what the auditor found.
        table.HasIndex(row => row.At, "ix_journal_at");
        table.HasOne<CaseRecord>().WithMany().HasForeignKey(row => row.CaseId).OnDelete(DeleteBehavior.Restrict);
    }
}
