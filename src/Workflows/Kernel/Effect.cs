using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>Something that has to be done outside the case. The kernel asks; the outbox does it, at least once, after the commit.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>Tell the world that something happened.</summary>
    /// <param name="EventName">The event's name.</param>
    /// <param name="Payload">Its data.</param>
    public sealed record PublishEvent(string EventName, JsonElement Payload) : Effect;

    /// <summary>Raise an event on a case: on this one, on the one with a business key, or on the one with an id.</summary>
    /// <param name="EventName">The event's name.</param>
    /// <param name="Payload">Its data.</param>
    /// <param name="BusinessKey">The other case's business key, or null.</param>
    /// <param name="CaseId">The other case's id, or null; with neither it is this case.</param>
    public sealed record RaiseEvent(string EventName, JsonElement Payload, string? BusinessKey, string? CaseId = null) : Effect;

    /// <summary>Plan something that would leave the house. Whether it may is decided when its time comes, and only then is it done.</summary>
    /// <param name="Act">The act: a JSON object.</param>
    /// <param name="NotBefore">When it comes up (UTC); null: at once.</param>
    public sealed record PlanAct(JsonElement Act, DateTimeOffset? NotBefore = null) : Effect;
}
