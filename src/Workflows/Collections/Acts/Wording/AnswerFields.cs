using Doorstep.Workflows.Collections.Facts;

namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>Fields of answers, and of news about who has the case or the debt.</summary>
internal static class AnswerFields
{
    /// <summary>The fields. Whoever objects or complains need not say what about, and gets an answer all the same.</summary>
    public static IEnumerable<(string Name, Func<FieldSource, object?> Value)> All() =>
    [
        ("ground", source => PlainWords.Ground(source, source.Latest(nameof(DisputeRaised)).Text("ground"), source.In("the debt", "这笔欠款"))),
        ("category", source => PlainWords.Ground(source, source.Latest(nameof(ComplaintFiled)).Text("category"), source.In("what we did", "我们的做法"))),
        ("result", Result), ("reason", Reason), ("signs", source => PlainWords.SignsOf(source, source.File.Legal.Evasion)),
        ("correctedTotal", source => source.Latest(nameof(DisputeResolved)).Text("result") == "CORRECTED" ? source.File.Debt.Total : null),
        ("agency", source => source.File.Assignment.Agency), ("newHolder", source => source.Latest(nameof(DebtTransferred)).Text("newHolder")),
        ("newHolderContact", source => source.Latest(nameof(DebtTransferred)).Text("contact")),
        ("transferredOn", source => source.Latest(nameof(DebtTransferred)).Date("transferredOn")),
        ("contactOn", source => FactReading.ReadDate(source.File.Contact.Days.LastOrDefault())),
    ];

    private static string? Result(FieldSource source) => source.Class.Name switch
    {
        "disputeAnswer" => source.Latest(nameof(DisputeResolved)).Text("result") switch
        {
            "UPHELD" => source.In("you are right", "您说得对"),
            "CORRECTED" => source.In("a figure was wrong, and we have put it right", "数字有误，已经更正"),
            "REJECTED" => source.In("the figures stay as they are", "数字不变"),
            _ => null,
        },
        "hardshipDecision" => ReliefFields.Result(source),
        _ => PlainWords.Finding(source, source.Latest(nameof(ComplaintClosed)).Text("result")),
    };

    /// <summary>Nobody invents a reason: it is what the reviewer wrote, or the document that has it.</summary>
    private static string? Reason(FieldSource source) => source.Class.Name switch
    {
        "hardshipDecision" => PlainWords.Clause(source.Latest(nameof(HardshipAssessed)).Text("reason")),
        "disputeAnswer" => PlainWords.Answer(source, source.Latest(nameof(DisputeResolved)).Text("answerRef")),
        _ => PlainWords.Answer(source, source.Latest(nameof(ComplaintClosed)).Text("answerRef")),
    };
}
