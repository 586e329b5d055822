using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

internal sealed class CaseTable : IEntityTypeConfiguration<CaseRecord>
{
    public void Configure(EntityTypeBuilder<CaseRecord> table)
    {
        table.ToTable("cases").HasKey(row => row.Id);
        table.HasIndex(row => new { row.Tenant, row.BusinessKey }, "ux_cases_business_key").IsUnique().HasFilter("status = 'Running'");
        table.HasIndex(row => new { row.CreatedAt, row.Id }, "ix_cases_created").IsDescending(true, false);
        // In the order of the list too: a page of one state, or of all of one status state by state, touches its rows and no others.
        table.HasIndex(row => new { row.Status, row.State, row.CreatedAt, row.Id }, "ix_cases_state").IsDescending(false, false, true, false);
        // In the order of the list: few cases are faulted, and whoever looks for them looks often.
        table.HasIndex(row => new { row.IsFaulted, row.CreatedAt, row.Id }, "ix_cases_faulted").IsDescending(false, true, false);
    }
}
