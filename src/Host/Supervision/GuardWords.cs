using Doorstep.Host.Api;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Supervision;

/// <summary>The guards of domain.md b.3 as people read them: a decision names its guards by number, and says in English what exactly stood in the way; the rule itself is said here in both languages.</summary>
internal static class GuardWords
{
    private static readonly Dictionary<string, (string Zh, Words Rule)> All = new(StringComparer.Ordinal)
    {
        ["G1"] = ("联系时段", new("Only within the lawful hours where the customer is, and within the customer's own.", "仅可在客户所在地的法定时段及客户自选时段内联系。")),
        ["G2"] = ("联系频次", new("Not more often than allowed, over all cases of a person and all calls to a number.", "联系次数不得超过上限（按人、按号码、按渠道合并计算）。")),
        ["G3"] = ("身份核实", new("No fact of the debt before it is certain who hears it.", "未核实对方身份前，不得透露债务信息。")),
        ["G4"] = ("中止事项", new("Nothing that a hold blocks, nothing in the quiet days after one, nothing while a plan or a promise runs.", "存在中止事项、静默期或正在履行的计划/承诺时，不得采取相应行动。")),
        ["G5"] = ("客户偏好", new("Only channels that the customer wants and has not opted out of.", "仅可使用客户同意且未退订的渠道。")),
        ["G6"] = ("第三方", new("A third party is asked only where the customer is, once, and hears nothing of a debt.", "仅可向第三方询问客户下落一次，且不得透露债务。")),
        ["G7"] = ("外访条件", new("A visit comes last, for a purpose, and approved by somebody else.", "外访须在远程联系用尽之后，有明确目的，并经他人批准。")),
        ["G8"] = ("外访人员", new("Two agents or more, trained, rested, carrying cards, named in an authorisation.", "外访人员须两人以上，受训、持证、休息充足，并在有效授权之内。")),
        ["G9"] = ("外访地点", new("Only where the customer has agreed to, with notice; at work and inside only with consent.", "外访地点须经客户同意并提前通知；单位及入户须另行同意。")),
        ["G12"] = ("诉讼前置", new("Nothing goes to court before help was offered, a notice delivered and two persons have approved it.", "提起诉讼前须已提供帮扶、送达通知，并经两人审批。")),
        ["G13"] = ("证据完整", new("What goes out as evidence is whole, hashed and not quarantined.", "对外提交的证据须完整、带哈希且未被隔离。")),
        ["G14"] = ("最少必要", new("An act carries only the data that its purpose needs.", "行动仅可携带目的所必需的数据。")),
        ["G15"] = ("有代理人", new("Whoever has a lawyer is not contacted directly.", "客户已委托律师的，不得直接联系客户。")),
        ["G16"] = ("外包机构", new("An agency is listed, inspected, hands nothing on, and the customer was told first.", "外包机构须在公示名单内、按期检查、不得转包，并已事先告知客户。")),
        ["Words"] = ("用语", new("Only words that a template has, in a language and on a channel that fit, and that threaten nobody.", "仅可使用与语言、渠道相符且不含威胁的模板用语。")),
        ["Moot"] = ("已无必要", new("Nobody needs it any more: the case has left the state that planned it.", "案件已离开安排该行动的状态，不再需要。")),
        ["G17"] = ("节假日", new("No visits on public holidays, and none on a day that the calendar does not know.", "法定节假日及日历未载明的日期不得外访。")),
    };

    /// <summary>A guard as a decision names it, <c>G1 Hours</c>.</summary>
    public static string Name(string guard, bool isChinese) => isChinese && All.TryGetValue(Number(guard), out var words) ? $"{Number(guard)} {words.Zh}" : guard;

    /// <summary>Its rule; null for one that is not known.</summary>
    public static string? Rule(string guard, bool isChinese) => All.TryGetValue(Number(guard), out var words) ? words.Rule.In(isChinese) : null;

    private static string Number(string guard) => guard.Split(' ')[0];
}
