using Doorstep.Workflows.Grains;
using Doorstep.Workflows.Storage;
using Doorstep.Workflows.Watching;

namespace Doorstep.Workflows.Outbox;

/// <summary><c>act:ID</c>: acts that were planned. They leave the house only by the order that an allowing decision sends out; here they are decided on.</summary>
internal sealed class ActChannel(IGrainFactory grains) : OutboxChannel
{
    /// <summary>How destinations of acts begin.</summary>
    public const string Scheme = "act:";

    public override string Prefix => Scheme;

    public override async Task<Delivery> DeliverAsync(OutboxRecord message, CancellationToken cancellation)
    {
        var answer = await grains.GetGrain<ICaseGrain>(message.CaseId).Decide(new ActMessage
        {
            ActId = message.Destination[Prefix.Length..], Act = message.Payload, PlannedAt = message.CreatedAt, Actor = "guards", Trace = TraceSpan.Current,
        });
        return answer switch
        {
            { Outcome: ActOutcome.Allowed } => new Delivery.Done(),
            { Outcome: ActOutcome.Refused, NextTryAt: { } at } => new Delivery.Later(at, answer.Reason),
            { Outcome: ActOutcome.Refused } => new Delivery.Dropped(answer.Reason),
            { Outcome: ActOutcome.Busy } => new Delivery.Failed(answer.Reason),
            _ => new Delivery.Hopeless(answer.Reason),
        };
    }
}
