using System.Collections.Immutable;

namespace Doorstep.Workflows.Storage.People;

/// <summary>Somebody who signs in.</summary>
public sealed record PersonRecord
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The name that it signs in with and that the journal names it by: small letters, digits, <c>.</c>, <c>-</c> and <c>_</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it may do; words of the house's list of roles.</summary>
    public required ImmutableArray<string> Roles { get; init; }

    /// <summary>Whose cases it sees; none: everybody's.</summary>
    public ImmutableArray<string> Tenants { get; init; } = [];

    /// <summary>Its token in the register of agents, for a field agent.</summary>
    public string? Agent { get; init; }

    /// <summary>Its password as ASP.NET Core Identity hashes it; null: it has none.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Another one whenever its sessions are to end.</summary>
    public required string Stamp { get; init; }

    /// <summary>Wrong passwords in a row.</summary>
    public int FailedCount { get; init; }

    /// <summary>Until when it is locked out (UTC).</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Whom the outside's OpenID Connect provider calls it: issuer and subject.</summary>
    public string? Subject { get; init; }

    /// <summary>When it was added (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was shut out (UTC).</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Number of writes so far, from 1: a write that does not follow the last one is refused.</summary>
    public required long Version { get; init; }
}

/// <summary>A passkey of a person.</summary>
/// <param name="CredentialId">Its id, which the authenticator made.</param>
/// <param name="PersonId">Whose it is.</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="CreatedAt">When it was added (UTC).</param>
/// <param name="Json">Public key, counter and flags, as ASP.NET Core Identity has them.</param>
public sealed record PasskeyRecord(byte[] CredentialId, string PersonId, string Name, DateTimeOffset CreatedAt, string Json);

/// <summary>A session that was ended before its time.</summary>
/// <param name="Id">The session.</param>
/// <param name="Until">When it would have ended by itself (UTC); the row is of no use after that.</param>
public sealed record EndedSessionRecord(string Id, DateTimeOffset Until);
