using System.Collections.Immutable;

namespace Doorstep.Workflows.Storage;

/// <summary>A key that lets a service in. The secret itself is shown once and stored nowhere.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Name">Who holds it, for people.</param>
/// <param name="Roles">What it may do.</param>
/// <param name="Hash">SHA-256 of the secret.</param>
/// <param name="CreatedAt">When it was issued (UTC).</param>
/// <param name="RevokedAt">When it was taken back (UTC).</param>
public sealed record ApiKeyRecord(string Id, string Name, ImmutableArray<string> Roles, byte[] Hash, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt = null)
{
    /// <summary>Whose cases it sees; none: everybody's.</summary>
    public ImmutableArray<string> Tenants { get; init; } = [];

    /// <summary>Its token in the register of agents, for the app of a field agent.</summary>
    public string? Agent { get; init; }

    /// <summary>SHA-256 of the secret before the last rotation.</summary>
    public byte[]? PreviousHash { get; init; }

    /// <summary>Until when the secret before lets somebody in (UTC).</summary>
    public DateTimeOffset? PreviousUntil { get; init; }

    /// <summary>When it ends by itself (UTC); null: never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Who issued it; null: the house, at its start.</summary>
    public string? IssuedBy { get; init; }

    /// <summary>When it was last used, to the minute (UTC).</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Whether a secret with this hash lets somebody in at an instant.</summary>
    public bool Opens(ReadOnlySpan<byte> hash, DateTimeOffset now) => RevokedAt is null && !(ExpiresAt <= now)
        && (hash.SequenceEqual(Hash) || (PreviousHash is { } before && PreviousUntil > now && hash.SequenceEqual(before)));
}
