using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Doorstep.Workflows.Storage.Registers;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Proposes agents for cases (S14): the load is spread evenly over those who may have them. Nothing is assigned by it.</summary>
/// <param name="CaseIds">1 to 100 cases.</param>
/// <param name="Region">Where they are; null: anywhere.</param>
/// <param name="Skills">What they need.</param>
/// <param name="Actor">Who asks.</param>
[Allow(Role.Supervisor, Role.Service)]
public sealed record ProposeAssignments(ImmutableArray<string> CaseIds, string? Region, ImmutableArray<string> Skills, Actor Actor) : IQuery<Reply<ImmutableArray<ProposedAgent>>>, IActed;

/// <summary>Who may have which case: looked at when a case is assigned, and for proposals.</summary>
internal sealed class Assignments(RegisterStore registers, Workloads workloads, ICaseStore store, ActStore acts, FactFolder folder, TimeProvider clock)
{
    private const int AgentsMax = 1000;
    private const int NamedMax = 5;

    /// <summary>Takes a place with the agent of a <see cref="CaseAssigned"/>; the refusal where the agent may not have the case or has no room.</summary>
    public async Task<Reply<CaseAnswer>.Refused?> TakeAsync(string caseId, CaseAssigned assigned, string by, CancellationToken cancellation) =>
        assigned.Agent is { } token && await NeedAsync(caseId, assigned.Region, assigned.Skills, cancellation) is { } need ? await TakeAsync(need, token, by, cancellation) : null;

    /// <summary>Takes a place with an agent for a case; the refusal where the agent may not have it or has no room.</summary>
    public async Task<Reply<CaseAnswer>.Refused?> TakeAsync(CaseNeed need, string token, string by, CancellationToken cancellation)
    {
        if (await AgentAsync(token, cancellation) is not { } agent) return await RefusedAsync($"'{token}' is not in the register of agents.", need, cancellation);
        if (FairSpread.Against(agent, need, Today) is { } against) return await RefusedAsync(against, need, cancellation);
        var (isTaken, load) = await workloads.TakeAsync(token, need.Id, FairSpread.CapacityOf(agent), by, cancellation);
        return isTaken ? null : load < 0
            ? new Reply<CaseAnswer>.Refused(RefusalKind.Busy, $"Others gave '{token}' cases at the same moment. Nothing was kept; send it again.")
            : await RefusedAsync($"'{token}' has {load} running cases and may have {FairSpread.CapacityOf(agent)}.", need, cancellation);
    }

    /// <summary>Why an agent would not get the case now; null where the agent would. No place is taken.</summary>
    public async Task<string?> AgainstAsync(string caseId, CaseAssigned assigned, CancellationToken cancellation)
    {
        if (assigned.Agent is not { } token || await NeedAsync(caseId, assigned.Region, assigned.Skills, cancellation) is not { } need) return null;
        if (await AgentAsync(token, cancellation) is not { } agent) return (await RefusedAsync($"'{token}' is not in the register of agents.", need, cancellation)).Reason;
        if (FairSpread.Against(agent, need, Today) is { } against) return (await RefusedAsync(against, need, cancellation)).Reason;
        var load = (await workloads.AllAsync(cancellation)).GetValueOrDefault(token);
        var isHis = (await HoldersAsync(caseId, cancellation)).Contains(token);
        return isHis || load < FairSpread.CapacityOf(agent) ? null : (await RefusedAsync($"'{token}' has {load} running cases and may have {FairSpread.CapacityOf(agent)}.", need, cancellation)).Reason;
    }

    /// <summary>Whom a person complains about, in whichever case: none of them gets a case of that person (S61).</summary>
    public async Task<ImmutableArray<string>> AccusedAsync(string tenant, string customer, CancellationToken cancellation) =>
        customer.Length > 0 && await acts.FindDebtorAsync(tenant, Person.Key(customer), cancellation) is { } debtor ? ContactBudget.Read(debtor.Budget).Accused ?? [] : [];

