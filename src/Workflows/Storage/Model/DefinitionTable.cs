using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

internal sealed class DefinitionTable : IEntityTypeConfiguration<DefinitionRecord>
{
    public void Configure(EntityTypeBuilder<DefinitionRecord> table)
    {
        table.ToTable("definitions").HasKey(row => row.Id);
        table.HasIndex(row => new { row.DefinitionId, row.Version }, "ux_definitions_version").IsUnique();
        table.HasIndex(row => row.DefinitionId, "ux_definitions_published").IsUnique().HasFilter("status = 'Published'");
    }
}
