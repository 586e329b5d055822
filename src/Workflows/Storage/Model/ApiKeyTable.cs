using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

internal sealed class ApiKeyTable : IEntityTypeConfiguration<ApiKeyRecord>
{
    public void Configure(EntityTypeBuilder<ApiKeyRecord> table)
    {
        table.ToTable("api_keys").HasKey(row => row.Id);
        table.HasIndex(row => row.Hash, "ux_api_keys_hash").IsUnique();
        table.HasIndex(row => row.PreviousHash, "ux_api_keys_previous").IsUnique().HasFilter("previous_hash IS NOT NULL");
        table.Property(row => row.Roles).AreWords();
        table.Property(row => row.Tenants).AreWords().HasDefaultValueSql("''");
    }
}
