using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Storage.People;
using Microsoft.AspNetCore.Identity;

namespace Doorstep.Host.People;

/// <summary>Signing in with a name and a password. Whatever is wrong, the answer is the same and takes as long.</summary>
internal sealed class SignIns(PersonUsers users, SessionBook sessions, ApiKey keys, AuditTrail audit)
{
    /// <summary>The first administrator, who signs in with the administrator's key until it has chosen a password.</summary>
    public const string FirstAdministrator = "administrator";

    private const int NameMax = 64;
    private const int PasswordMax = 200;

    // A password of nobody, so that a name that is not there takes as long as one that is.
    private static string? _nobody;

    /// <summary>Signs somebody in, or says no.</summary>
    public async Task<bool> OpenAsync(HttpContext context, string name, string password)
    {
        if (name.Length is 0 or > NameMax || password.Length is 0 or > PasswordMax) return false;
        var account = await users.FindByNameAsync(name);
        var isLocked = account is not null && await users.IsLockedOutAsync(account);
        var (isRight, keyHash) = await CheckAsync(account, password, context.RequestAborted);
        if (account is { Record: { DisabledAt: null } person } && isRight && !isLocked)
        {
            await users.ResetAccessFailedCountAsync(account);
            await sessions.OpenAsync(context, account.Record, keyHash is null ? "password" : "key", keyHash);
            return true;
        }

        if (account is not null && !isLocked && !isRight) await users.AccessFailedAsync(account);
        var why = account is null ? "There is nobody of this name." : account.Record.DisabledAt is not null ? "Shut out." : isLocked ? "Locked out." : account.Record.LockedUntil is not null && await users.IsLockedOutAsync(account) ? "Wrong password; locked out now." : "Wrong password.";
        await audit.RefusedAsync(new Actor($"user:{name}", []) { Origin = context.Origin() }, "sign-in", "password", why);
        return false;
    }

    private async Task<(bool IsRight, string? KeyHash)> CheckAsync(PersonAccount? account, string password, CancellationToken cancellation)
    {
        if (account is { Record: { PasswordHash: null, Name: FirstAdministrator } })
        {
            var hash = ApiKey.Hash(password);
            var isKey = await keys.FindByHashAsync(hash, cancellation) is { } holder && holder.Roles.Contains(Role.Administrator);
            return (isKey, isKey ? Convert.ToHexStringLower(hash) : null);
        }

        if (account is { Record.PasswordHash: not null }) return (await users.CheckPasswordAsync(account, password), null);
        var nobody = new PersonAccount(new PersonRecord { Id = "", Name = "", Roles = [], Stamp = "", CreatedAt = default, Version = 0 });
        users.PasswordHasher.VerifyHashedPassword(nobody, _nobody ??= users.PasswordHasher.HashPassword(nobody, PersonStamp.New()), password);
        return (false, null);
    }
}
