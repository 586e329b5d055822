using System.Text.Json;
using Doorstep.Workflows.Collections.Acts;
using Doorstep.Workflows.Collections.Acts.Desk;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage.Registers;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Revokes the authorisation of a visit and tells its case (S17). Revoked once, it stays so.</summary>
/// <param name="Id">The authorisation.</param>
/// <param name="Actor">Who.</param>
[Allow(Role.Supervisor, Role.Compliance)]
public sealed record RevokeAuthorisation(string Id, Actor Actor) : ICommand<Reply<CaseAnswer>>, IActed;

internal sealed class RevokeAuthorisationHandler(RegisterStore store, IGrainFactory grains, TimeProvider clock) : ICommandHandler<RevokeAuthorisation, Reply<CaseAnswer>>
{
    public async ValueTask<Reply<CaseAnswer>> Handle(RevokeAuthorisation command, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(Registers.Authorisations, command.Id, cancellationToken) is not { } row) return Refuse.NotFound<CaseAnswer>($"There is no authorisation '{command.Id}'.");
        var (known, now) = (JsonSerializer.Deserialize<Authorisation>(row.Json, FactJson.Options)!, clock.GetUtcNow());
        var revoked = row with { Version = row.Version + 1, Json = JsonSerializer.Serialize(known with { IsRevoked = true }, FactJson.Options), ChangedAt = now, ChangedBy = command.Actor.Name };
        if (!known.IsRevoked && !await store.SaveAsync(revoked, cancellationToken)) return Refuse.Conflict<CaseAnswer>($"Somebody wrote '{command.Id}' at the same moment. Revoke it again.");

        // The register counts first, for guards ask it; a case that was not told is told when somebody revokes again.
        var answer = await grains.GetGrain<ICaseGrain>(known.CaseId).Raise(new EventMessage
        {
            EventId = $"{ArmedReminder.EventIdPrefix}revoked/{command.Id}", Type = nameof(AuthorisationRevoked), OccurredAt = now, Actor = command.Actor.Name, IsCatalogued = true,
            Data = JsonSerializer.Serialize(new AuthorisationRevoked(command.Id), FactJson.Options),
        });
        return answer.Outcome == CaseOutcome.Busy ? new Reply<CaseAnswer>.Refused(RefusalKind.Busy, answer.Reason) : new Reply<CaseAnswer>.Done(answer);
    }
}
