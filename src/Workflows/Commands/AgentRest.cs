using System.Text.Json;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Commands;

/// <summary>An agent who called for help rests for a day, in every case (S49): the register says so before the report is acknowledged, and guards ask the register (G8).</summary>
internal sealed class AgentRest(RegisterStore store)
{
    /// <summary>No visits for so long after an incident (S49).</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromHours(24);

    private const int AttemptsMax = 5;

    /// <summary>Lets whoever an accepted event is about rest; nothing for any other event. An event that is told again changes nothing.</summary>
    public async ValueTask AfterAsync(RaiseEvent told, DateTimeOffset now, CancellationToken cancellation)
    {
        if (told.Type != nameof(SafetyAlert) || Fact.Read(told.Type, told.Data) is not SafetyAlert { Agent: { } token }) return;
        var until = (told.OccurredAt ?? now).ToUniversalTime() + Rest;
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            // Whoever is not in the register visits nobody anyway.
            if (until <= now || await store.FindAsync(Registers.Agents, token, cancellation) is not { } row) return;
            var agent = JsonSerializer.Deserialize<Agent>(row.Json, FactJson.Options)!;
            if (agent.RestUntil >= until) return;
            var resting = JsonSerializer.Serialize(agent with { RestUntil = until }, FactJson.Options);
            if (await store.SaveAsync(row with { Version = row.Version + 1, Json = resting, ChangedAt = now, ChangedBy = told.Actor.Name }, cancellation)) return;
        }

        throw new InvalidOperationException($"The register entry of an agent who called for help was written {AttemptsMax} times at once; the report is not acknowledged and has to come again.");
    }
}
