using System.Text.Json;
using Doorstep.Workflows.Collections.Facts;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Watching;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Reports that something happened to a case. Safe to repeat with the same event id.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="EventId">The reporter's id of the event; 1 to 200 characters.</param>
/// <param name="Type">The event's type.</param>
/// <param name="OccurredAt">When it happened; null: now. At most five minutes ahead of the clock.</param>
/// <param name="Data">Its data: a JSON object or undefined.</param>
/// <param name="Actor">Who reports it.</param>
[Allow(Role.Service, Role.Supervisor, Role.Agent)]
public sealed record RaiseEvent(string CaseId, string? EventId, string? Type, DateTimeOffset? OccurredAt, JsonElement Data, Actor Actor)
    : ICommand<Reply<CaseAnswer>>, IAboutCase;

internal sealed class RaiseEventHandler(IGrainFactory grains, AssignmentDoor door, GovernedFacts governed, AgentStanding standing, AccusedNames accused, TimeProvider clock) : ICommandHandler<RaiseEvent, Reply<CaseAnswer>>
{
    public async ValueTask<Reply<CaseAnswer>> Handle(RaiseEvent command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        Fault[] faults = [.. EventChecks.Check(command, now)];
        if (faults.Length > 0) return Refuse.Invalid<CaseAnswer>("The event cannot be taken as it is.", [.. faults, .. EventChecks.Misspelt(command.Type)]);
        if (string.IsNullOrWhiteSpace(command.CaseId)) return Refuse.NoCase<CaseAnswer>(command.CaseId);
        if (!command.Actor.IsAny(Role.Service, Role.Supervisor) && FactSources.Refusal(command.Type!, command.Data) is { } foreign) throw new ForbiddenException(foreign);
        if (PersonRole(command.Actor) is not null && await governed.PassAsync(command, cancellationToken) is { } answered) return answered;
        if (await accused.AgainstAsync(command, cancellationToken) is { Length: > 0 } strangers) return Refuse.Invalid<CaseAnswer>("The event cannot be taken as it is.", strangers);
        command = command with { Data = await accused.ReadAsync(command, cancellationToken) };
        // Two teams that check in at once with the same agent are told apart before the guards are asked (G8).
        await standing.BeforeAsync(command, now, cancellationToken);
        var reply = command.Type == nameof(CaseAssigned) ? await door.PassAsync(command, () => RaiseAsync(command, now), cancellationToken) : await RaiseAsync(command, now);
        if (reply is Reply<CaseAnswer>.Done) await standing.AfterAsync(command, now, PersonRole(command.Actor) == "AGENT", cancellationToken);
        return reply;
    }

    private async ValueTask<Reply<CaseAnswer>> RaiseAsync(RaiseEvent command, DateTimeOffset now)
    {
        var answer = await grains.GetGrain<ICaseGrain>(command.CaseId).Raise(new EventMessage
        {
            EventId = command.EventId!, Type = command.Type!, OccurredAt = (command.OccurredAt ?? now).ToUniversalTime(),
            Data = Values.IsNull(command.Data) ? "{}" : command.Data.GetRawText(), Actor = command.Actor.Name, IsCatalogued = EventChecks.Knows(command.Type!), PersonRole = PersonRole(command.Actor), Trace = TraceSpan.Current,
        });
        return answer.Outcome switch
        {
            CaseOutcome.NotFound => Refuse.NotFound<CaseAnswer>(answer.Reason),
            CaseOutcome.Conflict => Refuse.Conflict<CaseAnswer>(answer.Reason),
            CaseOutcome.UnknownEvent => Refuse.Invalid<CaseAnswer>("The event cannot be taken as it is.", [new Fault("type", EventChecks.Unknown(answer.Reason))]),
            CaseOutcome.Unfit => Refuse.Invalid<CaseAnswer>("The event cannot be taken as it is.", Faults(answer)),
            CaseOutcome.Forbidden => Refuse.Impossible<CaseAnswer>(answer.Reason, Faults(answer)),
            CaseOutcome.Busy => new Reply<CaseAnswer>.Refused(RefusalKind.Busy, answer.Reason),
            _ => new Reply<CaseAnswer>.Done(answer),
        };
    }

    private static IEnumerable<Fault> Faults(CaseAnswer answer) => answer.Faults.IsDefaultOrEmpty
        ? [new Fault("data", answer.Reason)]
        : answer.Faults.Select(fault => new Fault(fault.Path.Length == 0 ? "data" : $"data.{fault.Path}", fault.Message));

    /// <summary>A person's key speaks for that person alone; a service reports what the bank's people do.</summary>
    private static string? PersonRole(Actor actor) =>
        !actor.IsPerson && actor.IsAny(Role.Service) ? null : actor.IsAny(Role.Supervisor) ? "SUPERVISOR" : "AGENT";
}
