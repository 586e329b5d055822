using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Doorstep.Workflows.Storage.Model;

internal sealed class ApiKeyTable : IEntityTypeConfiguration<ApiKeyRecord>
{
    public void Configure(EntityTypeBuilder<ApiKeyRecord> table)
    {
        table.ToTable("api_keys").HasKey(row => row.Id);
        table.HasIndex(row => row.Hash, "ux_api_keys_hash").IsUnique();
        table.Property(row => row.Roles).HasConversion(
            roles => Join(roles),
            stored => Split(stored),
            new ValueComparer<ImmutableArray<string>>((left, right) => left.SequenceEqual(right), roles => roles.Length, roles => roles));
    }

    /// <summary>Roles are words without spaces.</summary>
    public static string Join(ImmutableArray<string> roles) => string.Join(' ', roles);

    private static ImmutableArray<string> Split(string stored) => [.. stored.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
