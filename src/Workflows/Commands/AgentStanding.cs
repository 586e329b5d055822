using System.Text.Json;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Storage.Registers;

namespace Doorstep.Workflows.Commands;

/// <summary>What one case hears of an agent holds in every case: the register says so before the report is acknowledged, and guards ask the register (G8). Whoever called for help rests for a day (S49),
/// whoever is at one door is at no other, whoever is suspended works nowhere, and whoever has no training any more visits nobody (S37). Only compliance, by the register, lets somebody work again.</summary>
internal sealed class AgentStanding(RegisterStore store)
{
    /// <summary>No visits for so long after an incident (S49).</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromHours(24);

    /// <summary>A visit that nobody has reported the end of keeps its team no longer: the sixty minutes of a visit (b.2 VISIT_IN_PROGRESS) and the way. A default of the house.</summary>
    public static readonly TimeSpan AtDoor = TimeSpan.FromMinutes(90);

    private const int AgentsMax = 100_000;
    private const int AttemptsMax = 5;

    /// <summary>A day has begun everywhere on earth so long after it has begun in UTC at the latest.</summary>
    private static readonly TimeSpan Westmost = TimeSpan.FromHours(12);

    /// <summary>Writes down who is at a door before the check-in is told to the case. Whoever is at another one stays there, and the guards say so; one that is heard of late, when such a visit is over, binds nobody.</summary>
    /// <param name="told">The event.</param>
    /// <param name="now">When it came (UTC).</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask BeforeAsync(RaiseEvent told, DateTimeOffset now, CancellationToken cancellation)
    {
        if (told.Type != nameof(VisitCheckedIn) || Fact.Read(told.Type, told.Data) is not VisitCheckedIn { Agents: { IsDefaultOrEmpty: false } team }) return;
        var until = (told.OccurredAt ?? now).ToUniversalTime() + AtDoor;
        if (until <= now) return;
        foreach (var token in team.Distinct(StringComparer.Ordinal))
            await ChangeAsync(token, agent => agent.AtDoorUntil > now && agent.AtDoorOf != told.CaseId ? agent : agent with { AtDoorOf = told.CaseId, AtDoorUntil = until }, told, now, cancellation);
    }

    /// <summary>Writes down what an accepted event says of an agent; nothing for any other event, and nothing where the register says it already.</summary>
    /// <param name="told">The event.</param>
    /// <param name="now">When it came (UTC).</param>
    /// <param name="isByAgent">An agent reports it: of a colleague that counts in the case and not in the register, or anybody could send anybody home.</param>
    /// <param name="cancellation">Gives up.</param>
    public async ValueTask AfterAsync(RaiseEvent told, DateTimeOffset now, bool isByAgent, CancellationToken cancellation)
    {
        if (told.Type is nameof(VisitCheckedOut) or nameof(VisitRefused) or nameof(VisitAborted) or nameof(NoOneHome) or nameof(VisitReportFiled)) await FreeAsync(told, now, cancellation);
        if (told.Type is not (nameof(SafetyAlert) or nameof(AgentSuspended) or nameof(TrainingExpired))) return;
        var fact = Fact.Read(told.Type, told.Data);
        if (Named(fact) is not { } token || (isByAgent && fact is not SafetyAlert)) return;
        await ChangeAsync(token, agent => After(agent, fact!, (told.OccurredAt ?? now).ToUniversalTime(), now), told, now, cancellation);
    }

    /// <summary>A visit has ended, however it did: its team may go to the next door.</summary>
    private async ValueTask FreeAsync(RaiseEvent told, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var row in await store.ListAsync(Registers.Agents, AgentsMax, cancellation))
            if (JsonSerializer.Deserialize<Agent>(row.Json, FactJson.Options)!.AtDoorOf == told.CaseId)
                await ChangeAsync(row.Key, agent => agent.AtDoorOf == told.CaseId ? agent with { AtDoorOf = null, AtDoorUntil = null } : agent, told, now, cancellation);
    }

    private async ValueTask ChangeAsync(string token, Func<Agent, Agent> change, RaiseEvent told, DateTimeOffset now, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            // Whoever is not in the register visits nobody anyway.
            if (await store.FindAsync(Registers.Agents, token, cancellation) is not { } row) return;
            var agent = JsonSerializer.Deserialize<Agent>(row.Json, FactJson.Options)!;
            var after = change(agent);
            if (after == agent) return;
            var entry = JsonSerializer.Serialize(after, FactJson.Options);
            if (await store.SaveAsync(row with { Version = row.Version + 1, Json = entry, ChangedAt = now, ChangedBy = told.Actor.Name }, cancellation)) return;
        }

        throw new InvalidOperationException($"The register entry of an agent was written {AttemptsMax} times at once; the report '{told.Type}' is not acknowledged and has to come again.");
    }

    private static string? Named(Fact? fact) => fact switch
    {
        SafetyAlert alert => alert.Agent,
        AgentSuspended suspended => suspended.Agent,
        TrainingExpired expired => expired.Agent,
        _ => null,
    };

    /// <summary>The agent after a fact. A suspension counts from the report on, also one of a later day: until then nobody is sent who is about to be taken off.</summary>
    private static Agent After(Agent agent, Fact fact, DateTimeOffset at, DateTimeOffset now) => fact switch
    {
        SafetyAlert when at + Rest is var until && until > now && !(agent.RestUntil >= until) => agent with { RestUntil = until },
        AgentSuspended => agent with { IsSuspended = true },
        TrainingExpired expired when (expired.From ?? DateOnly.FromDateTime((at - Westmost).UtcDateTime)) is var last && !(agent.TrainedUntil <= last) => agent with { TrainedUntil = last },
        _ => agent,
    };
}
