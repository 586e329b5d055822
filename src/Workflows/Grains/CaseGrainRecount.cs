using System.Text.Json;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Grains;

/// <summary>Rules or a calendar changed: the case counts its clocks again, in a step of its own.</summary>
internal sealed partial class CaseGrain
{
    public async Task<CaseAnswer> Recount(string actor, string why)
    {
        for (var attempt = 1; attempt <= AttemptsMax; attempt++)
        {
            // That nothing moves is not committed, so no fence would say whether the memory was stale.
            _case = null;
            if (await Load(isFresh: true) is not { } current) return NotFound();
            var now = Now();
            var known = current.Snapshot with { Facts = folder.Recount(current.Snapshot.Facts) };
            var decision = current.Machine.Recount(known, current.Snapshot, why, now);
            if (decision is Decision.Ignored) return Answer(decision);
            var cause = new StepCause(null, "recount", now, JsonSerializer.Serialize(new RecountData(why), GrainJson.Default.RecountData), actor);
            var (outcome, made) = await Commit(current, known, decision, cause, now);
            if (outcome is CommitOutcome.Committed) return Answer(made);
            if (outcome is CommitOutcome.Unavailable { Reason: var unavailable }) return Busy(unavailable);
        }

        return Busy();
    }
}
