namespace Doorstep.Host.Supervision;

/// <summary>What guards say stands in the way of an act, in English as a decision keeps it and in Chinese as the console shows it. <c>{}</c> is what the guard fills in, in the same order in both;
/// <c>{1}</c> and so on take another order. A test holds the list to the guards.</summary>
internal static class GuardReasons
{
    /// <summary>The sentences.</summary>
    public static readonly (string En, string Zh)[] Sentences =
    [
        // G1, G17
        ("The customer's own hours and the lawful ones, {}, have nothing in common.", "客户自选时段与法定时段（{}）没有重合。"),
        ("It is {} where the customer is; the hours are {}.", "客户所在地现为 {}，可联系时段为 {}。"),
        ("It is {} in {}, where another case of the person says that the customer is; the hours are {}.", "该客户另一案件登记的所在地 {2} 现为 {1}，可联系时段为 {3}。"),
        ("The calendar of the policy pack is not known.", "没有政策包所用的日历。"),
        ("{} is a public holiday: {}.", "{} 为法定节假日：{}。"),
        ("Calendar '{}' does not know {}; it knows {}.", "日历“{}”未载明 {} 年，仅有 {}。"),

        // G2
        ("What was done to this person before is not known.", "此前对该客户的联系情况不明。"),
        ("The start named no 'history': what other systems did to this person before is not known until {}, when it counts no more.", "立案时未提供 history：其他系统此前的联系情况不明，{} 后不再计入。"),
        ("This help was offered less than a day ago.", "同样的帮扶提议发出尚不足一天。"),
        ("The customer was spoken to on {}; the next call may be on {}.", "已于 {} 与客户通话，下次可致电日期为 {}。"),
        ("{} visits in 30 days; at most {} are allowed.", "30 天内已有 {} 次外访，上限为 {} 次。"),
        ("{} messages in 7 days; at most {} are allowed.", "7 天内已有 {} 条消息，上限为 {} 条。"),
        ("{} letters of this kind in 7 days; at most {} are allowed.", "7 天内已有 {} 封同类信函，上限为 {} 封。"),
        ("{} letters in 7 days; at most {} are allowed.", "7 天内已有 {} 封信函，上限为 {} 封。"),
        ("{} answered calls today; at most {} are allowed.", "今日已接通 {} 次，上限为 {} 次。"),
        ("{} calls that were answered today or may be just now (report how they ended); at most {} are allowed.", "今日已接通或可能正在通话 {} 次（请报告通话结果），上限为 {} 次。"),
        ("{} attempts at this number today; at most {} are allowed.", "今日已拨打该号码 {} 次，上限为 {} 次。"),
        ("{} calls in 7 days; at most {} are allowed.", "7 天内已拨打 {} 次，上限为 {} 次。"),

        // G3
        ("No number of the customer's own is known.", "没有客户本人的号码。"),
        ("The script says something of the debt before it is proven who is there.", "话术在核实身份之前提到了债务。"),
        ("No postal address of the customer is verified.", "客户的邮寄地址均未核实。"),
        ("The address is not known to be the customer's own and verified.", "该联系方式未核实为客户本人所有。"),
        ("'{}' is not a number or address of the customer.", "“{}”不是客户的号码或地址。"),
        ("Somebody else was asked at '{}' where the customer is; it is not the customer's own.", "曾向“{}”询问客户下落，该号码不属于客户本人。"),
        ("Somebody else lives at the customer's address, and no other one is known.", "客户地址现由他人居住，且没有其他已知地址。"),
        ("Nobody speaks for the customer.", "没有人代理客户。"),
        ("Whoever was named last speaks for the customer no more; another one has to say where he is reached.", "最后登记的代理人已不再代理客户；新的代理人须提供联系方式。"),
        ("A guardian stands for the customer: what is said is said to the guardian (Civil Code arts. 21 to 24).", "客户有监护人：相关事项只告知监护人（民法典第21至24条）。"),
        ("No guardian is verified.", "监护人未核实。"),
        ("Nobody is named who administers the estate.", "未指定遗产管理人。"),
        ("An institution is no person to call or to write to.", "机构不是可以致电或致函的对象。"),
        ("Nobody has said at which number the {} is reached: '{}' says it in 'contact'.", "未说明{}的电话号码：由“{}”的 contact 字段说明。"),
        ("Nobody has said where the {} is reached: '{}' says it in 'contact'.", "未提供{}的联系方式：由“{}”的 contact 提供。"),
        ("'{}' is the customer's own; the {} is somebody else.", "“{}”是客户本人的；{}应为他人。"),
        ("'{}' is no number or address of the {}: '{}' says in 'contact' which is.", "“{}”不是{}的号码或地址：由“{}”的 contact 提供。"),

        // G4, G15
        ("Hold {} stands in the way.", "存在中止事项 {}。"),
        ("Hold {} of another case of the same person stands in the way.", "同一客户的另一案件存在中止事项 {}。"),
        ("'{}' is off this case.", "“{}”已退出本案。"),
        ("Nothing is owed: the agreed sum has come in full.", "约定金额已全部收到，不欠款。"),
        ("The ledger has raised interest, penalty or fees that stand still under a moratorium; a person has to look at it first.", "账务在暂缓期内计增了应停止计收的利息、罚息或费用，须先由人员核查。"),
        ("The ledger has just raised interest, penalty or fees that stand still under a moratorium.", "账务刚刚计增了暂缓期内应停止计收的利息、罚息或费用。"),
        ("Nothing is owed.", "不欠款。"),
        ("The customer's message '{}' waits for somebody who reads it and says what it was.", "客户来信“{}”尚无人阅读并登记其含义。"),
        ("'{}' has the case and is off it; give it to somebody else first.", "本案仍由已回避的“{}”负责，请先改派他人。"),
        ("The customer complains about '{}', and nobody has said yet who that is (AccusedIdentified).", "客户投诉“{}”，尚未查明是谁（AccusedIdentified）。"),
        ("The customer has said in another case that nobody is to come; the way to a visit is closed.", "客户已在另一案件中表示不同意上门，上门途径已关闭。"),
        ("The customer's message '{}' in another case of the same person waits for somebody who reads it and says what it was.", "同一客户另一案件的来信“{}”尚无人阅读并登记其含义。"),
        ("A hold has just been let go; these are the quiet days after it.", "中止事项刚解除，尚在静默期内。"),
        ("A plan runs, and a plan stops collection.", "还款计划履行期间停止催收。"),
        ("A promise is open until its grace is over.", "还款承诺尚在宽限期内。"),
        ("A {} speaks for the customer; contact the {}.", "客户已由{}代理，请联系{}。"),

        // G5
        ("The customer was first asked more than {} days ago and has no notice of what is owed and why. Plan a LEGAL_NOTICE with the template {} first.", "首次催告已逾 {} 天，客户尚未收到欠款金额及依据的通知；请先以模板 {} 安排 LEGAL_NOTICE。"),
        ("The customer has opted out of {}.", "客户已退订 {}。"),
        ("The customer has not asked for {} since taking back what permitted it.", "客户撤回同意后未再要求使用 {}。"),
        ("The customer has not asked for {}: neither a choice nor a consent is on file.", "客户未要求使用 {}：没有选择或同意的记录。"),
        ("The customer has chosen {}.", "客户选择的方式为 {}。"),
        ("The customer has not consented to be called at work; it takes the consent {}.", "客户未同意致电其单位，须取得同意 {}。"),
        ("Nothing is settled, completed or corrected, so there is nothing that a bureau would have to put right.", "没有结清、完成或更正的事项，无须向征信机构更正。"),
        ("An objection was answered since the customer was told; what is reported now is told anew first.", "告知客户后异议已有答复；须先就现在报送的内容重新告知。"),
        ("The customer was not told before.", "此前未告知客户。"),
        ("The customer was told less than {} days ago.", "告知客户尚不足 {} 天。"),

        // G6
        ("A third party may only be asked where the customer is.", "只可向第三方询问客户下落。"),
        ("A third party hears nothing of a debt.", "不得向第三方透露债务。"),
        ("A third party has refused; no other is asked.", "已有第三方拒绝，不得再询问其他人。"),
        ("'{}' is on file as the customer's own, and no third party.", "“{}”登记为客户本人的联系方式，不是第三人。"),
        ("It is not said who is to be asked.", "未说明询问对象。"),
        ("Who was asked before is not known.", "此前询问过何人不明。"),
        ("'{}' was asked before; nobody is asked twice.", "“{}”已被询问过，不得重复询问。"),
        ("The customer has spoken to the house since the last attempt, and is not lost.", "客户在上次尝试后与我方联系过，并未失联。"),
        ("The customer may still be reached: {} failures in a row, {} are needed, or an invalid number.", "客户仍可能联系得上：连续失败 {} 次，须达 {} 次，或号码无效。"),

        // G7
        ("A second person has not approved it.", "尚未经第二人批准。"),
        ("'{}' has asked for it and approved it.", "“{}”既申请又批准。"),
        ("The customer has declined a visit; the way to one is closed.", "客户已拒绝外访，外访途径关闭。"),
        ("Nobody has said what the visit is for.", "未说明外访目的。"),
        ("Remote contact is not exhausted: {} of {} attempts, {} of {} channels, {} of {} days.", "远程联系尚未用尽：尝试 {}/{} 次，渠道 {}/{} 种，天数 {}/{} 天。"),

        // G8
        ("{} agents; {} different ones are needed.", "外访人员 {} 名，须有 {} 名不同人员。"),
        ("The check-in says that {} are there and names {}.", "签到称有 {} 人，却列出 {} 人。"),
        ("'{}' was not approved for this visit, and the customer was told of others. Another team takes an approval of its own (T17).", "“{}”不在本次外访的批准名单内，客户获知的是其他人员；更换人员须另行批准（T17）。"),
        ("'{}' is not in the register of agents.", "“{}”不在外访人员名册内。"),
        ("'{}' is suspended.", "“{}”已被停用。"),
        ("The training of '{}' has run out.", "“{}”的培训已过期。"),
        ("'{}' has no identity card to show.", "“{}”没有可出示的工作证件。"),
        ("'{}' rests after an incident.", "“{}”正处于事件后的休息期。"),
        ("'{}' is at another door. Report how that visit ended first.", "“{}”正在另一处外访，请先报告其结果。"),
        ("'{}' has to do with the customer in private.", "“{}”与客户有私人关系。"),
        ("There is no authorisation for this visit.", "本次外访没有授权书。"),
        ("Authorisation '{}' is revoked.", "授权书“{}”已撤销。"),
        ("Authorisation '{}' is for another case.", "授权书“{}”属于其他案件。"),
        ("Authorisation '{}' counts from {} to {}.", "授权书“{}”的有效期为 {} 至 {}。"),
        ("Authorisation '{}' does not name '{}'.", "授权书“{}”未列入“{}”。"),

        // G9
        ("The customer has not confirmed an appointment.", "客户尚未确认预约。"),
        ("The customer has agreed to {}, not to {}.", "客户同意的地点为 {}，而非 {}。"),
        ("The customer has agreed to {}, not to a place that is not named.", "客户同意的地点为 {}，而本次未注明地点。"),
        ("The visit is approved for {}, not for {}: another place takes an approval of its own.", "外访获批地点为 {}，而非 {}；更换地点须另行批准。"),
        ("The customer wants to be contacted by no channel at all.", "客户不愿以任何方式被联系。"),
        ("The customer has not consented to a visit at work.", "客户未同意在单位外访。"),
        ("The customer has not consented to a visit at another place; it takes the consent {}.", "客户未同意在其他地点外访，须取得同意 {}。"),
        ("The customer has not consented to anybody coming in.", "客户未同意入户。"),
        ("The appointment is on {} from {} to {}; a team begins {} minutes before at the earliest.", "预约时间为 {} {} 至 {}，外访人员最早提前 {} 分钟开始。"),
        ("The customer was not invited.", "尚未向客户发出预约邀请。"),
        ("The notice of {} days ends on {}.", "{} 天的通知期至 {} 届满。"),

        // G12
        ("No help in hardship was offered.", "尚未提供困难帮扶。"),
        ("A plan runs, and whoever keeps one is taken to no court.", "还款计划履行期间不得起诉。"),
        ("No notice has reached the customer. Report the letter that was delivered (ContactAttempted), or speak to the customer.", "尚无通知送达客户；请报告已送达的信函（ContactAttempted），或与客户通话。"),
        ("Nobody has approved it.", "尚未经批准。"),
        ("It has been referred already.", "已移送诉讼，不得重复。"),
        ("Two different persons have to approve it.", "须经两名不同人员批准。"),
        ("The limitation period is not known.", "诉讼时效不明。"),
        ("The limitation period ended on {}.", "诉讼时效已于 {} 届满。"),
        ("The letter before action came back, so it has told nobody anything (S3). Approve it anew once an address is verified, and it goes out anew.", "诉前函已被退回，未告知任何人（S3）；核实地址后重新批准，将重新寄出。"),
        ("Nobody has reported that the letter before action was delivered. Report it (ContactAttempted, with the act's id), or speak to the customer.", "尚无人报告诉前函已送达；请报告送达情况（ContactAttempted，附行为编号），或与客户通话。"),
        ("The letter about {} came back, so it has told nobody anything (S3). Send it anew once an address is verified.", "关于{}的信函已被退回，未告知任何人（S3）；核实地址后请重新寄出。"),
        ("The letter before action has not gone out for this approval.", "本次批准的诉前函尚未寄出。"),
        ("The customer has until {} to answer the letter before action.", "客户可在 {} 前答复诉前函。"),

        // G13, G14, G16
        ("There is no hashed document that proves the debt.", "没有带哈希的债权证明文件。"),
        ("'{}' was taken inside a home, and nobody there had agreed to it.", "“{}”在住宅内取得，且未经在场人同意。"),
        ("'{}' does not say where it was taken. Tag it with one of {}.", "“{}”未注明取得地点，请用以下标签之一标注：{}。"),
        ("There is no visit pack. Make one first.", "没有外访资料包，请先生成。"),
        ("The pack is not one that listens, and hardship is open. Make a new one.", "客户处于困难评估中，资料包不是倾听型，请重新生成。"),
        ("It carries {}, which its purpose does not need.", "携带了目的不需要的数据：{}。"),
        ("Agency '{}' does not work this case.", "机构“{}”不承办本案。"),
        ("The agency is not named.", "未注明机构。"),
        ("The customer was not told of agency '{}' first.", "尚未事先告知客户由机构“{}”承办。"),
        ("The customer is told of agency '{}' first: its notice counts as served on {}, or once it is reported delivered.", "须先告知客户由机构“{}”承办：通知于 {} 视为送达，或以实际送达为准。"),
        ("Agency '{}' is not on the list.", "机构“{}”不在公示名单内。"),
        ("Agency '{}' hands cases on.", "机构“{}”转包案件。"),
        ("Agency '{}' was not inspected within {} months.", "机构“{}”未在 {} 个月内接受检查。"),
    ];
}
