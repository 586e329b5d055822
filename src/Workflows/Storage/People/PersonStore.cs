using Doorstep.Workflows.Storage.Commit;
using Doorstep.Workflows.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Doorstep.Workflows.Storage.People;

/// <summary>People who sign in, and what they sign in with.</summary>
public sealed class PersonStore
{
    private const string Insert =
        """
        INSERT INTO people (id, name, roles, tenants, agent, password_hash, stamp, failed_count, locked_until, subject, created_at, disabled_at, version)
        VALUES (@id, @name, @roles, @tenants, @agent, @password_hash, @stamp, @failed_count, @locked_until, @subject, @created_at, @disabled_at, 1)
        ON CONFLICT DO NOTHING
        """;

    private const string Update =
        """
        UPDATE people SET roles = @roles, tenants = @tenants, agent = @agent, password_hash = @password_hash, stamp = @stamp, failed_count = @failed_count,
            locked_until = @locked_until, subject = @subject, disabled_at = @disabled_at, version = @version
        WHERE id = @id AND version = @expected
        """;

    private const string SavePasskey =
        """
        INSERT INTO passkeys (credential_id, person_id, name, created_at, json) VALUES (@credential_id, @person_id, @name, @created_at, @json)
        ON CONFLICT (credential_id) DO UPDATE SET name = excluded.name, json = excluded.json WHERE passkeys.person_id = excluded.person_id
        """;

    private const string DeletePasskey = "DELETE FROM passkeys WHERE credential_id = @credential_id AND person_id = @person_id";

    private const string EndSession = "INSERT INTO ended_sessions (id, until) VALUES (@id, @until) ON CONFLICT DO NOTHING";
    private const string ForgetSessions = "DELETE FROM ended_sessions WHERE until < @now";

    private readonly IDbContextFactory<DoorstepDb> _contexts;
    private readonly CommitQueue _queue;

    internal PersonStore(IDbContextFactory<DoorstepDb> contexts, CommitQueue queue) => (_contexts, _queue) = (contexts, queue);

    /// <summary>A person by id, or null.</summary>
    public async Task<PersonRecord?> FindAsync(string id, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.People.SingleOrDefaultAsync(row => row.Id == id, cancellation);
    }

    /// <summary>A person by the name it signs in with, or null.</summary>
    public async Task<PersonRecord?> FindByNameAsync(string name, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.People.SingleOrDefaultAsync(row => row.Name == name, cancellation);
    }

    /// <summary>A person by what the outside's provider calls it, or null.</summary>
    public async Task<PersonRecord?> FindBySubjectAsync(string subject, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.People.SingleOrDefaultAsync(row => row.Subject == subject, cancellation);
    }

    /// <summary>Everybody, by name.</summary>
    public async Task<IReadOnlyList<PersonRecord>> ListAsync(CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.People.OrderBy(row => row.Name).ToListAsync(cancellation);
    }

    /// <summary>Writes a person whose version is the stored one plus one, 1 for a new one; false when somebody else wrote first or the name is taken.</summary>
    public Task<bool> SaveAsync(PersonRecord person, CancellationToken cancellation = default) => WriteAsync(person.Version == 1
        ? PendingWrite.Statement(
            Insert,
            [
                person.Id, person.Name, Words.Join(person.Roles), Words.Join(person.Tenants), person.Agent, person.PasswordHash, person.Stamp, person.FailedCount, Stored(person.LockedUntil), person.Subject,
                Stored(person.CreatedAt), Stored(person.DisabledAt),
            ])
        : PendingWrite.Statement(
            Update,
            [
                Words.Join(person.Roles), Words.Join(person.Tenants), person.Agent, person.PasswordHash, person.Stamp, person.FailedCount, Stored(person.LockedUntil), person.Subject, Stored(person.DisabledAt),
                person.Version, person.Id, person.Version - 1,
            ]),
        cancellation);

    /// <summary>The passkeys of a person, oldest first.</summary>
    public async Task<IReadOnlyList<PasskeyRecord>> PasskeysAsync(string personId, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Passkeys.Where(row => row.PersonId == personId).OrderBy(row => row.CreatedAt).ToListAsync(cancellation);
    }

    /// <summary>A passkey, or null.</summary>
    public async Task<PasskeyRecord?> FindPasskeyAsync(byte[] credentialId, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.Passkeys.SingleOrDefaultAsync(row => row.CredentialId == credentialId, cancellation);
    }

    /// <summary>Writes a passkey; false when it is somebody else's.</summary>
    public Task<bool> SavePasskeyAsync(PasskeyRecord passkey, CancellationToken cancellation = default) =>
        WriteAsync(PendingWrite.Statement(SavePasskey, [passkey.CredentialId, passkey.PersonId, passkey.Name, Stored(passkey.CreatedAt), passkey.Json]), cancellation);

    /// <summary>Takes a passkey away; false when the person has none with this id.</summary>
    public Task<bool> DeletePasskeyAsync(string personId, byte[] credentialId, CancellationToken cancellation = default) =>
        WriteAsync(PendingWrite.Statement(DeletePasskey, [credentialId, personId]), cancellation);

    /// <summary>Ends a session.</summary>
    public async Task EndSessionAsync(EndedSessionRecord session, DateTimeOffset now, CancellationToken cancellation = default)
    {
        await WriteAsync(PendingWrite.Statement(EndSession, [session.Id, Stored(session.Until)]), cancellation);
        await WriteAsync(PendingWrite.Statement(ForgetSessions, [Stored(now)]), cancellation);
    }

    /// <summary>Whether a session was ended.</summary>
    public async Task<bool> IsEndedAsync(string sessionId, CancellationToken cancellation = default)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        return await db.EndedSessions.AnyAsync(row => row.Id == sessionId, cancellation);
    }

    private Task<bool> WriteAsync(PendingWrite write, CancellationToken cancellation) => _queue.WriteAsync(write, cancellation);

    private static long? Stored(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();
}
