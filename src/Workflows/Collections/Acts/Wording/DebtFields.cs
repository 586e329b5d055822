using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Policy;

namespace Doorstep.Workflows.Collections.Acts.Wording;

/// <summary>Fields about what is owed, what was paid and what the law wants said of both.</summary>
internal static class DebtFields
{
    private const string FirstContact = "identity.firstContact";
    private const string DisputeWindow = "dispute.windowDays";

    /// <summary>A duty of the pack: whoever collects says so, and what the answers are used for (FDCPA 1692e(11)).</summary>
    internal const string MiniMiranda = "MINI_MIRANDA";

    /// <summary>The fields. The days overdue are those of the day that the message names for its figures.</summary>
    public static IEnumerable<(string Name, Func<FieldSource, object?> Value)> All() =>
    [
        ("totalDue", source => source.File.Debt.Total), ("principal", source => source.File.Debt.Principal), ("interest", source => source.File.Debt.Interest),
        ("penalty", source => source.File.Debt.Penalty), ("fees", source => source.File.Debt.Fees), ("daysOverdue", source => source.File.Debt.DaysPastDueOn(AsOf(source))),
        ("asOf", source => AsOf(source)), ("dueDate", source => source.File.Debt.DueSince(source.Today)), ("contractDate", source => source.File.Debt.ContractDate),
        ("lawBasis", source => source.Said("notice.lawBasis")), ("legalAid", source => source.Said("notice.legalAid")), ("disclosure", Disclosure),
        ("disputeBy", source => source.Pack.Number(DisputeWindow) is Reading<long>.Given ? source.Day("disputeBy") : null), ("reviewOn", source => source.Day("reviewOn")),
        ("documentsBy", source => source.Day("documentsBy")), ("documents", source => new[] { source.In("a payslip or a bank statement", "工资单或银行流水") }),
        ("replyBy", source => source.Day("replyBy")),
        ("paid", source => Positive(source.Latest(nameof(PaymentReceived)).Amount("amount"))), ("paidOn", source => source.Latest(nameof(PaymentReceived)).Date("valueDate") ?? source.Today),
        ("promised", source => Positive(source.File.Promise.Amount)), ("promisedOn", source => source.File.Promise.Due), ("promisePaid", source => Positive(source.File.Promise.Paid)),
        ("settledOn", source => source.File.Debt.Total == 0 || source.File.Relief.Settled ? source.Today : null),
        ("writtenOffOn", source => source.DayOf(nameof(ConcessionReviewed)) ?? source.Today),
    ];

    /// <summary>Whether the rules want it said that a debt is being collected.</summary>
    public static bool MustDisclose(PackInForce pack) => pack.Words(FirstContact) is Reading<ImmutableSortedSet<string>>.Given(var duties) && duties.Contains(MiniMiranda);

    /// <summary>The day of the figures: the ledger's own, however old it is, and never one to come (S4).</summary>
    private static DateOnly AsOf(FieldSource source) => source.File.Debt.FiguresOn is { } said && said < source.Today ? said : source.Today;

    private static string? Disclosure(FieldSource source) => MustDisclose(source.Pack)
        ? source.In("This is an attempt to collect a debt, and what you tell us will be used for that purpose.", "我们联系您是为了收回一笔欠款，您告诉我们的情况会用于这个目的。")
        : null;

    private static long? Positive(long amount) => amount > 0 ? amount : null;
}
