using System.Collections.Concurrent;
using System.Text.Json;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Doorstep.Host.People;

/// <summary>What a browser needs to make or use a passkey, and what it gives back.</summary>
/// <param name="Options">Options for <c>navigator.credentials</c>, JSON.</param>
/// <param name="State">Comes back with the answer; good for five minutes, and only for whoever it was made for.</param>
internal sealed record PasskeyQuestion(JsonElement Options, string State);

/// <summary>Passkeys: adding one to a person who is signed in, and signing in with one.</summary>
internal sealed class Passkeys(PersonUsers users, IPasskeyHandler<PersonAccount> handler, SessionBook sessions, AuditTrail audit, IDataProtectionProvider protection)
{
    private const int PerPersonMax = 10;
    private const int NameMax = 60;
    private const int UsedMax = 100_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // An answer counts once.
    private readonly ConcurrentDictionary<string, bool> _used = new(StringComparer.Ordinal);

    private readonly ITimeLimitedDataProtector _states = protection.CreateProtector("Doorstep.Passkey.1").ToTimeLimitedDataProtector();

    /// <summary>Asks the browser of somebody who is signed in for a new passkey.</summary>
    public async Task<PasskeyQuestion> AskForNewAsync(PersonAccount account, HttpContext context)
    {
        var made = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = account.Record.Id, Name = account.Record.Name, DisplayName = account.Record.Name }, context);
        return new PasskeyQuestion(JsonElement.Parse(made.CreationOptionsJson), Close(made.AttestationState, account.Record.Id));
    }

    /// <summary>Takes the new passkey; what is wrong with it, or null.</summary>
    public async Task<string?> AddAsync(PersonAccount account, HttpContext context, string credential, string state, string name)
    {
        if (Open(state, account.Record.Id) is not { } kept) return "This took too long, or it was asked for by somebody else. Begin again.";
        if ((await users.GetPasskeysAsync(account)).Count >= PerPersonMax) return $"You have {PerPersonMax} passkeys. Take one away first.";
        var attested = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential, AttestationState = kept });
        if (!attested.Succeeded) return "The browser's answer does not hold. Begin again.";
        attested.Passkey.Name = name.Trim() is { Length: > 0 and <= NameMax } given ? given : "passkey";
        await users.AddOrUpdatePasskeyAsync(account, attested.Passkey);
        await audit.DidAsync(SessionBook.ActorOf(account.Record) with { Origin = context.Origin() }, "passkey.add", attested.Passkey.Name);
        return null;
    }

    /// <summary>Asks a browser for a passkey of whomever it has one of.</summary>
    public async Task<PasskeyQuestion> AskAsync(HttpContext context)
    {
        var made = await handler.MakeRequestOptionsAsync(null, context);
        return new PasskeyQuestion(JsonElement.Parse(made.RequestOptionsJson), Close(made.AssertionState, ""));
    }

    /// <summary>Signs in whoever the passkey is of; false where it does not hold.</summary>
    public async Task<bool> OpenAsync(HttpContext context, string credential, string state)
    {
        var asserted = Open(state, "") is { } kept ? await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = kept }) : null;
        if (asserted is not { Succeeded: true, User: { } account, Passkey: { } passkey } || account.Record.DisabledAt is not null || await users.IsLockedOutAsync(account))
        {
            await audit.RefusedAsync(new Actor(asserted?.User is { } known ? $"user:{known.Record.Name}" : "nobody", []) { Origin = context.Origin() }, "sign-in", "passkey");
            return false;
        }

        await users.AddOrUpdatePasskeyAsync(account, passkey);
        await sessions.OpenAsync(context, account.Record, "passkey");
        return true;
    }

    private string Close(string? state, string owner) => _states.Protect($"{owner}|{state}", Patience);

    private string? Open(string state, string owner)
    {
        try
        {
            if (_states.Unprotect(state) is not { } kept || !kept.StartsWith($"{owner}|", StringComparison.Ordinal)) return null;
            if (_used.Count > UsedMax) _used.Clear();
            return _used.TryAdd(kept, true) ? kept[(owner.Length + 1)..] : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
