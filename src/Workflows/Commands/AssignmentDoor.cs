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
        Reply<CaseAnswer>? reply = null;
        var refused = await AroundAsync(command.CaseId, assigned, command.Actor.Name, async () => (reply = await raise()) is Reply<CaseAnswer>.Done, cancellation);
        return refused ?? reply!;
    }

    /// <summary>Tells a case of an assignment with the place in hand; the refusal where there is none, and then the case hears nothing.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="assigned">The assignment.</param>
    /// <param name="by">Who assigns.</param>
    /// <param name="tell">Tells the case; whether it kept it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Reply<CaseAnswer>.Refused?> AroundAsync(string caseId, CaseAssigned assigned, string by, Func<Task<bool>> tell, CancellationToken cancellation)
    {
        var before = await assignments.HoldersAsync(caseId, cancellation);
        if (await assignments.TakeAsync(caseId, assigned, by, cancellation) is { } refused) return refused;
        string[] left = await tell() ? [.. before.Where(agent => agent != assigned.Agent)] : assigned.Agent is { } taken && !before.Contains(taken) ? [taken] : [];
        foreach (var agent in left) await workloads.ReleaseAsync(agent, caseId, by, cancellation);
        return null;
    }
}
