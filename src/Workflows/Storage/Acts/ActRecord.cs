namespace Doorstep.Workflows.Storage.Acts;

/// <summary>One decision on an outbound act, whole: what it said of every guard and the values that counted are in its JSON.</summary>
public sealed record ActRecord
{
    /// <summary>The act: the key of the message that planned it, or one made from a caller's idempotency key.</summary>
    public required string ActId { get; init; }

    /// <summary>The how-manieth decision on this act, from 1. At most one of them allows it.</summary>
    public required int Try { get; init; }

    /// <summary>The case.</summary>
    public required string CaseId { get; init; }

    /// <summary>The step of the case that the decision is.</summary>
    public required long Sequence { get; init; }

    /// <summary>Whose case it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>Token of the person; null where the case names none.</summary>
    public string? Debtor { get; init; }

    /// <summary>When it was decided (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the act is, <c>CALL</c>; <c>UNKNOWN</c> for one that could not be read.</summary>
    public required string Kind { get; init; }

    /// <summary>It may be carried out.</summary>
    public required bool Allowed { get; init; }

    /// <summary>The pack it was planned under; null where there was none.</summary>
    public string? Pack { get; init; }

    /// <summary>When it is worth deciding again (UTC); null where waiting does not help.</summary>
    public DateTimeOffset? NextTryAt { get; init; }

    /// <summary>Who asked for the decision.</summary>
    public required string Actor { get; init; }

    /// <summary>The act as it was planned, JSON.</summary>
    public required string Act { get; init; }

    /// <summary>The decision, JSON.</summary>
    public required string Decision { get; init; }
}

/// <summary>What was done to one person over all cases of a tenant, or at one telephone number over all persons.</summary>
/// <param name="Tenant">Whose customer.</param>
/// <param name="Token">The tenant's token for the person, in small letters; or <c>number:</c> and what stands for the number.</param>
/// <param name="Version">Number of writes so far, from 1: a write that does not follow the last one is refused.</param>
/// <param name="Budget">What counts, JSON.</param>
public sealed record DebtorRecord(string Tenant, string Token, long Version, string Budget);
