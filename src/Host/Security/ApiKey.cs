using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Storage;

namespace Doorstep.Host.Security;

/// <summary>Keys as secrets: only their SHA-256 is stored. They are 256 random bits, so a slow hash would add nothing, and a lookup by the hash tells nobody how much of a guess was right.</summary>
internal sealed class ApiKey(ApiKeyStore keys, AuditTrail audit, TimeProvider clock)
{
    /// <summary>How long a key that was found is believed without asking the store: so long a revoked key may still work.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    /// <summary>Its last use is noted to the minute, and in the audit log to the hour.</summary>
    private static readonly TimeSpan UseNoted = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan UseLogged = TimeSpan.FromHours(1);

    private const int RememberedMax = 10_000;

    private readonly ConcurrentDictionary<string, (Actor Actor, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>A new secret: <c>dsk_</c> and 256 random bits.</summary>
    public static string NewSecret() => $"dsk_{System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    /// <summary>Who has the key; null for a key that nobody has.</summary>
    public ValueTask<Actor?> FindAsync(string secret, string? origin, CancellationToken cancellation) => FindByHashAsync(Hash(secret), cancellation, origin);

    /// <summary>Who has the key with a hash; null for a key that nobody has.</summary>
    public async ValueTask<Actor?> FindByHashAsync(byte[] hash, CancellationToken cancellation, string? origin = null)
    {
        var now = clock.GetUtcNow();
        var cached = Convert.ToHexString(hash);
        if (_known.TryGetValue(cached, out var known) && known.Until > now) return known.Actor;
        if (await keys.FindByHashAsync(hash, cancellation) is not { } found || !found.Opens(hash, now)) return null;
        var actor = new Actor($"key:{found.Name}", [.. found.Roles.Select(Enum.Parse<Role>)]) { Tenants = found.Tenants, Agent = found.Agent, IssuedBy = found.IssuedBy };
        await NoteAsync(found, actor, origin, now);
        if (_known.Count > RememberedMax) _known.Clear();
        // A secret that was replaced is not remembered past its day.
        var until = !hash.AsSpan().SequenceEqual(found.Hash) && found.PreviousUntil < now + Remembered ? found.PreviousUntil.Value : now + Remembered;
        _known[cached] = (actor, found.ExpiresAt < until ? found.ExpiresAt.Value : until);
        return actor;
    }

    /// <summary>Forgets what it believes of keys: one has just been rotated or revoked here.</summary>
    public void Forget() => _known.Clear();

    private async Task NoteAsync(ApiKeyRecord key, Actor actor, string? origin, DateTimeOffset now)
    {
        if (key.LastUsedAt + UseNoted > now) return;
        await keys.UsedAsync(key.Id, now);
        if (!(key.LastUsedAt + UseLogged > now)) await audit.DidAsync(actor with { Origin = origin }, "key.use", key.Id);
    }
}
