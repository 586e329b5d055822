using System.Collections.Frozen;
using Doorstep.Host.Api;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Designer;

/// <summary>What a designer reads in a drop-down beside the value that is written: codes are for machines. A value without words of its own is shown as it is.</summary>
internal static class OptionWords
{
    private const string Except = "ALL EXCEPT ";

    private static readonly FrozenDictionary<string, Words> All = new Dictionary<string, Words>
    {
        ["CALL"] = new("Call", "电话"), ["SMS"] = new("SMS", "短信"), ["EMAIL"] = new("E-mail", "电子邮件"), ["IM"] = new("Instant message", "即时消息"), ["LETTER"] = new("Letter", "信函"),
        ["APPOINTMENT_INVITATION"] = new("Invitation to an appointment", "预约邀请"), ["VISIT"] = new("Visit", "上门"), ["THIRD_PARTY_ENQUIRY"] = new("Asking a third party where the customer is", "向第三方询问下落"),
        ["AGENCY_ASSIGNMENT"] = new("Handing over to an agency", "委托外包机构"), ["LEGAL_REFERRAL"] = new("Referral to court", "移交诉讼"), ["CREDIT_REPORT"] = new("Report to the credit register", "报送征信"),
        ["MESSAGE"] = new("Message on the channel that fits", "按适当渠道发送消息"),
        ["DEMAND"] = new("Asks for money", "催收"), ["SERVICE"] = new("Helps or informs", "服务告知"), ["LEGAL_NOTICE"] = new("Notice that the law wants", "法定通知"), ["LOCATE"] = new("Finds the customer", "寻址"),
        ["CUSTOMER"] = new("The customer", "客户"), ["ESTATE_ADMINISTRATOR"] = new("Who administers the estate", "遗产管理人"), ["GUARDIAN"] = new("Guardian", "监护人"), ["ADVISER"] = new("Adviser", "顾问"),
        ["THIRD_PARTY"] = new("A third party", "第三方"), ["INSTITUTION"] = new("An institution", "机构"),
        ["HOME"] = new("Home", "住所"), ["WORKPLACE"] = new("Workplace", "工作单位"), ["BRANCH"] = new("Branch", "网点"), ["OTHER"] = new("Elsewhere", "其他"),
        ["APPLY"] = new("Act at once", "立即执行"), ["REVALIDATE"] = new("A person looks first", "先由人工复核"),
        ["LEGAL"] = new("A day that the law sets", "法定期限"), ["HOLD"] = new("A hold", "冻结事项"), ["HOUSE"] = new("The house's own pace", "内部时限"),
        ["NONE"] = new("No hold", "不因任何冻结暂停"), ["ALL"] = new("Every hold", "所有冻结"),
        ["DISPUTE"] = new("Dispute", "债务异议"), ["COMPLAINT"] = new("Complaint", "投诉"), ["HARDSHIP"] = new("Hardship", "困难"), ["VULNERABLE"] = new("Vulnerable customer", "脆弱客户"),
        ["MORATORIUM"] = new("Moratorium", "债务喘息"), ["REPRESENTED"] = new("Has a lawyer", "委托律师"), ["CEASE_CONTACT"] = new("Wants no contact", "拒绝联系"), ["DECEASED"] = new("Died", "死亡"),
        ["INCAPACITY"] = new("Cannot act alone", "行为能力受限"), ["INSOLVENCY"] = new("Insolvency", "个人破产"), ["FRAUD_VICTIM"] = new("The loan may be another's", "冒名贷款"),
        ["SAFETY"] = new("Safety", "人身安全"), ["DATA_INCIDENT"] = new("Data incident", "数据事件"), ["ILLNESS_BEREAVEMENT_DISASTER"] = new("Illness, bereavement, disaster", "疾病、丧亲、灾害"),
        ["HoldReleased"] = new("Somebody released it", "人工解除"), ["HoldExpired"] = new("Its time is over", "到期失效"), ["MatchFirst"] = new("The first that holds", "仅首个满足的分支"), ["MatchAny"] = new("Every one that holds", "所有满足的分支"),
        ["InterventionRequested"] = new("The duty desk: a case is stuck", "值班台：案件停滞"), ["HardshipAssessmentRequested"] = new("The hardship team: assess", "困难评估组：进行评估"),
        ["VisitAuthorisationRequested"] = new("Issue an authorisation for a visit", "签发上门授权书"), ["VisitCancelled"] = new("The agents: the visit is off", "上门人员：上门取消"),
        ["VisitNotStarted"] = new("The team at the door: the guards have said no", "上门人员：守则不允许开始"), ["ReferralRefused"] = new("The legal reviewers: the guards have said no", "法务复核：守则不允许移交"),
        ["LawfulTracingRequested"] = new("The tracing desk: registers only", "寻址组：仅查登记信息"), ["CollectionStopRequested"] = new("Stop collecting: a plan runs", "停止催收：还款计划履行中"),
        ["PlanCheckRequested"] = new("The hardship team: does the plan still fit", "困难评估组：复核还款计划"), ["CounselStayRequested"] = new("The legal desk: stay the procedure", "法务：中止程序"),
        ["CourtProgressRequested"] = new("The legal desk: ask for progress", "法务：询问进展"), ["CaseClosed"] = new("The ledger and the queues: a case has ended", "账务与队列：案件结束"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words with the value behind them, which faults and sentences name.</summary>
    public static string Of(string value, bool isChinese)
    {
        var isExcept = value.StartsWith(Except, StringComparison.Ordinal);
        if (!All.TryGetValue(isExcept ? value[Except.Length..] : value, out var words)) return value;
        var text = isExcept ? isChinese ? $"除“{words.Zh}”外的所有冻结" : $"Every hold but: {words.En}" : words.In(isChinese);
        return isChinese ? $"{text}（{value}）" : $"{text} ({value})";
    }
}
