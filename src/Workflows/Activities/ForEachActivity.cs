using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary><c>Elsa.ForEach</c>: one activity for each item of a list. Bounded like everything in a step.</summary>
internal sealed class ForEachActivity : SlotActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.ForEach", Category = ActivityCategory.Flow,
        DisplayName = new("For each", "遍历"),
        Description = new("Runs 'Body' once for each item. The item is the variable CurrentValue.", "对每个元素执行一次“主体”，当前元素为变量 CurrentValue。"),
        Inputs = [new("Items", "Object", new("Items", "元素"), "multitext") { IsRequired = true }],
        Outputs = ["CurrentValue"],
        Ports = ["Body"],
    };

    public override Activity Compile(ActivityNode node) =>
        new ForEach(node.Input("Items"), node.Child("body"), node.Output("currentValue") ?? "CurrentValue") { Path = node.Path };

    private sealed class ForEach(Expression items, Activity? body, string variable) : Activity
    {
        public override ImmutableArray<string?> SendsOut => body?.SendsOut ?? [];

        public override ImmutableArray<string?> TellsCases => body?.TellsCases ?? [];

        public override ImmutableArray<PlannedWords> MayPlan => body?.MayPlan ?? [];

        public override ImmutableArray<string?> MayRaise => body?.MayRaise ?? [];

        public override ImmutableArray<(string Name, string Text)> Writes => [.. body?.Writes ?? [], (variable, items.Source)];

        public override void Execute(Step step)
        {
            var list = items.Evaluate(step);
            if (Values.IsNull(list)) return;
            if (list.ValueKind != JsonValueKind.Array)
                throw new StepFaultException("activity", $"{Path}.items gave {Values.Quote(list)}, which is not a list.");
            foreach (var item in list.EnumerateArray())
            {
                step.SetVariable(variable, item);
                step.Run(body);
            }
        }
    }
}
