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
            new("occurredAt", Values.Of(Instants.Text(raised.OccurredAt))),
            new("data", Values.IsNull(raised.Data) ? Values.EmptyObject : raised.Data),
        ]),
        WorkflowEvent.DeadlineFired fired when before.Deadlines.FirstOrDefault(armed => armed.Id == fired.DeadlineId) is { } deadline =>
            new EventView("Deadline", [new("transition", Values.Of(deadline.Transition)), new("dueAt", Values.Of(Instants.Text(deadline.DueAt)))]),
        _ => null,
    };

    public static EventView SubmachineEnded(string definitionId, string outcome) =>
        new("SubmachineEnded", [new("submachine", Values.Of(definitionId)), new("outcome", Values.Of(outcome))]);

    public JsonElement ToJson() => Values.FromObject(Members.Prepend(new("type", Values.Of(Type))));
}
