using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Outbox;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Messages on their way out, newest first.</summary>
[Allow(Role.Supervisor, Role.Compliance, Role.Service)]
public sealed record ListOutbox(OutboxStatus? Status, string? CaseId, int Limit, Actor Actor) : IQuery<Reply<IReadOnlyList<OutboxRecord>>>, IAboutCase;

/// <summary>Lets a parked message be tried again from the beginning.</summary>
/// <param name="Key">The message.</param>
/// <param name="Reason">Why, 1 to 2000 characters.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Supervisor)]
public sealed record RetryOutbox(string Key, string? Reason, Actor Actor) : ICommand<Reply<OutboxRecord>>, IAboutCase
{
    string? IAboutCase.CaseId => Key.Split('/')[0];
}

/// <summary>Holds a message back that waits: it is not tried until somebody retries it.</summary>
/// <param name="Key">The message.</param>
/// <param name="Reason">Why, 1 to 2000 characters.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Supervisor)]
public sealed record ParkOutbox(string Key, string? Reason, Actor Actor) : ICommand<Reply<OutboxRecord>>, IAboutCase
{
    string? IAboutCase.CaseId => Key.Split('/')[0];
}

/// <summary>Decides that a message which is parked is not sent. It is kept with its reason. What cases and the house say to each other is not thrown away: a case would wait for it for ever.</summary>
/// <param name="Key">The message.</param>
/// <param name="Reason">Why, 1 to 2000 characters.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Supervisor)]
public sealed record DiscardOutbox(string Key, string? Reason, Actor Actor) : ICommand<Reply<OutboxRecord>>, IAboutCase
{
    string? IAboutCase.CaseId => Key.Split('/')[0];
}

internal sealed class OutboxCommandHandler(ICaseStore store, IGrainFactory grains, TimeProvider clock) :
    IQueryHandler<ListOutbox, Reply<IReadOnlyList<OutboxRecord>>>, ICommandHandler<RetryOutbox, Reply<OutboxRecord>>,
    ICommandHandler<ParkOutbox, Reply<OutboxRecord>>, ICommandHandler<DiscardOutbox, Reply<OutboxRecord>>
{
    public async ValueTask<Reply<IReadOnlyList<OutboxRecord>>> Handle(ListOutbox query, CancellationToken cancellationToken) =>
        new Reply<IReadOnlyList<OutboxRecord>>.Done(await store.OutboxAsync(query.Status, query.CaseId, query.Limit, cancellationToken));

    public async ValueTask<Reply<OutboxRecord>> Handle(RetryOutbox command, CancellationToken cancellationToken)
    {
        if (ReasonText.Faults(command.Reason).ToArray() is { Length: > 0 } faults) return Refuse.Invalid<OutboxRecord>("The message stays as it is.", faults);
        if (await store.FindOutboxAsync(command.Key, cancellationToken) is not { } message) return Refuse.NotFound<OutboxRecord>($"There is no message '{command.Key}'.");
        if (message.Status != OutboxStatus.Parked) return Refuse.Conflict<OutboxRecord>($"Message '{command.Key}' is {message.Status}, not parked; there is nothing to retry.");
        var again = message with { Status = OutboxStatus.Pending, Attempts = 0, NextTryAt = clock.GetUtcNow() };
        await store.SaveOutboxAsync(again, cancellationToken);
        await grains.GetGrain<ICaseGrain>(again.CaseId).MessageResent(again.Key, command.Actor.Name, command.Reason!);
        return new Reply<OutboxRecord>.Done(again);
    }

    public ValueTask<Reply<OutboxRecord>> Handle(ParkOutbox command, CancellationToken cancellationToken) => AsideAsync(command.Key, command.Reason, command.Actor, OutboxStatus.Pending, OutboxStatus.Parked, cancellationToken);

    public ValueTask<Reply<OutboxRecord>> Handle(DiscardOutbox command, CancellationToken cancellationToken) => AsideAsync(command.Key, command.Reason, command.Actor, OutboxStatus.Parked, OutboxStatus.Discarded, cancellationToken);

    private async ValueTask<Reply<OutboxRecord>> AsideAsync(string key, string? reason, Actor actor, OutboxStatus from, OutboxStatus to, CancellationToken cancellation)
    {
        if (ReasonText.Faults(reason).ToArray() is { Length: > 0 } faults) return Refuse.Invalid<OutboxRecord>("The message stays as it is.", faults);
        if (await store.FindOutboxAsync(key, cancellation) is not { } message) return Refuse.NotFound<OutboxRecord>($"There is no message '{key}'.");
        if (message.Status != from) return Refuse.Conflict<OutboxRecord>($"Message '{key}' is {message.Status}; this is for one that is {from}.");
        if (to == OutboxStatus.Discarded && !message.Destination.StartsWith(WebhookChannel.WebhookPrefix, StringComparison.Ordinal))
            return Refuse.Impossible<OutboxRecord>($"Message '{key}' goes to '{message.Destination}', which is of this house. A case would wait for it for ever, so it is tried again and not thrown away.");
        var aside = message with { Status = to, LastError = reason };
        await store.SaveOutboxAsync(aside, cancellation);
        await grains.GetGrain<ICaseGrain>(aside.CaseId).MessageSetAside(key, actor.Name, reason!, to == OutboxStatus.Discarded);
        return new Reply<OutboxRecord>.Done(aside);
    }
}
