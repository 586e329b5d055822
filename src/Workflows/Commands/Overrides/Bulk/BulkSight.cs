using Doorstep.Workflows.Storage.Overrides;

namespace Doorstep.Workflows.Commands.Overrides.Bulk;

/// <summary>Bulk overrides as somebody sees them.</summary>
internal static class BulkSight
{
    /// <summary>One, with how far it is.</summary>
    public static async Task<BulkSeen> OfAsync(BulkRecord row, Actor actor, DateTimeOffset now, BulkStore store, CancellationToken cancellation)
    {
        var plan = BulkPlan.Read(row.Json);
        var isExpired = row.Status == BulkStatus.Pending && !(plan.ExpiresAt > now);
        return new BulkSeen(row, await store.CountsAsync(row.Id, cancellation), isExpired, row.Status == BulkStatus.Pending && !isExpired && IsSecond(row, plan, actor));
    }

    /// <summary>Whether somebody may approve it.</summary>
    public static bool IsSecond(BulkRecord row, BulkPlan plan, Actor actor) => actor.IsSomebodyElseThan(row.RequestedBy) && plan.Approvers.Any(role => actor.IsAny(Enum.Parse<Role>(role, ignoreCase: true)));

    /// <summary>Cases that had their turn.</summary>
    public static int Done(this IReadOnlyDictionary<BulkItemStatus, int> counts) => counts.Where(pair => pair.Key != BulkItemStatus.Waiting).Sum(pair => pair.Value);

    /// <summary>Cases that were refused or failed.</summary>
    public static int Failed(this IReadOnlyDictionary<BulkItemStatus, int> counts) => counts.GetValueOrDefault(BulkItemStatus.Refused) + counts.GetValueOrDefault(BulkItemStatus.Failed);
}
