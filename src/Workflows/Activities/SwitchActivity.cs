using System.Collections.Immutable;
using System.Text.Json;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary><c>Elsa.Switch</c>: the first case whose condition holds, or all of them.</summary>
internal sealed class SwitchActivity : SlotActivityType
{
    private static readonly string[] Modes = ["MatchFirst", "MatchAny"];

    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Switch", Category = ActivityCategory.Flow,
        DisplayName = new("Switch", "分支选择"),
        Description = new("Runs the first case whose condition holds, or every such case; 'Default' if there is none.", "执行第一个（或所有）条件成立的分支；没有成立的分支时执行“默认”。"),
        Inputs =
        [
            new("Cases", "Object", new("Cases", "分支"), "switch-editor") { IsWrapped = false },
            new("Mode", "String", new("Mode", "方式"), "dropdown") { Default = "MatchFirst", Options = [.. Modes] },
        ],
        Outputs = ["Output"],
        Ports = ["Default"],
    };

    public override Activity Compile(ActivityNode node)
    {
        var cases = node.Json.TryGetProperty("cases", out var written) && written.ValueKind == JsonValueKind.Array ? written.EnumerateArray().ToArray() : [];
        return new Switch(
            [.. cases.Select((item, index) => Compile(node, item, $"cases[{index}]"))], Mode(node), node.Child("default")) { Path = node.Path };
    }

    private static Expression Mode(ActivityNode node)
    {
        var mode = node.Input("Mode");
        if (mode is Constant { Text: { Length: > 0 } text } && !Modes.Contains(text, StringComparer.Ordinal)) node.Fault("mode", $"'{text}' is not a mode{Nearest.Hint(text, Modes)}");
        return mode;
    }

    private static Case Compile(ActivityNode node, JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("condition", out var condition))
        {
            node.Fault($"{path}.condition", "is missing.");
            return new Case(new Constant(Values.False), null);
        }

        return new Case(node.Expression(condition, "Boolean", $"{path}.condition"), json.TryGetProperty("activity", out var activity) ? node.Child(activity, $"{path}.activity") : null);
    }

    private sealed record Case(Expression Condition, Activity? Activity);

    private sealed class Switch(ImmutableArray<Case> cases, Expression mode, Activity? otherwise) : Activity
    {
        public override ImmutableArray<string?> SendsOut => [.. Branches.SelectMany(activity => activity.SendsOut)];

        public override ImmutableArray<string?> TellsCases => [.. Branches.SelectMany(activity => activity.TellsCases)];

        public override ImmutableArray<PlannedWords> MayPlan => [.. Branches.SelectMany(activity => activity.MayPlan)];

        public override ImmutableArray<string?> MayRaise => [.. Branches.SelectMany(activity => activity.MayRaise)];

        public override ImmutableArray<(string Name, string Text)> Writes => [.. Branches.SelectMany(activity => activity.Writes)];

        private IEnumerable<Activity> Branches => cases.Select(one => one.Activity).Append(otherwise).OfType<Activity>();

        public override void Execute(Step step)
        {
            var isAny = Values.ToText(mode.Evaluate(step)) == "MatchAny";
            var matched = false;
            for (var index = 0; index < cases.Length; index++)
            {
                if (!Values.ToBoolean(cases[index].Condition.Evaluate(step), $"{Path}.cases[{index}].condition")) continue;
                matched = true;
                step.Run(cases[index].Activity);
                if (!isAny) break;
            }

            if (!matched) step.Run(otherwise);
        }
    }
}
