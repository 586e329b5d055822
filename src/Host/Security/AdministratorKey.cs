using Doorstep.Host.People;
using Doorstep.Host.Setup;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.People;

namespace Doorstep.Host.Security;

/// <summary>Makes sure that somebody can get in: the key of the environment, or one that is generated on the first start and shown once.</summary>
internal sealed class AdministratorKey(ApiKeyStore keys, PersonStore people, TimeProvider clock)
{
    private const string FromEnvironment = "environment";
    private const int LengthAdvised = 32;

    /// <summary>The key that was generated at this start, if one was.</summary>
    public string? Generated { get; private set; }

    public async Task EnsureAsync(HostSettings settings)
    {
        if (settings.AdministratorKey is { } given) await TakeAsync(given, settings.Output);
        else if (!settings.IsBrief && !await keys.AnyAsync()) await GenerateAsync(settings.Output);
        if (!settings.IsBrief && (await people.ListAsync()).Count == 0) await people.SaveAsync(First());
    }

    /// <summary>The first person. It has no password: the administrator's key lets it in until it has chosen one.</summary>
    private PersonRecord First() => new()
    {
        Id = PersonStamp.New(), Name = SignIns.FirstAdministrator, Roles = [nameof(Role.Administrator)], Stamp = PersonStamp.New(), CreatedAt = clock.GetUtcNow(), Version = 1,
    };

    /// <summary>Shown first, stored then: whoever dies in between has shown a key that is worth nothing, and the next start makes another. The other way round nobody would ever get in.</summary>
    private async Task GenerateAsync(TextWriter output)
    {
        var secret = ApiKey.NewSecret();
        await output.WriteLineAsync($"Administrator key, shown this once: {secret}   (lost? start with your own in DOORSTEP_API_KEY)");
        await keys.AddAsync(Record("administrator", "administrator", secret));
        Generated = secret;
    }

    /// <summary>The environment has one key. The new one is added before the old ones go, so that at no moment nobody can get in.</summary>
    private async Task TakeAsync(string given, TextWriter output)
    {
        if (given.Any(letter => letter is <= ' ' or > '~')) throw new InvalidOperationException("DOORSTEP_API_KEY must be printable ASCII without spaces: it travels in a header.");
        if (given.Length < LengthAdvised) await output.WriteLineAsync($"DOORSTEP_API_KEY has {given.Length} characters; take {LengthAdvised} random ones where others can reach this address.");
        var known = await keys.FindByHashAsync(ApiKey.Hash(given));
        if (known is { RevokedAt: { } at })
            throw new InvalidOperationException($"DOORSTEP_API_KEY is a key that was revoked at {Instants.Text(at)}. Set a new one, such as the output of 'openssl rand -hex 32'.");
        var current = known ?? Record($"environment-{Convert.ToHexStringLower(ApiKey.Hash(given).AsSpan(0, 6))}", FromEnvironment, given);
        if (known is null) await keys.AddAsync(current);
        foreach (var old in (await keys.ListAsync()).Where(key => key.Name == FromEnvironment && key.RevokedAt is null && key.Id != current.Id))
            await keys.RevokeAsync(old.Id, clock.GetUtcNow());
    }

    private ApiKeyRecord Record(string id, string name, string secret) => new(id, name, [nameof(Role.Administrator)], ApiKey.Hash(secret), clock.GetUtcNow());
}
