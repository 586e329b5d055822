using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Workflows.Commands.Overrides.Bulk;

internal sealed class BulkQueryHandler(OverrideRunner runner, BulkStore store) :
    IQueryHandler<ListBulkOverrides, Reply<IReadOnlyList<BulkSeen>>>, IQueryHandler<GetBulkOverride, Reply<BulkSeen>>, IQueryHandler<ListBulkItems, Reply<IReadOnlyList<BulkItemRecord>>>
{
    public async ValueTask<Reply<IReadOnlyList<BulkSeen>>> Handle(ListBulkOverrides query, CancellationToken cancellationToken)
    {
        var seen = new List<BulkSeen>();
        foreach (var row in await store.ListAsync(query.Status, query.Limit, cancellationToken)) seen.Add(await BulkSight.OfAsync(row, query.Actor, runner.Now, store, cancellationToken));
        return new Reply<IReadOnlyList<BulkSeen>>.Done(seen);
    }

    public async ValueTask<Reply<BulkSeen>> Handle(GetBulkOverride query, CancellationToken cancellationToken) => await store.FindAsync(query.BulkId, cancellationToken) is { } row
        ? new Reply<BulkSeen>.Done(await BulkSight.OfAsync(row, query.Actor, runner.Now, store, cancellationToken)) : Refuse.NotFound<BulkSeen>($"There is no bulk override '{query.BulkId}'.");

    public async ValueTask<Reply<IReadOnlyList<BulkItemRecord>>> Handle(ListBulkItems query, CancellationToken cancellationToken) => await store.FindAsync(query.BulkId, cancellationToken) is null
        ? Refuse.NotFound<IReadOnlyList<BulkItemRecord>>($"There is no bulk override '{query.BulkId}'.")
        : new Reply<IReadOnlyList<BulkItemRecord>>.Done(await store.ItemsAsync(query.BulkId, query.Status, query.After, query.Limit, cancellationToken));
}
