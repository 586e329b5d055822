using Doorstep.Workflows.Storage.People;
using Microsoft.AspNetCore.Identity;

namespace Doorstep.Host.People;

/// <summary>People for ASP.NET Core Identity, over our own table: the one writer writes them, under a version, like everything else.</summary>
internal sealed class PersonUserStore(PersonStore people) :
    IUserPasswordStore<PersonAccount>, IUserLockoutStore<PersonAccount>, IUserSecurityStampStore<PersonAccount>, IUserPasskeyStore<PersonAccount>
{
    public Task<string> GetUserIdAsync(PersonAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Record.Id);

    public Task<string?> GetUserNameAsync(PersonAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Record.Name);

    public Task SetUserNameAsync(PersonAccount user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException("The journal names people by their names: they keep them.");

    public Task<string?> GetNormalizedUserNameAsync(PersonAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Record.Name);

    public Task SetNormalizedUserNameAsync(PersonAccount user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>People are added by a command, with a reason.</summary>
    public Task<IdentityResult> CreateAsync(PersonAccount user, CancellationToken cancellationToken) => throw new NotSupportedException("People are added by a command, with a reason: AddPerson.");

    public Task<IdentityResult> DeleteAsync(PersonAccount user, CancellationToken cancellationToken) => throw new NotSupportedException("What people did keeps their names: they are shut out, not deleted.");

    public async Task<IdentityResult> UpdateAsync(PersonAccount user, CancellationToken cancellationToken)
    {
        var next = user.Record with { Version = user.Record.Version + 1 };
        if (!await people.SaveAsync(next, cancellationToken)) return IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
        user.Record = next;
        return IdentityResult.Success;
    }

    public async Task<PersonAccount?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Of(await people.FindAsync(userId, cancellationToken));

    public async Task<PersonAccount?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Of(await people.FindByNameAsync(normalizedUserName, cancellationToken));

    public Task SetPasswordHashAsync(PersonAccount user, string? passwordHash, CancellationToken cancellationToken) => Change(user, user.Record with { PasswordHash = passwordHash });

    public Task<string?> GetPasswordHashAsync(PersonAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Record.PasswordHash);

    public Task<bool> HasPasswordAsync(PersonAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Record.PasswordHash is not null);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(PersonAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Record.LockedUntil);

    public Task SetLockoutEndDateAsync(PersonAccount user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) => Change(user, user.Record with { LockedUntil = lockoutEnd });

    public async Task<int> IncrementAccessFailedCountAsync(PersonAccount user, CancellationToken cancellationToken)
    {
        await Change(user, user.Record with { FailedCount = user.Record.FailedCount + 1 });
        return user.Record.FailedCount;
    }

    public Task ResetAccessFailedCountAsync(PersonAccount user, CancellationToken cancellationToken) => Change(user, user.Record with { FailedCount = 0 });

    public Task<int> GetAccessFailedCountAsync(PersonAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Record.FailedCount);

    public Task<bool> GetLockoutEnabledAsync(PersonAccount user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(PersonAccount user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetSecurityStampAsync(PersonAccount user, string stamp, CancellationToken cancellationToken) => Change(user, user.Record with { Stamp = stamp });

    public Task<string?> GetSecurityStampAsync(PersonAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Record.Stamp);

    public Task AddOrUpdatePasskeyAsync(PersonAccount user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => people.SavePasskeyAsync(PasskeyText.Row(user.Record.Id, passkey), cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PersonAccount user, CancellationToken cancellationToken) =>
        [.. (await people.PasskeysAsync(user.Record.Id, cancellationToken)).Select(PasskeyText.Key)];

    public async Task<PersonAccount?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await people.FindPasskeyAsync(credentialId, cancellationToken) is { } row ? await FindByIdAsync(row.PersonId, cancellationToken) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(PersonAccount user, byte[] credentialId, CancellationToken cancellationToken) =>
        await people.FindPasskeyAsync(credentialId, cancellationToken) is { } row && row.PersonId == user.Record.Id ? PasskeyText.Key(row) : null;

    public Task RemovePasskeyAsync(PersonAccount user, byte[] credentialId, CancellationToken cancellationToken) => people.DeletePasskeyAsync(user.Record.Id, credentialId, cancellationToken);

    public void Dispose()
    {
        // It has nothing of its own.
    }

    private static PersonAccount? Of(PersonRecord? row) => row is null ? null : new PersonAccount(row);

    private static Task Change(PersonAccount user, PersonRecord changed)
    {
        user.Record = changed;
        return Task.CompletedTask;
    }
}
