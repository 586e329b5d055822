using Doorstep.Workflows.Storage.Marks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

/// <summary>A table beside the cases and not columns of theirs: PostgreSQL writes every index of a row anew whenever its state changes, and a mark is written once. One index is all of it, in the
/// order of the lists; no foreign key, because no case is ever removed and the look for it would cost every start.</summary>
internal sealed class MarkTable : IEntityTypeConfiguration<MarkRecord>
{
    public void Configure(EntityTypeBuilder<MarkRecord> table)
    {
        table.ToTable("case_marks").HasNoKey();
        table.HasIndex(row => new { row.Kind, row.Value, row.CreatedAt, row.CaseId }, "ux_case_marks").IsUnique().IsDescending(false, false, true, false);
    }
}
