using System.Collections.Concurrent;
using Doorstep.Workflows.Collections;
using Doorstep.Workflows.Collections.Access;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Mediator;

namespace Doorstep.Workflows.Commands.Access;

/// <summary>Who sees which case: a key or a person of some tenants sees theirs, an agent sees what is assigned to it (S26). Reading by people is logged.</summary>
public sealed class CaseAccess(ICaseStore store, FactFolder folder, AuditTrail audit, TimeProvider clock)
{
    /// <summary>For so long one line says that somebody reads a case: a page asks many times.</summary>
    private static readonly TimeSpan ReadLine = TimeSpan.FromMinutes(10);

    private const int RememberedMax = 100_000;

    // A case never changes its tenant.
    private readonly ConcurrentDictionary<string, string> _tenants = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Actor, string Case), DateTimeOffset> _reads = new();

    /// <summary>Throws where the case is not the actor's to see. A case of another tenant is one that is not there.</summary>
    public async Task DemandAsync(IAboutCase message, string name, bool isOnlyAsAgent, bool isRead, CancellationToken cancellation)
    {
        var actor = message.Actor;
        if (message.CaseId is not { Length: > 0 } caseId)
        {
            if (actor.IsScoped) throw new ForbiddenException($"'{actor.Name}' sees the cases of {string.Join(", ", actor.Tenants)} only. Name one of them.");
            return;
        }

        if (actor.IsScoped && await TenantAsync(caseId, cancellation) is { } tenant && !actor.Sees(tenant))
        {
            await audit.RefusedAsync(actor, $"case.{name}", reason: "The case is another tenant's.", caseId: caseId);
            throw new UnknownCaseException(caseId);
        }

        if (isOnlyAsAgent && await FileAsync(caseId, cancellation) is var (isThere, file) && isThere && !(file is not null && NeedToKnow.Has(file, actor.Agent)))
        {
            await audit.RefusedAsync(actor, $"case.{name}", reason: "The case is not assigned to this agent.", caseId: caseId);
            throw new ForbiddenException($"'{caseId}' is not assigned to '{actor.Name}'. An agent sees the cases that are.") { IsLogged = true };
        }

        if (isRead && (actor.IsPerson || actor.Agent is not null) && IsNew(actor, caseId)) await audit.DidAsync(actor, "case.read", name, caseId: caseId);
    }

    private async Task<string?> TenantAsync(string caseId, CancellationToken cancellation)
    {
        if (_tenants.TryGetValue(caseId, out var known)) return known;
        if (await store.FindCaseAsync(caseId, cancellation) is not { } found) return null;
        if (_tenants.Count > RememberedMax) _tenants.Clear();
        return _tenants[caseId] = found.Tenant;
    }

    private async Task<(bool IsThere, CaseFile? File)> FileAsync(string caseId, CancellationToken cancellation) =>
        await store.FindCaseAsync(caseId, cancellation) is { } record ? (true, SnapshotCodec.Read(record.Snapshot, folder).Facts as CaseFile) : (false, null);

    private bool IsNew(Actor actor, string caseId)
    {
        var now = clock.GetUtcNow();
        if (_reads.TryGetValue((actor.Name, caseId), out var last) && last + ReadLine > now) return false;
        if (_reads.Count > RememberedMax) _reads.Clear();
        _reads[(actor.Name, caseId)] = now;
        return true;
    }
}

/// <summary>Checks that the case of a command is the actor's to see, whichever door it came through.</summary>
public sealed class CaseAccessBehavior<TMessage, TResponse>(CaseAccess access) : IPipelineBehavior<TMessage, TResponse>
    where TMessage : IAboutCase
{
    private static readonly bool IsRead = typeof(IBaseQuery).IsAssignableFrom(typeof(TMessage));

    /// <inheritdoc />
    public async ValueTask<TResponse> Handle(TMessage message, MessageHandlerDelegate<TMessage, TResponse> next, CancellationToken cancellationToken)
    {
        await access.DemandAsync(message, typeof(TMessage).Name, Rights.IsOnlyAsAgent<TMessage>(message.Actor), IsRead, cancellationToken);
        return await next(message, cancellationToken);
    }
}
