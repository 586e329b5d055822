using System.Collections.Immutable;
using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary><c>Elsa.Sequence</c>: several activities, one after the other.</summary>
internal sealed class SequenceActivity : SlotActivityType
{
    public override ActivityDescriptor Descriptor { get; } = new()
    {
        TypeName = "Elsa.Sequence", Category = ActivityCategory.Flow,
        DisplayName = new("Sequence", "顺序"),
        Description = new("Runs several activities one after the other, within the same step.", "在同一步内依次执行多个活动。"),
        Ports = ["Activities"],
    };

    public override Activity Compile(ActivityNode node) => new Sequence(node.Children("activities")) { Path = node.Path };

    private sealed class Sequence(ImmutableArray<Activity> activities) : Activity
    {
        public override ImmutableArray<string> Publishes => [.. activities.SelectMany(activity => activity.Publishes)];

        public override ImmutableArray<string?> SendsOut => [.. activities.SelectMany(activity => activity.SendsOut)];

        public override ImmutableArray<string?> TellsCases => [.. activities.SelectMany(activity => activity.TellsCases)];

        public override ImmutableArray<PlannedWords> MayPlan => [.. activities.SelectMany(activity => activity.MayPlan)];

        public override ImmutableArray<string?> MayRaise => [.. activities.SelectMany(activity => activity.MayRaise)];

        public override ImmutableArray<string> Plans => [.. activities.SelectMany(activity => activity.Plans)];

        public override ImmutableArray<string> Sets => [.. activities.SelectMany(activity => activity.Sets)];

        public override ImmutableArray<(string Name, string Text)> Writes => [.. activities.SelectMany(activity => activity.Writes)];

        public override ImmutableArray<(string Name, string Text)> Fixes => [.. activities.SelectMany(activity => activity.Fixes)];

        public override void Execute(Step step)
        {
            foreach (var activity in activities) step.Run(activity);
        }
    }
}
