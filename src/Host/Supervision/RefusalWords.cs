using Doorstep.Workflows.Commands;

namespace Doorstep.Host.Supervision;

/// <summary>Why something is refused, by its kind: what a reader of Chinese has to know first. What exactly it is follows as the engine says it, in English.</summary>
internal static class RefusalWords
{
    private static readonly Dictionary<RefusalKind, string> All = new()
    {
        [RefusalKind.Invalid] = "填写的内容有误，请按提示修改：", [RefusalKind.NotFound] = "没有找到：", [RefusalKind.Conflict] = "与当前情况冲突，可能已有变化，请重新读取：",
        [RefusalKind.Impossible] = "按规则不能执行：", [RefusalKind.NeedsApproval] = "须先经他人审批，已提交：", [RefusalKind.Busy] = "暂时无法处理，请稍后重试：",
    };

    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["reason"] = "理由", ["text"] = "说明", ["ticket"] = "工单", ["purpose"] = "用途", ["until"] = "截止时间", ["by"] = "延长时间",
        ["hold"] = "冻结", ["unit"] = "机构或团队", ["agent"] = "催收员", ["target"] = "目标状态", ["transition"] = "路径", ["mapping"] = "映射",
        ["key"] = "业务编号", ["person"] = "客户令牌", ["state"] = "状态", ["status"] = "情况", ["team"] = "团队", ["name"] = "名称",
        ["answerRef"] = "书面答复编号", ["result"] = "结果", ["findings"] = "结论", ["textRef"] = "答复编号",
        ["ageMin"] = "最少天数", ["ageMax"] = "最多天数", ["from"] = "起始日", ["to"] = "截止日",
    };

    /// <summary>A refusal in one text.</summary>
    public static string Of(RefusalKind kind, string reason, IReadOnlyCollection<Fault> faults, bool isChinese) =>
        $"{(isChinese && All.TryGetValue(kind, out var words) ? words : "")}{ReasonWords.Shown(reason, isChinese)}{string.Concat(faults.Select(fault => $" {Field(fault.Path, isChinese)}: {ReasonWords.Shown(fault.Message, isChinese)}"))}";

    /// <summary>A field by the last part of where it stands.</summary>
    private static string Field(string path, bool isChinese) => isChinese && Fields.TryGetValue(path.Split('.')[^1], out var name) ? name : path;
}
