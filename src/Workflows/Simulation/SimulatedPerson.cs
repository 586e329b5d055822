using System.Collections.Immutable;
using System.Text.Json;

namespace Doorstep.Workflows.Simulation;

/// <summary>Something that somebody in an invented world reports.</summary>
/// <param name="At">When.</param>
/// <param name="Type">The event's name.</param>
/// <param name="Data">What it says: a JSON object.</param>
public sealed record SimulatedEvent(DateTimeOffset At, string Type, JsonElement Data);

/// <summary>An event that a case waits for where it stands.</summary>
/// <param name="EventType">The event's name.</param>
/// <param name="Condition">Its condition as written, or null.</param>
/// <param name="IsEverywhere">It leaves every state (<c>*</c>).</param>
public sealed record WaitedFor(string EventType, string? Condition, bool IsEverywhere);

/// <summary>Where an invented case stands.</summary>
/// <param name="State">Its state path; <c>Visit/VisitReview</c>.</param>
/// <param name="IsClosed">It has come to its end.</param>
/// <param name="Now">The moment (UTC).</param>
/// <param name="Ways">The events that it waits for.</param>
public sealed record SimulatedStanding(string State, bool IsClosed, DateTimeOffset Now, ImmutableArray<WaitedFor> Ways);

/// <summary>A decision on an act of an invented case.</summary>
/// <param name="ActId">The act.</param>
/// <param name="Kind">What it is, a <c>MESSAGE</c> by the way that was found for it.</param>
/// <param name="Template">Class of its words, <c>FINAL_NOTICE</c>; empty for none.</param>
/// <param name="IsAllowed">It may be carried out.</param>
/// <param name="IsReplanned">Refused for now; it comes up again.</param>
/// <param name="Against">Who objected: <c>G1 Hours</c>.</param>
public sealed record SimulatedAct(string ActId, string Kind, string Template, bool IsAllowed, bool IsReplanned, ImmutableArray<string> Against);

/// <summary>Everybody around one invented case: the customer, and the people of the house who decide on it. What they do depends on their seed and on what they hear, and on nothing else.</summary>
public abstract class SimulatedPerson
{
    /// <summary>When the case starts (UTC).</summary>
    public abstract DateTimeOffset StartAt { get; }

    /// <summary>The body that it starts with (<c>case.start/1</c> or <c>workflow.start/1</c>).</summary>
    public abstract JsonElement StartBody { get; }

    /// <summary>When somebody does something next (UTC); null when nobody means to.</summary>
    public abstract DateTimeOffset? NextAt { get; }

    /// <summary>Takes what is done next.</summary>
    public abstract SimulatedEvent Take();

    /// <summary>Hears where the case stands now.</summary>
    /// <param name="standing">Where.</param>
    /// <param name="isOwnDoing">After something that they did themselves.</param>
    public abstract void Stands(SimulatedStanding standing, bool isOwnDoing);

    /// <summary>Hears that what was done is on file; what is refused is not.</summary>
    public virtual void Booked(SimulatedEvent said)
    {
    }

    /// <summary>Hears what was decided on an act: what is allowed is carried out.</summary>
    public virtual void Decided(SimulatedAct act, DateTimeOffset now)
    {
    }
}
