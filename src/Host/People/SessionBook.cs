using System.Collections.Concurrent;
using Doorstep.Host.Security;
using Doorstep.Workflows.Commands;
using Doorstep.Workflows.Commands.Access;
using Doorstep.Workflows.Storage.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Doorstep.Host.People;

/// <summary>Sessions: a cookie that scripts cannot read and other sites cannot send. It opens pages and makes tokens; the APIs themselves take no cookie.</summary>
internal sealed class SessionBook(PersonStore people, ApiKey keys, AuditTrail audit, TimeProvider clock)
{
    /// <summary>How long somebody who was found is believed without asking the store: so long a session that was ended may still work.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    private const int RememberedMax = 10_000;

    private readonly ConcurrentDictionary<Session, (Actor Actor, DateTimeOffset Until)> _known = new();

    /// <summary>Signs somebody in. It is always a new session, whatever the browser brought along.</summary>
    /// <param name="context">The request.</param>
    /// <param name="person">Who.</param>
    /// <param name="how">With what, for the log: <c>password</c>, <c>key</c>.</param>
    /// <param name="keyHash">The key that took the place of a password.</param>
    public async Task OpenAsync(HttpContext context, PersonRecord person, string how, string? keyHash = null)
    {
        var session = new Session(PersonStamp.New(), person.Id, person.Stamp, clock.GetUtcNow() + Session.Life, keyHash);
        await context.SignInAsync(Session.Scheme, session.Principal(person.Name));
        await audit.DidAsync(ActorOf(person) with { Origin = context.Origin() }, "sign-in", how);
    }

    /// <summary>Ends the session of a request, for good.</summary>
    public async Task CloseAsync(HttpContext context)
    {
        if (Session.Of(context.User) is { } session)
        {
            await people.EndSessionAsync(new EndedSessionRecord(session.Id, session.Until), clock.GetUtcNow());
            _known.Clear();
            if (await people.FindAsync(session.PersonId) is { } person) await audit.DidAsync(ActorOf(person) with { Origin = context.Origin() }, "sign-out");
        }

        await context.SignOutAsync(Session.Scheme);
    }

    /// <summary>Who is signed in; null where the session is over, or the person may not come in any more.</summary>
    public async ValueTask<Actor?> FindAsync(Session session, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (session.Until <= now) return null;
        if (_known.TryGetValue(session, out var known) && known.Until > now) return known.Actor;
        if (await people.FindAsync(session.PersonId, cancellation) is not { DisabledAt: null } person || person.Stamp != session.Stamp || await people.IsEndedAsync(session.Id, cancellation)) return null;
        if (session.KeyHash is { } key && (person.PasswordHash is not null || await keys.FindByHashAsync(Convert.FromHexString(key), cancellation) is null)) return null;
        var actor = ActorOf(person);
        if (_known.Count > RememberedMax) _known.Clear();
        _known[session] = (actor, now + Remembered);
        return actor;
    }

    /// <summary>Forgets what it believes of everybody: somebody's rights have just changed here.</summary>
    public void Forget() => _known.Clear();

    /// <summary>Somebody as the journal names it.</summary>
    public static Actor ActorOf(PersonRecord person) =>
        new($"user:{person.Name}", [.. person.Roles.Select(Enum.Parse<Role>)]) { Tenants = person.Tenants, Agent = person.Agent, IsPerson = true };

    /// <summary>Ends the cookie of a session that is over.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var book = context.HttpContext.RequestServices.GetRequiredService<SessionBook>();
        if (Session.Of(context.Principal) is { } session && await book.FindAsync(session, context.HttpContext.RequestAborted) is not null) return;
        context.RejectPrincipal();
    }
}
