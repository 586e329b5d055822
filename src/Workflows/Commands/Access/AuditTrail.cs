using Doorstep.Workflows.Storage.Audit;

namespace Doorstep.Workflows.Commands.Access;

/// <summary>Writes the audit log: who did what with access, and who was refused. It never holds what a field says, nor a secret.</summary>
public sealed class AuditTrail(AuditStore store, TimeProvider clock)
{
    /// <summary>Somebody did something.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="act">What, <c>key.issue</c>.</param>
    /// <param name="subject">A key, a person, a field.</param>
    /// <param name="reason">Why.</param>
    /// <param name="caseId">The case that it is about.</param>
    /// <param name="purpose">What for.</param>
    public Task DidAsync(Actor actor, string act, string? subject = null, string? reason = null, string? caseId = null, string? purpose = null) =>
        AddAsync(actor, act, true, subject, reason, caseId, purpose);

    /// <summary>Somebody was refused something.</summary>
    /// <inheritdoc cref="DidAsync"/>
    public Task RefusedAsync(Actor actor, string act, string? subject = null, string? reason = null, string? caseId = null, string? purpose = null) =>
        AddAsync(actor, act, false, subject, reason, caseId, purpose);

    private Task AddAsync(Actor actor, string act, bool isAllowed, string? subject, string? reason, string? caseId, string? purpose) => store.AddAsync(new AuditRecord
    {
        At = clock.GetUtcNow(), Actor = actor.Name, Act = act, Allowed = isAllowed, Subject = subject, Reason = reason, CaseId = caseId, Purpose = purpose, Origin = actor.Origin,
    });
}
