using System.Collections.Frozen;
using Doorstep.Workflows.Definitions;

namespace Doorstep.Host.Designer;

/// <summary>What inputs and outputs do, where their activity says no more than a label.</summary>
internal static class DescriptorWords
{
    private static readonly FrozenDictionary<string, Words> Inputs = new Dictionary<string, Words>
    {
        ["Cases"] = new("Ways out, each with a condition. They are asked from the first to the last.", "各分支及其条件，按顺序逐个判断。"), ["Mode"] = new("Whether the first way that holds is taken, or every one.", "只走首个满足的分支，或走所有满足的分支。"),
        ["Message"] = new("What the incident says to whoever looks into it.", "故障说明，供排查人员阅读。"), ["Code"] = new("A short name by which such incidents are counted.", "用于统计同类故障的简短代码。"),
        ["Category"] = new("Which kind of incident it is.", "故障所属类别。"), ["FaultType"] = new("Whether it lies in the system or in the business.", "系统故障或业务故障。"),
        ["Value"] = new("What it becomes: a literal or an expression.", "赋予的值：常量或表达式。"), ["Text"] = new("What is written into the journal.", "写入日志的内容。"),
        ["CorrelationId"] = new("Another case's business key; left out: this case.", "其他案件的业务编号；留空表示本案件。"), ["IsLocalEvent"] = new("The event stays in this case and leaves the house by no webhook.", "事件只发给本案件，不向外部系统推送。"),
        ["Payload"] = new("What goes with it, as an object.", "随附的数据（对象）。"), ["Recipient"] = new("Who hears it; left out: the customer.", "接收人；留空表示客户本人。"),
        ["ProvesIdentityFirst"] = new("The script proves who is there before it says anything of the debt (G3).", "先核实对方身份，再提及债务（G3）。"), ["Place"] = new("Where the visit is (G9).", "上门地点（G9）。"),
        ["EntersDwelling"] = new("The team comes in, which takes a consent of its own (G9).", "进入住所须另经同意（G9）。"), ["IsSpecialist"] = new("The team is trained for vulnerable customers.", "由受过脆弱客户培训的人员执行。"),
        ["RequestedBy"] = new("Who asks for it; whoever approves is somebody else.", "申请人；审批须由他人进行。"), ["Change"] = new("Which end of a hold is waited for.", "等待冻结以何种方式结束。"),
        ["StopsFor"] = new("Holds during which the clock stands still; the remainder is kept to the second.", "期间暂停计时的冻结事项，剩余时间精确保留到秒。"), ["Risk"] = new("Whose right the deadline keeps: after an outage those are handled first.", "该期限保障谁的权利；停机恢复后优先处理。"),
        ["WhenLate"] = new("What happens where it came due while the service was down.", "停机期间到期时如何处理。"), ["TimeSpan"] = new("How long: an ISO 8601 duration or business days.", "时长：ISO 8601 格式或工作日。"),
        ["Condition"] = new("What decides which way is taken: a script that is true or not.", "决定走哪个分支的条件脚本。"), ["Items"] = new("The list that is gone through, one item after the other.", "逐项处理的列表。"),
        ["Variable"] = new("Which variable of the definition gets the value.", "被赋值的变量。"), ["Kind"] = new("What is done: the guards of that kind of act are asked just before it (G1–G17).", "行动类型；执行前按该类型逐项检查守则（G1–G17）。"),
        ["Interval"] = new("How often: an ISO 8601 duration.", "间隔：ISO 8601 时长。"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (Words Name, Words Note)> Outputs = new Dictionary<string, (Words, Words)>
    {
        ["Result"] = (new("Result", "结果"), new("What it found or received.", "得到的结果或收到的内容。")), ["Output"] = (new("Output", "输出"), new("The way that was taken.", "所走的分支。")),
        ["CurrentValue"] = (new("Current value", "当前项"), new("The item of this round.", "本轮处理的项。")),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What an input does; null where nothing is said of it.</summary>
    public static Words? OfInput(string name) => Inputs.GetValueOrDefault(name);

    /// <summary>An output's name and what it has.</summary>
    public static (Words Name, Words Note) OfOutput(string name) => Outputs.GetValueOrDefault(name, (new Words(name, name), new Words("", "")));
}
