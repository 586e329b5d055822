using Doorstep.Host.Api;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Supervision;

/// <summary>The figures of docs/outcomes.md as people read them.</summary>
internal static class FigureWords
{
    private static readonly Dictionary<string, Words> Names = new(StringComparer.Ordinal)
    {
        ["COMPLAINT"] = new("Complaints", "投诉"), ["DISPUTE"] = new("Objections", "异议"), ["DISPUTE_UPHELD"] = new("Objections that were right", "异议成立"), ["SAFETY_INCIDENT"] = new("Safety incidents", "安全事件"),
        ["DATA_INCIDENT"] = new("Data incidents", "数据事件"), ["FAKE_AGENT"] = new("False agents reported", "冒充人员举报"), ["VISIT_REFUSED"] = new("Visits refused", "外访被拒"), ["VISIT_ABORTED"] = new("Visits broken off", "外访中止"),
        ["CURED"] = new("Cured", "恢复正常"), ["HARDSHIP"] = new("Hardship heard", "困难受理"), ["PLAN_AGREED"] = new("Plans agreed", "达成计划"), ["PLAN_SUSTAINED"] = new("Plans sustained", "计划持续履行"),
        ["INSTALMENT_MISSED"] = new("Instalments missed", "分期未付"), ["ACT_ALLOWED"] = new("Allowed", "允许"), ["ACT_REFUSED"] = new("Refused", "拒绝"),
    };

    public static string Name(string figure, bool isChinese) => Names.TryGetValue(figure, out var words) ? words.In(isChinese) : figure;
}
