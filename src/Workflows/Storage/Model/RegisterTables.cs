using Doorstep.Workflows.Storage.Registers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

internal sealed class PackTable : IEntityTypeConfiguration<PackRecord>
{
    public void Configure(EntityTypeBuilder<PackRecord> table) => table.ToTable("policy_packs").HasKey(row => row.Reference);
}

internal sealed class RegisterTable : IEntityTypeConfiguration<RegisterRecord>
{
    public void Configure(EntityTypeBuilder<RegisterRecord> table) => table.ToTable("registers").HasKey(row => new { row.Kind, row.Key });
}
