using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;

namespace Doorstep.Workflows.Commands.Overrides;

/// <summary>Holds that are about the person, whichever case heard of them: whoever approves an override for one that is dead or has a guardian is the same in each of the person's cases.</summary>
internal sealed class PersonHolds(ActStore acts, ActDesk desk)
{
    /// <summary>Whether a hold is open on the case or, in another case, on its person.</summary>
    public async Task<bool> AnyAsync(CaseRecord record, CaseFacts facts) => !facts.Holds.IsEmpty || (
        desk.PersonOf(facts) is { } person && (await acts.FindDebtorAsync(record.Tenant, person))?.Budget is { } budget
        && ContactBudget.Read(budget) is var known && (known.HoldsElsewhere(record.Id).Any() || known.HasGuardian == true));
}
