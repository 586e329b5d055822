using System.Collections.Immutable;

namespace Doorstep.Workflows.Storage;

/// <summary>A key that lets a caller in. The secret itself is shown once and stored nowhere.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Name">Who holds it, for people.</param>
/// <param name="Roles">What it may do.</param>
/// <param name="Hash">SHA-256 of the secret.</param>
/// <param name="CreatedAt">When it was issued (UTC).</param>
/// <param name="RevokedAt">When it was taken back (UTC).</param>
public sealed record ApiKeyRecord(string Id, string Name, ImmutableArray<string> Roles, byte[] Hash, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt = null);
