using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Holds;
using Doorstep.Workflows.Collections.Legal;
using Doorstep.Workflows.Collections.People;

namespace Doorstep.Workflows.Collections;

/// <summary>The loan that a case is about.</summary>
public sealed record LoanStart(string? ExternalRef = null, string? Product = null, string? OpenedReason = null);

/// <summary>Promises of earlier cases.</summary>
public sealed record PromisesStart(int Kept = 0, int Broken = 0);

/// <summary>What other systems have counted already, so that a case that is opened here does not begin at zero (domain.md e).</summary>
public sealed record HistoryStart(
    int? AttemptsToday = null, int? Attempts7d = null, int? ConnectedToday = null, DateTimeOffset? LastConversationAt = null, int? Visits30d = null, PromisesStart? Ptp = null, int? Plans = null);

/// <summary>A score with its reasons; without reasons it is refused (S13).</summary>
public sealed record RiskStart(double? Score = null, string? Model = null, ImmutableArray<string>? ReasonCodes = null, ImmutableArray<string>? Alerts = null);

/// <summary>Somebody else with a part in the debt.</summary>
public sealed record RelatedStart(string Role, [Token] string Token, long? LiableUpTo = null);

/// <summary>A document that the case starts with.</summary>
public sealed record DocumentStart(string Kind, string Hash);

/// <summary>The parts of a debt.</summary>
public enum DebtPart
{
    /// <summary>Costs.</summary>
    Fees,

    /// <summary>Interest.</summary>
    Interest,

    /// <summary>Penalty interest.</summary>
    Penalty,

    /// <summary>What was lent.</summary>
    Principal,
}

/// <summary>What is owed. The currency is checked by itself.</summary>
public sealed record DebtStart(
    long Principal, long Interest, long Penalty, long Fees, long Total, [AtMost(36_525)] int Dpd, string? Currency = null, DateOnly? AsOf = null, [OneOf(typeof(Currencies), nameof(Currencies.Units))] string? Unit = null, DateOnly? ContractDate = null,
    DateOnly? NextDue = null, DateOnly? OldestDue = null, [LooksLike("M[0-3]|M3\\+", "M2")] string? Bucket = null, string? FiveClass = null, Limitation? Limitation = null, ImmutableArray<DebtPart>? AllocationOrder = null);

/// <summary>Sections of a start body that are lists.</summary>
public sealed record StartLists(
    ImmutableArray<RelatedStart>? Related = null, ImmutableArray<Consent>? Consents = null, ImmutableArray<Hold>? Holds = null, ImmutableArray<DocumentStart>? Documents = null);

/// <summary>Sections of a start body that are objects.</summary>
public sealed record StartSections(LoanStart? Case = null, Customer? Customer = null, HistoryStart? History = null, RiskStart? Risk = null, AssignmentStart? Assignment = null, DebtStart? Debt = null);

/// <summary>Who works the case at its start.</summary>
public sealed record AssignmentStart(string? Unit = null, string? Agency = null, [Token] string? Agent = null, DateOnly? AgencyNoticeOn = null);
