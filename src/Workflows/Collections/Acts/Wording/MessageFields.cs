using System.Collections.Frozen;
using System.Globalization;
using Doorstep.Workflows.Collections.Communication;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Policy;

namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>
/// Fills the fields of a message from the case file. A class gets its own fields and no others, so that no debt fact is even at hand where anybody may see
/// the message (S28). What is not known is left out, and the renderer refuses a text that needs it. Pure: the same act gives the same words.
/// </summary>
internal static class MessageFields
{
    private static readonly FrozenDictionary<string, Func<FieldSource, object?>> Known = Sender().Concat(Debt()).Concat(VisitFields.All()).Concat(ReliefFields.All()).Concat(Answers())
        .ToFrozenDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal);

    /// <summary>The values of a class, by field.</summary>
    public static Dictionary<string, object> Of(FieldSource source)
    {
        var fields = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var name in source.Class.Fields)
            if (Known[name](source) is { } value && value is not "") fields[name] = value;
        return fields;
    }

    private static IEnumerable<(string Name, Func<FieldSource, object?> Value)> Sender() =>
    [
        ("institution", source => source.IsEnglish ? source.Institution.NameEnglish ?? source.Institution.Name : source.Institution.Name),
        ("officer", source => source.File.Assignment.Agent ?? (source.IsEnglish ? source.Institution.OfficerEnglish ?? source.Institution.Officer : source.Institution.Officer)),
        ("phone", source => source.Institution.Phone), ("verifyPage", source => source.Institution.VerifyPage), ("verifyCode", source => source.Code),
        ("feedbackPage", source => source.Institution.FeedbackPage), ("complaints", source => Said(source, "notice.complaints")),
        ("customerName", Addressee), ("caseRef", source => source.File.Sections.GetValueOrDefault("case").Text("externalRef")),
    ];

    /// <summary>Whoever reads it: the customer, or who stands for the customer, and then for whom (G15). What anybody may see names nobody but the customer.</summary>
    private static string? Addressee(FieldSource source) => (source.File.Customer.DisplayName, source.Act.Recipient) switch
    {
        ({ } name, Recipient.Adviser) when source.Class.Audience == Audience.Customer => source.In($"adviser of {name}", $"{name}的代理人"),
        ({ } name, Recipient.Guardian) when source.Class.Audience == Audience.Customer => source.In($"guardian of {name}", $"{name}的监护人"),
        ({ } name, Recipient.EstateAdministrator) when source.Class.Audience == Audience.Customer => source.In($"administrator of the estate of {name}", $"{name}的遗产管理人"),
        var (name, _) => name,
    };

    private static IEnumerable<(string Name, Func<FieldSource, object?> Value)> Debt() =>
    [
        ("totalDue", source => source.File.Debt.Total), ("principal", source => source.File.Debt.Principal), ("interest", source => source.File.Debt.Interest),
        ("penalty", source => source.File.Debt.Penalty), ("fees", source => source.File.Debt.Fees), ("daysOverdue", source => source.File.Debt.DaysPastDueOn(source.Today)),
        ("asOf", source => source.Today), ("dueDate", source => source.File.Debt.DueSince(source.Today)), ("contractDate", source => source.File.Debt.ContractDate),
        ("lawBasis", source => Said(source, "notice.lawBasis")), ("reviewOn", source => source.Day("reviewOn")),
        ("documentsBy", source => source.Day("documentsBy")), ("documents", source => new[] { source.In("a payslip or a bank statement", "工资单或银行流水") }),
        ("replyBy", source => source.Day("replyBy")),
        ("paid", source => Positive(source.Latest(nameof(PaymentReceived)).Amount("amount"))), ("paidOn", source => source.Latest(nameof(PaymentReceived)).Date("valueDate") ?? source.Today),
        ("promised", source => Positive(source.File.Promise.Amount)), ("promisedOn", source => source.File.Promise.Due), ("promisePaid", source => Positive(source.File.Promise.Paid)),
        ("settledOn", source => source.File.Debt.Total == 0 || source.File.Relief.Settled ? source.Today : null),
    ];

    private static IEnumerable<(string Name, Func<FieldSource, object?> Value)> Answers() =>
    [
        // Whoever objects or complains need not say what about, and gets an answer all the same.
        ("ground", source => source.Latest(nameof(DisputeRaised)).Text("ground") ?? source.In("the debt", "这笔欠款")),
        ("category", source => source.Latest(nameof(ComplaintFiled)).Text("category") ?? source.In("what we did", "我们的做法")),
        ("result", Result), ("reason", Reason),
        ("correctedTotal", source => source.Latest(nameof(DisputeResolved)).Text("result") == "CORRECTED" ? source.File.Debt.Total : null),
        ("agency", source => source.File.Assignment.Agency), ("newHolder", source => source.Latest(nameof(DebtTransferred)).Text("newHolder")),
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
        _ => source.Latest(nameof(ComplaintClosed)).Text("result"),
    };

    /// <summary>Nobody invents a reason: it is what the reviewer wrote, or the document that has it.</summary>
    private static string? Reason(FieldSource source) => source.Class.Name == "hardshipDecision"
        ? source.Latest(nameof(HardshipAssessed)).Text("reason")
        : source.Latest(source.Class.Name == "disputeAnswer" ? nameof(DisputeResolved) : nameof(ComplaintClosed)).Text("answerRef") is { } document ? source.In($"as document {document} says", $"见文件{document}") : null;

    /// <summary>What the policy pack of the place says in the language of the message: the law of a demand, where to complain (S59). A pack that names none leaves a notice without it, and the notice is refused.</summary>
    private static string? Said(FieldSource source, string parameter) =>
        source.Pack.Value($"{parameter}.{(source.IsEnglish ? "en" : "zh")}") is Reading<PolicyValue>.Given(PolicyValue.Text { Value: var text }) ? text : null;

    private static long? Positive(long amount) => amount > 0 ? amount : null;
}
