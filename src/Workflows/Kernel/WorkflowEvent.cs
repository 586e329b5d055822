using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>What can happen to a case: something was reported, or one of its deadlines came.</summary>
public abstract record WorkflowEvent
{
    private WorkflowEvent()
    {
    }

    /// <summary>Somebody reported that something happened.</summary>
    /// <param name="Id">The reporter's own id of the event; the same id is applied once.</param>
    /// <param name="Type">The event's name, compared ordinally with the names that triggers wait for.</param>
    /// <param name="OccurredAt">When it happened (UTC), which may be long before it is heard of.</param>
    /// <param name="Data">Its data: a JSON object, or undefined.</param>
    public sealed record Raised(string Id, string Type, DateTimeOffset OccurredAt, JsonElement Data) : WorkflowEvent;

    /// <summary>A deadline that the case had armed is due.</summary>
    /// <param name="DeadlineId">The id that the case gave it when it was armed.</param>
    public sealed record DeadlineFired(string DeadlineId) : WorkflowEvent;
}
