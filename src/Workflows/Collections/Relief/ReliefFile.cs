using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Doorstep.Workflows.Collections.Evidence;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Collections.Hardship;
using Doorstep.Workflows.Collections.Plans;

namespace Doorstep.Workflows.Collections.Relief;

/// <summary>Hardship, declared, stated, proved and assessed, and what was offered, agreed and granted for it. <see cref="ReliefFold"/> says how facts change it.</summary>
public sealed record ReliefFile
{
    /// <summary>Template of the message that offers help in hardship; sending it is an offer.</summary>
    public const string InvitationTemplate = "HARDSHIP_INVITATION";

    /// <summary>Template of the message that offers a plan; sending it is an offer too.</summary>
    public const string PlanOfferTemplate = "PLAN_OFFER";

    /// <summary>Nothing.</summary>
    public static ReliefFile None { get; } = new();

    /// <summary>Since when hardship is known (UTC).</summary>
    public DateTimeOffset? DeclaredAt { get; init; }

    /// <summary>When help was last offered (UTC): an invitation, an assessment or an offer. Without it nothing goes to court (G12).</summary>
    public DateTimeOffset? OfferedAt { get; init; }

    /// <summary>The customer's own request, with its receipt and its clock (S57).</summary>
    public ReliefRequest? Request { get; init; }

    /// <summary>The latest statement of income and expenditure (S54); every one is in the journal.</summary>
    public IncomeStatement? Statement { get; init; }

    /// <summary>What it leaves to pay with, line by line (S55); null: not computed, and nothing is affordable.</summary>
    public Affordability? Affordability { get; init; }

    /// <summary>What a person found last.</summary>
    public HardshipDecision? Decision { get; init; }

    /// <summary>Who found no hardship last; an appeal goes to somebody else (T58).</summary>
    public string? NotFoundBy { get; init; }

    /// <summary>Whether hardship is known and nobody has decided yet.</summary>
    [JsonIgnore]
    public bool IsPending => DeclaredAt is not null && Decision is null;

    /// <summary>Evidence of every kind, oldest first.</summary>
    public ImmutableArray<EvidenceItem> Evidence { get; init; } = [];

    /// <summary>What nothing proves yet, seen when the last statement, document or assessment came (S53).</summary>
    public ImmutableArray<EvidenceNeed> Missing { get; init; } = [];

    /// <summary>Offers and counter-offers as versions (S8).</summary>
    public Negotiation Negotiation { get; init; } = Negotiation.None;

    /// <summary>Approval tasks (S18).</summary>
    public ImmutableArray<ConcessionRequest> Requests { get; init; } = [];

    /// <summary>The sum that was agreed to settle everything (T59).</summary>
    public SettlementOffer? Settlement { get; init; }

    /// <summary>What came in time since it was asked for and did not go back, in minor units: every payment counts, whatever the ledger called it.</summary>
    public long SettlementPaid { get; init; }

    /// <summary>Settlements that were asked for, approved or not.</summary>
    public int SettlementsAsked { get; init; }

    /// <summary>Whether the agreed sum has come in full, in one piece or in several.</summary>
    public bool Settled => Settlement is { } agreed && SettlementPaid >= agreed.Sum;

    /// <summary>What the customer can pay on this debt a month, in minor units; null: not known. No instalment may exceed it (G10).</summary>
    public long? Capacity => Affordability?.Capacity;

    /// <summary>Whether a statement is there and everything in it that needs a proof has one (T31).</summary>
    public bool EvidenceComplete => Statement is not null && Missing.IsEmpty;

    /// <summary>The version of the offer that waits for an answer; 0 without one.</summary>
    public int OpenVersion => Negotiation.Open?.Version ?? 0;

    /// <summary>Whether a write-off was agreed to by two people beside the one who asked (T60).</summary>
    public bool WriteOffApproved => Requests.Any(request => request is { Kind: ConcessionKind.WriteOff, Status: RequestStatus.Approved });

    /// <summary>The documents about money among the evidence.</summary>
    [JsonIgnore]
    public IEnumerable<FinancialDocument> Documents => Evidence.Select(item => item.Document).OfType<FinancialDocument>();

    /// <summary>The options that fit, from least to most relief (S55); nothing before an assessment.</summary>
    /// <param name="debt">What is owed.</param>
    /// <param name="monthsMax">The pack's <c>plan.maxMonths</c>.</param>
    public ImmutableArray<ReliefProposal> Options(Debt debt, int monthsMax) => Affordability is { } assessed ? ReliefOptions.For(assessed, debt, new ReliefBounds(monthsMax)) : [];
}
