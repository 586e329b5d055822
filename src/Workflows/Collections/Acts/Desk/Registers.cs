using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Collections.Acts.Desk;

/// <summary>Looks up what guards ask registers for: the entries that one act is about, as they stand at this moment.</summary>
public sealed class Registers
{
    private readonly Func<string, string, Task<RegisterRecord?>> _find;

    /// <summary>The registers that people keep.</summary>
    public Registers(RegisterStore store) : this((kind, key) => store.FindAsync(kind, key))
    {
    }

    /// <summary>Other registers: an entry by its register and its key.</summary>
    internal Registers(Func<string, string, Task<RegisterRecord?>> find) => _find = find;

    /// <summary>The register of agents (S37), by token.</summary>
    public const string Agents = "AGENT";

    /// <summary>The register of authorisations (S17), by number.</summary>
    public const string Authorisations = "AUTHORISATION";

    /// <summary>The list of agencies (S70), by name.</summary>
    public const string Agencies = "AGENCY";

    /// <summary>The entries that an act of a case is about.</summary>
    public async Task<ActRegisters> ForAsync(PlannedAct act, CaseFile file)
    {
        var agents = await AgentsAsync(act.Team is { IsDefault: false } team ? team.Distinct(StringComparer.Ordinal) : []);
        var authorisation = await FindAsync<Authorisation>(Authorisations, act.AuthorisationId ?? file.Visits.Approval?.AuthorisationId);
        var agency = await FindAsync<Agency>(Agencies, act.Kind == ActKind.AgencyAssignment ? act.Agency : file.Assignment.Agency);
        return new ActRegisters(agents, authorisation is null ? [] : [authorisation], agency is null ? [] : [agency]);
    }

    /// <summary>Those of these tokens who are in the register.</summary>
    public async Task<ImmutableArray<Agent>> AgentsAsync(IEnumerable<string> tokens)
    {
        var agents = ImmutableArray.CreateBuilder<Agent>();
        foreach (var token in tokens)
            if (await FindAsync<Agent>(Agents, token) is { } agent) agents.Add(agent);
        return agents.ToImmutable();
    }

    private async Task<T?> FindAsync<T>(string kind, string? key)
        where T : class => key is not null && await _find(kind, key) is { } row ? JsonSerializer.Deserialize<T>(row.Json, FactJson.Options) : null;
}
