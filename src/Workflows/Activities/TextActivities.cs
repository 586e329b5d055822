using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary><c>Elsa.WriteLine</c>: a note in the case's journal.</summary>
internal sealed class WriteLineActivity : SlotActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.WriteLine", Category = ActivityCategory.Data,
        DisplayName = new("Journal note", "日志备注"),
        Description = new("Writes a line into the case's journal.", "在案件日志中写入一行备注。"),
        Inputs = [new("Text", "String", new("Text", "文本"), "multiline") { IsText = true }],
    };

    public override Activity Compile(ActivityNode node) => new WriteLine(node.Input("Text")) { Path = node.Path };

    private sealed class WriteLine(Expression text) : Activity
    {
        public override void Execute(Step step) => step.Note(step.StatePath, Values.ToText(text.Evaluate(step)));
    }
}

/// <summary><c>Elsa.SetName</c>: the case's display name.</summary>
internal sealed class SetNameActivity : SlotActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.SetName", Category = ActivityCategory.Data,
        DisplayName = new("Set name", "设置名称"),
        Description = new("Gives the case a name that lists show.", "设置案件在列表中显示的名称。"),
        Inputs = [new("Value", "String", new("Name", "名称")) { IsRequired = true, IsText = true, Example = "Order 42" }],
    };

    public override Activity Compile(ActivityNode node) => new SetName(node.Input("Value")) { Path = node.Path };

    private sealed class SetName(Expression value) : Activity
    {
        public override void Execute(Step step) => step.SetName(step.Before.Facts.ForLists(Values.ToText(value.Evaluate(step))));
    }
}

/// <summary><c>Elsa.Fault</c>: stops the step; the case keeps its state and is shown as faulted.</summary>
internal sealed class FaultActivity : SlotActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Fault", Category = ActivityCategory.Flow, EndsStep = true,
        DisplayName = new("Fault", "故障"),
        Description = new("Stops the step with an incident. The case keeps its state until somebody takes it further.", "中止本步并记录事件，案件保持原状态，等待人工处理。"),
        Inputs =
        [
            new("Message", "String", new("Message", "说明")),
            new("Code", "String", new("Code", "代码")),
            new("Category", "String", new("Category", "类别")),
            new("FaultType", "String", new("Type", "类型")),
        ],
    };

    public override Activity Compile(ActivityNode node) => new Fault(node.Input("Message"), node.Input("Code")) { Path = node.Path };

    private sealed class Fault(Expression message, Expression code) : Activity
    {
        public override void Execute(Step step)
        {
            var (text, name) = (Values.ToText(message.Evaluate(step)), Values.ToText(code.Evaluate(step)));
            throw new StepFaultException("activity", $"{Path}: {(text.Length > 0 ? text : "The definition faulted the case.")}{(name.Length > 0 ? $" ({name})" : "")}");
        }
    }
}
