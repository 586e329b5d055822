using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Rights;
using Doorstep.Workflows.Collections.Acts;

namespace Doorstep.Workflows.Collections.People;

/// <summary>A case that needs somebody.</summary>
/// <param name="Id">The case.</param>
/// <param name="Customer">Token of the customer.</param>
/// <param name="Removed">Agents who may not work it (S61).</param>
/// <param name="Region">Where it is; null: anywhere.</param>
/// <param name="Skills">What it needs.</param>
public sealed record CaseNeed(string Id, string? Customer, ImmutableArray<string> Removed, string? Region = null, ImmutableArray<string>? Skills = null);

/// <summary>Whom a case is proposed to; null and why, where nobody may or can.</summary>
public sealed record ProposedAgent(string CaseId, string? Agent, string? Reason = null);

/// <summary>Who may take a case, and how cases are spread over those who may (S14). Pure.</summary>
public static class FairSpread
{
    /// <summary>Running cases that an agent has at most, where the register says nothing. A default of the house.</summary>
    public const int CapacityDefault = 60;

    /// <summary>Running cases that an agent has at most.</summary>
    public static int CapacityOf(Agent agent) => agent.CapacityMax ?? CapacityDefault;

    /// <summary>Why an agent may not have a case, whatever the load; null where nothing stands against it.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="need">The case.</param>
    /// <param name="today">The day on which training has to count.</param>
    public static string? Against(Agent agent, CaseNeed need, DateOnly today)
    {
        if (agent.IsSuspended) return $"'{agent.Token}' is suspended.";
        if (need.Removed.Any(known => Accusations.Means(known, agent.Token))) return $"'{agent.Token}' is off this case after a complaint or a suspension.";
        if (need.Removed.FirstOrDefault(Accusations.IsWords) is { } words) return $"The customer complains about '{words}', and nobody has said yet who that is (AccusedIdentified).";
        if (agent.TrainedUntil is not { } until || until < today) return $"The training of '{agent.Token}' does not count on {today:yyyy-MM-dd}.";
        if ((agent.Conflicts ?? []).Any(known => Person.IsSame(known, need.Customer))) return $"'{agent.Token}' has to do with the customer in private.";
        if (need.Region is { } region && agent.Regions is { IsDefaultOrEmpty: false } regions && !regions.Contains(region)) return $"'{agent.Token}' does not work in '{region}' but in {string.Join(", ", regions)}.";
        var missing = (need.Skills ?? []).Except(agent.Skills ?? [], StringComparer.Ordinal).ToArray();
        return missing.Length > 0 ? $"'{agent.Token}' lacks {string.Join(", ", missing)}." : null;
    }

    /// <summary>Gives each case to whoever may have it and has least to do; among equals in the order of their tokens. Nobody gets more than the cap.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="agents">The register.</param>
    /// <param name="loads">Running cases of each agent now.</param>
    /// <param name="today">The day on which training has to count.</param>
    public static ImmutableArray<ProposedAgent> Propose(IEnumerable<CaseNeed> cases, IReadOnlyCollection<Agent> agents, IReadOnlyDictionary<string, int> loads, DateOnly today)
    {
        var load = agents.ToDictionary(agent => agent.Token, agent => loads.GetValueOrDefault(agent.Token), StringComparer.Ordinal);
        var proposed = ImmutableArray.CreateBuilder<ProposedAgent>();
        foreach (var need in cases)
        {
            var fit = agents.Where(agent => Against(agent, need, today) is null).ToArray();
            var free = fit.Where(agent => load[agent.Token] < CapacityOf(agent)).OrderBy(agent => load[agent.Token]).ThenBy(agent => agent.Token, StringComparer.Ordinal).FirstOrDefault();
            if (free is not null) load[free.Token]++;
            proposed.Add(new ProposedAgent(need.Id, free?.Token, free is not null ? null : fit.Length == 0 ? "Nobody in the register may have this case." : $"All {fit.Length} who may have it are at their cap."));
        }

        return proposed.ToImmutable();
    }
}
