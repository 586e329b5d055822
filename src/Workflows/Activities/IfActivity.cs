using System.Collections.Immutable;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary><c>Elsa.If</c>: one of two activities.</summary>
internal sealed class IfActivity : SlotActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.If", Category = ActivityCategory.Flow,
        DisplayName = new("If", "如果"),
        Description = new("Runs 'Then' if the condition holds, otherwise 'Else'.", "条件成立时执行“则”，否则执行“否则”。"),
        Inputs = [new("Condition", "Boolean", new("Condition", "条件"), "checkbox") { IsRequired = true }],
        Outputs = ["Result"],
        Ports = ["Then", "Else"],
    };

    public override Activity Compile(ActivityNode node) =>
        new If(node.Input("Condition"), node.Child("then"), node.Child("else"), node.Output("result")) { Path = node.Path };

    private sealed class If(Expression condition, Activity? then, Activity? otherwise, string? result) : Activity
    {
        public override ImmutableArray<string?> SendsOut => [.. then?.SendsOut ?? [], .. otherwise?.SendsOut ?? []];

        public override ImmutableArray<string?> TellsCases => [.. then?.TellsCases ?? [], .. otherwise?.TellsCases ?? []];

        public override ImmutableArray<PlannedWords> MayPlan => [.. then?.MayPlan ?? [], .. otherwise?.MayPlan ?? []];

        public override ImmutableArray<string?> MayRaise => [.. then?.MayRaise ?? [], .. otherwise?.MayRaise ?? []];

        public override ImmutableArray<(string Name, string Text)> Writes => [.. then?.Writes ?? [], .. otherwise?.Writes ?? [], .. result is null ? [] : ((string, string)[])[(result, condition.Source)]];

        public override void Execute(Step step)
        {
            var holds = Values.ToBoolean(condition.Evaluate(step), $"{Path}.condition");
            if (result is not null) step.SetVariable(result, Values.Of(holds));
            step.Run(holds ? then : otherwise);
        }
    }
}
