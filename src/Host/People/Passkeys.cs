using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Storage.People;
using Microsoft.AspNetCore.Identity;

namespace Doorstep.Host.People;

/// <summary>Passkeys (WebAuthn): a key that a device or a token keeps, opened by a finger, a face or a PIN. It stands for name and password, and no other site can ask for it.</summary>
internal sealed class Passkeys(IPasskeyHandler<PersonAccount> handler, PasskeyMemory memory, PersonStore people, SessionBook sessions, AuditTrail audit)
{
    /// <summary>Passkeys of one person at most.</summary>
    public const int Max = 10;

    private const int NameMax = 64;
    private const string SignIn = "sign-in";

    /// <summary>What the browser needs in order to make a key for somebody, in the JSON of WebAuthn.</summary>
    public async Task<string> OfferAsync(HttpContext context, PersonAccount account)
    {
        var (id, name) = (account.Record.Id, account.Record.Name);
        var made = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = id, Name = name, DisplayName = name }, context);
        memory.Keep(context, id, made.AttestationState!);
        return made.CreationOptionsJson;
    }

    /// <summary>Keeps the key that the browser made; gives what is wrong with it, null: nothing.</summary>
    public async Task<(string English, string Chinese)?> AddAsync(HttpContext context, PersonAccount account, string credential, string name)
    {
        var (person, label) = (account.Record, name.Trim() is { Length: > 0 } named ? named : "Passkey");
        if (label.Length > NameMax) return ($"The name is longer than {NameMax} characters.", $"名称超过 {NameMax} 个字符。");
        if ((await people.PasskeysAsync(person.Id, context.RequestAborted)).Count >= Max) return ($"You have {Max} passkeys. Remove one first.", $"您已有 {Max} 个通行密钥，请先删除一个。");
        if (memory.Take(context, person.Id) is not { } state) return ("That took too long. Begin again.", "操作超时，请重新开始。");
        var made = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential, AttestationState = state });
        var actor = SessionBook.ActorOf(person) with { Origin = context.Origin() };
        if (made is { Succeeded: true, Passkey: { } passkey })
        {
            passkey.Name = label;
            if (await people.SavePasskeyAsync(PasskeyText.Row(person.Id, passkey), context.RequestAborted))
            {
                await audit.DidAsync(actor, "passkey.add", label);
                return null;
            }
        }

        await audit.RefusedAsync(actor, "passkey.add", label, made.Failure?.Message ?? "It is somebody else's.");
        return ("Your browser's answer does not fit. Begin again.", "浏览器的应答无效，请重新开始。");
    }

    /// <summary>Takes a key away; false where there is no such key of this person.</summary>
    public async Task<bool> RemoveAsync(HttpContext context, PersonAccount account, byte[] id)
    {
        if (!await people.DeletePasskeyAsync(account.Record.Id, id, context.RequestAborted)) return false;
        await audit.DidAsync(SessionBook.ActorOf(account.Record) with { Origin = context.Origin() }, "passkey.remove");
        return true;
    }

    /// <summary>What the browser needs in order to sign somebody in, whoever it is.</summary>
    public async Task<string> AskAsync(HttpContext context)
    {
        var made = await handler.MakeRequestOptionsAsync(null, context);
        memory.Keep(context, SignIn, made.AssertionState!);
        return made.RequestOptionsJson;
    }

    /// <summary>Signs in whoever holds the key, or says no. Whoever is shut out stays out; wrong passwords lock no key.</summary>
    public async Task<bool> OpenAsync(HttpContext context, string credential)
    {
        var state = memory.Take(context, SignIn);
        var shown = state is null ? null : await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = state });
        if (shown is { Succeeded: true, User: { Record: { DisabledAt: null } person }, Passkey: { } passkey })
        {
            // The counter of the key goes on: one that falls back was copied.
            await people.SavePasskeyAsync(PasskeyText.Row(person.Id, passkey), context.RequestAborted);
            await sessions.OpenAsync(context, person, "passkey");
            return true;
        }

        var who = shown?.User?.Record.Name ?? "nobody";
        var why = state is null ? "Nobody was asked, or too long ago." : shown is { Succeeded: true } ? "Shut out." : shown?.Failure?.Message;
        await audit.RefusedAsync(new Actor($"user:{who}", []) { Origin = context.Origin() }, "sign-in", "passkey", why);
        return false;
    }
}
