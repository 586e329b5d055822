using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Commands.Overrides;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Storage.Overrides;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>What a person reports by an event and what is an override by another name: it goes by the override's command, with its preview, its policy and its second person. A service
/// reports what was decided in the bank's own systems.</summary>
internal sealed class GovernedFacts(ISender sender, ICaseStore store, OverrideStore overrides)
{
    /// <summary>The answer where the event is an override; null where it is a fact like any other.</summary>
    public async ValueTask<Reply<CaseAnswer>?> PassAsync(RaiseEvent command, CancellationToken cancellation) => command.Type switch
    {
        nameof(InterventionResolved) when Fact.Read(command.Type, command.Data) is InterventionResolved resolved => await MoveAsync(command, resolved, cancellation),
        nameof(CaseRecalled) => Refuse.Impossible<CaseAnswer>("A person who ends a case says why and needs a second one: POST /overrides with CLOSE."),
        nameof(HoldReleased) when Fact.Read(command.Type, command.Data) is HoldReleased { SecondBy: not null } =>
            Refuse.Impossible<CaseAnswer>("A hold is let go by two persons, and you are one: POST /overrides with RELEASE_HOLD, and the other approves it."),
        _ => null,
    };

    private static string KeyOf(RaiseEvent command) => CaseId.From("event", command.EventId!);

    /// <summary>A stuck case that a supervisor has dealt with (T56) is moved by the override; what proves it is the case's own record.</summary>
    private async ValueTask<Reply<CaseAnswer>> MoveAsync(RaiseEvent command, InterventionResolved resolved, CancellationToken cancellation)
    {
        Rights.Demand<RequestOverride>(command.Actor);
        if (resolved.Reason is not { } reason) return Refuse.Invalid<CaseAnswer>("The event cannot be taken as it is.", [new Fault("data.reason", "is missing: a person who acts says why.")]);
        if (await store.FindCaseAsync(command.CaseId, cancellation) is not { } record) return Refuse.NoCase<CaseAnswer>(command.CaseId);
        // The same event again is the same override, wherever the case stands by now.
        var known = await overrides.FindAsync(RequestOverride.IdOf(command.CaseId, KeyOf(command)), cancellation);
        var body = JsonSerializer.SerializeToElement(new
        {
            @override = new { verb = "MOVE", target = FactJson.Word(resolved.Target) }, sequence = known?.Sequence ?? record.Sequence, reason = new { code = "STUCK_CASE", text = reason },
        });
        return await sender.Send(new RequestOverride(command.CaseId, KeyOf(command), body, command.Actor), cancellation) switch
        {
            Reply<OverrideReply>.Done { Value: { Case: { } answer } } => new Reply<CaseAnswer>.Done(answer),
            Reply<OverrideReply>.Done { Value.Seen.Row: var row } => Refuse.Conflict<CaseAnswer>($"The move is override '{row.Id}', which is {row.Status.ToString().ToLowerInvariant()}{(row.ExpiresAt is { } until ? $"; a second person may approve it until {Instants.Text(until)}" : "")}."),
            Reply<OverrideReply>.Refused refused => new Reply<CaseAnswer>.Refused(refused.Kind, refused.Reason, refused.Faults, refused.Fresh),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
