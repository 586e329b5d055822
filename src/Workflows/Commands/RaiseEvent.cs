using System.Text.Json;
using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Mediator;

namespace Doorstep.Workflows.Commands;

/// <summary>Reports that something happened to a case. Safe to repeat with the same event id.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="EventId">The reporter's id of the event; 1 to 200 characters.</param>
/// <param name="Type">The event's type.</param>
/// <param name="OccurredAt">When it happened; null: now. At most a day ahead of the clock.</param>
/// <param name="Data">Its data: a JSON object or undefined.</param>
/// <param name="Actor">Who reports it.</param>
[Allow(Role.Service, Role.Supervisor, Role.Agent)]
public sealed record RaiseEvent(string CaseId, string? EventId, string? Type, DateTimeOffset? OccurredAt, JsonElement Data, Actor Actor)
    : ICommand<Reply<CaseAnswer>>, IActed;

internal sealed class RaiseEventHandler(IGrainFactory grains, EventChecks checks, TimeProvider clock) : ICommandHandler<RaiseEvent, Reply<CaseAnswer>>
{
    public async ValueTask<Reply<CaseAnswer>> Handle(RaiseEvent command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var faults = Check(command, now).ToArray();
        if (faults.Length > 0) return Refuse.Invalid<CaseAnswer>("The event cannot be taken as it is.", faults);
        var answer = await grains.GetGrain<ICaseGrain>(command.CaseId).Raise(new EventMessage
        {
            EventId = command.EventId!, Type = command.Type!, OccurredAt = (command.OccurredAt ?? now).ToUniversalTime(),
            Data = Values.IsNull(command.Data) ? "{}" : command.Data.GetRawText(), Actor = command.Actor.Name, IsCatalogued = checks.Knows(command.Type!),
        });
        return answer.Outcome switch
        {
            CaseOutcome.NotFound => Refuse.NotFound<CaseAnswer>(answer.Reason),
            CaseOutcome.Conflict => Refuse.Conflict<CaseAnswer>(answer.Reason),
            CaseOutcome.UnknownEvent => Refuse.Invalid<CaseAnswer>("The event cannot be taken as it is.", [new Fault("type", answer.Reason)]),
            CaseOutcome.Busy => new Reply<CaseAnswer>.Refused(RefusalKind.Busy, answer.Reason),
            _ => new Reply<CaseAnswer>.Done(answer),
        };
    }

    private IEnumerable<Fault> Check(RaiseEvent command, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(command.EventId)) yield return new Fault("eventId", "is missing: your own id of the event, so that a repetition is recognised.");
        else if (command.EventId.Length > 200) yield return new Fault("eventId", $"has {command.EventId.Length} characters; at most 200 are allowed.");
        if (command.OccurredAt > now.AddDays(1)) yield return new Fault("occurredAt", $"'{command.OccurredAt:O}' is more than a day in the future.");
        if (command.Data.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
            yield return new Fault("data", $"must be an object, not {Values.Quote(command.Data)}.");
        if (string.IsNullOrWhiteSpace(command.Type)) yield return new Fault("type", "is missing: the event's name.");
        else
            foreach (var fault in checks.Check(command.Type, command.Data)) yield return fault;
    }
}
