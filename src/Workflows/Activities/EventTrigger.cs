using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary><c>Elsa.Event</c>: waits for an event by name.</summary>
internal sealed class EventTrigger : TriggerActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Event", Category = ActivityCategory.Flow, IsTrigger = true,
        DisplayName = new("Event", "事件"),
        Description = new("Waits until an event with this name is reported on the case.", "等待案件收到该名称的事件。"),
        Inputs = [new("EventName", "String", new("Event name", "事件名称"), "dropdown") { IsRequired = true, Example = "PaymentReceived", OptionsFrom = OptionSource.Events }],
        Outputs = ["Result"],
    };

    public override Trigger Compile(ActivityNode node) => new Trigger.OnEvent(node.Input("EventName"), node.Output("result"));
}

/// <summary><c>Doorstep.Submachine</c>: runs another definition inside the case and waits for its end (semantics 11).</summary>
internal sealed class SubmachineTrigger : TriggerActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Doorstep.Submachine", Category = ActivityCategory.Flow, IsTrigger = true,
        DisplayName = new("Submachine", "子流程"),
        Description = new(
            "Runs another definition inside this case. When it ends, event.outcome is the name of its final state.", "在本案件内运行另一个流程；结束时 event.outcome 为其终态名称。"),
        Inputs = [new("DefinitionId", "String", new("Definition", "流程定义"), "workflow-definition-picker") { IsRequired = true, Example = "visit" }],
    };

    public override Trigger Compile(ActivityNode node)
    {
        var definition = node.Input("DefinitionId");
        if (definition is not Constant) node.Fault("definitionId", "must be a literal: which definition runs is fixed when the case starts.");
        return new Trigger.Submachine(definition is Constant constant ? constant.Text : "");
    }
}
