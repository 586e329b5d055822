using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Collections.People;

/// <summary>Looks up those who stand behind a fact, as the register has them at this moment.</summary>
public sealed class StaffRegister(RegisterStore store)
{
    /// <summary>The register of staff, by name.</summary>
    public const string Kind = "STAFF";

    /// <summary>Those of these names who are in the register.</summary>
    public async Task<ImmutableArray<StaffMember>> FindAsync(IEnumerable<string> names)
    {
        var found = ImmutableArray.CreateBuilder<StaffMember>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
            if (await store.FindAsync(Kind, name) is { } row) found.Add(JsonSerializer.Deserialize<StaffMember>(row.Json, FactJson.Options)!);
        return found.ToImmutable();
    }
}
