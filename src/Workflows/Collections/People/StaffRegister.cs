using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Collections.People;

/// <summary>Looks up those who stand behind a fact, as the register has them at this moment.</summary>
public sealed class StaffRegister
{
    private readonly Func<string, Task<RegisterRecord?>> _find;

    /// <summary>The register that compliance keeps.</summary>
    public StaffRegister(RegisterStore store) : this(name => store.FindAsync(Kind, name))
    {
    }

    /// <summary>Another register: an entry by its name.</summary>
    internal StaffRegister(Func<string, Task<RegisterRecord?>> find) => _find = find;

    /// <summary>The register of staff, by name.</summary>
    public const string Kind = "STAFF";

    /// <summary>Those of these names who are in the register.</summary>
    public async Task<ImmutableArray<StaffMember>> FindAsync(IEnumerable<string> names)
    {
        var found = ImmutableArray.CreateBuilder<StaffMember>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
            if (await _find(name) is { } row) found.Add(JsonSerializer.Deserialize<StaffMember>(row.Json, FactJson.Options)!);
        return found.ToImmutable();
    }
}
