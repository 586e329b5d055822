using Doorstep.Workflows.Collections.Facts;

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
        PaymentReversed reversed when file.Payments.Meant(reversed.Ref) is null && file.Relief.SettlementPart(reversed.Ref) is { } part && reversed.Amount > part.Left =>
            [$"Of '{reversed.Ref}' {Fen.Text(part.Left)} can go back at most: {Fen.Text(part.Amount)} came of the settlement and {Fen.Text(part.Reversed)} went back."],
        SettlementPaid paid when file.Relief.SettlementPart(paid.Ref) is { } known && known.Amount != paid.Amount =>
            [$"'{paid.Ref}' is on file with {Fen.Text(known.Amount)} of the settlement; {Fen.Text(paid.Amount)} is another. Give another payment a ref of its own."],
        _ => [],
    };

    /// <summary>Why a fact that is kept says nothing new; null where it does.</summary>
    /// <param name="file">The case's file.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="day">The day that it speaks of.</param>
    public static string? Repeats(CaseFile file, Fact fact, DateOnly day) => fact switch
    {
        PaymentReceived or PaymentReversed or BalanceUpdated when day < file.Debt.AsOf => $"The balance that the case began with, of {file.Debt.AsOf:yyyy-MM-dd}, has it in it already.",
        PaymentReceived paid when file.Payments.Known(paid.Ref) is { } known => $"Payment '{paid.Ref}' of {Fen.Text(known.Amount)} is on file since event '{known.EventId}' and counts once.",
        SettlementPaid paid when file.Relief.SettlementPart(paid.Ref) is not null => $"'{paid.Ref}' is on file as part of the settlement and counts once.",
        _ => null,
    };
}
