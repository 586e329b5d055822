using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Relief;

namespace Doorstep.Workflows.Collections.Payments;

/// <summary>What the book of payments says to a fact about money before it is one.</summary>
internal static class PaymentDoor
{
    /// <summary>Why it cannot be, every reason at once.</summary>
    public static IEnumerable<string> Impossible(CaseFile file, Fact fact) => fact switch
    {
        PaymentReceived paid when file.Payments.Known(paid.Ref) is { } known && known.Amount != paid.Amount =>
            [$"Payment '{paid.Ref}' is on file with {Fen.Text(known.Amount)}; {Fen.Text(paid.Amount)} is another. Give another payment a ref of its own; PaymentReversed takes back what was too much."],
        PaymentReversed reversed when file.Payments.Meant(reversed.Ref) is { } payment && reversed.Amount > payment.Left =>
            [$"Of payment '{reversed.Ref}' {Fen.Text(payment.Left)} can go back at most: {Fen.Text(payment.Amount)} came in and {Fen.Text(payment.Reversed)} went back."],
        SettlementPaid { Ref: { } name } paid when file.Payments.Meant(name) is { } known && known.Amount != paid.Amount =>
            [$"'{name}' is on file with {Fen.Text(known.Amount)}; {Fen.Text(paid.Amount)} is another. Give another payment a ref of its own."],
        _ => [],
    };

    /// <summary>Why a fact that is kept says nothing new; null where it does.</summary>
    /// <param name="file">The case's file.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="day">The day that it speaks of.</param>
    public static string? Repeats(CaseFile file, Fact fact, DateOnly day) => fact switch
    {
        PaymentReceived or PaymentReversed or BalanceUpdated or SettlementPaid when day < file.Debt.AsOf => $"The balance that the case began with, of {file.Debt.AsOf:yyyy-MM-dd}, has it in it already.",
        PaymentReceived paid when file.Payments.Known(paid.Ref) is { } known => $"Payment '{paid.Ref}' of {Fen.Text(known.Amount)} is on file since event '{known.EventId}' and counts once.",
        // The ledger may say of money that is known that it settles the debt: a case that waits for that hears it.
        SettlementPaid paid when !file.Relief.Settled && PaymentFold.IsKnown(file, paid) => $"'{paid.Ref}' is on file and counts once.",
        SettlementPaid paid when PaymentFold.IsPlain(file, paid, day) =>
            $"{Why(file, day)}, so {Fen.Text(paid.Amount)} counts as a payment of the debt: the house reports {nameof(PaymentReceived)} (T59).",
        ConcessionReviewed { Decision: Approval.Approved } review when Concessions.Overtaking(file.Relief, review.Request) is { } later => later,
        _ => null,
    };

    private static string Why(CaseFile file, DateOnly day) => file.Relief.Settlement is not { } agreed ? "No settlement is agreed"
        : day > agreed.PayBy ? $"The last day of the settlement was {agreed.PayBy:yyyy-MM-dd}" : "It pays all that is owed";
}
