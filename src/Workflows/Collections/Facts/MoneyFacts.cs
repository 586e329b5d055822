namespace Doorstep.Workflows.Collections.Facts;

/// <summary>Money came in (S69). Settles the parts of the debt in the agreed order.</summary>
[Reported("ledger")]
public sealed record PaymentReceived([Money] long Amount, DateOnly? ValueDate = null, string? Ref = null) : Fact;

/// <summary>A payment went back.</summary>
[Reported("ledger")]
public sealed record PaymentReversed([Money] long Amount, DateOnly? ValueDate = null, string? Ref = null) : Fact;

/// <summary>The ledger's own figures replace ours; a mismatch is no dispute yet.</summary>
[Reported("ledger")]
public sealed record BalanceUpdated(long Principal, long Interest, long Penalty, long Fees, [AtMost(36_525)] int Dpd, DateOnly? AsOf = null) : Fact;

/// <summary>All arrears are paid and the account is current (T43).</summary>
[Reported("ledger")]
public sealed record AccountCured(DateOnly? AsOf = null) : Fact;

/// <summary>The agreed settlement sum came in full (T59).</summary>
[Reported("ledger")]
public sealed record SettlementPaid([Money] long Amount, string? Ref = null) : Fact;

/// <summary>The debt has a new holder (T57, Civil Code art. 546).</summary>
[Reported("bank")]
public sealed record DebtTransferred(string? NewHolder = null, DateOnly? NotifiedOn = null) : Fact;

/// <summary>Another agency works the case, or none (T57, S70).</summary>
[Reported("bank")]
public sealed record AgencyChanged(string? Agency = null, DateOnly? NotifiedOn = null) : Fact;

/// <summary>The bank takes the case back.</summary>
[Reported("bank")]
public sealed record CaseRecalled(string? Reason = null) : Fact;
