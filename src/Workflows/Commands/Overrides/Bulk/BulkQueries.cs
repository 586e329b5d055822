using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Workflows.Commands.Overrides.Bulk;

internal sealed class BulkQueryHandler(OverrideRunner runner, BulkStore store, SecondPerson second) :
    IQueryHandler<ListBulkOverrides, Reply<IReadOnlyList<BulkSeen>>>, IQueryHandler<GetBulkOverride, Reply<BulkSeen>>, IQueryHandler<ListBulkItems, Reply<IReadOnlyList<BulkItemRecord>>>
{
    public async ValueTask<Reply<IReadOnlyList<BulkSeen>>> Handle(ListBulkOverrides query, CancellationToken cancellationToken)
    {
        var (rows, seen) = (await store.ListAsync(query.Status, query.Limit, cancellationToken), new List<BulkSeen>());
        var isOther = await second.OfAsync(query.Actor, rows.Where(row => row.Status == BulkStatus.Pending).Select(row => row.RequestedBy), cancellationToken);
        foreach (var row in rows) seen.Add(await BulkSight.OfAsync(row, query.Actor, runner.Now, store, cancellationToken, isOther));
        return new Reply<IReadOnlyList<BulkSeen>>.Done(seen);
    }

    public async ValueTask<Reply<BulkSeen>> Handle(GetBulkOverride query, CancellationToken cancellationToken) => await store.FindAsync(query.BulkId, cancellationToken) is { } row
        ? new Reply<BulkSeen>.Done(await BulkSight.OfAsync(row, query.Actor, runner.Now, store, cancellationToken, await second.OfAsync(query.Actor, [row.RequestedBy], cancellationToken))) : Refuse.NotFound<BulkSeen>($"There is no bulk override '{query.BulkId}'.");

    public async ValueTask<Reply<IReadOnlyList<BulkItemRecord>>> Handle(ListBulkItems query, CancellationToken cancellationToken) => await store.FindAsync(query.BulkId, cancellationToken) is null
        ? Refuse.NotFound<IReadOnlyList<BulkItemRecord>>($"There is no bulk override '{query.BulkId}'.")
        : new Reply<IReadOnlyList<BulkItemRecord>>.Done(await store.ItemsAsync(query.BulkId, query.Status, query.After, query.Limit, cancellationToken));
}
