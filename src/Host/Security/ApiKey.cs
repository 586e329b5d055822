using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage;

namespace Doorstep.Host.Security;

/// <summary>Keys as secrets: only their SHA-256 is stored. They are 256 random bits, so a slow hash would add nothing.</summary>
internal sealed class ApiKey(ApiKeyStore keys, TimeProvider clock)
{
    /// <summary>How long a key that was found is believed without asking the store: so long a revoked key may still work.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (Actor Actor, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Who has the key; null for a key that nobody has.</summary>
    public ValueTask<Actor?> FindAsync(string secret, CancellationToken cancellation) => FindByHashAsync(Hash(secret), cancellation);

    /// <summary>Who has the key with a hash; null for a key that nobody has.</summary>
    public async ValueTask<Actor?> FindByHashAsync(byte[] hash, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var cached = Convert.ToHexString(hash);
        if (_known.TryGetValue(cached, out var known) && known.Until > now) return known.Actor;
        if (await keys.FindByHashAsync(hash, cancellation) is not { RevokedAt: null } found) return null;
        var actor = new Actor($"key:{found.Name}", [.. found.Roles.Select(Enum.Parse<Role>)]);
        if (_known.Count > 10_000) _known.Clear();
        _known[cached] = (actor, now + Remembered);
        return actor;
    }
}
