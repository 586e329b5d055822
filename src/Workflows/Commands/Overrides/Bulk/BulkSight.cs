using Doorstep.Workflows.Storage.Overrides;

namespace Doorstep.Workflows.Commands.Overrides.Bulk;

/// <summary>Bulk overrides as somebody sees them.</summary>
internal static class BulkSight
{
    /// <summary>One, with how far it is.</summary>
    /// <param name="row">The bulk override.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="now">The moment (UTC).</param>
    /// <param name="store">Counts its cases.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="isOther">Whether the looker is another person than a name (<see cref="SecondPerson"/>); null: by the names alone, where the looker has asked for it or has just decided.</param>
    public static async Task<BulkSeen> OfAsync(BulkRecord row, Actor actor, DateTimeOffset now, BulkStore store, CancellationToken cancellation, Func<string, bool>? isOther = null)
    {
        var plan = BulkPlan.Read(row.Json);
        var isExpired = row.Status == BulkStatus.Pending && !(plan.ExpiresAt > now);
        return new BulkSeen(row, await store.CountsAsync(row.Id, cancellation), isExpired, row.Status == BulkStatus.Pending && !isExpired && (isOther ?? actor.IsSomebodyElseThan)(row.RequestedBy) && IsSecond(row, plan, actor));
    }

    /// <summary>Whether somebody may approve it.</summary>
    public static bool IsSecond(BulkRecord row, BulkPlan plan, Actor actor) => actor.IsSomebodyElseThan(row.RequestedBy) && plan.Approvers.Any(role => actor.IsAny(Enum.Parse<Role>(role, ignoreCase: true)));

    /// <summary>Cases that had their turn.</summary>
    public static int Done(this IReadOnlyDictionary<BulkItemStatus, int> counts) => counts.Where(pair => pair.Key != BulkItemStatus.Waiting).Sum(pair => pair.Value);

    /// <summary>Cases that were refused or failed.</summary>
    public static int Failed(this IReadOnlyDictionary<BulkItemStatus, int> counts) => counts.GetValueOrDefault(BulkItemStatus.Refused) + counts.GetValueOrDefault(BulkItemStatus.Failed);
}
