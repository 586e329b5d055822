namespace Doorstep.Host.Supervision;

/// <summary>States of the shipped definitions (domain.md b.2) as people read them. A definition may have others; those are shown by their own names.</summary>
internal static class StateWords
{
    private static readonly Dictionary<string, string> Chinese = new(StringComparer.Ordinal)
    {
        ["AppointmentConfirmed"] = "预约已确认", ["AppointmentPending"] = "预约待确认", ["Aside"] = "搁置", ["CapacityFound"] = "有还款能力", ["ClosedCured"] = "已恢复正常", ["ClosedEstate"] = "遗产结案",
        ["ClosedFraudVictim"] = "冒名贷款结案", ["ClosedInsolvency"] = "破产结案", ["ClosedLegalHandover"] = "移交法律程序结案", ["ClosedNotOwed"] = "无欠款结案", ["ClosedPaid"] = "已结清",
        ["ClosedPlanCompleted"] = "方案完成结案", ["ClosedRecalled"] = "已撤回", ["ClosedSettled"] = "已和解结清", ["ClosedTransferred"] = "已转让", ["ClosedWrittenOff"] = "已核销",
        ["Contact"] = "联系", ["ContactChosen"] = "转回联系", ["Escalated"] = "升级复核", ["EvasionReview"] = "逃废债核查", ["EvasionSuspected"] = "疑似逃废债", ["Exhausted"] = "远程联系用尽",
        ["GentleReminder"] = "温和提醒", ["HandedOver"] = "已移交", ["Hardship"] = "困难帮扶", ["HardshipAssessment"] = "困难评估", ["HardshipFound"] = "发现困难", ["HardshipReview"] = "困难复核",
        ["Intake"] = "受理", ["InterventionTaken"] = "主管已接手", ["Legal"] = "法律程序", ["LegalChosen"] = "转法律程序", ["LegalReferred"] = "已移交法律程序", ["LegalReview"] = "法律审查",
        ["ManualIntervention"] = "主管介入", ["NoticeGiven"] = "已通知", ["Opening"] = "开始", ["PlanActive"] = "方案履行中", ["PlanAgreed"] = "已达成方案", ["PlanCompleted"] = "方案完成",
        ["PlanOffered"] = "方案待接受", ["PlanReview"] = "方案复核", ["PtpActive"] = "承诺履行中", ["ReferralReady"] = "可移交", ["RemoteContact"] = "远程联系", ["ReportMissing"] = "报告缺失",
        ["Returned"] = "退回", ["ReviewOverdue"] = "复核超期", ["SafetyAlarm"] = "安全警报", ["Settled"] = "已和解", ["Stalled"] = "停滞", ["Unreachable"] = "失联查找", ["Untraceable"] = "无法查找",
        ["Visit"] = "外访", ["VisitInProgress"] = "外访进行中", ["VisitReporting"] = "外访报告", ["VisitReview"] = "外访审批",
    };

    /// <summary>The state that a reader means, who writes it in Chinese; anything else as it is written. <c>联系/远程联系</c> is <c>Contact/RemoteContact</c>.</summary>
    public static string Named(string said) => string.Join('/', said.Trim().Split('/').Select(part => Chinese.FirstOrDefault(known => known.Value == part.Trim()) is { Key: { } state } ? state : part));

    /// <summary>A state's path in the reader's language: <c>Contact/RemoteContact</c> is 联系/远程联系.</summary>
    public static string Of(string path, bool isChinese) => isChinese ? string.Join('/', path.Split('/').Select(state => Chinese.GetValueOrDefault(state, state))) : path;

    /// <summary>A sentence in Chinese whose states, in quotation marks, are named as the reader knows them.</summary>
    public static string InSentence(string text) => System.Text.RegularExpressions.Regex.Replace(text, "“([A-Z][A-Za-z]+(?:/[A-Z][A-Za-z]+)*)”", state => $"“{Of(state.Groups[1].Value, isChinese: true)}”", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