    /// <summary>The agents who have or had the case: they give their places back when it goes to somebody else.</summary>
    public async Task<IReadOnlyList<string>> HoldersAsync(string caseId, CancellationToken cancellation) =>
        await FileAsync(caseId, cancellation) is { File.Assignment: var assignment } ? [.. assignment.Removed ?? [], .. assignment.Agent is { } agent ? [agent] : Array.Empty<string>()] : [];

    /// <summary>Proposals for cases; null in the place of one that is not there.</summary>
    public async Task<ImmutableArray<ProposedAgent>> ProposeAsync(ProposeAssignments query, CancellationToken cancellation)
    {
        var needs = new List<CaseNeed>();
        foreach (var id in query.CaseIds.Distinct(StringComparer.Ordinal))
            if (await NeedAsync(id, query.Region, query.Skills, cancellation) is { } need) needs.Add(need);
        var found = FairSpread.Propose(needs, await AgentsAsync(cancellation), await workloads.AllAsync(cancellation), Today).ToDictionary(one => one.CaseId, StringComparer.Ordinal);
        return [.. query.CaseIds.Distinct(StringComparer.Ordinal).Select(id => found.GetValueOrDefault(id) ?? new ProposedAgent(id, null, $"There is no loan's case '{id}'."))];
    }

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private async Task<Reply<CaseAnswer>.Refused> RefusedAsync(string reason, CaseNeed need, CancellationToken cancellation)
    {
        var loads = await workloads.AllAsync(cancellation);
        var free = (await AgentsAsync(cancellation)).Where(agent => FairSpread.Against(agent, need, Today) is null && loads.GetValueOrDefault(agent.Token) < FairSpread.CapacityOf(agent))
            .OrderBy(agent => loads.GetValueOrDefault(agent.Token)).ThenBy(agent => agent.Token, StringComparer.Ordinal).Take(NamedMax)
            .Select(agent => $"{agent.Token} ({loads.GetValueOrDefault(agent.Token)} of {FairSpread.CapacityOf(agent)})").ToArray();
        return new Reply<CaseAnswer>.Refused(RefusalKind.Impossible, $"{reason} {(free.Length == 0 ? "Nobody else who may have it has room." : $"Room have: {string.Join(", ", free)}.")}");
    }

    private async Task<CaseNeed?> NeedAsync(string caseId, string? region, ImmutableArray<string>? skills, CancellationToken cancellation) =>
        await FileAsync(caseId, cancellation) is var (tenant, file) ? new CaseNeed(caseId, file.Customer.Token, [.. file.Assignment.Removed ?? [], .. await AccusedAsync(tenant, file.Customer.Token ?? "", cancellation)], region, skills) : null;

    private async Task<(string Tenant, CaseFile File)?> FileAsync(string caseId, CancellationToken cancellation) =>
        await store.FindCaseAsync(caseId, cancellation) is { } record && SnapshotCodec.Read(record.Snapshot, folder).Facts is CaseFile file ? (record.Tenant, file) : null;

    private async Task<Agent?> AgentAsync(string token, CancellationToken cancellation) => await registers.FindAsync(Registers.Agents, token, cancellation) is { } row ? Read(row) : null;

    private async Task<Agent[]> AgentsAsync(CancellationToken cancellation) => [.. (await registers.ListAsync(Registers.Agents, AgentsMax, cancellation)).Select(Read)];

    private static Agent Read(RegisterRecord row) => JsonSerializer.Deserialize<Agent>(row.Json, FactJson.Options)!;
}

internal sealed class AssignmentHandler(Assignments assignments) : IQueryHandler<ProposeAssignments, Reply<ImmutableArray<ProposedAgent>>>
{
    private const int CasesMax = 100;

    public async ValueTask<Reply<ImmutableArray<ProposedAgent>>> Handle(ProposeAssignments query, CancellationToken cancellationToken) => query.CaseIds.Length is 0 or > CasesMax
        ? Refuse.Invalid<ImmutableArray<ProposedAgent>>("Nothing can be proposed.", [new Fault("cases", $"names {query.CaseIds.Length} cases; 1 to {CasesMax}, with commas between them, are taken at once.")])
        : new Reply<ImmutableArray<ProposedAgent>>.Done(await assignments.ProposeAsync(query, cancellationToken));
}
