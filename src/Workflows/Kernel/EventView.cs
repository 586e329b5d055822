using System.Text.Json;

namespace Doorstep.Workflows.Kernel;

/// <summary>An event as expressions see it.</summary>
internal sealed record EventView(string Type, IReadOnlyList<KeyValuePair<string, JsonElement>> Members)
{
    public static EventView? Of(WorkflowEvent? cause, Snapshot before) => cause switch
    {
        WorkflowEvent.Raised raised => new EventView(raised.Type,
        [
            new("id", Values.Of(raised.Id)),
            new("occurredAt", Values.Of(Instant(raised.OccurredAt))),
            new("data", Values.IsNull(raised.Data) ? Values.EmptyObject : raised.Data),
        ]),
        WorkflowEvent.DeadlineFired fired when before.Deadlines.FirstOrDefault(armed => armed.Id == fired.DeadlineId) is { } deadline =>
            new EventView("Deadline", [new("transition", Values.Of(deadline.Transition)), new("dueAt", Values.Of(Instant(deadline.DueAt)))]),
        _ => null,
    };

    public static EventView SubmachineEnded(string definitionId, string outcome) =>
        new("SubmachineEnded", [new("submachine", Values.Of(definitionId)), new("outcome", Values.Of(outcome))]);

    public JsonElement ToJson() => Values.FromObject(Members.Prepend(new("type", Values.Of(Type))));

    /// <summary>UTC, to the millisecond, the way the whole of Doorstep writes time.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
