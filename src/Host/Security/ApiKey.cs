using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage;

namespace Doorstep.Host.Security;

/// <summary>Keys as secrets: only their SHA-256 is stored. They are 256 random bits, so a slow hash would add nothing.</summary>
internal sealed class ApiKey(IApiKeyStore keys, TimeProvider clock)
{
    /// <summary>How long a key that was found is believed without asking the store: so long a revoked key may still work on other hosts.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (Actor Actor, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Who has the key; null for a key that nobody has.</summary>
    public async ValueTask<Actor?> FindAsync(string secret, CancellationToken cancellation)
    {
        var (hash, now) = (Hash(secret), clock.GetUtcNow());
        var cached = Convert.ToHexString(hash);
        if (_known.TryGetValue(cached, out var known) && known.Until > now) return known.Actor;
        if (await keys.FindByHashAsync(hash, cancellation) is not { RevokedAt: null } found) return null;
        var actor = new Actor($"key:{found.Name}", [.. found.Roles.Split(',', StringSplitOptions.TrimEntries).Select(Enum.Parse<Role>)]);
        if (_known.Count > 10_000) _known.Clear();
        _known[cached] = (actor, now + Remembered);
        return actor;
    }
}
