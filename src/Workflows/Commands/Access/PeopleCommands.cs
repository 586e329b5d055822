using System.Collections.Immutable;
using System.Security.Cryptography;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.People;
using Mediator;

namespace Doorstep.Workflows.Commands.Access;

/// <summary>What a person may do and see.</summary>
/// <param name="Roles">Its roles; <see cref="Role.Service"/> is for keys.</param>
/// <param name="Tenants">Whose cases it sees; none: everybody's.</param>
/// <param name="Agent">Its token in the register of agents.</param>
/// <param name="Subject">Whom the bank's OpenID Connect provider calls it: issuer, a space, subject; null: it does not sign in that way.</param>
public sealed record PersonRights(ImmutableArray<string> Roles, ImmutableArray<string> Tenants, string? Agent = null, string? Subject = null);

/// <summary>Lets somebody in.</summary>
/// <param name="Name">The name to sign in with.</param>
/// <param name="Rights">What it may do and see.</param>
/// <param name="PasswordHash">Its first password, hashed; null where it is set later.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who lets it in.</param>
[Allow(Role.Administrator)]
public sealed record AddPerson(string? Name, PersonRights Rights, string? PasswordHash, string? Reason, Actor Actor) : ICommand<Reply<PersonRecord>>, IActed;

/// <summary>Gives somebody other rights in place of those before. Sessions end.</summary>
[Allow(Role.Administrator)]
public sealed record ChangePerson(string Name, PersonRights Rights, string? Reason, Actor Actor) : ICommand<Reply<PersonRecord>>, IActed;

/// <summary>Gives somebody another password and unlocks it. Sessions end.</summary>
[Allow(Role.Administrator)]
public sealed record ResetPassword(string Name, string PasswordHash, string? Reason, Actor Actor) : ICommand<Reply<PersonRecord>>, IActed;

/// <summary>Shuts somebody out, or lets it in again. Sessions end.</summary>
[Allow(Role.Administrator)]
public sealed record ShutPersonOut(string Name, bool IsOut, string? Reason, Actor Actor) : ICommand<Reply<PersonRecord>>, IActed;

/// <summary>Everybody who may sign in, by name.</summary>
[Allow(Role.Administrator, Role.Compliance)]
public sealed record ListPeople(Actor Actor) : IQuery<Reply<IReadOnlyList<PersonRecord>>>, IActed;

