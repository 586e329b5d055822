using System.Globalization;
using System.Text.Json;
using Doorstep.Host.Api;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Commands.Overrides.Bulk;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
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

    private static readonly Dictionary<string, Words> Names = new(StringComparer.Ordinal)
    {
        ["deadline"] = new("Deadline", "期限"), ["transition"] = new("Deadline", "期限"), ["by"] = new("By", "延长"), ["until"] = new("Until", "至"), ["target"] = new("To", "移至"), ["hold"] = new("Hold", "冻结"), ["unit"] = new("Unit", "机构"),
        ["agent"] = new("Agent", "催收员"), ["reason"] = new("Reason", "理由"), ["ids"] = new("Cases", "案件"), ["state"] = new("State", "状态"), ["definition"] = new("Definition", "流程"), ["version"] = new("Version", "版本"),
        ["published"] = new("Published versions", "已发布版本"), ["mapping"] = new("Mapping", "映射"), ["faulted"] = new("Faulted", "出错"), ["text"] = new("Key begins with", "编号开头"),
    };

    /// <summary>Everything that an approver has to know of what was asked for: verb, cases, reason, proof and pace.</summary>
    public static IEnumerable<(string Name, string Value)> Asked(BulkRecord row, IReadOnlyCollection<OverrideReason> reasons, bool isChinese, TimeZoneInfo zone)
    {
        var plan = BulkPlan.Read(row.Json);
        string Said(string en, string zh) => isChinese ? zh : en;
        yield return (Said("What", "操作"), OverrideWords.Verb(row.Verb, isChinese));
        foreach (var member in plan.Override.EnumerateObject().Where(member => member.Name != "verb" && !Values.IsNull(member.Value))) yield return (Named(member.Name, isChinese), LocalText.In(ReasonWords.Span(Values.ToText(member.Value), isChinese), zone));
        yield return (Said("Cases", "案件"), string.Create(CultureInfo.InvariantCulture, $"{plan.Cases}"));
        foreach (var member in JsonSerializer.SerializeToElement(plan.Filter, FactJson.Options).EnumerateObject().Where(member => !Values.IsNull(member.Value)))
            yield return ($"{Said("Filter", "筛选")}: {Named(member.Name, isChinese)}", member.Value.ValueKind == JsonValueKind.Array ? Said($"{member.Value.GetArrayLength()} named", $"指定 {member.Value.GetArrayLength()} 件") : Values.ToText(member.Value));
        yield return (Said("Why", "理由"), $"{OverrideWords.Reason(plan.ReasonCode, reasons, isChinese)}{Said(": ", "：")}{plan.ReasonText}");
        if (!plan.Evidence.IsEmpty) yield return (Said("Evidence", "证据"), string.Join(", ", plan.Evidence));
        if (plan.Ticket is { } ticket) yield return (Said("Ticket", "工单号"), ticket);
        yield return (Said("Pace", "节奏"), Said($"{plan.PerMinute} a minute; a look after {plan.LookAfter}; stops above {plan.FailedPercentMax} % failed", $"每分钟 {plan.PerMinute} 件；首批 {plan.LookAfter} 件后查看；失败超过 {plan.FailedPercentMax}% 即停止"));
    }

    /// <summary>What the filter picked and would not have taken it.</summary>
    public static BulkRefusal[] LeftOut(BulkRecord row) => BulkPlan.Read(row.Json).LeftOut is { IsDefaultOrEmpty: false } left ? [.. left] : [];

    /// <summary>Why it was asked for, in the words of whoever asked.</summary>
    public static string Why(BulkRecord row) => BulkPlan.Read(row.Json).ReasonText;

    /// <summary>Until when it may be approved (UTC).</summary>
    public static DateTimeOffset? Until(BulkRecord row) => BulkPlan.Read(row.Json).ExpiresAt;

    private static string Named(string name, bool isChinese) => Names.TryGetValue(name, out var words) ? words.In(isChinese) : name;

    public static string Status(BulkSeen seen, bool isChinese) => seen.IsExpired ? isChinese ? "已过期" : "expired" : Statuses[seen.Row.Status].In(isChinese);

    public static string Item(BulkItemStatus status, bool isChinese) => Items[status].In(isChinese);

    /// <summary>How many cases stand where, in a line.</summary>
    public static string Counts(BulkSeen seen, bool isChinese) =>
        string.Join(isChinese ? "，" : ", ", Items.Where(item => seen.Counts.GetValueOrDefault(item.Key) > 0).Select(item => $"{item.Value.In(isChinese)} {seen.Counts[item.Key]}"));
}
