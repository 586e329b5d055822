using Doorstep.Host.Api;
using Doorstep.Workflows.Commands.Overrides.Bulk;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Storage.Overrides;

namespace Doorstep.Host.Supervision;

/// <summary>Bulk overrides as people read them.</summary>
internal static class BulkWords
{
    private static readonly Dictionary<BulkStatus, Words> Statuses = new()
    {
        [BulkStatus.Pending] = new("waits for approval", "待批准"), [BulkStatus.Running] = new("running", "执行中"), [BulkStatus.Looking] = new("the first cases are done: look at them", "首批已完成，待查看"),
        [BulkStatus.Paused] = new("paused", "已暂停"), [BulkStatus.Stopped] = new("stopped: too many failed", "已停止：失败过多"), [BulkStatus.Done] = new("done", "已完成"), [BulkStatus.Cancelled] = new("ended", "已终止"),
        [BulkStatus.Declined] = new("declined", "已拒绝"), [BulkStatus.Undoing] = new("being undone", "撤销中"), [BulkStatus.Undone] = new("undone", "已撤销"),
    };

    private static readonly Dictionary<BulkItemStatus, Words> Items = new()
    {
        [BulkItemStatus.Waiting] = new("waiting", "等待中"), [BulkItemStatus.Applied] = new("done", "已执行"), [BulkItemStatus.Refused] = new("refused", "被拒绝"), [BulkItemStatus.Moved] = new("had moved", "案件已变化"),
        [BulkItemStatus.Failed] = new("failed", "失败"), [BulkItemStatus.Undone] = new("undone", "已撤销"), [BulkItemStatus.Kept] = new("stays as it is", "保留"),
    };

    public static string Status(BulkSeen seen, bool isChinese) => seen.IsExpired ? isChinese ? "已过期" : "expired" : Statuses[seen.Row.Status].In(isChinese);

    public static string Item(BulkItemStatus status, bool isChinese) => Items[status].In(isChinese);

    /// <summary>How many cases stand where, in a line.</summary>
    public static string Counts(BulkSeen seen, bool isChinese) =>
        string.Join(isChinese ? "，" : ", ", Items.Where(item => seen.Counts.GetValueOrDefault(item.Key) > 0).Select(item => $"{item.Value.In(isChinese)} {seen.Counts[item.Key]}"));
}
