using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Messages on their way out, newest first.</summary>
[Allow(Role.Supervisor, Role.Compliance, Role.Service)]
public sealed record ListOutbox(OutboxStatus? Status, string? CaseId, int Limit, Actor Actor) : IQuery<Reply<IReadOnlyList<OutboxRecord>>>, IAboutCase;

/// <summary>Lets a parked message be tried again from the beginning.</summary>
[Allow(Role.Supervisor)]
public sealed record RetryOutbox(string Key, Actor Actor) : ICommand<Reply<OutboxRecord>>, IAboutCase
{
    string? IAboutCase.CaseId => Key.Split('/')[0];
}

internal sealed class OutboxCommandHandler(ICaseStore store, IGrainFactory grains, TimeProvider clock) :
    IQueryHandler<ListOutbox, Reply<IReadOnlyList<OutboxRecord>>>, ICommandHandler<RetryOutbox, Reply<OutboxRecord>>
{
    public async ValueTask<Reply<IReadOnlyList<OutboxRecord>>> Handle(ListOutbox query, CancellationToken cancellationToken) =>
        new Reply<IReadOnlyList<OutboxRecord>>.Done(await store.OutboxAsync(query.Status, query.CaseId, query.Limit, cancellationToken));

    public async ValueTask<Reply<OutboxRecord>> Handle(RetryOutbox command, CancellationToken cancellationToken)
    {
        if (await store.FindOutboxAsync(command.Key, cancellationToken) is not { } message) return Refuse.NotFound<OutboxRecord>($"There is no message '{command.Key}'.");
        if (message.Status != OutboxStatus.Parked) return Refuse.Conflict<OutboxRecord>($"Message '{command.Key}' is {message.Status}, not parked; there is nothing to retry.");
        var again = message with { Status = OutboxStatus.Pending, Attempts = 0, NextTryAt = clock.GetUtcNow() };
        await store.SaveOutboxAsync(again, cancellationToken);
        await grains.GetGrain<ICaseGrain>(again.CaseId).MessageResent(again.Key, command.Actor.Name);
        return new Reply<OutboxRecord>.Done(again);
    }
}
