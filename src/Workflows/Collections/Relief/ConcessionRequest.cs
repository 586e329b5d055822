using System.Collections.Immutable;
using Doorstep.Workflows.Collections.Plans;

namespace Doorstep.Workflows.Collections.Relief;

/// <summary>What is to be granted.</summary>
public enum ConcessionKind
{
    /// <summary>An offer of instalments or of relief.</summary>
    Offer,

    /// <summary>A part that settles the whole (T59).</summary>
    Settlement,

    /// <summary>Giving up the debt (T60).</summary>
    WriteOff,
}

/// <summary>Where an approval task stands.</summary>
public enum RequestStatus
{
    /// <summary>Somebody has to decide.</summary>
    Open,

    /// <summary>Everybody who was needed has agreed; it took effect then.</summary>
    Approved,

    /// <summary>Somebody said no.</summary>
    Refused,
}

/// <summary>An approval task: what somebody wants to grant above the own limit (G11, S18). Until it is approved it is no offer, no settlement and no write-off.</summary>
/// <param name="Number">From 1 within the case.</param>
/// <param name="Kind">What is to be granted.</param>
/// <param name="At">When it was asked for (UTC).</param>
/// <param name="Maker">Who asked, and in which role.</param>
/// <param name="Concession">What the bank gives.</param>
/// <param name="Roles">Roles whose agreement is enough.</param>
/// <param name="People">How many more people have to agree.</param>
/// <param name="Reason">Why it needs them.</param>
public sealed record ConcessionRequest(
    int Number, ConcessionKind Kind, DateTimeOffset At, Approver Maker, Concession Concession, ImmutableArray<string> Roles, int People, string Reason)
{
    /// <summary>Who has agreed, or has said no.</summary>
    public ImmutableArray<Approver> Checkers { get; init; } = [];

    /// <summary>Where it stands.</summary>
    public RequestStatus Status { get; init; }

    /// <summary>The offer, where it is one.</summary>
    public NegotiationMove.Offered? Offer { get; init; }

    /// <summary>The settlement, where it is one.</summary>
    public SettlementOffer? Settlement { get; init; }
}
