using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Doorstep.Host.People;

/// <summary>Identity's own dealings with people, with lock-outs by the clock of the house.</summary>
internal sealed class PersonUsers(
    IUserStore<PersonAccount> store, IOptions<IdentityOptions> options, IPasswordHasher<PersonAccount> hasher, IEnumerable<IUserValidator<PersonAccount>> users,
    IEnumerable<IPasswordValidator<PersonAccount>> passwords, ILookupNormalizer names, IdentityErrorDescriber errors, IServiceProvider services, ILogger<UserManager<PersonAccount>> log, TimeProvider clock)
    : UserManager<PersonAccount>(store, options, hasher, users, passwords, names, errors, services, log)
{
    private const int AttemptsMax = 20;

    public override Task<bool> IsLockedOutAsync(PersonAccount user) => Task.FromResult(user.Record.LockedUntil > clock.GetUtcNow());

    /// <summary>Counts a wrong password; five in a row shut the door for a quarter of an hour.</summary>
    public override async Task<IdentityResult> AccessFailedAsync(PersonAccount user)
    {
        // Guesses that come side by side count one by one.
        for (var attempt = 1; ; attempt++)
        {
            var count = user.Record.FailedCount + 1;
            var isOut = count >= Options.Lockout.MaxFailedAccessAttempts;
            user.Record = user.Record with { FailedCount = isOut ? 0 : count, LockedUntil = isOut ? clock.GetUtcNow() + Options.Lockout.DefaultLockoutTimeSpan : user.Record.LockedUntil };
            var saved = await UpdateUserAsync(user);
            if (saved.Succeeded || attempt == AttemptsMax || await FindByIdAsync(user.Record.Id) is not { } fresh) return saved;
            user.Record = fresh.Record;
        }
    }
}

/// <summary>Names are small letters already.</summary>
internal sealed class SameName : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name;

    public string? NormalizeEmail(string? email) => email;
}

/// <summary>Refuses passwords that the next one would guess.</summary>
internal sealed class NoObviousPassword : IPasswordValidator<PersonAccount>
{
    private const int DifferentMin = 6;

    public Task<IdentityResult> ValidateAsync(UserManager<PersonAccount> manager, PersonAccount user, string? password) => Task.FromResult(Fault(user.Record.Name, password ?? "") is { } fault
        ? IdentityResult.Failed(new IdentityError { Code = "Obvious", Description = fault })
        : IdentityResult.Success);

    /// <summary>What is wrong with a password; null: nothing that we see.</summary>
    private static string? Fault(string name, string password) =>
        password.Contains(name, StringComparison.OrdinalIgnoreCase) ? "It has your name in it."
        : password.Distinct().Count() < DifferentMin ? $"It has fewer than {DifferentMin} different characters."
        : null;
}
