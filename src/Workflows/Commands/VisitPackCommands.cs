using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Makes the pack of a visit from the case as it is now (S10). It is a fact of the case; the one before counts no more.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Service, Role.Supervisor, Role.Agent)]
public sealed record MakeVisitPack(string CaseId, Actor Actor) : ICommand<Reply<VisitPackState>>, IAboutCase;

/// <summary>The pack that was made last, and whether a visit may take it along now.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Service, Role.Supervisor, Role.Agent, Role.Compliance)]
public sealed record GetVisitPack(string CaseId, Actor Actor) : IQuery<Reply<VisitPackState>>, IAboutCase;

/// <summary>A visit pack.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="Faults">Why no visit may take it along now; nothing where one may.</param>
public sealed record VisitPackState(VisitPack Pack, IReadOnlyList<string> Faults);

internal sealed class VisitPackHandler(ICaseStore cases, FactFolder folder, IGrainFactory grains, TimeProvider clock) :
    ICommandHandler<MakeVisitPack, Reply<VisitPackState>>, IQueryHandler<GetVisitPack, Reply<VisitPackState>>
{
    public async ValueTask<Reply<VisitPackState>> Handle(MakeVisitPack command, CancellationToken cancellationToken)
    {
        var (file, refused) = await FindAsync(command.CaseId, cancellationToken);
        if (file is null) return refused!;
        if (file.Debt.Total == 0) return Refuse.Impossible<VisitPackState>("Nothing is owed, so there is nothing to visit anybody about.");
        var now = clock.GetUtcNow();
        var pack = VisitPacks.Of(file, now);
        var answer = await grains.GetGrain<ICaseGrain>(command.CaseId).Raise(new EventMessage
        {
            EventId = $"{ArmedReminder.EventIdPrefix}visit-pack/{pack.Hash}", Type = nameof(VisitPackMade), OccurredAt = now, Data = VisitPacks.Fact(pack).GetRawText(), Actor = command.Actor.Name, IsCatalogued = true,
        });
        return answer.Outcome switch
        {
            CaseOutcome.NotFound => Refuse.NotFound<VisitPackState>(answer.Reason),
            CaseOutcome.Busy => new Reply<VisitPackState>.Refused(RefusalKind.Busy, answer.Reason),
            CaseOutcome.Conflict or CaseOutcome.UnknownEvent or CaseOutcome.Unfit => Refuse.Conflict<VisitPackState>(answer.Reason),
            // A payment may have come in between: then the pack is stale already, and says so.
            _ => await Handle(new GetVisitPack(command.CaseId, command.Actor), cancellationToken),
        };
    }

    public async ValueTask<Reply<VisitPackState>> Handle(GetVisitPack query, CancellationToken cancellationToken)
    {
        var (file, refused) = await FindAsync(query.CaseId, cancellationToken);
        if (file is null) return refused!;
        return VisitPack.Latest(file) is { } pack
            ? new Reply<VisitPackState>.Done(new VisitPackState(pack, [.. pack.Faults(file.Debt.Total, clock.GetUtcNow())]))
            : Refuse.NotFound<VisitPackState>($"No visit pack was made for '{query.CaseId}'. POST makes one.");
    }

    private async Task<(CaseFile? File, Reply<VisitPackState>? Refused)> FindAsync(string caseId, CancellationToken cancellation)
    {
        if (await cases.FindCaseAsync(caseId, cancellation) is not { } record) return (null, Refuse.NoCase<VisitPackState>(caseId));
        return SnapshotCodec.Read(record.Snapshot, folder).Facts is CaseFile file
            ? (file, null)
            : (null, Refuse.Impossible<VisitPackState>("The case is not about a loan, so nobody is visited."));
    }
}
