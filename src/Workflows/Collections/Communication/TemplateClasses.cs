using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Doorstep.Workflows.Collections.Communication;

/// <summary>Every kind of message that may leave the house.</summary>
public static class TemplateClasses
{
    private static readonly string[] Sender = ["institution", "officer", "phone", "verifyPage", "verifyCode"];
    /// <summary>Where to complain, by the policy pack of the place (S59).</summary>
    internal const string Complaints = "complaints";

    private static readonly string[] Addressee = [.. Sender, "customerName", "onBehalfOf", "caseRef"];

    /// <summary>Fields that say something about a debt. None of them is allowed where anybody may see the message.</summary>
    public static ImmutableArray<string> DebtFields { get; } =
    [
        "totalDue", "principal", "interest", "penalty", "fees", "daysOverdue", "asOf", "dueDate", "contractDate", "lawBasis", "planInstalment", "planMonths", "planTotal", "planFirstDue", "correctedTotal", "planLast", "planWaived",
        "paid", "paidOn", "promised", "promisedOn", "promisePaid", "settledOn", "missedAmount", "missedOn", "disclosure", "disputeBy", "signs", "writtenOffOn",
    ];

    /// <summary>The classes, by name.</summary>
    public static FrozenDictionary<string, TemplateClass> All { get; } = Made().ToFrozenDictionary(one => one.Name, StringComparer.Ordinal);

    /// <summary>The class with a name, written <c>finalNotice</c> or <c>FINAL_NOTICE</c>; null where there is none.</summary>
    public static TemplateClass? Find(string name) => All.GetValueOrDefault(name) ?? All.Values.FirstOrDefault(one => one.Code == name);

    private static TemplateClass[] Made()
    {
        string[] debt = ["totalDue", "principal", "interest", "penalty", "fees", "daysOverdue", "asOf", "dueDate", "contractDate", "lawBasis"];
        return
        [
            Notice("reminder", [.. debt, "disclosure"], "totalDue", "daysOverdue") with { IsDemand = true },
            Notice("demand", [.. debt, "disclosure", "disputeBy"], "totalDue", "daysOverdue", "asOf", "lawBasis") with { IsDemand = true, IsOfLaw = true },
            Notice("finalNotice", [.. debt, "disclosure", "reviewOn"], "totalDue", "daysOverdue", "asOf") with { IsDemand = true },
            Notice("hardshipInvitation", ["documents", "documentsBy", "options"], "documentsBy") with { IsHelp = true },
            Notice("appointmentInvitation", ["purpose", "slots", "place", "team", "replyBy"], "purpose", "slots", "replyBy"),
            Notice("planOffer", ["planInstalment", "planLast", "planMonths", "planTotal", "planWaived", "planFirstDue", "planCharges", "planLiabilities", "planNoNewCard", "offerEnds", "options", .. debt], "planTotal", "offerEnds", "totalDue", "asOf") with { IsReply = true },
            Notice("disputeAnswer", ["ground", "result", "reason", "correctedTotal"], "result", "reason") with { IsReply = true },
            Notice("complaintAnswer", ["category", "result", "reason"], "result", "reason") with { IsReply = true },
            Notice("feedbackInvite", ["feedbackPage", "contactOn"], "feedbackPage"),
            Notice("thanks", ["paid", "paidOn", "totalDue"], "paid") with { IsReply = true },
            Notice("repromise", ["promised", "promisedOn", "promisePaid", "totalDue"], "promised", "promisedOn", "promisePaid", "totalDue"),
            Notice("missedInstalment", ["missedAmount", "missedOn", "reviewOn", "options"], "missedAmount", "missedOn", "reviewOn"),
            Notice("planEndNotice", ["planTotal", "planMonths", "asOf", "totalDue"], "asOf", "totalDue") with { IsOfLaw = true },
            Notice("settlementLetter", ["settledOn"], "settledOn") with { IsOfLaw = true },
            Notice("hardshipDecision", ["result", "reason", "options"], "result", "reason") with { IsReply = true },
            Notice("visitReminder", ["purpose", "visitOn", "visitAt", "place", "team"], "purpose", "visitOn", "team") with { IsOfDay = true },
            Notice("visitCancelled", ["visitOn"], "visitOn") with { IsReply = true, IsOfDay = true },
            Notice("invitationWithdrawn", []) with { IsReply = true, IsOfDay = true },
            Notice("evasionReply", ["signs", "replyBy"], "signs", "replyBy") with { IsReply = true },
            Notice("preAction", [.. debt, "disclosure", "legalAid", "replyBy"], "totalDue", "daysOverdue", "asOf", "legalAid", "replyBy") with { IsDemand = true, IsOfLaw = true },
            Notice("agencyNotice", ["agency", "asOf"], "agency") with { IsOfLaw = true },
            Notice("transferNotice", ["newHolder", "newHolderContact", "transferredOn", "asOf", "totalDue"], "newHolder", "totalDue", "asOf") with { IsOfLaw = true },
            Notice("writeOffNotice", ["writtenOffOn"], "writtenOffOn") with { IsOfLaw = true },
            Notice("creditReportNotice", [.. debt, "replyBy"], "totalDue", "daysOverdue", "asOf", "replyBy") with { IsOfLaw = true },
            new("condolence", Audience.Estate, [.. Addressee, Complaints, "documents", "administrator"], ["institution", "phone"]) { HasRights = true },
            new("callDisclosure", Audience.Customer, [.. Sender, "disclosure"], ["institution", "disclosure"]),
            Open("visitCard", "team", "visitOn"),
            Open("noOneHome", "customerName"),
            new("thirdPartyLocate", Audience.Anybody, [.. Sender, "customerName", "employer"], ["officer", "phone"]),
            Open("voicemail", "customerName"),
            Open("callOpening", "customerName"),
        ];
    }

    private static TemplateClass Notice(string name, string[] more, params string[] must) =>
        new(name, Audience.Customer, [.. Addressee, Complaints, .. more], ["institution", .. must]) { HasRights = true };

    private static TemplateClass Open(string name, params string[] more) => new(name, Audience.Anybody, [.. Sender, .. more], ["institution", "phone"]);
}
