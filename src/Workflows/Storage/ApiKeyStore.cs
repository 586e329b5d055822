using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage;

/// <summary>Keys that let callers in.</summary>
public sealed class ApiKeyStore
{
    private const string Insert =
        """
        INSERT INTO api_keys (id, name, roles, hash, created_at, revoked_at, tenants, agent, previous_hash, previous_until, expires_at, issued_by, last_used_at)
        VALUES (@id, @name, @roles, @hash, @created_at, @revoked_at, @tenants, @agent, @previous_hash, @previous_until, @expires_at, @issued_by, @last_used_at)
        """;

    // The fence is the secret that is given up: of two rotations at once one is refused.
    private const string Rotate =
        """
        UPDATE api_keys SET hash = @hash, previous_hash = @previous_hash, previous_until = @previous_until, expires_at = @expires_at
        WHERE id = @id AND revoked_at IS NULL AND hash = @previous_hash
        """;

    private const string Use = "UPDATE api_keys SET last_used_at = @last_used_at WHERE id = @id AND (last_used_at IS NULL OR last_used_at < @last_used_at)";

    private const string Revoke = "UPDATE api_keys SET revoked_at = @revoked_at WHERE id = @id AND revoked_at IS NULL";

    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly CommitQueue _queue;

    internal ApiKeyStore(IDbContextFactory<DoorstepDb> contexts, CommitQueue queue) => (_contexts, _queue) = (contexts, queue);

    /// <summary>The key one of whose secrets has this SHA-256, whether it still opens or not; null when there is none.</summary>
    public async Task<ApiKeyRecord?> FindByHashAsync(byte[] hash, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.ApiKeys.SingleOrDefaultAsync(row => row.Hash == hash || row.PreviousHash == hash, cancellation);
    }

    /// <summary>Whether any key was ever issued: a house without keys is not set up yet.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.ApiKeys.AnyAsync(cancellation);
    }

    /// <summary>Issues a key. Its id and its hash must be new.</summary>
    public Task AddAsync(ApiKeyRecord key, CancellationToken cancellation = default)
    {
        if (key.Roles.FirstOrDefault(role => role.Length == 0 || role.Contains(' ', StringComparison.Ordinal)) is { } role)
            throw new ArgumentException($"Role '{role}' of key '{key.Name}' is not a word without spaces.", nameof(key));
        return WriteAsync(
            Insert,
            [
                key.Id, key.Name, Words.Join(key.Roles), key.Hash, Stored(key.CreatedAt), Stored(key.RevokedAt), Words.Join(key.Tenants), key.Agent, key.PreviousHash, Stored(key.PreviousUntil),
                Stored(key.ExpiresAt), key.IssuedBy, Stored(key.LastUsedAt),
            ],
            cancellation);
    }

    /// <summary>Every key, oldest first.</summary>
    public async Task<IReadOnlyList<ApiKeyRecord>> ListAsync(CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.ApiKeys.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellation);
    }

    /// <summary>A key by its id, or null.</summary>
    public async Task<ApiKeyRecord?> FindAsync(string id, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.ApiKeys.SingleOrDefaultAsync(row => row.Id == id, cancellation);
    }

    /// <summary>Gives a key another secret; the one before opens until <see cref="ApiKeyRecord.PreviousUntil"/>. False when somebody else was faster.</summary>
    public Task<bool> RotateAsync(ApiKeyRecord key, CancellationToken cancellation = default) =>
        WriteAsync(Rotate, [key.Hash, key.PreviousHash, Stored(key.PreviousUntil), Stored(key.ExpiresAt), key.Id], cancellation);

    /// <summary>Notes that a key was used.</summary>
    public Task UsedAsync(string id, DateTimeOffset at, CancellationToken cancellation = default) => WriteAsync(Use, [Stored(at), id], cancellation);

    /// <summary>Takes a key back; false when there is no such key that still lets somebody in.</summary>
    public Task<bool> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellation = default) => WriteAsync(Revoke, [Stored(at), id], cancellation);

    private Task<bool> WriteAsync(string sql, object?[] values, CancellationToken cancellation) => _queue.WriteAsync(PendingWrite.Statement(sql, values), cancellation);

    private static long? Stored(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();
}
