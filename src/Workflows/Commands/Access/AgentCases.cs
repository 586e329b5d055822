using System.Text.Json;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Commands.Access;

/// <summary>The cases of an agent, for its list: those in its charge, and those of the visits that it is authorised for now.</summary>
internal sealed class AgentCases(Workloads workloads, RegisterStore registers, TimeProvider clock)
{
    private const int AuthorisationsMax = 1000;

    public async Task<IReadOnlyList<string>> OfAsync(string? agent, CancellationToken cancellation)
    {
        if (agent is null) return [];
        var now = clock.GetUtcNow();
        var visits = (await registers.ListAsync(Registers.Authorisations, AuthorisationsMax, cancellation)).Select(row => JsonSerializer.Deserialize<Authorisation>(row.Json, FactJson.Options)!)
            .Where(authorisation => authorisation.CountsAt(now) && authorisation.Agents.Contains(agent)).Select(authorisation => authorisation.CaseId);
        return [.. (await workloads.OfAsync(agent, cancellation)).Concat(visits).Distinct(StringComparer.Ordinal)];
    }
}
