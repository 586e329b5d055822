using Doorstep.Workflows.Storage.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

internal sealed class PersonTable : IEntityTypeConfiguration<PersonRecord>
{
    public void Configure(EntityTypeBuilder<PersonRecord> table)
    {
        table.ToTable("people").HasKey(row => row.Id);
        table.HasIndex(row => row.Name, "ux_people_name").IsUnique();
        table.HasIndex(row => row.Subject, "ux_people_subject").IsUnique().HasFilter("subject IS NOT NULL");
        table.Property(row => row.Roles).AreWords();
        table.Property(row => row.Tenants).AreWords();
    }
}

internal sealed class PasskeyTable : IEntityTypeConfiguration<PasskeyRecord>
{
    public void Configure(EntityTypeBuilder<PasskeyRecord> table)
    {
        table.ToTable("passkeys").HasKey(row => row.CredentialId);
        table.HasIndex(row => row.PersonId, "ix_passkeys_person");
        table.HasOne<PersonRecord>().WithMany().HasForeignKey(row => row.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EndedSessionTable : IEntityTypeConfiguration<EndedSessionRecord>
{
    public void Configure(EntityTypeBuilder<EndedSessionRecord> table) => table.ToTable("ended_sessions").HasKey(row => row.Id);
}
