using Doorstep.Workflows.Storage.Seals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

internal sealed class DataKeyTable : IEntityTypeConfiguration<DataKeyRecord>
{
    public void Configure(EntityTypeBuilder<DataKeyRecord> table)
    {
        table.ToTable("data_keys").HasKey(row => row.Number);
        table.Property(row => row.Number).ValueGeneratedNever();
    }
}

internal sealed class RingKeyTable : IEntityTypeConfiguration<RingKeyRecord>
{
    public void Configure(EntityTypeBuilder<RingKeyRecord> table) => table.ToTable("ring_keys").HasKey(row => row.Name);
}
