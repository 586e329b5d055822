using System.Buffers.Text;
using System.Security.Cryptography;
using Doorstep.Host.Setup;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Storage;

namespace Doorstep.Host.Security;

/// <summary>Makes sure that somebody can get in: the key of the environment, or one that is generated on the first start and shown once.</summary>
internal sealed class AdministratorKey(IApiKeyStore keys, TimeProvider clock)
{
    private const string FromEnvironment = "environment";

    /// <summary>The key that was generated at this start, if one was.</summary>
    public string? Generated { get; private set; }

    public async Task EnsureAsync(HostSettings settings)
    {
        if (settings.AdministratorKey is { } given) await TakeAsync(given);
        else if (!await keys.AnyAsync())
        {
            Generated = $"dsk_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";
            await keys.AddAsync(Record("administrator", "administrator", Generated));
        }
    }

    private async Task TakeAsync(string given)
    {
        if (await keys.FindByHashAsync(ApiKey.Hash(given)) is { RevokedAt: null }) return;
        foreach (var old in (await keys.ListAsync()).Where(key => key.Name == FromEnvironment && key.RevokedAt is null))
            await keys.RevokeAsync(old.Id, clock.GetUtcNow());
        await keys.AddAsync(Record($"environment-{Convert.ToHexStringLower(ApiKey.Hash(given).AsSpan(0, 6))}", FromEnvironment, given));
    }

    private ApiKeyRecord Record(string id, string name, string secret) => new()
    {
        Id = id, Name = name, Roles = nameof(Role.Administrator), Hash = ApiKey.Hash(secret), CreatedAt = clock.GetUtcNow(),
    };
}
