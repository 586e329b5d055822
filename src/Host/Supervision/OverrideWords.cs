using System.Text.Json;
using Doorstep.Host.Api;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Overrides;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Overrides;

namespace Doorstep.Host.Supervision;

/// <summary>Overrides as people read them.</summary>
internal static class OverrideWords
{
    private static readonly Dictionary<string, Words> Verbs = new(StringComparer.Ordinal)
    {
        ["REASSIGN"] = new("Give the case to somebody else", "改派案件"), ["EXTEND_DEADLINE"] = new("Give a deadline more time", "延长期限"), ["RETRY_STEP"] = new("Take the faulted step again", "重试出错步骤"),
        ["SKIP_STEP"] = new("Skip an optional step", "跳过可选步骤"), ["MOVE"] = new("Move to another state", "移至其他状态"), ["ADD_HOLD"] = new("Open a hold", "增加冻结"), ["RELEASE_HOLD"] = new("Let a hold go", "解除冻结"),
        ["CANCEL_VISIT"] = new("Call the visit off", "取消外访"), ["REPIN"] = new("Run the published version", "改用已发布版本"), ["SUSPEND"] = new("Suspend the case", "暂停案件"), ["RESUME"] = new("Resume the case", "恢复案件"),
        ["CLOSE"] = new("Close the case", "结案"),
    };

    private static readonly Dictionary<OverrideStatus, Words> Statuses = new()
    {
        [OverrideStatus.Pending] = new("waits for approval", "待批准"), [OverrideStatus.Applied] = new("done", "已执行"), [OverrideStatus.Declined] = new("declined", "已拒绝"),
        [OverrideStatus.Withdrawn] = new("withdrawn", "已撤回"), [OverrideStatus.Void] = new("void: the case had moved", "已失效：案件已变化"), [OverrideStatus.Undone] = new("undone", "已撤销"),
    };

    private static readonly string[] DecisionParts = ["by", "at", "reason"];

    public static string Verb(string verb, bool isChinese) => Verbs.TryGetValue(verb, out var words) ? words.In(isChinese) : verb;

    public static string Status(OverrideSeen seen, bool isChinese) => seen.IsExpired ? isChinese ? "已过期" : "expired" : BrokeAgain(seen.Row) ? isChinese ? "已重试，再次出错" : "done, and the step broke again" : Statuses.TryGetValue(seen.Row.Status, out var words) ? words.In(isChinese) : seen.Row.Status.ToString();

    /// <summary>Why it was asked for, in the words of whoever asked.</summary>
    public static string Why(OverrideRecord row) => Member(Member(Values.Parse(row.Json), "reason"), "text") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    /// <summary>What a second person decides on and what was decided, line by line: the kind of reason, evidence, ticket, the rule, until when, and who decided why.</summary>
    public static IEnumerable<(Words Label, string Text)> Particulars(OverrideSeen seen, IReadOnlyCollection<OverrideReason> reasons, bool isChinese, TimeZoneInfo zone)
    {
        var json = Values.Parse(seen.Row.Json);
        if (Said(Member(Member(json, "reason"), "code")) is { } code) yield return (new("Kind of reason", "理由类别"), Reason(code, reasons, isChinese));
        if (Member(json, "evidence") is { ValueKind: JsonValueKind.Array } evidence && evidence.GetArrayLength() > 0) yield return (new("Evidence", "证据"), string.Join(", ", evidence.EnumerateArray().Select(Values.ToText)));
        if (Said(Member(json, "ticket")) is { } ticket) yield return (new("Ticket", "工单"), ticket);
        if (Said(Member(Member(json, "rule"), isChinese ? "zh" : "en")) is { } rule) yield return (new("Rule", "规则"), rule);
        if (seen.Row.Status == OverrideStatus.Pending && Member(Member(json, "rule"), "approvers") is { ValueKind: JsonValueKind.Array } roles)
            yield return (new("May approve", "可批准"), string.Join(isChinese ? "、" : ", ", roles.EnumerateArray().Select(role => RoleWords.Of(Values.ToText(role), isChinese))) + (isChinese ? $"（{seen.Row.RequestedBy} 除外）" : $", but not {seen.Row.RequestedBy}"));
        if (seen is { Row: { Status: OverrideStatus.Pending, ExpiresAt: { } until } }) yield return (new("To be approved until", "审批截止"), LocalText.In(Instants.Text(until), zone));
        foreach (var (member, label) in ((string, Words)[])[("approval", new("Approved", "批准")), ("declined", new("Declined", "拒绝")), ("withdrawn", new("Taken back", "撤回")), ("undone", new("Undone", "撤销"))])
            if (Member(json, member) is { ValueKind: JsonValueKind.Object } decided)
                yield return (label, string.Join(" · ", DecisionParts.Select(name => Said(Member(decided, name))).OfType<string>().Select(text => LocalText.In(text, zone))));
    }

    /// <summary>A reason of the house's policy by its code.</summary>
    public static string Reason(string code, IReadOnlyCollection<OverrideReason> reasons, bool isChinese) => reasons.FirstOrDefault(reason => reason.Code == code) is { } known ? isChinese ? known.Zh : known.En : code;

    /// <summary>It was done, and the step broke again.</summary>
    public static bool BrokeAgain(OverrideRecord row) => row.Status == OverrideStatus.Applied && Consequences(row) is { ValueKind: JsonValueKind.Array } lines && lines.EnumerateArray().Any(line => Said(Member(line, "kind")) == FactJson.Word(ConsequenceKind.Faulted));

    private static string? Said(JsonElement json) => json.ValueKind == JsonValueKind.String && json.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>What comes of it.</summary>
    public static JsonElement Consequences(OverrideRecord row) => Member(Values.Parse(row.Json), "consequences");

    /// <summary>One of the consequences, in a sentence, its moments where the reader is.</summary>
    public static string Line(JsonElement consequence, bool isChinese, TimeZoneInfo zone) =>
        LocalText.In(ReasonWords.Of(Values.ToText(Member(consequence, isChinese ? "zh" : "en")), isChinese) is var said && isChinese ? StateWords.InSentence(said) : said, zone);

    private static JsonElement Member(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;
}
