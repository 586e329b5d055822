using System.Collections.Immutable;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Policy;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Acts;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>How much of the contact caps of a case's person is used (G2). Empty for a case about nobody, or where no pack is in force.</summary>
[Allow(Role.Service, Role.Supervisor, Role.Compliance, Role.Agent)]
public sealed record GetContactCaps(string CaseId, Actor Actor) : IQuery<Reply<ImmutableArray<ContactCap>>>, IAboutCase;

internal sealed class GetContactCapsHandler(ICaseStore store, FactFolder folder, ActDesk desk, ActStore acts, PackShelf packs, TimeProvider clock) : IQueryHandler<GetContactCaps, Reply<ImmutableArray<ContactCap>>>
{
    public async ValueTask<Reply<ImmutableArray<ContactCap>>> Handle(GetContactCaps query, CancellationToken cancellationToken)
    {
        if (await store.FindCaseAsync(query.CaseId, cancellationToken) is not { } row) return Refuse.NoCase<ImmutableArray<ContactCap>>(query.CaseId);
        var now = clock.GetUtcNow();
        if (SnapshotCodec.Read(row.Snapshot, folder).Facts is not CaseFile file || desk.PersonOf(file) is not { } person
            || PackInForce.For(await packs.ApprovedAsync(cancellationToken), file.PolicyPack, now, now) is not Reading<PackInForce>.Given(var pack)) return new Reply<ImmutableArray<ContactCap>>.Done([]);
        var budget = (await acts.FindDebtorAsync(row.Tenant, person, cancellationToken))?.Budget;
        return new Reply<ImmutableArray<ContactCap>>.Done(budget is null ? [] : ContactCaps.Of(file, ContactBudget.Read(budget), pack, now));
    }
}
