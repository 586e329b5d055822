using System.Collections.Immutable;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands.Access;

/// <summary>Issues a key for a service. The secret never comes here: the edge makes it, shows it once and hands in its hash.</summary>
/// <param name="Name">Who holds it; the journal calls it <c>key:NAME</c>.</param>
/// <param name="Roles">What it may do; never <see cref="Role.Administrator"/>, whose key comes from the environment.</param>
/// <param name="Tenants">Whose cases it sees; none: everybody's.</param>
/// <param name="Agent">Its token in the register of agents, for the app of one.</param>
/// <param name="ExpiresAt">When it ends (UTC); null: in ninety days. At most 400 days ahead.</param>
/// <param name="Hash">SHA-256 of the secret.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who issues it.</param>
[Allow(Role.Administrator)]
public sealed record IssueKey(string? Name, ImmutableArray<string> Roles, ImmutableArray<string> Tenants, string? Agent, DateTimeOffset? ExpiresAt, byte[] Hash, string? Reason, Actor Actor)
    : ICommand<Reply<ApiKeyRecord>>, IActed;

/// <summary>Gives a key another secret. The one before opens for a while, so that a service changes over without a gap.</summary>
/// <param name="Id">The key.</param>
/// <param name="Hash">SHA-256 of the new secret.</param>
/// <param name="Overlap">For how long the secret before still opens; at most seven days. Null: a day.</param>
/// <param name="ExpiresAt">When the key ends (UTC), at most 400 days ahead. Null: in ninety days, or when it would have ended, if that is later.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Administrator)]
public sealed record RotateKey(string Id, byte[] Hash, TimeSpan? Overlap, DateTimeOffset? ExpiresAt, string? Reason, Actor Actor) : ICommand<Reply<ApiKeyRecord>>, IActed;

/// <summary>Takes a key back for ever.</summary>
[Allow(Role.Administrator)]
public sealed record RevokeKey(string Id, string? Reason, Actor Actor) : ICommand<Reply<ApiKeyRecord>>, IActed;

/// <summary>Every key, oldest first, without secrets.</summary>
[Allow(Role.Administrator, Role.Compliance)]
public sealed record ListKeys(Actor Actor) : IQuery<Reply<IReadOnlyList<ApiKeyRecord>>>, IActed;

