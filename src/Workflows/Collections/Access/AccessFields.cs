using System.Collections.Frozen;

namespace Doorstep.Workflows.Collections.Access;

/// <summary>A field of the case file that is about the customer.</summary>
/// <param name="Path">Where it stands in the file; <c>[]</c> stands for every item of a list.</param>
/// <param name="Zh">Its heading in Chinese.</param>
/// <param name="En">Its heading in English.</param>
internal sealed record AccessField(string Path, string Zh, string En);

/// <summary>What the customer is shown of the file (S31). Whatever is not here stays here: tokens of agents, relatives and other people, models, internal reasons.
/// A field that somebody adds to the file later is withheld until somebody adds it here too.</summary>
internal static class AccessFields
{
    /// <summary>Headings of the parts.</summary>
    public static IReadOnlyDictionary<string, (string Zh, string En)> Parts { get; } = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["customer"] = ("您的资料", "About you"), ["debt"] = ("欠款", "What is owed"), ["contact"] = ("联系情况", "How we tried to reach you"), ["promise"] = ("还款承诺", "Promises to pay"),
        ["plan"] = ("还款计划", "Your plan"), ["consents"] = ("您的同意", "Your consents"), ["holds"] = ("暂停措施", "What is on hold"), ["rights"] = ("异议、投诉与陈述", "Objections, complaints, statements"),
        ["relief"] = ("困难与方案", "Hardship and offers"), ["visits"] = ("上门访问", "Visits"), ["legal"] = ("法律程序", "Legal procedures"), ["inbox"] = ("您的来信", "Your messages"),
        ["acts"] = ("我方联系记录", "Contacts that we made"), ["risk"] = ("评分", "Scores"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The fields, by path.</summary>
    public static IReadOnlyDictionary<string, AccessField> All { get; } = Rows().ToFrozenDictionary(field => field.Path, StringComparer.Ordinal);

    private static IEnumerable<AccessField> Rows() =>
    [
        new("customer.displayName", "称呼", "Name"), new("customer.ageBand", "年龄段", "Age band"), new("customer.language", "语言", "Language"), new("customer.commsProfile", "沟通方式", "How we write to you"),
        new("customer.represented", "是否有代理人", "Represented by somebody"), new("customer.preferences.channels[]", "希望的联系渠道", "Channels you want"),
        new("customer.preferences.optOut[]", "不希望的联系渠道", "Channels you do not want"), new("customer.preferences.notBefore", "最早联系时间", "Not before"), new("customer.preferences.notAfter", "最晚联系时间", "Not after"),
        new("customer.supportNeeds[].code", "支持需求", "Support that you need"), new("customer.supportNeeds[].source", "需求来源", "Who told us"),
        new("customer.contactPoints[].kind", "联系方式类型", "Kind of contact"), new("customer.contactPoints[].value", "联系方式", "Number or address"), new("customer.contactPoints[].token", "联系方式编号", "Token of the number"), new("customer.contactPoints[].verified", "是否核实", "Verified"),
        new("customer.addresses[].kind", "地址类型", "Kind of address"), new("customer.addresses[].text", "地址", "Address"), new("customer.addresses[].verifiedAt", "核实日期", "Verified on"),
        new("debt.currency", "币种", "Currency"), new("debt.principal", "本金(最小货币单位)", "Principal (minor units)"), new("debt.interest", "利息", "Interest"), new("debt.penalty", "罚息", "Penalty"), new("debt.fees", "费用", "Fees"),
        new("debt.total", "合计", "Total"), new("debt.credit", "多还金额", "Paid beyond what was owed"), new("debt.dpd", "逾期天数", "Days past due"), new("debt.allocationOrder[]", "还款抵扣顺序", "Order of allocation"),
        new("contact.attempts", "联系次数", "Attempts"), new("contact.conversations", "通话次数", "Conversations"), new("contact.informed", "是否已告知", "You were informed"),
        new("promise.amount", "承诺金额", "Amount promised"), new("promise.due", "承诺日期", "Promised for"), new("promise.graceEndsAt", "宽限期至", "Grace until"), new("promise.paid", "已还", "Paid"),
        new("promise.met", "是否履行", "Kept"), new("promise.kept", "已履行次数", "Promises kept"), new("promise.broken", "未履行次数", "Promises not kept"), new("promise.lapsed", "是否失约", "The last one was not kept"),
        new("plan.months", "期数", "Instalments"), new("plan.instalment", "每期金额", "Each"), new("plan.firstDue", "首期日期", "First due"), new("plan.paid", "已还", "Paid"), new("plan.total", "计划总额", "Total"),
        new("plan.covered", "已还期数", "Instalments covered"), new("plan.complete", "是否完成", "Complete"), new("plan.nextDue", "下一期日期", "Next due"), new("plan.settled", "是否结清", "Settled"),
        new("consents.given[].id", "同意编号", "Consent"), new("consents.given[].scope", "同意范围", "What for"), new("consents.given[].given", "同意日期", "Given on"), new("consents.given[].until", "有效期至", "Until"),
        new("consents.given[].withdrawable", "可否撤回", "Can be taken back"), new("consents.given[].withdrawn", "撤回日期", "Taken back on"),
        new("holds.open[].hold", "暂停措施", "Hold"), new("holds.open[].since", "开始时间", "Since"), new("holds.open[].until", "截止时间", "Until"), new("holds.open[].reviewSince", "复核开始", "Under review since"), new("holds.coolOffUntil", "静默期至", "Quiet until"),
        new("rights.disputes[].since", "异议时间", "Objection of"), new("rights.disputes[].ground", "异议理由", "Ground"), new("rights.disputes[].result", "处理结果", "Result"), new("rights.disputes[].answeredAt", "答复时间", "Answered"),
        new("rights.complaints[].since", "投诉时间", "Complaint of"), new("rights.complaints[].category", "投诉类别", "Category"), new("rights.complaints[].via", "投诉渠道", "Channel"), new("rights.complaints[].closedAt", "办结时间", "Closed"),
        new("rights.statements[].at", "陈述时间", "Statement of"), new("rights.statements[].text", "陈述原文", "Your words"), new("rights.understood[]", "已确认理解的告知", "Notices that you have understood"),
        new("relief.declaredAt", "困难申报时间", "Hardship known since"), new("relief.offeredAt", "最近提供帮助时间", "Help last offered"), new("relief.budget.at", "收支表时间", "Budget of"), new("relief.budget.income", "月收入", "Income a month"),
        new("relief.budget.expenses", "月支出", "Spending a month"), new("relief.documents[].docType", "材料类型", "Document"), new("relief.documents[].hash", "材料摘要", "Its hash"), new("relief.decision", "评估结论", "What we found"),
        new("relief.surplus", "每月结余", "Surplus a month"), new("relief.offers[].version", "方案版本", "Offer"), new("relief.offers[].at", "提出时间", "Of"), new("relief.offers[].by", "提出方", "Whose"), new("relief.offers[].months", "期数", "Instalments"),
        new("relief.offers[].instalment", "每期金额", "Each"), new("relief.offers[].firstDue", "首期日期", "First due"), new("relief.offers[].waived", "减免金额", "Waived"), new("relief.acceptedVersion", "已接受版本", "Offer accepted"),
        new("relief.settlement", "协议结清金额", "Settlement"), new("relief.settlementUntil", "结清截止", "Settlement until"), new("relief.settlementPaid", "已付结清金额", "Settlement paid"),
        new("visits.purpose", "访问目的", "Purpose"), new("visits.appointment.confirmedAt", "预约确认时间", "Appointment confirmed"), new("visits.appointment.place", "地点类型", "Place"), new("visits.appointment.slot", "预约时间", "Time"),
        new("visits.appointment.minutes", "时长(分钟)", "Minutes"), new("visits.movedByCustomer", "您改约次数", "Moved by you"), new("visits.movedByBank", "我方改约次数", "Moved by us"), new("visits.made[].at", "访问时间", "Visit of"),
        new("visits.made[].end", "访问结果", "How it ended"), new("visits.closedUntil", "不再安排访问至", "No visit before"), new("visits.isReported", "是否已有报告", "Report is in"),
        new("legal.limitation.starts", "诉讼时效起算", "Limitation starts"), new("legal.limitation.expires", "诉讼时效届满", "Limitation ends"), new("legal.stages[].name", "程序阶段", "Stage"), new("legal.stages[].at", "时间", "Of"),
        new("inbox.messages[].since", "来信时间", "Message of"), new("inbox.messages[].intent", "事项", "About"), new("inbox.messages[].answeredAt", "答复时间", "Answered"),
        new("acts.latest[].at", "时间", "Of"), new("acts.latest[].kind", "方式", "Kind"), new("acts.latest[].purpose", "目的", "Purpose"), new("acts.latest[].template", "模板", "Template"), new("acts.latest[].allowed", "是否允许", "Allowed"),
        new("risk.score", "评分", "Score"), new("risk.reasonCodes[]", "评分理由", "Its reasons"),
    ];
}
