using Doorstep.Workflows.Storage.Audit;
using Doorstep.Workflows.Storage.Seals;
using Mediator;

namespace Doorstep.Workflows.Commands.Access;

/// <summary>Lines of the audit log, newest first. Reading it is a line of its own.</summary>
[Allow(Role.Compliance)]
public sealed record ReadAuditLog(AuditQuery Query, Actor Actor) : IQuery<Reply<IReadOnlyList<AuditRecord>>>, IActed;

/// <summary>The keys that data is sealed with, without the keys themselves.</summary>
[Allow(Role.Administrator, Role.Compliance)]
public sealed record ListDataKeys(Actor Actor) : IQuery<Reply<IReadOnlyList<DataKeyRecord>>>, IActed;

/// <summary>Makes a new data key, which seals from now on, and renews what closes them.</summary>
[Allow(Role.Administrator)]
public sealed record RotateDataKeys(string? Reason, Actor Actor) : ICommand<Reply<DataKeyRecord>>, IActed;

/// <summary>Seals with the newest key what an older one has sealed. Sent again until it is done.</summary>
/// <param name="Limit">Values of this round; from 1 to 100 000.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Administrator)]
public sealed record ResealData(int Limit, string? Reason, Actor Actor) : ICommand<Reply<ResealRound>>, IActed;

internal sealed class AuditHandler(AuditStore store, DataKeyStore keys, Resealing resealing, AuditTrail audit) :
    IQueryHandler<ReadAuditLog, Reply<IReadOnlyList<AuditRecord>>>, IQueryHandler<ListDataKeys, Reply<IReadOnlyList<DataKeyRecord>>>,
    ICommandHandler<RotateDataKeys, Reply<DataKeyRecord>>, ICommandHandler<ResealData, Reply<ResealRound>>
{
    public async ValueTask<Reply<IReadOnlyList<AuditRecord>>> Handle(ReadAuditLog query, CancellationToken cancellationToken)
    {
        var found = await store.ListAsync(query.Query, cancellationToken);
        await audit.DidAsync(query.Actor, "audit.read", query.Query.Actor ?? query.Query.Act, caseId: query.Query.CaseId);
        return new Reply<IReadOnlyList<AuditRecord>>.Done(found);
    }

    public async ValueTask<Reply<IReadOnlyList<DataKeyRecord>>> Handle(ListDataKeys query, CancellationToken cancellationToken) =>
        new Reply<IReadOnlyList<DataKeyRecord>>.Done(await keys.ListAsync(cancellationToken));

    public async ValueTask<Reply<DataKeyRecord>> Handle(RotateDataKeys command, CancellationToken cancellationToken)
    {
        if (PersonChecks.Reason(command.Reason).ToArray() is { Length: > 0 } faults) return Refuse.Invalid<DataKeyRecord>("A person who acts says why.", faults);
        var key = await keys.RotateAsync(command.Actor.Name, cancellationToken);
        await audit.DidAsync(command.Actor, "data-key.rotate", $"key {key.Number}", command.Reason);
        return new Reply<DataKeyRecord>.Done(key);
    }

    public async ValueTask<Reply<ResealRound>> Handle(ResealData command, CancellationToken cancellationToken)
    {
        if (PersonChecks.Reason(command.Reason).ToArray() is { Length: > 0 } faults) return Refuse.Invalid<ResealRound>("A person who acts says why.", faults);
        var round = await resealing.RunAsync(command.Limit, cancellationToken);
        await audit.DidAsync(command.Actor, "data-key.reseal", $"{round.Resealed} values sealed anew, {round.Shut} shut{(round.IsDone ? ", done" : "")}", command.Reason);
        return new Reply<ResealRound>.Done(round);
    }
}
