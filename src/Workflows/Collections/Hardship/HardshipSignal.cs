using System.Collections.Immutable;
using System.Text.Json;

namespace Doorstep.Workflows.Collections.Hardship;

/// <summary>Notices that somebody is in difficulty without being asked for the word (S24): then the house offers an assessment itself.</summary>
public static class HardshipSignal
{
    /// <summary>Words in a message or a conversation that open an assessment; matched without regard to case.</summary>
    public static ImmutableArray<string> Words { get; } =
    [
        "失业", "下岗", "裁员", "降薪", "停工", "没有收入", "没收入", "生病", "住院", "困难", "还不起", "还不上", "无力偿还", "延期还款", "破产", "受灾",
        "lost my job", "laid off", "unemployed", "redundan", "no income", "cannot pay", "can't pay", "cannot afford", "can't afford", "hardship", "in hospital", "bankrupt",
    ];

    /// <summary>What in a fact says so, or null: the fact itself, a word in its <c>text</c> or <c>note</c>, or its <c>intent</c>.</summary>
    /// <param name="type">The event's type.</param>
    /// <param name="data">Its data.</param>
    public static string? In(string type, JsonElement data)
    {
        if (type is "HardshipDeclared" or "VulnerabilityDisclosed") return type;
        if (type is not ("InboundMessage" or "CustomerReply" or "ContactOutcome" or "VisitReportFiled")) return null;
        if (data.Text("intent") is "HARDSHIP" or "CANNOT_PAY") return data.Text("intent");
        var said = $"{data.Text("text")}\n{data.Text("note")}".Replace('’', '\'');
        return Words.FirstOrDefault(word => said.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The second broken promise is a signal, not a reason to punish (T13).</summary>
    public static bool In(Promises promises) => promises.Broken >= 2;
}
