using System.Collections.Immutable;
using System.Globalization;
using Doorstep.Workflows.Kernel;
using Doorstep.Workflows.Storage;

namespace Doorstep.Workflows.Grains;

/// <summary>Somebody outside who wants to hear of events.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Events">The event names it wants; empty means all.</param>
public sealed record Subscriber(string Name, ImmutableArray<string> Events)
{
    /// <summary>Whether it wants to hear of an event.</summary>
    public bool Wants(string eventName) => Events.IsDefaultOrEmpty || Events.Contains(eventName, StringComparer.Ordinal);
}

/// <summary>Decides where effects go: one message for each receiver, with a key that is the same however often the step is decided.</summary>
public sealed class EffectRoutes(IEnumerable<Subscriber> subscribers)
{
    private readonly ImmutableArray<Subscriber> _subscribers = [.. subscribers];

    /// <summary>The messages of a step.</summary>
    public ImmutableArray<OutboxRecord> Route(string caseId, string tenant, long sequence, ImmutableArray<Effect> effects, DateTimeOffset now) =>
        effects.IsEmpty ? [] : [.. effects.SelectMany((effect, index) => Route(string.Create(CultureInfo.InvariantCulture, $"{caseId}/{sequence}/{index}"), caseId, tenant, effect, now)
            .Select(message => message with { Sequence = sequence, Number = index }))];

    private IEnumerable<OutboxRecord> Route(string key, string caseId, string tenant, Effect effect, DateTimeOffset now) => effect switch
    {
        Effect.PublishEvent publish => _subscribers.Where(subscriber => subscriber.Wants(publish.EventName))
            .Select((subscriber, number) => new OutboxRecord(number == 0 ? key : $"{key}/{subscriber.Name}", caseId, $"webhook:{subscriber.Name}", publish.EventName, Values.IsNull(publish.Payload) ? "{}" : publish.Payload.GetRawText(), now)),
        Effect.RaiseEvent raise => [new OutboxRecord(
            key, caseId, raise.BusinessKey is { } other ? $"key:{Uri.EscapeDataString(tenant)}/{other}" : $"case:{raise.CaseId ?? caseId}", raise.EventName, Values.IsNull(raise.Payload) ? "{}" : raise.Payload.GetRawText(), now)],
        Effect.PlanAct plan => [new OutboxRecord(key, caseId, $"act:{key}", nameof(Effect.PlanAct), plan.Act.GetRawText(), now) { NextTryAt = plan.NotBefore ?? now }],
        _ => [],
    };
}