internal sealed class PeopleHandler(PersonStore people, AuditTrail audit, TimeProvider clock) :
    ICommandHandler<AddPerson, Reply<PersonRecord>>, ICommandHandler<ChangePerson, Reply<PersonRecord>>, ICommandHandler<ResetPassword, Reply<PersonRecord>>,
    ICommandHandler<ShutPersonOut, Reply<PersonRecord>>, IQueryHandler<ListPeople, Reply<IReadOnlyList<PersonRecord>>>
{
    private static readonly (Role, string) But = (Role.Service, "A service has a key, not a password. Issue one with POST /api/v1/keys.");

    public async ValueTask<Reply<PersonRecord>> Handle(AddPerson command, CancellationToken cancellationToken)
    {
        Fault[] faults = [.. PersonChecks.Name(command.Name), .. Check(command.Rights), .. PersonChecks.Reason(command.Reason)];
        if (faults.Length > 0) return Refuse.Invalid<PersonRecord>("The person cannot be let in like this.", faults);
        if (await TakenAsync(command.Name!, command.Rights, cancellationToken) is { } taken) return taken;
        var person = With(new PersonRecord { Id = PersonStamp.New(), Name = command.Name!, Roles = [], PasswordHash = command.PasswordHash, Stamp = PersonStamp.New(), CreatedAt = clock.GetUtcNow(), Version = 1 }, command.Rights);
        if (!await people.SaveAsync(person, cancellationToken)) return Refuse.Conflict<PersonRecord>($"There is a '{person.Name}' already.");
        await audit.DidAsync(command.Actor, "person.add", $"{person.Name}: {Text(person)}", command.Reason);
        return new Reply<PersonRecord>.Done(person);
    }

    public async ValueTask<Reply<PersonRecord>> Handle(ChangePerson command, CancellationToken cancellationToken)
    {
        Fault[] faults = [.. Check(command.Rights), .. PersonChecks.Reason(command.Reason)];
        if (faults.Length > 0) return Refuse.Invalid<PersonRecord>("The rights cannot be given like this.", faults);
        if (await TakenAsync(command.Name, command.Rights, cancellationToken) is { } taken) return taken;
        return await ChangeAsync(command.Name, "person.change", command.Reason, command.Actor, isOfOneself: false, before => With(before, command.Rights), cancellationToken);
    }

    public async ValueTask<Reply<PersonRecord>> Handle(ResetPassword command, CancellationToken cancellationToken) => PersonChecks.Reason(command.Reason).ToArray() is { Length: > 0 } faults
        ? Refuse.Invalid<PersonRecord>("The password cannot be set like this.", faults)
        : await ChangeAsync(
            command.Name, "person.password", command.Reason, command.Actor, isOfOneself: true, before => before with { PasswordHash = command.PasswordHash, FailedCount = 0, LockedUntil = null }, cancellationToken);

    public async ValueTask<Reply<PersonRecord>> Handle(ShutPersonOut command, CancellationToken cancellationToken) => PersonChecks.Reason(command.Reason).ToArray() is { Length: > 0 } faults
        ? Refuse.Invalid<PersonRecord>("A person who acts says why.", faults)
        : await ChangeAsync(
            command.Name, command.IsOut ? "person.shut-out" : "person.let-in", command.Reason, command.Actor, isOfOneself: false,
            before => before with { DisabledAt = command.IsOut ? before.DisabledAt ?? clock.GetUtcNow() : null }, cancellationToken);

    public async ValueTask<Reply<IReadOnlyList<PersonRecord>>> Handle(ListPeople query, CancellationToken cancellationToken) =>
        new Reply<IReadOnlyList<PersonRecord>>.Done(await people.ListAsync(cancellationToken));

    private async Task<Reply<PersonRecord>> ChangeAsync(string name, string act, string? reason, Actor actor, bool isOfOneself, Func<PersonRecord, PersonRecord> change, CancellationToken cancellation)
    {
        if (await people.FindByNameAsync(name, cancellation) is not { } before) return Refuse.NotFound<PersonRecord>($"There is no person '{name}'.");
        if (!isOfOneself && !actor.IsSomebodyElseThan($"user:{name}")) return Refuse.Impossible<PersonRecord>($"Nobody changes its own rights. Another administrator than '{name}' does.");
        var after = change(before) with { Stamp = PersonStamp.New(), Version = before.Version + 1 };
        if (!await people.SaveAsync(after, cancellation)) return Refuse.Conflict<PersonRecord>($"Somebody changed '{name}' at the same moment. Read it and change it again.");
        await audit.DidAsync(actor, act, $"{name}: {Text(after)}", reason);
        return new Reply<PersonRecord>.Done(after);
    }

    /// <summary>A subject is one person's.</summary>
    private async Task<Reply<PersonRecord>?> TakenAsync(string name, PersonRights rights, CancellationToken cancellation) =>
        rights.Subject is { } subject && await people.FindBySubjectAsync(subject, cancellation) is { } holder && holder.Name != name ? Refuse.Conflict<PersonRecord>($"'{subject}' is '{holder.Name}' already.") : null;

    private static Fault[] Check(PersonRights rights) =>
        [.. PersonChecks.Roles(rights.Roles, But), .. PersonChecks.Scope(rights.Roles, rights.Tenants, rights.Agent), .. PersonChecks.Subject(rights.Subject)];

    private static PersonRecord With(PersonRecord person, PersonRights rights) =>
        person with { Roles = [.. rights.Roles.Distinct()], Tenants = [.. rights.Tenants.Distinct()], Agent = rights.Agent, Subject = rights.Subject };

    private static string Text(PersonRecord person) =>
        $"{string.Join(' ', person.Roles)}{(person.Tenants.IsEmpty ? "" : $" of {string.Join(' ', person.Tenants)}")}{(person.Agent is null ? "" : $" as {person.Agent}")}{(person.Subject is null ? "" : $", at its provider {person.Subject}")}{(person.DisabledAt is { } at ? $", shut out since {Instants.Text(at)}" : "")}";
}

/// <summary>Random marks of people and sessions.</summary>
public static class PersonStamp
{
    /// <summary>A mark that nobody can guess: 32 hexadecimal digits.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
