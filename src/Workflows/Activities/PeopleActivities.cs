using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Definitions.Liveness;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary><c>Doorstep.AskPeople</c>: gives a task to people or systems of the house. What it asks for comes back as an event.</summary>
internal sealed class AskPeopleActivity : SlotActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Doorstep.AskPeople", Category = ActivityCategory.People,
        DisplayName = new("Ask people of the house", "通知内部人员"),
        Description = new("Sends a task to a desk or a system of the house. Whatever reaches somebody outside is an act, and not this.", "向内部岗位或系统发送任务。凡触达外部的均为行动，不在此列。"),
        Inputs =
        [
            new("Task", "String", new("Task", "任务"), "dropdown") { IsRequired = true, Example = "InterventionRequested", Options = [.. HouseTasks.All.Keys.Order(StringComparer.Ordinal)] },
            new("Payload", "Object", new("Data", "数据")),
        ],
    };

    public override Activity Compile(ActivityNode node)
    {
        var task = node.Input("Task");
        if (task is not Constant) node.Fault("task", "must be a literal: which task is given is said beforehand.");
        else if (task.Text.Length > 0 && !HouseTasks.All.ContainsKey(task.Text)) node.Fault("task", $"'{task.Text}' is not a task of the house{Nearest.Hint(task.Text, HouseTasks.All.Keys)}");
        return PublishEventActivity.Publishing(task, node.Input("Payload"), node.Path);
    }
}

/// <summary><c>Doorstep.HoldChanged</c>: waits until a hold is let go or is over.</summary>
internal sealed class HoldChangedTrigger : TriggerActivityType
{
    private static readonly string[] Changes = ["HoldReleased", "HoldExpired"];

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Doorstep.HoldChanged", Category = ActivityCategory.Holds, IsTrigger = true,
        DisplayName = new("Hold changed", "冻结变化"),
        Description = new("Waits until somebody lets a hold go (HoldReleased: event.data.hold) or its time is over (HoldExpired: event.data.key).", "等待冻结被解除（HoldReleased：event.data.hold）或到期（HoldExpired：event.data.key）。"),
        Inputs = [new("Change", "String", new("Change", "变化"), "dropdown") { Default = "HoldReleased", Options = [.. Changes] }],
        Outputs = ["Result"],
    };

    public override Trigger Compile(ActivityNode node)
    {
        var change = node.Input("Change");
        if (change is not Constant || !Changes.Contains(change.Text)) node.Fault("change", $"'{change.Text}' is not a change of a hold{Nearest.Hint(change.Text, Changes)}");
        return new Trigger.OnEvent(change, node.Output("result"));
    }
}
