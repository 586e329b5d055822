using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Watching;

namespace Doorstep.Workflows.Outbox;

/// <summary>Events that one case raises on itself or on another.</summary>
internal abstract class CaseChannel(IGrainFactory grains, FactFolder folder) : OutboxChannel
{
    protected async Task<Delivery> RaiseAsync(string caseId, OutboxRecord message)
    {
        var answer = await grains.GetGrain<ICaseGrain>(caseId).Raise(new EventMessage
        {
            EventId = $"{ArmedReminder.EventIdPrefix}{message.Key}", Type = message.Type, OccurredAt = message.CreatedAt, Data = message.Payload, Actor = $"case:{message.CaseId}", IsCatalogued = folder.Knows(message.Type), IsOfHouse = true, FromCase = message.CaseId, Trace = TraceSpan.Current,
        });
        return answer.Outcome switch
        {
            CaseOutcome.Busy => new Delivery.Failed(answer.Reason),
            CaseOutcome.NotFound or CaseOutcome.UnknownEvent or CaseOutcome.Conflict or CaseOutcome.Unfit or CaseOutcome.Forbidden => new Delivery.Hopeless(answer.Reason),
            _ => new Delivery.Done(),
        };
    }
}

/// <summary><c>case:ID</c>.</summary>
internal sealed class SameCaseChannel(IGrainFactory grains, FactFolder folder) : CaseChannel(grains, folder)
{
    public override string Prefix => "case:";

    public override Task<Delivery> DeliverAsync(OutboxRecord message, CancellationToken cancellation) => RaiseAsync(message.Destination[Prefix.Length..], message);
}

/// <summary><c>key:TENANT/BUSINESS-KEY</c>.</summary>
internal sealed class OtherCaseChannel(IGrainFactory grains, FactFolder folder, ICaseStore store) : CaseChannel(grains, folder)
{
    public override string Prefix => "key:";

    public override async Task<Delivery> DeliverAsync(OutboxRecord message, CancellationToken cancellation)
    {
        var address = message.Destination[Prefix.Length..].Split('/', 2);
        var tenant = Uri.UnescapeDataString(address[0]);
        return await store.FindCaseIdAsync(tenant, address[1], cancellation) is { } caseId
            ? await RaiseAsync(caseId, message)
            : new Delivery.Failed($"No running case of '{tenant}' has the business key '{address[1]}'.");
    }
}
