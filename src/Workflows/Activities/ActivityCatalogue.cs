using Doorstep.Workflows.Definitions;
using Doorstep.Workflows.Definitions.Difference;
using Doorstep.Workflows.Definitions.Expressions;
using Doorstep.Workflows.Kernel;

namespace Doorstep.Workflows.Activities;

/// <summary>Everything a designer can use, and the compiler that knows it.</summary>
public static class ActivityCatalogue
{
    /// <summary>The activities and triggers of the house, in the order of the toolbox.</summary>
    public static IReadOnlyList<ActivityType> Types { get; } =
    [
        new SequenceActivity(), new IfActivity(), new SwitchActivity(), new ForEachActivity(), new FaultActivity(),
        new SetVariableActivity(), new SetNameActivity(), new WriteLineActivity(), new PublishEventActivity(), new PlanActActivity(), .. ActPreset.All.Select(preset => new PlanActActivity(preset)), new AskPeopleActivity(),
        new EventTrigger(), new SubmachineTrigger(), new HoldChangedTrigger(),
        new DeadlineTrigger(), new DelayTrigger(), new TimerTrigger(), new StartAtTrigger(), new CronTrigger(),
    ];

    /// <summary>The expression syntaxes.</summary>
    public static IReadOnlyList<ExpressionLanguage> Languages { get; } =
        [new LiteralLanguage(), new ObjectLanguage(), new VariableLanguage(), new InputLanguage(), new JavaScriptLanguage(), new LiquidLanguage()];

    /// <summary>Compares definitions that are written with them.</summary>
    public static DefinitionDiff Diff { get; } = new(Types.Select(type => type.Descriptor));

    /// <summary>A compiler that knows all of them.</summary>
    public static DefinitionCompiler Compiler(Bounds? bounds = null) => new(Types, Languages, bounds ?? new Bounds());
}
