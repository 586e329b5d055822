using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Commands;

/// <summary>What an assignment passes before its case hears of it (S14): the place with the agent is taken first and given back where the case did not keep it.</summary>
internal sealed class AssignmentDoor(Assignments assignments, Workloads workloads, ICaseStore store)
{
    public async ValueTask<Reply<CaseAnswer>> PassAsync(RaiseEvent command, Func<ValueTask<Reply<CaseAnswer>>> raise, CancellationToken cancellation)
    {
        // A repetition was looked at when it came first.
        if (Fact.Read(command.Type!, command.Data) is not CaseAssigned assigned || await store.FindEventAsync(command.CaseId, command.EventId!, cancellation) is not null) return await raise();
        var before = await assignments.HoldersAsync(command.CaseId, cancellation);
        if (await assignments.TakeAsync(command.CaseId, assigned, command.Actor.Name, cancellation) is { } refused) return refused;
        var reply = await raise();
        string[] left = reply is Reply<CaseAnswer>.Done ? [.. before.Where(agent => agent != assigned.Agent)] : assigned.Agent is { } taken && !before.Contains(taken) ? [taken] : [];
        foreach (var agent in left) await workloads.ReleaseAsync(agent, command.CaseId, command.Actor.Name, cancellation);
        return reply;
    }
}
