namespace Doorstep.Workflows.Commands.Access;

/// <summary>Turns away whoever wants data of people for what is none of our purposes: that is no slip, and the log says who asked (S27).</summary>
internal sealed class PurposeDoor(AuditTrail audit)
{
    /// <summary>Throws a <see cref="ForbiddenException"/> for a purpose that is never one of ours, or that is another role's. A word that is unknown is a fault, and <see cref="Faults"/> names it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="act">What for the log: <c>case.reveal</c>.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="subject">What is asked for.</param>
    /// <param name="caseId">The case; null: several.</param>
    public async Task DemandAsync(Actor actor, string act, string? purpose, string? subject, string? caseId = null)
    {
        var isRefused = purpose is not null && RevealPurposes.Refused.Contains(purpose, StringComparer.OrdinalIgnoreCase);
        var isForOthers = purpose == RevealPurposes.Audit && !actor.IsAny(Role.Compliance);
        if (!isRefused && !isForOthers) return;
        var reason = isRefused ? $"Personal data is shown to solve this debt's difficulty. '{purpose}' is something else." : $"'{RevealPurposes.Audit}' is a purpose of compliance.";
        await audit.RefusedAsync(actor, act, subject, reason, caseId, purpose);
        throw new ForbiddenException(reason) { IsLogged = true };
    }

    /// <summary>What is wrong with a purpose and the reason for it.</summary>
    public static IEnumerable<Fault> Faults(string? purpose, string? reason)
    {
        if (purpose is null || !RevealPurposes.All.Contains(purpose)) yield return new Fault("purpose", $"'{purpose}' is not a purpose. Purposes are: {string.Join(", ", RevealPurposes.All)}.");
        foreach (var fault in PersonChecks.Reason(reason)) yield return fault;
    }
}
