using System.Collections.Immutable;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary><c>Elsa.PublishEvent</c>: tells the world, another case, or this case.</summary>
internal sealed class PublishEventActivity : SlotActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.PublishEvent", Category = ActivityCategory.Data,
        DisplayName = new("Publish event", "发布事件"),
        Description = new(
            "Sends an event out after the step is committed: to webhooks; with a correlation id to the case with that business key; as a local event back to this case.",
            "在本步提交后发出事件：发送到 Webhook；填写关联标识时发送到该业务键的案件；本地事件则回到本案件。"),
        Inputs =
        [
            new("EventName", "String", new("Event name", "事件名称")) { IsRequired = true, Example = "NoticeRequested" },
            new("CorrelationId", "String", new("Business key of another case", "其他案件的业务键")),
            new("IsLocalEvent", "Boolean", new("To this case", "发给本案件"), "checkbox") { Default = "False" },
            new("Payload", "Object", new("Data", "数据")),
        ],
    };

    public override Activity Compile(ActivityNode node)
    {
        var name = node.Input("EventName");
        if (name is Constant && HouseWords.Refusal(name.Text) is { } refusal) node.Fault("eventName", refusal);
        return new PublishEvent(name, node.Input("CorrelationId"), node.Input("IsLocalEvent"), node.Input("Payload")) { Path = node.Path };
    }

    /// <summary>Sends a task of the house out.</summary>
    public static Activity Publishing(Expression eventName, Expression payload, string path) => new PublishEvent(eventName, new Constant(Values.Null), new Constant(Values.False), payload) { Path = path };

    private sealed class PublishEvent(Expression eventName, Expression correlationId, Expression isLocal, Expression payload) : Activity
    {
        public override ImmutableArray<string> Publishes => eventName is Constant ? [eventName.Text] : [];

        /// <summary>An event stays inside only where that is certain whatever the case says.</summary>
        public override ImmutableArray<string?> SendsOut => IsInside ? [] : [eventName is Constant ? eventName.Text : null];

        public override ImmutableArray<string?> TellsCases => correlationId is Constant { Text.Length: 0 } || (isLocal is Constant && Values.ToBoolean(Values.Of(isLocal.Text), Path)) ? [] : [eventName is Constant ? eventName.Text : null];

        public override ImmutableArray<string?> MayRaise =>
            isLocal is Constant && !Values.ToBoolean(Values.Of(isLocal.Text), Path) && correlationId is Constant { Text.Length: 0 } ? [] : [eventName is Constant ? eventName.Text : null];

        private bool IsInside => (isLocal is Constant && Values.ToBoolean(Values.Of(isLocal.Text), Path)) || (correlationId is Constant && correlationId.Text.Length > 0);

        public override void Execute(Step step)
        {
            var name = Values.ToText(eventName.Evaluate(step));
            if (name.Length == 0) throw new StepFaultException("activity", $"{Path}.eventName is empty: an event needs a name.");
            if (HouseWords.Refusal(name) is { } refusal) throw new StepFaultException("activity", $"{Path}.eventName: {refusal}");
            var data = payload.Evaluate(step);
            var other = Values.ToText(correlationId.Evaluate(step));
            var isHere = Values.ToBoolean(isLocal.Evaluate(step), $"{Path}.isLocalEvent");
            step.Emit(isHere || other.Length > 0 ? new Effect.RaiseEvent(name, data, isHere ? null : other) : new Effect.PublishEvent(name, data), name);
        }
    }
}
