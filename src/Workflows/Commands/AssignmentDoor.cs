using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.People;
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

    /// <summary>Starts a case that its body gives to an agent: he has to be one who may have it and has room, like everybody who is assigned later. The refusal where he is not, and then nothing starts.</summary>
    /// <param name="caseId">The case that is to start.</param>
    /// <param name="agent">The body's <c>assignment.agent</c>.</param>
    /// <param name="tenant">Whose case it is.</param>
    /// <param name="customer">The body's <c>customer.token</c>.</param>
    /// <param name="by">Who starts it.</param>
    /// <param name="start">Starts it; whether it is this very case that runs now.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Reply<StartAnswer>.Refused?> StartAsync(string caseId, string agent, string tenant, string customer, string by, Func<Task<bool>> start, CancellationToken cancellation)
    {
        // A repetition was looked at when it came first; the case may be with somebody else by now.
        var isThere = await store.FindCaseAsync(caseId, cancellation) is not null;
        var need = new CaseNeed(caseId, customer, await assignments.AccusedAsync(tenant, customer, cancellation));
        if (!isThere && await assignments.TakeAsync(need, agent, by, cancellation) is { } refused)
            return new Reply<StartAnswer>.Refused(RefusalKind.Impossible, "The case cannot be given to this agent.", [new Fault("assignment.agent", refused.Reason)]);
        var isStarted = await start();
        // A case that did not run yet may have been taken for a closed one by somebody who took a place meanwhile.
        if (!isThere && isStarted) await assignments.TakeAsync(need, agent, by, cancellation);
        else if (!isThere) await workloads.ReleaseAsync(agent, caseId, by, cancellation);
        return null;
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