internal sealed class KeyHandler(ApiKeyStore keys, AuditTrail audit, TimeProvider clock) :
    ICommandHandler<IssueKey, Reply<ApiKeyRecord>>, ICommandHandler<RotateKey, Reply<ApiKeyRecord>>, ICommandHandler<RevokeKey, Reply<ApiKeyRecord>>, IQueryHandler<ListKeys, Reply<IReadOnlyList<ApiKeyRecord>>>
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(90);
    private static readonly TimeSpan LifeMax = TimeSpan.FromDays(400);
    private static readonly TimeSpan OverlapOtherwise = TimeSpan.FromDays(1);
    private static readonly TimeSpan OverlapMax = TimeSpan.FromDays(7);

    private static readonly (Role, string) But = (Role.Administrator, "An administrator's key comes from the environment (DOORSTEP_API_KEY); people who administer sign in.");

    public async ValueTask<Reply<ApiKeyRecord>> Handle(IssueKey command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var faults = new List<Fault>([.. PersonChecks.Name(command.Name), .. PersonChecks.Roles(command.Roles, But), .. PersonChecks.Scope(command.Roles, command.Tenants, command.Agent), .. PersonChecks.Reason(command.Reason)]);
        faults.AddRange(End(command.ExpiresAt, now));
        if (faults.Count > 0) return Refuse.Invalid<ApiKeyRecord>("The key cannot be issued like this.", faults);
        if ((await keys.ListAsync(cancellationToken)).Any(known => known.Name == command.Name && known.RevokedAt is null && !(known.ExpiresAt <= now)))
            return Refuse.Conflict<ApiKeyRecord>($"There is a key '{command.Name}' already: the journal would not tell them apart. Rotate it, revoke it, or take another name.");
        var key = new ApiKeyRecord($"key-{Convert.ToHexStringLower(command.Hash.AsSpan(0, 6))}", command.Name!, [.. command.Roles.Distinct()], command.Hash, now)
        {
            Tenants = [.. command.Tenants.Distinct()], Agent = command.Agent, ExpiresAt = command.ExpiresAt ?? now + Life, IssuedBy = command.Actor.Name,
        };
        await keys.AddAsync(key, cancellationToken);
        await audit.DidAsync(command.Actor, "key.issue", $"{key.Id} {key.Name}: {string.Join(' ', key.Roles)}", command.Reason);
        return new Reply<ApiKeyRecord>.Done(key);
    }

    private static IEnumerable<Fault> End(DateTimeOffset? end, DateTimeOffset now) =>
        end <= now || end > now + LifeMax ? [new Fault("expiresAt", $"must be after now and at most {LifeMax.TotalDays:0} days ahead.")] : [];

    public async ValueTask<Reply<ApiKeyRecord>> Handle(RotateKey command, CancellationToken cancellationToken)
    {
        var (now, overlap) = (clock.GetUtcNow(), command.Overlap ?? OverlapOtherwise);
        var faults = PersonChecks.Reason(command.Reason).ToList();
        if (overlap < TimeSpan.Zero || overlap > OverlapMax) faults.Add(new Fault("overlap", $"goes from PT0S to P{OverlapMax.TotalDays:0}D."));
        faults.AddRange(End(command.ExpiresAt, now));
        if (faults.Count > 0) return Refuse.Invalid<ApiKeyRecord>("The key cannot be rotated like this.", faults);
        if (await keys.FindAsync(command.Id, cancellationToken) is not { } before) return NoKey(command.Id);
        if (before.RevokedAt is not null) return Refuse.Conflict<ApiKeyRecord>($"'{before.Id}' is revoked, and stays so. Issue another key.");
        if (before.IssuedBy is null) return Refuse.Conflict<ApiKeyRecord>($"'{before.Id}' comes from the environment or from the first start. Set another DOORSTEP_API_KEY and start anew.");
        var after = before with { Hash = command.Hash, PreviousHash = before.Hash, PreviousUntil = now + overlap, ExpiresAt = command.ExpiresAt ?? (before.ExpiresAt > now + Life ? before.ExpiresAt : now + Life) };
        if (!await keys.RotateAsync(after, cancellationToken)) return Refuse.Conflict<ApiKeyRecord>($"Somebody rotated '{before.Id}' at the same moment. The secret that was made here opens nothing.");
        await audit.DidAsync(command.Actor, "key.rotate", $"{after.Id} {after.Name}", command.Reason);
        return new Reply<ApiKeyRecord>.Done(after);
    }

    public async ValueTask<Reply<ApiKeyRecord>> Handle(RevokeKey command, CancellationToken cancellationToken)
    {
        if (PersonChecks.Reason(command.Reason).ToArray() is { Length: > 0 } faults) return Refuse.Invalid<ApiKeyRecord>("A person who acts says why.", faults);
        if (await keys.FindAsync(command.Id, cancellationToken) is not { } key) return NoKey(command.Id);
        var now = clock.GetUtcNow();
        if (!await keys.RevokeAsync(key.Id, now, cancellationToken)) return Refuse.Conflict<ApiKeyRecord>($"'{key.Id}' is revoked already.");
        await audit.DidAsync(command.Actor, "key.revoke", $"{key.Id} {key.Name}", command.Reason);
        return new Reply<ApiKeyRecord>.Done(key with { RevokedAt = now });
    }

    public async ValueTask<Reply<IReadOnlyList<ApiKeyRecord>>> Handle(ListKeys query, CancellationToken cancellationToken) =>
        new Reply<IReadOnlyList<ApiKeyRecord>>.Done(await keys.ListAsync(cancellationToken));

    private static Reply<ApiKeyRecord> NoKey(string id) => Refuse.NotFound<ApiKeyRecord>($"There is no key '{id}'. GET /api/v1/keys lists them.");
}
