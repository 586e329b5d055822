namespace Doorstep.Workflows.Collections.Facts;

/// <summary>Money came in (S69). Settles the parts of the debt in the agreed order. With a <c>ref</c>, the ledger's own name of the payment, it counts once whatever ids its events have.</summary>
[Reported("ledger")]
public sealed record PaymentReceived([Money] long Amount, DateOnly? ValueDate = null, string? Ref = null) : Fact;

/// <summary>A payment went back, whole or in part. What it had settled is owed again, part by part; never more than it brought. One that comes before its payment changes nothing until that comes.</summary>
/// <param name="Amount">How much, in minor units.</param>
/// <param name="Ref">The payment: its <c>ref</c>, or the id of its event where it had none.</param>
/// <param name="ValueDate">The ledger's day.</param>
[Reported("ledger")]
public sealed record PaymentReversed([Money] long Amount, string Ref, DateOnly? ValueDate = null) : Fact;

/// <summary>The ledger's own figures replace ours; a mismatch is no dispute yet. Heard of late, they are those of their own moment: payments that came after it are taken off again.</summary>
[Reported("ledger")]
[OvertakenBy(typeof(BalanceUpdated))]
public sealed record BalanceUpdated(long Principal, long Interest, long Penalty, long Fees, [AtMost(36_525)] int Dpd, DateOnly? AsOf = null) : Fact;

/// <summary>All arrears are paid and the account is current (T43).</summary>
[Reported("ledger")]
public sealed record AccountCured(DateOnly? AsOf = null) : Fact;

/// <summary>The agreed settlement sum came, whole or in part (T59). With a <c>ref</c> it counts once.</summary>
[Reported("ledger")]
public sealed record SettlementPaid([Money] long Amount, string? Ref = null) : Fact;

/// <summary>The debt has a new holder (T57, Civil Code art. 546).</summary>
/// <param name="NewHolder">Who holds it now.</param>
/// <param name="NotifiedOn">When the customer was told.</param>
/// <param name="TransferredOn">The day from which the new holder has it, where the bank says it; the notice names it.</param>
/// <param name="Contact">Where the new holder is reached; the notice names it.</param>
[Reported("bank")]
public sealed record DebtTransferred(string? NewHolder = null, DateOnly? NotifiedOn = null, DateOnly? TransferredOn = null, string? Contact = null) : Fact;

/// <summary>Another agency works the case, or none (T57, S70).</summary>
[Reported("bank")]
[OvertakenBy(typeof(AgencyChanged))]
public sealed record AgencyChanged(string? Agency = null, DateOnly? NotifiedOn = null) : Fact;

/// <summary>The bank takes the case back.</summary>
[Reported("bank")]
public sealed record CaseRecalled(string? Reason = null) : Fact;
