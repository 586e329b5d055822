namespace Doorstep.Host.Supervision;

/// <summary>Events of the catalogue, and what else stands in a journal, as people read them (domain.md e). An event of a definition's own is shown by its name.</summary>
internal static class EventWords
{
    private static readonly Dictionary<string, string> Chinese = new(StringComparer.Ordinal)
    {
        ["ContactAttempted"] = "联系尝试", ["ContactOutcome"] = "联系结果", ["InboundMessage"] = "客户来信", ["CustomerReply"] = "客户回复", ["StatementMade"] = "客户陈述", ["ContactRestored"] = "恢复联系",
        ["TracingStepTaken"] = "寻址步骤", ["TracingExhausted"] = "寻址手段用尽", ["PromiseMade"] = "承诺还款", ["PromiseBroken"] = "承诺未履行", ["ReliefRequested"] = "申请减免", ["NoticeAcknowledged"] = "已知悉通知",
        ["ChecklistOpened"] = "开启检查表", ["ChecklistStepDone"] = "检查项完成", ["EmergencyDrillStarted"] = "应急演练", ["EmergencyAcknowledged"] = "接手紧急情况", ["EmergencyStepDone"] = "应急步骤完成",
        ["EmergencyClosed"] = "紧急情况结束", ["EmergencyOverdue"] = "紧急情况超时", ["MessageAnswered"] = "来信已阅并答复", ["MessageOverdue"] = "来信超时未答", ["SubjectAccessGiven"] = "提供个人信息副本",
        ["HardshipDeclared"] = "声明困难", ["AssessmentOpened"] = "开始困难评估", ["VulnerabilityDisclosed"] = "披露脆弱情形", ["DistressReported"] = "报告患病、丧亲或受灾", ["EvidenceUploaded"] = "上传证据",
        ["IncomeStatementSubmitted"] = "提交收支说明", ["HardshipAssessed"] = "困难评估结论", ["PlanProposed"] = "提出方案", ["PlanAccepted"] = "接受方案", ["PlanRejected"] = "拒绝方案", ["PlanCountered"] = "提出反方案",
        ["InstalmentMissed"] = "分期未付", ["PlanReviewed"] = "方案复核", ["ConcessionReviewed"] = "减免审批", ["WriteOffProposed"] = "建议核销", ["RiskAlertRaised"] = "风险预警", ["RiskAlertCleared"] = "解除预警",
        ["RiskAlertAcknowledged"] = "受理预警", ["RiskAlertOverdue"] = "预警超时", ["AuthorityRequestReceived"] = "收到机关请求", ["AgentSuspended"] = "人员停职", ["TrainingExpired"] = "培训到期",
        ["AuthorisationRevoked"] = "撤销授权", ["CaseAssigned"] = "分派案件", ["DisasterDeclared"] = "宣布灾害", ["PolicyPackPublished"] = "发布政策包", ["DefinitionPublished"] = "发布流程", ["DataIncident"] = "数据事件",
        ["DataIncidentCleared"] = "数据事件结束", ["HoldReleased"] = "解除中止", ["HoldExpired"] = "中止到期", ["HoldPlaced"] = "设置中止", ["HoldTakenBack"] = "撤回中止", ["LimitationAlarm"] = "时效预警",
        ["LimitationRestarted"] = "时效重新起算", ["ActDecided"] = "行动决定", ["VisitPackMade"] = "生成外访资料包", ["SettlementAgreed"] = "达成和解", ["SettlementPaid"] = "和解付款",
        ["InterventionAcknowledged"] = "主管接手", ["InterventionResolved"] = "主管处理完成", ["EvasionSuspected"] = "疑似逃废债", ["EvasionReviewed"] = "逃废债核查结论", ["LegalReviewed"] = "法律审查结论",
        ["CourtMilestone"] = "诉讼进展", ["CustomerDeceased"] = "客户去世", ["DeathReportWithdrawn"] = "撤回死亡报告", ["EstateRepresentativeNamed"] = "指定遗产代表", ["IncapacityNotified"] = "行为能力受限",
        ["GuardianVerified"] = "核实监护人", ["InsolvencyOpened"] = "破产受理", ["InsolvencyClosed"] = "破产终结", ["MoratoriumStarted"] = "暂停还款期开始", ["MoratoriumEnded"] = "暂停还款期结束",
        ["PaymentReceived"] = "收到还款", ["PaymentReversed"] = "还款冲回", ["BalanceUpdated"] = "余额更新", ["AccountCured"] = "账户恢复正常", ["DebtTransferred"] = "债权转让", ["AgencyChanged"] = "更换外包机构",
        ["CaseRecalled"] = "撤回案件", ["DisputeRaised"] = "提出异议", ["DisputeResolved"] = "异议答复", ["ComplaintFiled"] = "投诉", ["AccusedIdentified"] = "查明被投诉人", ["ComplaintClosed"] = "投诉办结",
        ["FraudReported"] = "报告冒名贷款", ["FraudConfirmed"] = "确认冒名贷款", ["FraudCleared"] = "排除冒名贷款", ["FakeAgentReported"] = "举报冒充人员", ["IdentityVerificationRequested"] = "要求核实身份",
        ["ConsentWithdrawn"] = "撤回同意", ["ConsentGiven"] = "给予同意", ["PreferenceChanged"] = "更改偏好", ["CeaseContactRequested"] = "要求停止联系", ["ContactAllowedAgain"] = "恢复允许联系",
        ["RepresentativeAppointed"] = "委托代理人", ["RepresentativeWithdrawn"] = "解除代理", ["SupervisorOverride"] = "主管干预", ["VisitCalledOff"] = "取消外访", ["AgentTakenOff"] = "被投诉人退出案件", ["AddressLost"] = "地址已属他人", ["SuspensionOverdue"] = "暂停到期",
        ["EscalationReviewed"] = "升级复核结论", ["VisitReviewed"] = "外访审批", ["AppointmentConfirmed"] = "确认预约", ["AppointmentDeclined"] = "婉拒预约", ["AppointmentRescheduled"] = "更改预约",
        ["VisitCheckedIn"] = "到场签到", ["VisitCheckedOut"] = "离场", ["VisitRefused"] = "客户拒访", ["VisitAborted"] = "外访中断", ["NoOneHome"] = "无人在家", ["VisitReportFiled"] = "提交外访报告",
        ["VisitReportReviewed"] = "外访报告复核", ["SafetyAlert"] = "安全警报", ["SafeCheckIn"] = "平安报到", ["CheckInMissed"] = "未按时报到", ["SafetyReviewed"] = "安全复核", ["FeedbackGiven"] = "客户反馈",
        ["IntakeChecked"] = "受理检查", ["start"] = "案件开始", ["deadline"] = "期限到期", ["override"] = "主管干预", ["audit"] = "审计", ["recount"] = "重新计时",
    };

    /// <summary>Whether an event has a Chinese name.</summary>
    public static bool Has(string type) => Chinese.ContainsKey(type);

    /// <summary>An event in the reader's language; in Chinese with its name behind it, which documents and services use.</summary>
    public static string Of(string type, bool isChinese) => isChinese && Chinese.TryGetValue(type, out var words) ? $"{words}（{type}）" : type;
}
